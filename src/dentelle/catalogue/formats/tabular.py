"""What tables of any kind share: the heading row, columns to fields, cells to values."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median_high

from django.utils.translation import gettext as _

from dentelle.catalogue.formats import encoding, tags
from dentelle.catalogue.formats.base import FormatError, Row
from dentelle.catalogue.formats.delimited import Cells
from dentelle.catalogue.formats.images import short_names

_HEADING_ROWS = 30  # how far down the headings may stand, under a title or blank lines
_LETTERS = 26


def headings_of(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the headings: the first row about as full as most are, made different and named.

    Raises:
        FormatError: no row has anything in it.
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:_HEADING_ROWS]]
    usual = median_high([n for n in filled if n] or [0])
    if not usual:
        raise FormatError(
            _("This table is empty. Its first row must hold the names of the columns.")
        )
    return named(next(row for row, n in zip(rows, filled, strict=False) if 2 * n > usual))


def named(cells: Sequence[str]) -> tuple[str, ...]:
    """Return headings that differ: repeated ones numbered, empty ones called by their letter."""
    seen: dict[str, int] = {}
    names = []
    for number, cell in enumerate(_without_empty_end(cells)):
        name = encoding.readable(" ".join(cell.split())) or f"[{_letter(number)}]"
        seen[name] = seen.get(name, 0) + 1
        names.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return tuple(names)


def heading_doubts(headings: Sequence[str]) -> tuple[str, ...]:
    """Return a doubt when the heading row looks like a record rather than names of columns."""
    if any(heading.strip("0123456789.,/- ") for heading in headings):
        return ()
    return (_("The first row holds only numbers: this table may lack its row of column names."),)


def left_out(columns: Mapping[str, str], *, meant: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return a doubt naming the columns that no field was found for."""
    names = [name for name, tag in columns.items() if not tag and name not in meant]
    if not names:
        return ()
    return (
        _("Columns that were not recognised and will not be read: %(columns)s.")
        % {"columns": ", ".join(names)},
    )


def references(
    rows: Iterable[Cells], headings: Sequence[str], index: int
) -> Iterator[tuple[str, int]]:
    """Go through the references alone, which stand in the column of that index."""
    for row in after_headings(rows, headings):
        if len(row.cells) > index and (reference := row.cells[index].strip()):
            yield reference, row.line


def after_headings(rows: Iterable[Cells], headings: Sequence[str]) -> Iterator[Cells]:
    """Go through the rows that follow the headings, without the blank ones.

    Raises:
        FormatError: the headings are nowhere: the file is not the one that was sounded.
    """
    rows = iter(rows)
    for row in rows:
        if named(row.cells) == tuple(headings):
            break
    else:
        raise FormatError(
            _("The row of column names was not found again: the file changed since it was sounded.")
        )
    return (row for row in rows if any(row.cells))


def _without_empty_end(cells: Sequence[str]) -> Sequence[str]:
    last = len(cells)
    while last and not cells[last - 1].strip():
        last -= 1
    return cells[:last]


def _letter(number: int) -> str:
    """Return the letters a spreadsheet gives a column: 0 is A, 26 is AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(slots=True)
class Reader:
    """Turns the rows of one table into records.

    `even` says that every row should have as many cells as there are headings (text tables).
    `finish` may change the values of a record and returns warnings, or a problem by raising
    `Refusal`; `identify` makes a reference of the text of its cell. A field that several columns fill gets their texts joined by ` ; `.
    """

    headings: Sequence[str]
    columns: Mapping[str, str]
    even: bool = True
    finish: Callable[[dict[str, str]], tuple[str, ...]] | None = None
    identify: Callable[[str], str] = str
    _plan: list[tuple[int, str]] = field(init=False)
    _joined: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        places: dict[str, list[int]] = {}
        for number, heading in enumerate(self.headings):
            if tag := self.columns.get(heading, ""):
                places.setdefault(tag, []).append(number)
        self._plan = [(numbers[0], tag) for tag, numbers in places.items() if len(numbers) == 1]
        self._joined = {tag: numbers for tag, numbers in places.items() if len(numbers) > 1}

    def row(self, found: Cells) -> Row:
        """Return the record of a row, or its refusal."""
        warnings: tuple[str, ...] = ()
        width = len(self.headings)
        if len(found.cells) != width and self.even:
            if any(found.cells[width:]):
                return self._refused(found, _too_long(len(found.cells), width))
            if len(found.cells) < width:
                warnings = (_too_short(),)
        if encoding.damaged(found.original):
            return self._refused(found, tags.damaged_text())
        values = self._values(found.cells)
        try:
            warnings += self.finish(values) if self.finish else ()
        except Refusal as refusal:
            return self._refused(found, str(refusal))
        images = short_names(values["REFIM"]) if "REFIM" in values else ()
        return Row(line=found.line, values=values, images=images, warnings=warnings)

    def _refused(self, found: Cells, problem: str) -> Row:
        """Return the row of a record that cannot be read, with its text and the reference it gives."""
        reference = encoding.readable(self._values(found.cells).get("REF", ""))
        values = tags.known_reference(self.identify(reference))
        original = encoding.readable(found.original.rstrip("\r\n"))
        return Row(line=found.line, values=values, problem=problem, original=original)

    def _values(self, cells: Sequence[str]) -> dict[str, str]:
        """Return the text of each field; a column the row does not reach is absent."""
        count = len(cells)
        values = {tag: cells[number].strip() for number, tag in self._plan if number < count}
        for tag, numbers in self._joined.items():
            texts = [
                f"{self.headings[number]} {cells[number].strip()}"
                if tag == "DIMS"
                else cells[number]
                for number in numbers
                if number < count and cells[number].strip()
            ]
            values[tag] = " ; ".join(text.strip() for text in texts)
        return values


class Refusal(Exception):  # noqa: N818 -- a refusal is the word people read
    """Why one record is refused, in a sentence."""


def _too_long(count: int, width: int) -> str:
    return _(
        "This row has %(count)d cells where there are %(width)d columns: its texts may stand in the "
        "wrong ones. A separator inside a text must be between quotes."
    ) % {"count": count, "width": width}


def _too_short() -> str:
    return _(
        "This row has fewer cells than there are columns: the missing ones were left as they were."
    )
