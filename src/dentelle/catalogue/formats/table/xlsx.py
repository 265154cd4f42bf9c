"""Rows of an XLSX workbook's first filled sheet, each cell as the text a person sees."""

import datetime as dt
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from dentelle.catalogue.formats import safe_xml
from dentelle.catalogue.formats.delimited import Cells

# What the library lets out of a file that is not as it should be.
_BROKEN = (
    *safe_xml.BROKEN_ARCHIVE, InvalidFileException, SyntaxError, ArithmeticError, TypeError, AttributeError,
)  # fmt: skip
_ZEROS = re.compile(r"0+")
_LONGEST_NUMBER = 15  # digits a spreadsheet keeps


def rows(path: Path) -> Iterator[Cells]:
    """Go through the rows, read one at a time.

    Raises:
        FormatError: the file is damaged, or holds what no spreadsheet software writes.
    """
    with _opened(path) as (book, source):
        yield from _sheet_rows(book, source)


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the names of the sheets."""
    with _opened(path) as (book, _source):
        return tuple(book.sheetnames)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, IO[bytes]]]:
    """Open a workbook and its file; whatever the library chokes on becomes one sentence."""
    safe_xml.refuse_unsafe_archive(path)
    try:
        with path.open("rb") as source:
            with warnings.catch_warnings():
                # The library speaks of styles and validations it does not keep: nothing we read.
                warnings.simplefilter("ignore")
                book = load_workbook(source, read_only=True, data_only=True)
            yield book, source
    except _BROKEN as error:
        raise safe_xml.damaged_archive() from error


def _sheet_rows(book: Any, source: IO[bytes]) -> Iterator[Cells]:
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # some software declares a sheet smaller than it is
        found = False
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells = _trimmed([_text(cell) for cell in row])
            found = found or bool(cells)
            yield Cells(number, cells, " | ".join(cells), source.tell())
        if found:
            return


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(cell: Any) -> str:
    """Return what a cell shows: no `.0`, leading zeros of a format, days as ISO."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, int | float):
        return number_text(value, cell.number_format or "")
    return date_text(value)


def number_text(value: float, shape: str = "") -> str:
    """Return a number without `.0`; with the leading zeros of a shape like `00000`."""
    if float(value).is_integer() and abs(value) < 10**_LONGEST_NUMBER:
        whole = str(int(value))
        return whole.zfill(len(shape)) if _ZEROS.fullmatch(shape) else whole
    return f"{value:.15g}"


def date_text(value: object) -> str:
    """Return a day as `2024-05-13`, a moment as `2024-05-13 10:30:00`, anything else as it is."""
    if isinstance(value, dt.datetime):
        return str(value.date() if value.time() == dt.time() else value.replace(microsecond=0))
    return str(value)


def first_rows(found: Iterator[Cells], most: int) -> Sequence[list[str]]:
    """Return the cells of the first rows."""
    return [row.cells for row, _number in zip(found, range(most), strict=False)]
