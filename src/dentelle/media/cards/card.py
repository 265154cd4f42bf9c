"""What a card says."""

from dataclasses import dataclass

SIZE = (1200, 630)  # pixels, as social networks show a large picture


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareCard:
    """The words of a card, in its language, spaces set; `title` alone is needed.

    `picture` is the key of the picture at its side, maybe empty: `exports.files.drawn` gives its bytes
    or refuses; its `credit` stands under it. `aside` is what must be said wherever the network's name goes.
    """

    title: str
    category: str = ""
    notice: str = ""
    notice_more: str = ""
    when: str = ""
    place: str = ""
    network: str = ""
    aside: str = ""
    picture: str = ""
    credit: str = ""
