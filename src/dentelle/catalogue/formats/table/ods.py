"""Rows of an ODS document's first filled sheet, read from its XML a row at a time."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lxml import etree

from dentelle.catalogue.formats import safe_xml
from dentelle.catalogue.formats.delimited import Cells
from dentelle.catalogue.formats.table.xlsx import number_text

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ROWS = frozenset({"table-row"})
_MOST_COLUMNS = 4096
_MOST_COPIES = 1000  # of a filled row; empty ones are only counted


def rows(path: Path) -> Iterator[Cells]:
    """Go through the rows.

    Raises:
        FormatError: the file is damaged, or holds what no spreadsheet software writes.
    """
    safe_xml.refuse_unsafe_archive(path)
    try:
        with (
            path.open("rb") as source,
            zipfile.ZipFile(source) as archive,
            archive.open("content.xml") as content,
        ):
            yield from _filled_sheet(content, source)
    except safe_xml.BROKEN_ARCHIVE as error:
        raise safe_xml.damaged_archive() from error


def _filled_sheet(content: IO[bytes], source: IO[bytes]) -> Iterator[Cells]:
    sheet, number, found = "", 0, False
    for element in safe_xml.elements(content, _ROWS):
        name = _sheet_name(element)
        if name != sheet:
            if found:
                return
            sheet, number = name, 0
        copies = int(element.get(_TABLE + "number-rows-repeated", "1"))
        cells = _cells(element)
        found = found or bool(cells)
        for copy in range(min(copies, _MOST_COPIES) if cells else 0):
            done = source.tell()
            yield Cells(number + copy + 1, cells, " | ".join(cells), done)
        number += copies


def _sheet_name(row: etree._Element) -> str:
    names = (parent.get(_TABLE + "name", "") for parent in row.iterancestors(_TABLE + "table"))
    return str(next(names, ""))


def _cells(row: etree._Element) -> list[str]:
    """Return the texts of a row, without the empty cells a sheet repeats to its right edge."""
    cells: list[str] = []
    empty = 0
    for cell in row.iterchildren(_TABLE + "table-cell", _TABLE + "covered-table-cell"):
        copies = int(cell.get(_TABLE + "number-columns-repeated", "1"))
        text = _text(cell)
        if not text:
            empty += copies
            continue
        room = _MOST_COLUMNS - len(cells)
        cells.extend([""] * min(empty, room))
        cells.extend([text] * min(copies, room))
        empty = 0
    return cells


def _text(cell: etree._Element) -> str:
    """Return what a cell shows; a number in full unless it is shown with leading zeros."""
    shown = "\n".join(_paragraph(part) for part in cell.iterchildren(_TEXT + "p"))
    kind = cell.get(_OFFICE + "value-type", "")
    if kind == "date":
        day = str(cell.get(_OFFICE + "date-value", shown))
        return day.removesuffix("T00:00:00").replace("T", " ")
    if kind == "float" and not (shown.isdigit() and shown.startswith("0")):
        return _number(str(cell.get(_OFFICE + "value", "")), shown)
    return shown


def _number(value: str, shown: str) -> str:
    try:
        return number_text(float(value))
    except ValueError:
        return shown


def _paragraph(paragraph: etree._Element) -> str:
    """Return the text of a paragraph, its spaces, tabs and line breaks, without its notes."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        tag = child.tag
        if tag == _TEXT + "s":
            parts.append(" " * min(int(child.get(_TEXT + "c", "1")), 1000))
        elif tag in {_TEXT + "tab", _TEXT + "line-break"}:
            parts.append("\t" if tag.endswith("tab") else "\n")
        elif tag != _OFFICE + "annotation":
            parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)
