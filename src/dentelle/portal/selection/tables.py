"""A visitor's list as a table: semicolons and a byte order mark, as French spreadsheets open it."""

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext as _

from dentelle.portal.queries.selection import Row

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")


def table(rows: Sequence[Row]) -> str:
    """Return the objects of a list as CSV, in their order, the titles of the columns first."""
    text = io.StringIO()
    text.write(_BOM)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_columns())
    writer.writerows([harmless(cell) for cell in _cells(row)] for row in rows)
    return text.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe says that it is text."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def _columns() -> list[str]:
    return [
        _("No."),
        _("Title"),
        _("Maker"),
        _("Date"),
        _("Domain"),
        _("Museum"),
        _("Town"),
        _("Inventory number"),
        _("Permanent address"),
        _("Credit of the picture"),
        _("Licence of the picture"),
        _("Your note"),
    ]


def _cells(row: Row) -> list[str]:
    item, picture = row.item, row.item.picture
    return [
        str(row.number),
        item.title,
        item.maker,
        item.date,
        item.domain,
        item.museum,
        item.town,
        row.inventory_number,
        row.permalink,
        picture.credit if picture else "",
        str(picture.licence_label) if picture else "",
        row.note,
    ]
