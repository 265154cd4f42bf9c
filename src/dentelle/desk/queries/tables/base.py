from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Generic, TypeVar

from django.db.models import Choices, Model, QuerySet
from django.utils.functional import Promise
from django.utils.timezone import localtime

from dentelle.core.spreadsheets import Cell, Row

T = TypeVar("T")
M = TypeVar("M", bound=Model)
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[T]):
    """A list as a file. `name` is the sheet's and the file's; a column is its heading and what it takes of a row."""

    name: Promise
    columns: tuple[tuple[Promise, Callable[[T], Cell | Promise]], ...]

    def headings(self) -> list[str]:
        """Return the headings in the reader's language."""
        return [str(heading) for heading, _value in self.columns]

    def cells(self, row: T) -> Row:
        """Return what a row holds, in the order of the headings."""
        found = (value(row) for _heading, value in self.columns)
        return [str(cell) if isinstance(cell, Promise) else cell for cell in found]


def batches(rows: QuerySet[M]) -> Iterator[list[M]]:
    """Go through rows in their order, 500 at a time: as many times the queries of one batch.

    Their numbers alone are read at once (eight bytes each), so that no query stays open while somebody far
    away receives the file. What is gone meanwhile is left out.
    """
    numbers = array("q", rows.values_list("pk", flat=True).iterator(chunk_size=10_000))
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        found = rows.order_by().in_bulk(batch)
        yield [found[number] for number in batch if number in found]


def each(rows: QuerySet[M]) -> Iterator[M]:
    """Go through rows one by one, read as `batches` reads them."""
    for batch in batches(rows):
        yield from batch


def label(choices: type[Choices], value: str) -> Promise | str:
    """Return what a choice is called: Django's own way, `get_…_display`, took a third of a long list."""
    return _labels(choices).get(value, value)


@cache
def _labels(choices: type[Choices]) -> dict[str, Promise]:
    return dict(choices.choices)


def moment(value: datetime | None) -> datetime | None:
    """Return a moment as the clocks here show it."""
    return localtime(value) if value else None
