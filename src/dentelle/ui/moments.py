"""Dates and hours as a person reads them."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.formats import date_format


def moment(value: datetime) -> str:
    """Return a moment in the network's time zone: `2 mars 2026, 9 h 05`, `2 March 2026, 09:05`."""
    local = timezone.localtime(value)
    day = date_format(local, "j F Y")
    if translation.get_language() == "fr":
        return f"{day}, {local.hour}\u00a0h\u00a0{local.minute:02}"
    return f"{day}, {local:%H:%M}"
