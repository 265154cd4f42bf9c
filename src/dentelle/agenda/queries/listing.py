"""The list of what is on, a page at a time: O(page), a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    When,
)
from django.db.models.functions import Cast

from dentelle.agenda.asked import AUDIENCES, KINDS, Asked
from dentelle.agenda.enums import EventStatus
from dentelle.agenda.models import Event, Occurrence
from dentelle.agenda.queries import near
from dentelle.agenda.wording import NAMED, Dates, dates
from dentelle.catalogue.showing import seen_among
from dentelle.media.models import Image
from dentelle.media.queries import Picture, picture
from dentelle.museums.models import Museum

PAGE = 24
_SHORT = 4  # letters
_BEFORE = " '-(\""  # what stands before a word in `Event.words`


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An event as a list shows it. `next` is the first day it takes place within what was asked."""

    event: Event
    museums: tuple[Museum, ...]
    dates: Dates
    next: date
    picture: Picture | None

    @property
    def place(self) -> str:
        """Where it is: the place when it is not the museum, and the town."""
        first = self.museums[0] if self.museums else None
        name = self.event.place_name or (first.name if first else "")
        town = self.event.place_town or (first.town if first else "")
        return ", ".join(part for part in (name, town) if part)

    @property
    def is_off(self) -> bool:
        """Say whether it does not take place as it was planned."""
        return self.event.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of events: those that run now, then those to come by their next day."""

    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int


def about(asked: Asked, rows: QuerySet[Event]) -> QuerySet[Event]:
    """Keep what is asked for, whenever it is, each event once."""
    texts = {"_audiences": Cast("audiences", TextField())}  # one search for both databases
    return rows.alias(**texts).filter(_about(asked))


def events(asked: Asked, *, today: date, rows: QuerySet[Event] | None = None) -> QuerySet[Event]:
    """Return the public events asked for, each once, `next` being their next day, in its order.

    `rows` are looked into instead of what is public: a calendar says what was taken away.
    """
    first, last = asked.window(today)
    slots = Occurrence.objects.filter(event=OuterRef("pk"), last_day__gte=first)
    found = about(asked, Event.objects.public() if rows is None else rows)
    found = found.filter(last_day__gte=first)
    if last:  # without an end, the event's own last day says enough
        slots = slots.filter(first_day__lte=last)
        found = found.filter(Exists(slots), first_day__lte=last)
    # What begins within needs no look at its dates: most of what is asked for.
    earliest = Subquery(slots.order_by("starts_at").values("first_day")[:1])
    begins = Case(When(first_day__gte=first, then=F("first_day")), default=earliest)
    return found.annotate(next=begins).order_by("next", "last_day", "pk")


def listing(asked: Asked, *, today: date, page: int = 1) -> Listing:
    """Return one page of what was asked for."""
    found = events(asked, today=today)
    total = found.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    rows = list(found.select_related("image")[(page - 1) * PAGE : page * PAGE])
    return Listing(lines=tuple(lines(rows, today=today)), total=total, page=page, pages=pages)


def lines(rows: Sequence[Event], *, today: date) -> list[Line]:
    """Return events as lists show them: two queries more, whatever their number; three when some have pictures."""
    numbers = [event.pk for event in rows]
    known = museums(numbers)
    seen = _seen(rows)
    said = _dates(rows, today)
    return [
        Line(
            event=event,
            museums=known.get(event.pk, ()),
            dates=said[event.pk],
            next=getattr(event, "next", event.first_day or today),
            picture=picture(event.image) if event.image and event.image_id in seen else None,
        )
        for event in rows
    ]


def _seen(rows: Sequence[Event]) -> set[int]:
    """Return the pictures of events that may be seen: that of an object goes with its record."""
    numbers = {event.image_id for event in rows if event.image_id}
    if not numbers:
        return set()
    return set(seen_among(Image.objects.filter(pk__in=numbers)).values_list("pk", flat=True))


def _about(asked: Asked) -> Q:
    """Return what was asked besides days."""
    about = Q()
    if asked.kinds:
        about &= Q(kind__in=[KINDS[key] for key in asked.kinds])
    if asked.free:
        about &= Q(is_free=True)
    if asked.museum:
        about &= _at(museum__slug=asked.museum)
    if asked.town:
        about &= _in_town(asked)
    for word in asked.words:
        about &= _says(word)
    wanted = Q()
    for key in asked.audiences:
        wanted |= Q(_audiences__contains=f'"{AUDIENCES[key]}"')
    return about & wanted


def _says(word: str) -> Q:
    """Return what holds a word. A short one must begin a word: “lin” is in the middle of “moulin”."""
    if len(word) > _SHORT:
        return Q(words__contains=word)
    begun = Q(words__startswith=word)
    for sign in _BEFORE:
        begun |= Q(words__contains=f"{sign}{word}")
    return begun


def _in_town(asked: Asked) -> Q:
    around = near.around(asked.town, asked.distance) if asked.distance else None
    if around:
        return around.events()
    there = Q(place_town="") & _at(museum__town__iexact=asked.town)
    return Q(place_town__iexact=asked.town) | there


def _at(**museum: str) -> Q:
    """Return what belongs to some museums, by numbers: a join would say an event twice."""
    return Q(pk__in=Event.museums.through.objects.filter(**museum).values("event"))


def museums(numbers: Sequence[int]) -> dict[int, tuple[Museum, ...]]:
    """Return the museums of events by the events' numbers: one query."""
    found: dict[int, tuple[Museum, ...]] = {}
    links = Event.museums.through.objects.filter(event__in=numbers).select_related("museum")
    for link in links.order_by("museum__town", "museum__slug"):
        found[link.event_id] = (*found.get(link.event_id, ()), link.museum)
    return found


def _dates(rows: Sequence[Event], today: date) -> dict[int, Dates]:
    """Say when each event is, from the few occurrences it takes: a visit each day has a thousand.

    The next one, and all when they are written one by one; of what is over the last.
    """
    numbers = [event.pk for event in rows]
    coming = Occurrence.objects.filter(event__in=numbers, last_day__gte=today)
    counts = coming.values("event").annotate(many=Count("pk"), next=Min("starts_at"))
    known = {row["event"]: (row["many"], row["next"]) for row in counts}
    few = {number for number, (many, _next) in known.items() if many <= NAMED}
    over = {event.pk: event.last_day for event in rows if event.pk not in known}

    def is_said(one: Occurrence) -> bool:
        if one.event_id in over:
            return one.last_day == over[one.event_id]
        return one.event_id in few or one.starts_at == known[one.event_id][1]

    begins = {begin for number, (_many, begin) in known.items() if number not in few}
    near = (
        Q(event__in=few, last_day__gte=today)
        | Q(event__in=known.keys() - few, starts_at__in=begins, last_day__gte=today)
        | Q(event__in=over.keys(), last_day__in={day for day in over.values() if day})
    )
    found: dict[int, list[Occurrence]] = {number: [] for number in numbers}
    for one in filter(is_said, Occurrence.objects.filter(near).order_by("starts_at", "ends_at")):
        found[one.event_id].append(one)
    return {
        number: dates(shown, today=today, many=known.get(number, (len(shown),))[0])
        for number, shown in found.items()
    }
