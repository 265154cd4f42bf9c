"""A month of the agenda: what each day holds, and what runs for several days apart.

The database gives the first `SHOWN` of each day and how many there are, so that a page costs the same
however full the month.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.timezone import localtime

from dentelle.agenda.asked import Asked
from dentelle.agenda.enums import EventStatus
from dentelle.agenda.models import Event, Occurrence
from dentelle.agenda.queries import listing
from dentelle.agenda.queries.listing import Line
from dentelle.agenda.wording import hour

SHOWN = 3  # a day
RUNNING = 8  # events of several days written out
EARLIEST, LATEST = 2000, 2100  # years that have pages
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """One occurrence in a day. `at` is its hour in words, empty for a whole day; `off` says its status."""

    slug: str
    title: str
    at: str
    status: str
    is_off: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the grid. `more` counts what is not written out; `is_other` says a neighbouring month's."""

    day: date
    items: tuple[Short, ...]
    more: int
    is_other: bool
    is_today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month: weeks from Monday to Sunday, and `running`, of which there are `running_total`."""

    first: date
    last: date
    weeks: tuple[tuple[Day, ...], ...]
    running: tuple[Line, ...]
    running_total: int
    total: int

    @property
    def days(self) -> list[Day]:
        """The days of the month on which something is, in order: what a phone shows."""
        return [day for week in self.weeks for day in week if day.items and not day.is_other]

    @property
    def before(self) -> date:
        """The first day of the month before."""
        return (self.first - _DAY).replace(day=1)

    @property
    def after(self) -> date:
        """The first day of the month after."""
        return self.last + _DAY


def month(asked: Asked, first: date, *, today: date) -> Month:
    """Return a month of what is asked for; `first` is its first day. Days asked for are left out."""
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    shown = listing.about(asked, Event.objects.public())
    shown = shown.filter(last_day__gte=first, first_day__lte=last)
    counts, items = _days(shown, first, last)
    running, total = _running(shown, first, last, today)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first=first,
        last=last,
        weeks=tuple(
            tuple(_day(one, first, today, counts, items) for one in week) for week in weeks
        ),
        running=running,
        running_total=total,
        total=sum(counts.values()),
    )


def _day(
    day: date, first: date, today: date, counts: dict[date, int], items: dict[date, list[Short]]
) -> Day:
    shown = tuple(items.get(day, ()))
    return Day(
        day=day,
        items=shown,
        more=counts.get(day, 0) - len(shown),
        is_other=day.month != first.month,
        is_today=day == today,
    )


def _days(
    shown: QuerySet[Event], first: date, last: date
) -> tuple[dict[date, int], dict[date, list[Short]]]:
    """Return how many events begin and end on each day, and the first of them; two queries."""
    within = Occurrence.objects.filter(
        Exists(shown.filter(pk=OuterRef("event"))),
        first_day__range=(first, last),
        last_day__range=(first, last),  # said to the index, which begins with the last day
        last_day=F("first_day"),
    )
    counts = within.order_by().values("first_day").annotate(many=Count("pk"))
    rank = Window(
        RowNumber(), partition_by=F("first_day"), order_by=[F("starts_at").asc(), F("pk").asc()]
    )
    rows = (
        within.annotate(rank=rank)
        .filter(rank__lte=SHOWN)
        .order_by("starts_at", "pk")
        .values("first_day", "starts_at", "all_day", "event__slug", "event__title", "event__status")
    )
    return {row["first_day"]: row["many"] for row in counts}, _by_day(rows)


def _by_day(rows: Iterable[Any]) -> dict[date, list[Short]]:
    found: dict[date, list[Short]] = {}
    for row in rows:
        found.setdefault(row["first_day"], []).append(_short(row))
    return found


def _short(row: dict[str, Any]) -> Short:
    status = EventStatus(row["event__status"])
    at: datetime = row["starts_at"]
    return Short(
        slug=row["event__slug"],
        title=row["event__title"],
        at="" if row["all_day"] else hour(localtime(at).time()),
        status="" if status == EventStatus.PLANNED else str(status.label),
        is_off=status in {EventStatus.CANCELLED, EventStatus.POSTPONED},
    )


def _running(
    shown: QuerySet[Event], first: date, last: date, today: date
) -> tuple[tuple[Line, ...], int]:
    """Return what lasts several days of the month, those that end first at the head, and how many."""
    long = Occurrence.objects.filter(
        first_day__lte=last, last_day__gte=first, last_day__gt=F("first_day")
    )
    found = shown.filter(pk__in=long.values("event"))
    rows: Sequence[Event] = list(
        found.annotate(next=F("first_day"))
        .select_related("image")
        .order_by("last_day", "pk")[: RUNNING + 1]
    )
    total = found.count() if len(rows) > RUNNING else len(rows)
    return tuple(listing.lines(rows[:RUNNING], today=today)), total


def of_day(asked: Asked, day: date) -> Asked:
    """Return the question over one day."""
    return replace(asked, period="", first=day, last=day)
