"""What every view of the agenda offers: choices, the same question seen otherwise, files to take."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from dentelle.agenda import holidays
from dentelle.agenda.asked import AUDIENCES, DISTANCES, HOLIDAYS, KINDS, PERIODS, Asked
from dentelle.agenda.enums import Audience, EventKind
from dentelle.agenda.wording import span
from dentelle.ui.addresses import with_query


def choices(asked: Asked, *, view: str, day: date | None = None) -> dict[str, Any]:
    """Return the context of the filters and switches; `day` is the month shown, else today's."""
    today = localdate()
    coming = holidays.coming(today)
    return {
        "asked": asked,
        "view": view,
        "chosen": asked.parameters(),
        "undated": asked.without_dates().parameters(),
        "kinds": [(key, EventKind(value).label) for key, value in KINDS.items()],
        "audiences": [(key, Audience(value).label) for key, value in AUDIENCES.items()],
        "distances": DISTANCES,
        "periods": [*PERIODS, *([HOLIDAYS] if coming else [])],
        "holidays": coming,
        "holidays_days": span(coming.first, coming.last) if coming else "",
        "views": _views(asked, day or today),
        "files": _files(asked.parameters()),
        "map_view": [("vue", "carte")],
    }


def _views(asked: Asked, day: date) -> list[tuple[str, str]]:
    """Return each view and its address for the same question; a month has its own days."""
    here, pairs = reverse("agenda:agenda"), asked.parameters()
    month = reverse("agenda:month", args=[day.year, f"{day.month:02}"])
    return [
        ("list", with_query(here, pairs)),
        ("month", with_query(month, asked.without_dates().parameters())),
        ("map", with_query(here, [("vue", "carte"), *pairs])),
    ]


def _files(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    pairs = list(pairs)
    return {
        name: with_query(reverse(f"agenda:{name}"), pairs)
        for name in ("calendar", "atom", "rss", "data")
    }
