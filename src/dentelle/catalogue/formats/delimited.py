"""Tables as text: which separator, then rows with their line, in bounded memory."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from dentelle.catalogue.formats import encoding
from dentelle.catalogue.formats.base import FormatError

SEPARATORS = (";", ",", "|", "\t")
_LONGEST_LINE = 4_000_000
_LOOKED_AT = 60  # rows


class Cells(NamedTuple):
    """A row: its first line, its cells, its text as it stood, and the bytes read so far."""

    line: int
    cells: list[str]
    original: str
    bytes_read: int


def separator_of(head: str) -> str:
    """Return the separator that cuts the beginning of a table most evenly; a comma for one column."""
    best, best_score = ",", (0.0, 1)
    for separator in SEPARATORS:
        widths = Counter(len(row) for row in head_rows(head, separator) if any(row))
        width, count = max(
            widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(1, 0)
        )
        score = (count / max(sum(widths.values()), 1), width)
        if width > 1 and score > best_score:
            best, best_score = separator, score
    return best


def head_rows(head: str, separator: str) -> list[list[str]]:
    """Return the first rows of a table's beginning."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) >= _LOOKED_AT:
                break
    except csv.Error:
        return rows
    return rows


def rows(path: Path, codec: str, separator: str) -> Iterator[Cells]:
    """Go through the rows.

    Raises:
        FormatError: a quote is opened and never closed, or a line has no end.
    """
    held: list[str] = []
    line = 1
    with encoding.open_text(path, codec) as source:
        reader = csv.reader(_lines(source, held), delimiter=separator)
        original = ""
        try:
            for cells in reader:
                original = held[0] if len(held) == 1 else "".join(held)
                held.clear()
                yield Cells(line, cells, original, encoding.position(source))
                first, line = line, reader.line_num + 1
        except csv.Error as error:
            raise _unclosed(line) from error
        if "\n" in original.strip() and original.count('"') % 2:
            raise _unclosed(first)


def _lines(source: io.TextIOWrapper, held: list[str]) -> Iterator[str]:
    """Give each line to the table reader, and hold it for the row's original text."""
    for number, line in enumerate(iter(partial(source.readline, _LONGEST_LINE), ""), start=1):
        if len(line) >= _LONGEST_LINE:
            raise FormatError(
                _(
                    "Line %(line)d has no end: this is not a table with one record a line. Export "
                    "it again as CSV."
                )
                % {"line": number}
            )
        held.append(line)
        yield line


def _unclosed(line: int) -> FormatError:
    return FormatError(
        _(
            "The quote opened in the row of line %(line)d is never closed: what follows cannot be "
            "told apart. Correct that line, or export the table again."
        )
        % {"line": line}
    )
