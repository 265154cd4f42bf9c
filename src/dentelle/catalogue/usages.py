"""Where records are used above this room: galleries, lessons and games register here at start-up."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """One page that shows a record: its kind in a word, its title, its address."""

    record: int
    kind: str
    title: str
    address: str


Finder = Callable[[Sequence[int]], Iterable[Usage]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Register a function from record numbers to the pages that use them; a repeat is ignored."""
    if finder not in _finders:
        _finders.append(finder)


def find(records: Sequence[int]) -> list[Usage]:
    """Return every registered use of these records."""
    return [usage for finder in _finders for usage in finder(records)]
