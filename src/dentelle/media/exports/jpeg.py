"""A JPEG with its segments rewritten: pixels bit for bit, nobody's camera, place or serial number.

Kept: what decoding and colour need (JFIF, ICC, Adobe, the tables and scans). Every other APPn segment
and comment goes; so does whatever follows the end of the picture, where telephones put second
pictures with an EXIF of their own. Source: ITU-T T.81; ICC.1 annex B.4; XMP part 3; Exif 3.0.
"""

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dentelle.media.exports import exif, iptc, xmp
from dentelle.media.exports.card import Card
from dentelle.media.exports.parts import BrokenFileError, Part, Parts, Span, bounded, mapped

MIME = "image/jpeg"
_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_SOS, _EOI_CODE, _COMMENT = 0xDA, 0xD9, 0xFE
_APP0, _APP1, _APP2, _APP13, _APP14, _APP15 = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF
# In the scans, FF stands before a stuffed zero, a restart marker or a fill byte; anything else is a marker.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_MOST_SEGMENTS = 10_000
_KEPT = ((_APP0, b"JFIF\0"), (_APP2, b"ICC_PROFILE\0"), (_APP14, b"Adobe"))


@dataclass(frozen=True, slots=True)
class _Segment:
    code: int
    start: int
    length: int


def rewrite(path: Path, card: Card) -> Parts:
    """Return the file as pieces, its metadata replaced by the card.

    Raises:
        BrokenFileError: the segments do not follow each other to the end.
    """
    with mapped(path) as data:
        segments = bounded(_segments(data), _MOST_SEGMENTS)
        orientation = _orientation(data, segments)
        kept = [one for one in segments if _is_kept(data, one)]
        heads = [one for one in kept if one.code == _APP0]
        rest = [one for one in kept if one.code != _APP0]
    ours = _ours(card, orientation)
    return (_SOI, *_spans(heads), *ours, *_spans(rest), _EOI)


def _segments(data: mmap.mmap) -> Iterator[_Segment]:
    """Give each segment with its marker; a scan's compressed data goes with its header."""
    if data[:2] != _SOI:
        raise BrokenFileError("No JPEG begins so.")
    at, end = 2, len(data)
    while at + 4 <= end:
        if data[at] != 0xFF:  # noqa: PLR2004 -- a marker begins so
            raise BrokenFileError("A segment is not where the one before it ends.")
        code = data[at + 1]
        if code == 0xFF:  # noqa: PLR2004 -- fill byte
            at += 1
            continue
        if code == _EOI_CODE:
            return
        length = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if code == _SOS:
            length = _end_of_scan(data, at + length) - at
        yield _Segment(code, at, length)
        at += length
    if at > end:
        raise BrokenFileError("The last segment says it is longer than the file.")


def _end_of_scan(data: mmap.mmap, start: int) -> int:
    found = _MARKER.search(data, start)
    return found.start() if found else len(data)


def _is_kept(data: mmap.mmap, segment: _Segment) -> bool:
    if segment.code == _COMMENT:
        return False
    if not _APP0 <= segment.code <= _APP15:
        return True
    body = data[segment.start + 4 : segment.start + 18]
    return any(segment.code == code and body.startswith(name) for code, name in _KEPT)


def _orientation(data: mmap.mmap, segments: list[_Segment]) -> int:
    for one in segments:
        body = data[one.start + 4 : one.start + one.length] if one.code == _APP1 else b""
        if body.startswith(exif.HEADER):
            return exif.orientation(body.removeprefix(exif.HEADER))
    return 1


def _ours(card: Card, orientation: int) -> list[bytes]:
    segments = [
        _segment(_APP1, b"http://ns.adobe.com/xap/1.0/\0" + xmp.packet(card)),
        _segment(_APP13, b"Photoshop 3.0\0" + iptc.resource(iptc.record(card))),
    ]
    if orientation != 1:
        segments.insert(0, _segment(_APP1, exif.HEADER + exif.turned(orientation)))
    return segments


def _segment(code: int, body: bytes) -> bytes:
    return bytes((0xFF, code)) + (len(body) + 2).to_bytes(2, "big") + body


def _spans(segments: list[_Segment]) -> list[Part]:
    return [Span(one.start, one.length) for one in segments]
