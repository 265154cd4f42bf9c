"""What the desk shows of feeds and sheets: whose they are, what they would bring, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.agenda import timing_words
from dentelle.agenda.actions import Report
from dentelle.agenda.enums import Access, Audience, Booking, EventKind, EventStatus
from dentelle.agenda.models import Event, Feed
from dentelle.agenda.queries.duplicates import READ, Pair, duplicates
from dentelle.agenda.queries.names import named
from dentelle.agenda.sources.base import Reading
from dentelle.agenda.timings import Timing
from dentelle.agenda.wording_of_taking import outcome
from dentelle.desk.queries.scope import museums_for, museums_of, within
from dentelle.museums.models import Museum
from dentelle.publishing.enums import State

SHOWN = 20  # lines of what a feed’s last reading did
_MOST = 200  # events a preview shows
_FEED_STATES = {
    "failing": Q(failures__gt=0),
    "paused": Q(active=False),
    "trusted": Q(trusted=True),
}
_CHOICES: Mapping[str, Any] = {
    "kind": EventKind,
    "status": EventStatus,
    "booking": Booking,
    "audiences": Audience,
    "access": Access,
}
_QUIET = {
    "kind": EventKind.OTHER.value,
    "status": EventStatus.PLANNED.value,
    "booking": Booking.NONE.value,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a preview; `before` is what is there, nothing for what is new."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event of a preview, or of the last reading."""

    title: str
    outcome: str
    label: str
    reason: str = ""
    problems: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    kept: tuple[str, ...] = ()
    line: int = 0
    event: int | None = None


def feeds(user: User) -> QuerySet[Feed]:
    """Return the feeds of the museums a person writes for, those that fail first."""
    mine = within(Feed.objects.select_related("museum"), museums_of(user))
    # Counted apart: grouped by, the reports themselves would be compared.
    events = Event.objects.filter(feed=OuterRef("pk")).order_by().values("feed")
    brought = Coalesce(Subquery(events.annotate(number=Count("pk")).values("number")), 0)
    return mine.annotate(brought=brought).order_by("-failures", "museum__usual_name", "pk")


def narrowed(found: QuerySet[Feed], asked: Mapping[str, Any]) -> QuerySet[Feed]:
    """Keep the feeds a list was asked for."""
    if museum := asked.get("museum"):
        found = found.filter(museum=museum)
    for word in asked.get("q", "").split():
        found = found.filter(address__icontains=word)
    state = asked.get("state")
    return found.filter(_FEED_STATES[state]) if state else found


def museums_by_name(user: User) -> dict[str, Museum]:
    """Return the museums a person writes for, by what a sheet may call them."""
    return named(museums_for(user))


def twice(user: User) -> list[Pair]:
    """Return what may be entered twice among what waits for review and came from outside."""
    waiting = Event.objects.filter(state=State.SUBMITTED).exclude(source_uid="").only(*READ)
    mine = museums_of(user)
    if mine is None:
        return duplicates(waiting.order_by("-pk")[:50])
    own = Event.objects.of_museums(mine)
    found = duplicates(waiting.filter(pk__in=own.values("pk")).order_by("-pk")[:50])
    # The other of the two may be another museum's draft: it is theirs to know of.
    seen = set(own.filter(pk__in=[pair.other.pk for pair in found]).values_list("pk", flat=True))
    return [pair for pair in found if pair.other.pk in seen]


def previewed(reading: Reading, report: Report) -> list[Told]:
    """Return a preview, field by field, the first events of it."""
    said = {event.uid: event.values for event in reading.events}
    there = Event.objects.in_bulk([line.event for line in report.lines if line.event])
    pairs = zip(reading.events, report.lines, strict=False)
    return [
        Told(
            title=line.title,
            outcome=line.outcome,
            label=outcome(line.outcome),
            reason=line.reason,
            problems=line.problems,
            line=line.line,
            event=line.event if line.event in there else None,
            kept=tuple(label(name) for name in line.kept),
            fields=()
            if line.outcome == "refused"
            else _fields(said[event.uid], line.fields, there.get(line.event or 0)),
        )
        for event, line in list(pairs)[:_MOST]
    ]


def last_read(feed: Feed) -> list[Told]:
    """Return what the last reading of a feed did, the first `SHOWN` of those lines that say something."""
    return [
        Told(
            title=line.get("title", ""),
            outcome=line["outcome"],
            label=outcome(line["outcome"], done=True),
            reason=line.get("reason", ""),
            problems=tuple(line.get("problems", ())),
            kept=tuple(label(name) for name in line.get("kept", ())),
            event=line.get("event"),
        )
        for line in feed.last_report.get("lines", [])[:SHOWN]
    ]


def counts(found: Mapping[str, int], *, done: bool = False) -> list[tuple[str, int]]:
    """Return how many events had each outcome, in words, before or after it is written."""
    return [(outcome(name, done=done), number) for name, number in sorted(found.items())]


def _fields(
    values: Mapping[str, Any], names: tuple[str, ...], event: Event | None
) -> tuple[Field, ...]:
    """Return the fields of an event: what is new, or only what changes."""
    if event is None:
        names = tuple(name for name in values if values[name] != _QUIET.get(name))
    return tuple(
        Field(
            label=label(name),
            before=worded(name, getattr(event, name)) if event else "",
            after=worded(name, values.get(name)),
        )
        for name in names
        if name != "title" or event
    )


def label(name: str) -> str:
    """Return what people call a field."""
    found = str(getattr(Event._meta.get_field(name), "verbose_name", name))  # noqa: SLF001 -- Django's own door
    return found[:1].upper() + found[1:]


def worded(name: str, value: Any) -> str:
    """Return a value in words."""
    if name == "timings":
        return "\n".join(timing_words.said(Timing.of(stored)) for stored in value or ())
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    choices = dict(_CHOICES[name].choices) if name in _CHOICES else {}
    many = value if isinstance(value, list) else [value]
    return ", ".join(str(choices.get(one, one)) for one in many if one not in (None, ""))
