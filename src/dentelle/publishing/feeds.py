"""What is worth showing, for readers of news: any kind of thing, from its share alone.

Source: RFC 4287 (Atom) and RSS 2.0, written by `django.utils.feedgenerator`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.translation import get_language

from dentelle.publishing.shares import Share, SharedPicture
from dentelle.ui.context_processors import network_name

Form = Literal["atom", "rss"]
MIMES: Mapping[Form, str] = {"atom": "application/atom+xml", "rss": "application/rss+xml"}
# An enclosure is a file that readers take away: the use of that name in the media room, above this one.
TAKEN = "download"
_FORMS: Mapping[Form, type[SyndicationFeed]] = {"atom": Atom1Feed, "rss": Rss201rev2Feed}
_SUFFIXES = {"jpg": "image/jpeg", "webp": "image/webp"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A feed as a whole; `page` and `here` are the whole addresses of the page that says the same and of the feed."""

    title: str
    description: str
    page: str
    here: str


def news(shares: Iterable[Share], channel: Channel, form: Form) -> str:
    """Return a feed of things, in the order given."""
    feed = _FORMS[form](
        title=channel.title,
        link=channel.page,
        description=channel.description,
        language=get_language() or settings.LANGUAGE_CODE,
        feed_url=channel.here,
        feed_guid=channel.here,
        author_name=network_name(),
    )
    for share in shares:
        feed.add_item(**_item(share))
    return feed.writeString("utf-8")


def _item(share: Share) -> dict[str, Any]:
    return {
        "title": _sound(" – ".join(filter(None, [share.notice, share.title]))),
        "link": f"{settings.SITE_URL}{share.address}",
        # Readers take a description for HTML: what people wrote is text, and stays text.
        "description": escape(_sound(_said(share))),
        "unique_id": f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{share.kind}/{share.key}",
        "unique_id_is_permalink": False,
        "pubdate": share.published_at,
        "updateddate": share.updated_at,
        "categories": [share.category] if share.category else [],
        "enclosures": _enclosures(share.picture),
    }


def _said(share: Share) -> str:
    """Return a thing's words as text: what must be known, when, where, what it is."""
    return " — ".join(filter(None, [share.notice_more, share.when, share.place, share.summary]))


def _sound(text: str) -> str:
    """Leave out what XML cannot hold: the control characters that a paste from Word brings."""
    return _CONTROL.sub(" ", text)


def _enclosures(picture: SharedPicture | None) -> list[Enclosure]:
    """Return the picture as a file, when it may be taken away.

    RSS wants its length; the profile of its board (2007) has 0 where it is not known.
    """
    if picture is None or TAKEN not in picture.uses:
        return []
    suffix = picture.address.rpartition(".")[2]
    return [Enclosure(f"{settings.SITE_URL}{picture.address}", "0", _SUFFIXES[suffix])]
