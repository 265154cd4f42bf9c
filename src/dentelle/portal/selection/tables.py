"""A visitor's list as a table: semicolons and a byte order mark, as French spreadsheets open it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dentelle.core.spreadsheets import as_csv
from dentelle.portal.queries.selection import Row


def table(rows: Sequence[Row]) -> bytes:
    """Return the objects of a list as CSV, in their order, the titles of the columns first."""
    return b"".join(as_csv(_columns(), map(_cells, rows)))


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
