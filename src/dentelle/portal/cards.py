"""The card that social networks show of a thing, from its share alone, whatever its kind."""

from dataclasses import dataclass

from django.utils.translation import get_language, override

from dentelle.media import cards
from dentelle.media.cards import ShareCard
from dentelle.media.exports import files
from dentelle.publishing import shares
from dentelle.publishing.shares import Kind, Share
from dentelle.ui.typography import NO_BREAK, fr

_DASH = " – "  # between two hours, which stay on one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an address names: its kind, and its share in its own language, none when it was taken away."""

    kind: Kind
    share: Share | None


def find(kind: str, key: str) -> Found | None:
    """Return the thing of an address that is or was public; a draft and an embargo tell nothing."""
    known = next((one for one in shares.kinds() if one.name == kind), None)
    row = known.find(key) if known else None
    if known is None or row is None or not (row.is_public or row.is_gone):
        return None
    if not row.is_public:
        return Found(kind=known, share=None)
    (share,) = known.share([row])
    if share.language != get_language():
        with override(share.language):
            (share,) = known.share([row])
    return Found(kind=known, share=share)


def card(share: Share, kind: Kind, *, network: str, aside: str = "") -> ShareCard:
    """Return the words of a card, in the language in use; the picture only where its rights reach so far."""
    picture = share.picture
    granted = picture is not None and set(files.DRAWN) <= set(picture.uses)
    shown = picture if granted else None
    return ShareCard(
        title=fr(share.title),
        category=fr(share.category or str(kind.label)),
        notice=fr(share.notice),
        notice_more=fr(share.notice_more),
        when=fr(share.when).replace(_DASH, _DASH.replace(" ", NO_BREAK)),
        place=fr(share.place),
        network=fr(network),
        aside=fr(aside),
        picture=shown.key if shown else "",
        credit=fr(shown.credit) if shown else "",
    )


def drawing(card: ShareCard) -> tuple[str, bytes | None]:
    """Return what tells the card from another, and the picture it holds: the media room has the last word."""
    picture = files.drawn(card.picture) if card.picture else None
    return cards.mark(card, pictured=picture is not None), picture
