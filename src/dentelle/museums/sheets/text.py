"""CSV read strictly: a stray quote or a row of another width refuses the file, with its line."""

import csv
import io
from collections import Counter
from pathlib import Path

from django.utils.translation import gettext as _

from dentelle.museums.sheets.base import Sheet, SheetError

_SEPARATORS = "|;\t,"
_LONGEST_CELL = 1024 * 1024  # characters
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def _decode(content: bytes) -> tuple[str, str]:
    """Return the text and the codec that read it."""
    for mark, codec in _BOMS.items():
        if content.startswith(mark):
            return _strictly(content, codec), codec
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strictly(content, "cp1252"), "cp1252"


def _strictly(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SheetError(
            _(
                "The bytes of this line are not text in %(codec)s. "
                "Save the file again as “CSV UTF-8” and send it once more."
            )
            % {"codec": codec},
            line=line,
        ) from error


def _separator(first_line: str) -> str:
    counts = Counter({mark: first_line.count(mark) for mark in _SEPARATORS})
    return counts.most_common(1)[0][0]


def _same_width(cells: list[str], headings: tuple[str, ...], line: int) -> tuple[str, ...]:
    width = len(headings)
    if len(cells) == width or (len(cells) < width and not any(cells)):
        return (*cells, *[""] * (width - len(cells)))
    if len(cells) > width and not any(cells[width:]):
        return tuple(cells[:width])
    raise SheetError(
        _(
            "%(found)d cells were found and the first line has %(wanted)d. A separator is missing "
            "or in excess, or a quotation mark was not closed. Nothing was imported: correct this line."
        )
        % {"found": len(cells), "wanted": width},
        line=line,
    )


def read(path: Path) -> Sheet:
    """Read a CSV file; its separator is the most frequent one of its first line.

    Raises:
        SheetError: it is no text, a quotation mark is open, or a row has another width.
    """
    text, codec = _decode(path.read_bytes())
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise SheetError(_("This is not a text file: a null character was found."), line=line)
    separator = _separator(text.partition("\n")[0])
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for cells in reader:
            lines.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise SheetError(
            _(
                "A quotation mark opened on this line is not closed as it should be. "
                "Nothing was imported: correct this line."
            ),
            line=start,
        ) from error
    if not lines:
        raise SheetError(_("The file is empty."))
    headings = tuple(cell.strip() for cell in lines[0][1])
    rows = tuple((line, _same_width(cells, headings, line)) for line, cells in lines[1:] if cells)
    return Sheet(headings=headings, rows=rows, encoding=codec, separator=separator)
