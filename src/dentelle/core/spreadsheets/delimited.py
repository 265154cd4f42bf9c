"""CSV as a French Excel opens it with a double click: `;`, UTF-8 with its mark, decimals after a comma."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from dentelle.core.spreadsheets.cells import Cell, Row

_MARK = "\ufeff"
_BLOCK = 65_536  # characters sent together
# What begins a formula in one spreadsheet or another, full-width signs too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")


def as_csv(headings: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """Go through a table as CSV (RFC 4180 but for its separator), some 64 kB at a time."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    text.write(_MARK)
    writer.writerow(map(harmless, headings))
    for row in rows:
        writer.writerow(map(_written, row))
        if text.tell() >= _BLOCK:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe says what it is."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)
