"""One event as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dentelle.agenda.models import Event, Occurrence
from dentelle.agenda.queries.listing import Line, lines
from dentelle.catalogue.models import Record
from dentelle.catalogue.queries.pictures import first_pictures
from dentelle.media.queries import Picture
from dentelle.museums.models import Museum

SHOWN = 40  # occurrences listed; the calendar file has them all
_NEIGHBOURS = 4
_OBJECTS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An object to see there, with its picture when it has one that may be shown."""

    record: Record
    picture: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """Everything the page shows. `coming` are the next occurrences, `over` says that none is left."""

    line: Line
    coming: tuple[Occurrence, ...]
    total: int
    over: bool
    objects: tuple[Shown, ...]
    neighbours: tuple[Line, ...]

    @property
    def event(self) -> Event:
        return self.line.event

    @property
    def museums(self) -> Sequence[Museum]:
        return self.line.museums


def find(slug: str) -> Event | None:
    """Return the event of an address that was ever public, or nothing: a draft and an embargo tell nothing."""
    found = Event.objects.select_related("image").filter(slug=slug).first()
    return found if found and (found.is_public or found.is_gone) else None


def page(event: Event, *, today: date) -> EventPage:
    """Return what the page of a public event shows."""
    (line,) = lines([event], today=today)
    coming = Occurrence.objects.filter(event=event, last_day__gte=today).order_by("starts_at")
    shown = list(coming[: SHOWN + 1])
    total = coming.count() if len(shown) > SHOWN else len(shown)
    return EventPage(
        line=line,
        coming=tuple(shown[:SHOWN]),
        total=total,
        over=not shown and event.last_day is not None,
        objects=tuple(_objects(event, line.picture)),
        neighbours=tuple(_neighbours(event, line.museums, today)),
    )


def _objects(event: Event, above: Picture | None) -> list[Shown]:
    """Return the objects it shows that are public; the picture that stands `above` is not shown again.

    Two queries, one when there are none.
    """
    records = list(Record.objects.public().filter(events=event).order_by("pk")[:_OBJECTS])
    pictures = first_pictures([record.pk for record in records])
    known = above.src if above else None
    return [
        Shown(record=record, picture=found if found and found.src != known else None)
        for record in records
        for found in (pictures.get(record.pk),)
    ]


def _neighbours(event: Event, museums: Sequence[Museum], today: date) -> list[Line]:
    """Return other events of the same museums, or of the same towns, soon."""
    near = Q(museums__in=[museum.pk for museum in museums]) | Q(
        museums__town__in=[museum.town for museum in museums]
    )
    found = (
        Event.objects.public()
        .filter(near, last_day__gte=today)
        .exclude(pk=event.pk)
        .select_related("image")
        .distinct()
        .order_by("first_day", "pk")[:_NEIGHBOURS]
    )
    return lines(list(found), today=today)
