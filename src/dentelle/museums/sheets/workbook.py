"""XLSX and ODS: the first sheet, every cell as the text a person would have typed."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree
from openpyxl import load_workbook

from dentelle.museums.sheets.base import LARGEST_UNPACKED, Sheet, SheetError

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_WIDEST = 200  # cells; spreadsheets repeat empty ones to the edge of the world


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _checked(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise SheetError(
            _(
                "This spreadsheet cannot be opened: the file is damaged or was cut short. "
                "Open it, save it again and send it once more."
            )
        ) from error
    if size > LARGEST_UNPACKED:
        raise SheetError(
            _("This spreadsheet unpacks to more than 200 MB. Keep the first sheet alone.")
        )


def _sheet(lines: Iterator[tuple[int, list[str]]]) -> Sheet:
    found = [(line, cells) for line, cells in lines if any(cells)]
    if not found:
        raise SheetError(_("The file is empty."))
    headings = tuple(found[0][1])
    while headings and not headings[-1]:
        headings = headings[:-1]
    width = len(headings)
    rows = tuple((line, tuple((cells + [""] * width)[:width])) for line, cells in found[1:])
    return Sheet(headings=headings, rows=rows)


def read_xlsx(path: Path) -> Sheet:
    """Read the first sheet of an Excel workbook.

    Raises:
        SheetError: it is damaged, too large or empty.
    """
    _checked(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (KeyError, ValueError, OSError, etree.XMLSyntaxError) as error:
        raise SheetError(
            _("This file is not an Excel workbook. Save it again as .xlsx.")
        ) from error
    try:
        rows = book.worksheets[0].iter_rows(values_only=True, max_col=_WIDEST)
        return _sheet(
            (line, [_as_text(value) for value in row]) for line, row in enumerate(rows, 1)
        )
    finally:
        book.close()


def _ods_value(cell: Any) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind == "date":
        return str(cell.get(f"{_OFFICE}date-value", ""))[:10]
    if kind == "float":
        return _as_text(float(cell.get(f"{_OFFICE}value", "0")))
    return "\n".join("".join(p.itertext()) for p in cell.iter(f"{_TEXT}p")).strip()


def _ods_cells(row: Any) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        cells += [_ods_value(cell)] * min(times, _WIDEST - len(cells))
    return cells


def _ods_lines(table: Any) -> Iterator[tuple[int, list[str]]]:
    line = 1
    for row in table.iter(f"{_TABLE}table-row"):
        yield line, _ods_cells(row)
        line += int(row.get(f"{_TABLE}number-rows-repeated", "1"))


def read_ods(path: Path) -> Sheet:
    """Read the first sheet of an OpenDocument spreadsheet.

    Raises:
        SheetError: it is damaged, too large or empty.
    """
    _checked(path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with zipfile.ZipFile(path) as archive:
            tree = etree.fromstring(archive.read("content.xml"), parser)
        table = next(tree.iter(f"{_TABLE}table"))
    except (KeyError, StopIteration, etree.XMLSyntaxError) as error:
        raise SheetError(
            _("This file is not an OpenDocument spreadsheet. Save it again as .ods.")
        ) from error
    return _sheet(_ods_lines(table))
