"""What a visitor asks of the agenda, wholly in the address.

`q`, `quand`, `du`, `au`, `quoi`, `pour`, `gratuit`, `musee`, `ville`, `rayon` (km around that town).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol, Self

from dentelle.agenda import holidays
from dentelle.agenda.enums import Audience, EventKind
from dentelle.core.text import fold

PERIODS = ("aujourdhui", "weekend", "semaine", "mois")
HOLIDAYS = "vacances"  # offered when the file of school holidays knows those to come
DISTANCES = (10, 30)  # km
# How kinds and audiences are written in addresses, which are French for people.
KINDS: Mapping[str, str] = {
    "exposition": EventKind.EXHIBITION,
    "visite": EventKind.VISIT,
    "atelier": EventKind.WORKSHOP,
    "conference": EventKind.TALK,
    "spectacle": EventKind.SHOW,
    "film": EventKind.FILM,
    "stage": EventKind.COURSE,
    "national": EventKind.NATIONAL,
    "sortie": EventKind.OUTING,
    "autre": EventKind.OTHER,
}
AUDIENCES: Mapping[str, str] = {
    "tous": Audience.EVERYONE,
    "familles": Audience.FAMILIES,
    "enfants": Audience.CHILDREN,
    "adolescents": Audience.TEENAGERS,
    "adultes": Audience.ADULTS,
    "scolaires": Audience.SCHOOLS,
    "professionnels": Audience.PROFESSIONALS,
}
_LONGEST = 80
_WORDS = 6
_WEEKEND = 5  # Saturday, Monday being 0


class Parameters(Protocol):
    """What `request.GET` offers."""

    def get(self, key: str, default: str) -> str: ...
    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question. `first` and `last` are days, both included, None for open; keys as in addresses."""

    period: str = ""
    first: date | None = None
    last: date | None = None
    kinds: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    free: bool = False
    museum: str = ""
    town: str = ""
    distance: int = 0
    text: str = ""

    @classmethod
    def of(cls, given: Parameters) -> Self:
        """Read an address; what means nothing is left out."""
        period = given.get("quand", "")
        return cls(
            period=period if period in {*PERIODS, HOLIDAYS} else "",
            first=_day(given.get("du", "")),
            last=_day(given.get("au", "")),
            kinds=tuple(key for key in KINDS if key in given.getlist("quoi")),
            audiences=tuple(key for key in AUDIENCES if key in given.getlist("pour")),
            free=given.get("gratuit", "") == "1",
            museum=_line(given.get("musee", "")),
            town=_line(given.get("ville", "")),
            distance=_distance(given.get("rayon", "")),
            text=_line(given.get("q", "")),
        )

    @property
    def words(self) -> tuple[str, ...]:
        """What is looked for, as `Event.words` is written."""
        return words_of(self.text)

    def window(self, today: date) -> tuple[date, date | None]:
        """Return the first and last days asked for; what is over is not looked for unless it is asked."""
        if self.period == HOLIDAYS:
            days = holidays.coming(today)
            return (max(today, days.first), days.last) if days else (today, None)
        if self.period:
            return _period(self.period, today)
        first = self.first or today
        return first, self.last if self.last is None else max(first, self.last)

    def parameters(self) -> list[tuple[str, str]]:
        """Return the question as an address writes it, without what says nothing."""
        pairs = [
            ("q", self.text),
            ("quand", self.period),
            ("du", self.first.isoformat() if self.first else ""),
            ("au", self.last.isoformat() if self.last else ""),
            *(("quoi", key) for key in self.kinds),
            *(("pour", key) for key in self.audiences),
            ("gratuit", "1" if self.free else ""),
            ("musee", self.museum),
            ("ville", self.town),
            ("rayon", str(self.distance) if self.town and self.distance else ""),
        ]
        return [(name, text) for name, text in pairs if text]

    def without_dates(self) -> Self:
        """Return the question over any day."""
        return replace(self, period="", first=None, last=None)


def words_of(text: str) -> tuple[str, ...]:
    """Return the first words of a text as `Event.words` is written."""
    return tuple(fold(text).split())[:_WORDS]


def _period(period: str, today: date) -> tuple[date, date]:
    if period == "aujourdhui":
        return today, today
    if period == "weekend":
        saturday = today + timedelta(days=max(0, _WEEKEND - today.weekday()))
        return saturday, saturday + timedelta(days=6 - saturday.weekday())
    return today, today + timedelta(days=7 if period == "semaine" else 30)


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())[:_LONGEST]


def _distance(text: str) -> int:
    return next((km for km in DISTANCES if text == str(km)), 0)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
