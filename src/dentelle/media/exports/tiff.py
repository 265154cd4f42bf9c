"""A TIFF with its directories rewritten: pixels where they stand, personal tags emptied, the card added.

The first directory is written again at the end of the file with the card's two tags; in the others the
personal tags are taken out in place. What those tags pointed at is overwritten with zeros, so nothing of
it travels along. Source: TIFF 6.0; the BigTIFF layout of libtiff; XMP part 3 (tag 700); IPTC (33723).
"""

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dentelle.media.exports import iptc, xmp
from dentelle.media.exports.card import Card
from dentelle.media.exports.parts import BrokenFileError, Part, Parts, Span, Zeros, mapped, weight

MIME = "image/tiff"
_XMP, _IPTC, _SUB_IFDS, _EXIF, _GPS, _INTEROP = 700, 33723, 330, 34665, 34853, 40965
# What decoding the pixels takes, and no more: sizes, strips, tiles, colours, compression, profile.
_KEPT = frozenset(
    (
        *range(254, 260), 262, 266, 273, 274, *range(277, 280), *range(282, 285), 290, 291, 292, 293,
        296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 330, *range(332, 344), 347,
        *range(512, 522), *range(529, 533), 34675, 32995, 32996, 32997, 32998,
    )
)  # fmt: skip
# What tells of people and places; left between fields by a program that rewrote the file, it may
# still stand where no field points.
_TRACES = (b"<x:xmpmeta", b"<rdf:RDF", b"GPSLatitude", b"8BIM\x04\x04")
_POINTERS = frozenset((_EXIF, _GPS, _INTEROP))
_BYTES = {
    1: 1,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    6: 1,
    7: 1,
    8: 2,
    9: 4,
    10: 8,
    11: 4,
    12: 8,
    13: 4,
    16: 8,
    17: 8,
    18: 8,
}
_MOST_DIRECTORIES, _MOST_ENTRIES = 256, 20_000
_MOST_IN_A_DIRECTORY = 1000
_UNDEFINED, _BYTE, _SHORT = 7, 1, 3


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a file writes numbers: byte order, and the widths of the two kinds of TIFF."""

    order: str
    big: bool

    @property
    def offset(self) -> int:
        return 8 if self.big else 4

    @property
    def count(self) -> int:
        return 8 if self.big else 2

    @property
    def entry(self) -> int:
        return 20 if self.big else 12

    def number(self, content: bytes) -> int:
        return int.from_bytes(content, "little" if self.order == "<" else "big")

    def bytes_(self, value: int, width: int) -> bytes:
        return value.to_bytes(width, "little" if self.order == "<" else "big")


@dataclass(frozen=True, slots=True)
class _Entry:
    tag: int
    kind: int
    count: int
    raw: bytes  # the entry as it stands
    place: int  # of its value in the file
    length: int  # of its value, in bytes; 0 when it lies outside the file

    @property
    def stays(self) -> bool:
        """Say whether the field may leave: it is not personal, and it is whole."""
        return self.tag in _KEPT and (self.length > 0 or self.count == 0)


@dataclass(frozen=True, slots=True)
class _Directory:
    start: int
    entries: tuple[_Entry, ...]
    after: int  # offset of the next one, 0 when it is the last


class _Patches:
    """What is put over the bytes of the file, by place: bytes of ours, or zeros."""

    def __init__(self) -> None:
        self.at: dict[int, bytes | Zeros] = {}

    def put(self, place: int, content: bytes | Zeros) -> None:
        """Keep a patch; of two at one place, the longer."""
        if weight((content,)) > weight((self.at.get(place, b""),)):
            self.at[place] = content
        if len(self.at) > _MOST_ENTRIES:
            raise BrokenFileError("The file holds more fields than a picture has.")

    def parts(self, size: int) -> Iterator[Part]:
        """Give the whole file with the patches over it; where two overlap, the first one stands."""
        done = 0
        for place, content in sorted(self.at.items(), key=lambda pair: pair[0]):
            start, end = max(place, done), place + weight((content,))
            if start >= end:
                continue
            if start > done:
                yield Span(done, start - done)
            yield content[start - place :] if isinstance(content, bytes) else Zeros(end - start)
            done = end
        if done < size:
            yield Span(done, size - done)


def rewrite(path: Path, card: Card) -> Parts:
    """Return the file as pieces, its metadata replaced by the card.

    Raises:
        BrokenFileError: a directory lies outside the file, or leads to itself.
    """
    with mapped(path) as data:
        shape, first = _header(data)
        directories = list(_directories(data, shape, first))
        patches = _Patches()
        for directory in directories:
            _empty(data, shape, directory, patches)
        for directory in directories[1:]:
            _compact(shape, directory, patches)
        size = len(data)
        _check_traces(data, patches)
    tail = size + size % 2  # what TIFF points at begins on an even byte
    blocks, table = _first(shape, directories[0], card, tail)
    patches.put(8 if shape.big else 4, shape.bytes_(tail + len(blocks), shape.offset))
    return (*patches.parts(size), b"\0" * (size % 2) + blocks + table)


def _check_traces(data: mmap.mmap, patches: _Patches) -> None:
    """Refuse a file that holds metadata where no field of ours points: it could not be taken out."""
    covered = [(place, place + weight((content,))) for place, content in patches.at.items()]
    for trace in _TRACES:
        at = data.find(trace)
        while at >= 0:
            if not any(start <= at < end for start, end in covered):
                raise BrokenFileError("The file holds metadata that no field points at.")
            at = data.find(trace, at + 1)


def _header(data: mmap.mmap) -> tuple[_Shape, int]:
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        raise BrokenFileError("No TIFF begins so.")
    shape = _Shape(order, big=False)
    magic = shape.number(data[2:4])
    if magic == 43:  # noqa: PLR2004 -- BigTIFF
        shape = _Shape(order, big=True)
        return shape, shape.number(data[8:16])
    return shape, shape.number(data[4:8])


def _directories(data: mmap.mmap, shape: _Shape, first: int) -> Iterator[_Directory]:
    """Give the directories of the chain and those below them, the first one first."""
    if not first:
        raise BrokenFileError("No directory says what the file holds.")
    waiting, seen = [first], set[int]()
    while waiting:
        start = waiting.pop(0)
        if start == 0 or start in seen:
            continue
        seen.add(start)
        if len(seen) > _MOST_DIRECTORIES:
            raise BrokenFileError("The file holds more directories than a picture has.")
        directory = _directory(data, shape, start)
        yield directory
        waiting.append(directory.after)
        for entry in directory.entries:
            if entry.tag == _SUB_IFDS:
                waiting += _numbers(data, shape, entry)


def _directory(data: mmap.mmap, shape: _Shape, start: int) -> _Directory:
    count = shape.number(data[start : start + shape.count])
    if count > _MOST_IN_A_DIRECTORY:
        raise BrokenFileError("A directory holds more fields than a picture has.")
    first = start + shape.count
    end = first + count * shape.entry
    if start < 8 or end + shape.offset > len(data):  # noqa: PLR2004 -- the header has 8 bytes
        raise BrokenFileError("A directory lies outside the file.")
    entries = tuple(_entry(data, shape, first + number * shape.entry) for number in range(count))
    return _Directory(start, entries, shape.number(data[end : end + shape.offset]))


def _entry(data: mmap.mmap, shape: _Shape, start: int) -> _Entry:
    raw = data[start : start + shape.entry]
    tag, kind = struct.unpack(shape.order + "HH", raw[:4])
    count = shape.number(raw[4 : 4 + shape.offset])
    length = count * _BYTES.get(kind, 1)
    inside = length <= shape.offset
    place = start + 4 + shape.offset if inside else shape.number(raw[4 + shape.offset :])
    if place + length > len(data):
        length = 0
    return _Entry(tag, kind, count, raw, place, length)


def _numbers(data: mmap.mmap, shape: _Shape, entry: _Entry) -> list[int]:
    width = _BYTES.get(entry.kind, 4)
    if entry.count > _MOST_DIRECTORIES:
        raise BrokenFileError("A field points at more directories than a picture has.")
    content = data[entry.place : entry.place + entry.length]
    return [shape.number(content[at : at + width]) for at in range(0, len(content), width)]


def _empty(data: mmap.mmap, shape: _Shape, directory: _Directory, patches: _Patches) -> None:
    """Put zeros over the values of personal tags, and over the directories they point at."""
    for entry in directory.entries:
        if entry.tag in _KEPT:
            continue
        patches.put(entry.place, Zeros(entry.length))
        if entry.tag in _POINTERS:
            for start in _numbers(data, shape, entry):
                _erase(data, shape, start, patches)


def _erase(data: mmap.mmap, shape: _Shape, start: int, patches: _Patches, depth: int = 0) -> None:
    if depth > 3:  # noqa: PLR2004 -- EXIF, then interoperability: no honest file goes deeper
        raise BrokenFileError("Directories stand below directories without end.")
    directory = _directory(data, shape, start)
    for entry in directory.entries:
        patches.put(entry.place, Zeros(entry.length))
        if entry.tag in _POINTERS:
            for below in _numbers(data, shape, entry):
                _erase(data, shape, below, patches, depth + 1)
    length = shape.count + len(directory.entries) * shape.entry + shape.offset
    patches.put(start, Zeros(length))


def _compact(shape: _Shape, directory: _Directory, patches: _Patches) -> None:
    """Take the personal tags out of a directory, where it stands."""
    kept = [entry.raw for entry in directory.entries if entry.stays]
    table = shape.bytes_(len(kept), shape.count) + b"".join(kept)
    table += shape.bytes_(directory.after, shape.offset)
    whole = shape.count + len(directory.entries) * shape.entry + shape.offset
    patches.put(directory.start, table.ljust(whole, b"\0"))


def _first(shape: _Shape, directory: _Directory, card: Card, start: int) -> tuple[bytes, bytes]:
    """Return the card's two blocks, and the first directory with the tags that tell where they are."""
    packet, record = _even(xmp.packet(card)), _even(iptc.record(card))
    entries = {entry.tag: entry.raw for entry in directory.entries if entry.stays}
    entries[_XMP] = _pointer(shape, _XMP, _BYTE, len(packet), start)
    entries[_IPTC] = _pointer(shape, _IPTC, _UNDEFINED, len(record), start + len(packet))
    rows = b"".join(raw for _tag, raw in sorted(entries.items()))
    table = shape.bytes_(len(entries), shape.count) + rows
    return packet + record, table + shape.bytes_(directory.after, shape.offset)


def _pointer(shape: _Shape, tag: int, kind: int, count: int, place: int) -> bytes:
    head = shape.bytes_(tag, 2) + shape.bytes_(kind, 2)
    return head + shape.bytes_(count, shape.offset) + shape.bytes_(place, shape.offset)


def _even(content: bytes) -> bytes:
    return content + b"\0" * (len(content) % 2)
