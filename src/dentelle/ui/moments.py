"""Dates and hours as a person reads them."""

from datetime import date, datetime

from django.utils import timezone, translation
from django.utils.formats import date_format


def moment(value: datetime) -> str:
    """Return a moment in the network's time zone: `1er mars 2026, 9 h 05`, `1 March 2026, 09:05`."""
    local = timezone.localtime(value)
    said = day(value)
    if translation.get_language() == "fr":
        return f"{said}, {local.hour}\u00a0h\u00a0{local.minute:02}"
    return f"{said}, {local:%H:%M}"


def day(value: date) -> str:
    """Return a day, or that of a moment in the network's zone: `1er mars 2026`, `1 March 2026`."""
    found = timezone.localdate(value) if isinstance(value, datetime) else value
    said = date_format(found, "j F Y")
    is_first = found.day == 1 and translation.get_language() == "fr"
    return said.replace("1", "1er", 1) if is_first else said
