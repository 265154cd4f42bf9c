"""Long lists cut in parts of at most a hundred, without a page ever listing more than that.

Presentation 3 pages nothing: a collection holds collections instead. A list of more than a hundred
members holds parts of a hundred, or of ten thousand made of parts of a hundred, and so on. A part's
bounds do not depend on how long the list is today, so that its address stays.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

SIZE = 100
_SAID = re.compile(r"(\d{1,12})-(\d{1,12})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranks:
    """A part of a list: `size` members from the one of rank `first` (from 1); the last may be short."""

    first: int
    size: int

    def __str__(self) -> str:
        return f"{self.first}-{self.first + self.size - 1}"

    @property
    def holds_members(self) -> bool:
        return self.size == SIZE

    def last(self, total: int) -> int:
        """Return the rank of the last member there is."""
        return min(self.first + self.size - 1, total)


def read(text: str) -> Ranks | None:
    """Return the part that `101-200` names, or nothing when no list is cut there."""
    found = _SAID.fullmatch(text)
    if found is None:
        return None
    first, size = int(found[1]), int(found[2]) - int(found[1]) + 1
    if size < SIZE or (first - 1) % size or not _is_power(size):
        return None
    return Ranks(first=first, size=size)


def cut(total: int, within: Ranks | None = None) -> Iterator[Ranks]:
    """Go through the parts of a list, or of one of its parts: at most a hundred."""
    size = within.size // SIZE if within else _size(total)
    first = within.first if within else 1
    last = within.last(total) if within else total
    return (Ranks(first=rank, size=size) for rank in range(first, last + 1, size))


def _size(total: int) -> int:
    size = SIZE
    while math.ceil(total / size) > SIZE:
        size *= SIZE
    return size


def _is_power(size: int) -> bool:
    while size % SIZE == 0:
        size //= SIZE
    return size == 1
