"""Verbs about events; each write leaves its line in the history of publishing."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max, TextField
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from dentelle.accounts.models import User
from dentelle.agenda import timings
from dentelle.agenda.enums import Origin
from dentelle.agenda.models import Event, Occurrence
from dentelle.core.text import slugify
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing

HORIZON_YEARS = 3  # a repetition without end is materialised so far; a tick carries it on
_BEHIND = timedelta(days=31)  # what is over since is counted with what is to come


@transaction.atomic
def create_event(
    *,
    values: Mapping[str, Any],
    museums: Iterable[Museum],
    actor: User | None,
    now: datetime,
    origin: str = Origin.FORM,
) -> Event:
    """Make a draft of an event.

    Raises:
        TimingError: its dates cannot be followed.
    """
    event = Event(
        **{name: value for name, value in values.items() if name not in {"museums", "records"}},
        slug=_free_slug(values["title"]),
        origin=origin,
        created_by=actor,
        created_at=now,
        updated_at=now,
    )
    _keep_new(event)
    event.museums.set(museums)
    event.records.set(values.get("records", ()))
    materialise(event=event, today=localdate(now))
    after = {name: publishing.plain(event, name) for name in ("title", "timings", "museums")}
    publishing.record_history(subject=event, verb="create", actor=actor, now=now, after=after)
    return event


@transaction.atomic
def edit_event(
    *, event: Event, values: Mapping[str, Any], seen: int, actor: User | None, now: datetime
) -> list[str]:
    """Write what differs and return the fields; a field written over its source's is locked.

    Raises:
        EditedMeanwhileError: somebody saved since the version `seen`.
        TimingError: the dates cannot be followed.
    """
    changed = publishing.edit(subject=event, values=values, seen=seen, actor=actor, now=now)
    if not changed:
        return changed
    event.refresh_from_db()
    event.locks = sorted({*event.locks, *(set(changed) & set(event.source_values))})
    event.sequence += 1
    event.updated_at = now
    event.save(update_fields=["locks", "sequence", "updated_at"])
    if "timings" in changed:
        materialise(event=event, today=localdate(now))
    return changed


@transaction.atomic
def materialise(*, event: Event, today: date) -> int:
    """Make the occurrences of an event from its timings, and return how many; a repeat changes nothing.

    `timings.MOST` are made, counted from a month ago on. Those made before that are over stay while the
    timings say them: what took place is not forgotten because more is to come.

    Raises:
        TimingError: a timing cannot be followed.
    """
    zone, far, since = ZoneInfo(settings.TIME_ZONE), _horizon(today), today - _BEHIND
    said = [timings.Timing.of(stored) for stored in event.timings]
    slots = timings.occurrences(said, zone, until=far, since=since)
    wanted = {(slot.starts_at, slot.ends_at): slot for slot in slots}
    rows = list(event.occurrences.all())
    others = [row for row in rows if (row.starts_at, row.ends_at) not in wanted]
    kept = _still_said(said, [row for row in others if row.last_day < since], since)
    gone = [row.pk for row in others if row.pk not in kept]
    event.occurrences.filter(pk__in=gone).delete()
    there = {(row.starts_at, row.ends_at) for row in rows}
    Occurrence.objects.bulk_create(
        Occurrence(
            event=event,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            first_day=slot.first_day,
            last_day=slot.last_day,
            all_day=slot.all_day,
        )
        for key, slot in wanted.items()
        if key not in there
    )
    event.first_day = timings.first_day(said, zone, until=far)
    event.last_day = max((slot.last_day for slot in slots), default=None)
    event.save(update_fields=["first_day", "last_day"])
    return len(wanted) + len(kept)


def _horizon(today: date) -> date:
    return date(today.year + HORIZON_YEARS, 12, 31)


def _still_said(said: list[timings.Timing], over: list[Occurrence], since: date) -> set[int]:
    """Return the keys of those of some occurrences that the timings still say."""
    if not over:
        return set()
    first, zone = min(row.first_day for row in over), ZoneInfo(settings.TIME_ZONE)
    days = (slot for timing in said for slot in timing.slots(zone, until=since, since=first))
    kept = {(slot.starts_at, slot.ends_at) for slot in days}
    return {row.pk for row in over if (row.starts_at, row.ends_at) in kept}


def carry_on(*, today: date) -> int:
    """Make the next occurrences of the events that repeat; return how many events had some."""
    repeating = Event.objects.alias(said=Cast("timings", TextField())).filter(
        said__contains='"rule"', last_day__gte=today
    )
    return sum(_went_on(event, today) for event in repeating.only("timings", "last_day"))


def _went_on(event: Event, today: date) -> bool:
    """Say whether an event had more occurrences; most have none, and cost no query.

    A day told by name beyond the horizon is the last whatever repeats before it: such an event is looked at.
    """
    last = _last_day(event, today)
    if last == event.last_day and (last is None or last <= _horizon(today)):
        return False
    with transaction.atomic():  # its dates may have been written since they were listed
        row = Event.objects.select_for_update().get(pk=event.pk)
        before = _newest(row)
        materialise(event=row, today=today)
        return _newest(row) != before


def _newest(event: Event) -> int | None:
    found: int | None = event.occurrences.aggregate(newest=Max("pk"))["newest"]
    return found


def _last_day(event: Event, today: date) -> date | None:
    said = [timings.Timing.of(stored) for stored in event.timings]
    slots = timings.occurrences(
        said, ZoneInfo(settings.TIME_ZONE), until=_horizon(today), since=today - _BEHIND
    )
    return max((slot.last_day for slot in slots), default=None)


def _keep_new(event: Event) -> None:
    """Write a new event; one whose name another took at the same instant gets a mark."""
    try:
        with transaction.atomic():
            event.save()
    except IntegrityError:
        event.slug = _marked(event.slug)
        event.save()


def _free_slug(title: str) -> str:
    """Return a name for addresses that nobody has: the title's, with a mark when it is taken."""
    plain = slugify(title)[:100] or "evenement"
    if not Event.objects.filter(slug=plain).exists():
        return plain
    return _marked(plain)


def _marked(slug: str) -> str:
    return f"{slug}-{secrets.token_hex(3)}"
