"""The facts of a file as an IPTC IIM record, for the many programs that read nothing newer.

Source: IPTC Information Interchange Model 4.2: data sets, and how many bytes each may have.
"""

from dentelle.media.exports.card import Card
from dentelle.media.exports.xmp import clean

_MARK = 0x1C
_UTF8 = b"\x1c\x01\x5a\x00\x03\x1b%G"  # 1:90 says that the text is UTF-8
_VERSION = b"\x1c\x02\x00\x00\x02\x00\x04"  # 2:00
# Data set number, most bytes.
_OBJECT_NAME, _INSTRUCTIONS, _BYLINE, _HEADLINE = (5, 64), (40, 256), (80, 32), (105, 256)
_CREDIT, _SOURCE, _COPYRIGHT, _CAPTION = (110, 32), (115, 32), (116, 128), (120, 2000)


def record(card: Card) -> bytes:
    """Return the record; a text too long for its place is cut there, and stands whole in the caption."""
    about = card.about
    rights = next(iter(card.rights.values()))
    usage = next(iter(card.usage.values()))
    sets = (
        (_OBJECT_NAME, about.title),
        (_INSTRUCTIONS, card.mention),
        (_BYLINE, card.creator),
        (_HEADLINE, about.title),
        (_CREDIT, card.credit),
        (_SOURCE, about.museum),
        (_COPYRIGHT, rights),
        (_CAPTION, " — ".join(part for part in (about.caption, rights, usage) if part)),
    )
    return _UTF8 + _VERSION + b"".join(_set(number, most, text) for (number, most), text in sets)


def _set(number: int, most: int, text: str) -> bytes:
    value = _cut(clean(text), most).encode()
    return bytes((_MARK, 2, number)) + len(value).to_bytes(2, "big") + value if value else b""


def _cut(text: str, most: int) -> str:
    """Return as many whole words as `most` bytes of UTF-8 hold."""
    if len(text.encode()) <= most:
        return text
    held = text.encode()[:most].decode(errors="ignore")
    return held.rpartition(" ")[0].rstrip(" ,;—·") or held


def resource(content: bytes) -> bytes:
    """Return the record as a Photoshop image resource, which is how JPEG holds one."""
    padding = b"\0" * (len(content) % 2)
    return b"8BIM\x04\x04\0\0" + len(content).to_bytes(4, "big") + content + padding
