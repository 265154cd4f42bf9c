"""A WebP with its chunks chosen: pixels and colour as they stand, EXIF and XMP replaced.

Source: RFC 9649 (container, VP8X flags, sizes in the VP8 and VP8L headers).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dentelle.media.exports import exif, xmp
from dentelle.media.exports.card import Card
from dentelle.media.exports.parts import BrokenFileError, Part, Parts, Span, bounded, weight

MIME = "image/webp"
_KEPT = frozenset({b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"})
_ICC, _ALPHA, _EXIF, _XMP = 0x20, 0x10, 0x08, 0x04
_MOST_CHUNKS = 10_000
_LONGEST_EXIF = 1 << 20
_SIZE = 0x3FFF  # 14 bits


@dataclass(frozen=True, slots=True)
class _Chunk:
    name: bytes
    start: int
    length: int  # of the content alone; 8 bytes stand before it, and one after when it is odd


def rewrite(path: Path, card: Card) -> Parts:
    """Return the file as pieces, its metadata replaced by the card.

    Raises:
        BrokenFileError: the chunks do not follow each other to the end.
    """
    with path.open("rb") as file:
        chunks = bounded(_chunks(file, path.stat().st_size), _MOST_CHUNKS)
        head = bytearray(_head(file, chunks))
        orientation = _orientation(file, chunks)
    head[0] = head[0] & ~_EXIF | _XMP | (_EXIF if orientation != 1 else 0)
    kept: list[Part] = [
        Span(one.start, 8 + one.length + one.length % 2) for one in chunks if one.name in _KEPT
    ]
    ours = [_chunk(b"EXIF", exif.turned(orientation))] if orientation != 1 else []
    ours.append(_chunk(b"XMP ", xmp.packet(card)))
    body: Parts = (b"WEBP", _chunk(b"VP8X", bytes(head)), *kept, *ours)
    return (b"RIFF", weight(body).to_bytes(4, "little"), *body)


def _chunks(file: BinaryIO, size: int) -> Iterator[_Chunk]:
    head = file.read(12)
    if head[:4] != b"RIFF" or head[8:] != b"WEBP":
        raise BrokenFileError("No WebP begins so.")
    at, end = 12, min(size, 8 + int.from_bytes(head[4:8], "little"))
    while at + 8 <= end:
        file.seek(at)
        head = file.read(8)
        chunk = _Chunk(head[:4], at, int.from_bytes(head[4:], "little"))
        at += 8 + chunk.length + chunk.length % 2
        if at > size + 1:
            raise BrokenFileError("The last chunk says it is longer than the file.")
        yield chunk


def _head(file: BinaryIO, chunks: list[_Chunk]) -> bytes:
    """Return the content of the extended header, made up for a simple file that has none."""
    for one in chunks:
        file.seek(one.start + 8)
        if one.name == b"VP8X":
            return file.read(10)
        if one.name in {b"VP8 ", b"VP8L"}:
            return _made(one.name, file.read(10))
    raise BrokenFileError("The file holds no picture.")


def _made(name: bytes, content: bytes) -> bytes:
    if name == b"VP8L":
        bits = int.from_bytes(content[1:5], "little")
        width, height = (bits & _SIZE) + 1, (bits >> 14 & _SIZE) + 1
        flags = _ALPHA if bits >> 28 & 1 else 0
    else:
        width = int.from_bytes(content[6:8], "little") & _SIZE
        height = int.from_bytes(content[8:10], "little") & _SIZE
        flags = 0
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes((flags, 0, 0, 0)) + sizes


def _orientation(file: BinaryIO, chunks: list[_Chunk]) -> int:
    for one in chunks:
        if one.name == b"EXIF" and one.length < _LONGEST_EXIF:
            file.seek(one.start + 8)
            return exif.orientation(file.read(one.length).removeprefix(exif.HEADER))
    return 1


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)
