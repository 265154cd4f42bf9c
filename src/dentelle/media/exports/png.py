"""A PNG with its ancillary chunks chosen: pixels and colour as they stand, no text, date or place.

Source: W3C PNG third edition (chunks); XMP part 3 (the `iTXt` keyword).
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dentelle.media.exports import exif, xmp
from dentelle.media.exports.card import Card
from dentelle.media.exports.parts import BrokenFileError, Part, Parts, Span, bounded

MIME = "image/png"
_BEGINS = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT "
    b"acTL fcTL fdAT".split()
)
_MOST_CHUNKS = 200_000  # writers cut the pixels into chunks of 8 KB
_LONGEST_EXIF = 1 << 20


@dataclass(frozen=True, slots=True)
class _Chunk:
    name: bytes
    start: int
    length: int  # of the content alone; 12 bytes stand around it


def rewrite(path: Path, card: Card) -> Parts:
    """Return the file as pieces, its metadata replaced by the card.

    Raises:
        BrokenFileError: the chunks do not follow each other to the end.
    """
    with path.open("rb") as file:
        chunks = bounded(_chunks(file, path.stat().st_size), _MOST_CHUNKS)
        orientation = _orientation(file, chunks)
    kept: list[Part] = [Span(one.start, one.length + 12) for one in chunks if one.name in _KEPT]
    ours = [_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp.packet(card))]
    if orientation != 1:
        ours.append(_chunk(b"eXIf", exif.turned(orientation)))
    return (_BEGINS, *kept[:1], *ours, *kept[1:])


def _chunks(file: BinaryIO, size: int) -> Iterator[_Chunk]:
    if file.read(8) != _BEGINS:
        raise BrokenFileError("No PNG begins so.")
    at = 8
    while at + 12 <= size:
        file.seek(at)
        head = file.read(8)
        chunk = _Chunk(head[4:], at, int.from_bytes(head[:4], "big"))
        yield chunk
        at += chunk.length + 12
        if chunk.name == b"IEND":
            return
    raise BrokenFileError("The file ends before its last chunk.")


def _orientation(file: BinaryIO, chunks: list[_Chunk]) -> int:
    for one in chunks:
        if one.name == b"eXIf" and one.length < _LONGEST_EXIF:
            file.seek(one.start + 8)
            return exif.orientation(file.read(one.length))
    return 1


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + name + content + check
