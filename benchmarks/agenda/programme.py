"""The events of the made-up network, of every shape, with the occurrences that follow from their dates."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from dentelle.agenda import timings
from dentelle.agenda.models import Event, Occurrence
from dentelle.core.text import fold

KINDS = ("visit", "workshop", "talk", "show", "film", "outing")
DAILY, PER_DAILY = 10, 300  # events told day by day, and their dates
_SERIES, _YEARS = 12, 6
_BATCH = 2000
_WORDS = "Chacun repart avec son carré. " * 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An event to be made: what was said of its dates, and whether it is one to come."""

    timings: tuple[dict[str, Any], ...]
    coming: bool

    @property
    def long(self) -> bool:
        """Say whether it lasts for days, as exhibitions do."""
        return self.timings[0]["first"] != self.timings[0].get("last", self.timings[0]["first"])


def programme(count: int, today: date, draw: random.Random) -> Iterator[Said]:
    """Go through the dates: a seventh to come, a third of these next month, the others of six years.

    A twentieth lasts for months; of the rest half come back for twelve weeks, one in three of those
    told date by date; forty come back each week without end; ten are told day by day for a year.
    """
    month, coming = month_after(today), count * 3 // 20
    for number in range(count):
        if number < coming:
            ahead = draw.randrange(30) if number % 3 == 0 else draw.randrange(330)
            first = (month if number % 3 == 0 else today) + timedelta(days=ahead)
        else:
            first = today - timedelta(days=draw.randrange(90, 365 * _YEARS))
        said = _said(
            number,
            first,
            endless=number < coming and one_in(75, number, rank=1),
            daily=number < DAILY,
        )
        yield Said(timings=said, coming=number < coming)


def _said(number: int, first: date, *, endless: bool, daily: bool) -> tuple[dict[str, Any], ...]:
    hours = {"starts": f"{9 + number % 9:02}:00", "ends": f"{11 + number % 9:02}:00"}
    if daily:
        return tuple(_day(first + timedelta(days=day), hours) for day in range(PER_DAILY))
    if endless:
        return ({**_day(first, hours), "rule": "FREQ=WEEKLY"},)
    if number % 20 == 0:
        begins, ends = first - timedelta(days=60), first + timedelta(days=90)
        return ({"first": begins.isoformat(), "last": ends.isoformat()},)
    if number % 2:
        return (_day(first, hours),)
    if number % 3:
        return ({**_day(first, hours), "rule": f"FREQ=WEEKLY;COUNT={_SERIES}"},)
    return tuple(_day(first + timedelta(weeks=week), hours) for week in range(_SERIES))


def _day(day: date, hours: dict[str, str]) -> dict[str, Any]:
    return {"first": day.isoformat(), "last": day.isoformat(), **hours}


def write(said: list[Said], states: list[dict[str, Any]]) -> list[Event]:
    """Write the events with their occurrences; `states` are what else each row holds."""
    zone, now = ZoneInfo(settings.TIME_ZONE), datetime.now(UTC)
    far = date(now.year + 3, 12, 31)
    slots = [
        timings.occurrences(map(timings.Timing.of, one.timings), zone, until=far) for one in said
    ]
    events = Event.objects.bulk_create(
        (_event(number, *row) for number, row in enumerate(zip(said, slots, states, strict=True), 1)),
        batch_size=_BATCH,
    )  # fmt: skip
    Occurrence.objects.bulk_create(
        (_occurrence(event.pk, slot) for event, found in zip(events, slots, strict=True) for slot in found),
        batch_size=_BATCH,
    )  # fmt: skip
    return events


def _event(number: int, said: Said, slots: list[timings.Slot], state: dict[str, Any]) -> Event:
    now = datetime.now(UTC)
    return Event(**{
        "slug": f"evenement-{number}", "title": f"Atelier de dentelle à l’aiguille, séance {number}",
        "kind": "exhibition" if said.long else KINDS[number % len(KINDS)], "is_free": number % 4 == 0,
        "summary": "Deux heures avec une dentellière, tout le matériel est fourni par le musée.",
        "audiences": ["families"] if number % 3 == 0 else [], "description": _WORDS,
        "words": f"atelier de dentelle a l'aiguille seance {number} deux heures avec une dentelliere {fold(_WORDS)} musee de la ville",
        "timings": list(said.timings), "first_day": slots[0].first_day, "last_day": max(slot.last_day for slot in slots),
        "created_at": now, "updated_at": now, **state,
    })  # fmt: skip


def _occurrence(event: int, slot: timings.Slot) -> Occurrence:
    return Occurrence(
        event_id=event, first_day=slot.first_day, last_day=slot.last_day, all_day=slot.all_day,
        starts_at=slot.starts_at, ends_at=slot.ends_at,
    )  # fmt: skip


def one_in(of: int, number: int, *, rank: int) -> bool:
    """Say whether a number is the one of that rank among so many."""
    return number % of == rank


def month_after(today: date) -> date:
    """Return the first day of the month that follows."""
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def moment(day: date) -> datetime:
    """Return noon of a day."""
    return datetime.combine(day, time(12), UTC)
