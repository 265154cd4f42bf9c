"""A file told as pieces: bytes of our own, and spans of another file that are copied as they stand."""

import mmap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeVar

BLOCK = 1 << 18
Piece = TypeVar("Piece")


class BrokenFileError(Exception):
    """A file is not built as its format says; nothing of it is sent."""


@dataclass(frozen=True, slots=True)
class Span:
    """`length` bytes of the original, from the byte `start`."""

    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Zeros:
    """`length` bytes of nothing, over something that must not leave."""

    length: int


Part = bytes | Span | Zeros
Parts = tuple[Part, ...]


@contextmanager
def mapped(path: Path) -> Iterator[mmap.mmap]:
    """Give a file's bytes without reading them all.

    Raises:
        BrokenFileError: it has none.
    """
    if not path.stat().st_size:
        raise BrokenFileError("The file is empty.")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data


def weight(parts: Iterable[Part]) -> int:
    """Return how many bytes the pieces make."""
    return sum(len(part) if isinstance(part, bytes) else part.length for part in parts)


def bounded(pieces: Iterable[Piece], most: int) -> list[Piece]:
    """Return the pieces of a file as a list.

    Raises:
        BrokenFileError: there are more than any honest file has.
    """
    found = list(islice(pieces, most + 1))
    if len(found) > most:
        raise BrokenFileError("The file is in more pieces than a picture has.")
    return found


def stream(path: Path, parts: Iterable[Part]) -> Iterator[bytes]:
    """Give the pieces in order, a block at a time: a large original is never whole in memory."""
    with path.open("rb") as source:
        for part in parts:
            if isinstance(part, bytes):
                yield part
            elif isinstance(part, Span):
                yield from _blocks(source, part)
            else:
                yield from (
                    bytes(min(BLOCK, part.length - at)) for at in range(0, part.length, BLOCK)
                )


def _blocks(source: BinaryIO, span: Span) -> Iterator[bytes]:
    source.seek(span.start)
    left = span.length
    while left:
        block = source.read(min(BLOCK, left))
        if not block:
            raise BrokenFileError("The original is shorter than it was.")
        left -= len(block)
        yield block
