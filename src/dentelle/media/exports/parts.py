"""A file told as pieces: bytes of our own, and spans of another file that are copied as they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

BLOCK = 1 << 18


class BrokenFileError(Exception):
    """A file is not built as its format says; nothing of it is sent."""


@dataclass(frozen=True, slots=True)
class Span:
    """`length` bytes of the original, from the byte `start`."""

    start: int
    length: int


Part = bytes | Span
Parts = tuple[Part, ...]


def weight(parts: Iterable[Part]) -> int:
    """Return how many bytes the pieces make."""
    return sum(part.length if isinstance(part, Span) else len(part) for part in parts)


def stream(path: Path, parts: Iterable[Part]) -> Iterator[bytes]:
    """Give the pieces in order, a block at a time: a large original is never whole in memory."""
    with path.open("rb") as source:
        for part in parts:
            if isinstance(part, bytes):
                yield part
            else:
                yield from _blocks(source, part)


def _blocks(source: BinaryIO, span: Span) -> Iterator[bytes]:
    source.seek(span.start)
    left = span.length
    while left:
        block = source.read(min(BLOCK, left))
        if not block:
            raise BrokenFileError("The original is shorter than it was.")
        left -= len(block)
        yield block
