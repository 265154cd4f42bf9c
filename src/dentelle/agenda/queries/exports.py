"""Events as files take them: some queries a file, whatever it holds, and never more than `MOST` events."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from dentelle.agenda.asked import Asked
from dentelle.agenda.models import Event, Occurrence
from dentelle.agenda.queries import listing
from dentelle.museums.models import Museum
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry

MOST = 1_000  # events of a calendar file
LATEST = 50  # events of a feed of news
TIMINGS = 100  # dates to come of an event in a page of data
_PAST = timedelta(days=31)  # a calendar keeps what is just over, and what was just withdrawn
_TURNS = ("withdraw", "put_back")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """An event, its museums, how many times it was withdrawn or put back, and whether it is withdrawn."""

    event: Event
    museums: tuple[Museum, ...]
    turns: int
    is_withdrawn: bool


def of_calendar(asked: Asked, *, today: date) -> list[Exported]:
    """Return what a subscribed calendar holds: what is asked for, from `since` on."""
    asked = replace(asked, first=since(asked, today=today)) if not asked.period else asked
    shown = listing.events(asked, today=today).select_related("image")[:MOST]
    taken = Event.objects.withdrawn().filter(published_at__lte=F("withdrawn_at"))
    gone = listing.events(asked, today=today, rows=taken)[: MOST - len(shown)]
    return exported([*shown, *gone])


def since(asked: Asked, *, today: date) -> date:
    """Return the first day a calendar tells of: that asked for, or a month ago."""
    if not asked.period and asked.first is None:
        return today - _PAST
    return asked.window(today)[0]


def since_of(event: Event, *, today: date) -> date | None:
    """Return the same for the calendar of one event; what is wholly over is told whole."""
    recent = today - _PAST
    return None if event.last_day is None or event.last_day < recent else recent


def exported(rows: Sequence[Event]) -> list[Exported]:
    """Return events as files take them; two queries more."""
    numbers = [event.pk for event in rows]
    museums, turns = listing.museums(numbers), _turns(numbers)
    return [
        Exported(
            event=event,
            museums=museums.get(event.pk, ()),
            turns=turns.get(str(event.pk), 0),
            is_withdrawn=event.state == State.WITHDRAWN,
        )
        for event in rows
    ]


def newest(asked: Asked, *, today: date) -> list[Event]:
    """Return the last events announced among those asked for, the newest first."""
    found = listing.events(asked, today=today).select_related("image")
    return list(found.order_by(F("published_at").desc(nulls_last=True), "-pk")[:LATEST])


def timings(rows: Sequence[Event], *, today: date) -> dict[int, list[Occurrence]]:
    """Return the dates to come of events, the first `TIMINGS` of each, in order; those past of what is over."""
    ranked = Window(RowNumber(), partition_by=F("event"), order_by=F("starts_at").asc())
    found: dict[int, list[Occurrence]] = {event.pk: [] for event in rows}
    coming = Occurrence.objects.filter(event__in=list(found), last_day__gte=today)
    for one in coming.annotate(rank=ranked).filter(rank__lte=TIMINGS).order_by("starts_at"):
        found[one.event_id].append(one)
    return found


def _turns(numbers: Sequence[int]) -> dict[str, int]:
    """Count withdrawals and returns, by the events' numbers as the history writes them."""
    rows = HistoryEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Event),
        object_id__in=[str(number) for number in numbers],
        verb__in=_TURNS,
    )
    counts = rows.order_by().values("object_id").annotate(many=Count("pk"))
    return {row["object_id"]: row["many"] for row in counts}
