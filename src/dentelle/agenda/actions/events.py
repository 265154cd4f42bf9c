"""Verbs about events; each write leaves its line in the history of publishing."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from dentelle.accounts.models import User
from dentelle.agenda import timings
from dentelle.agenda.enums import Origin
from dentelle.agenda.models import Event, Occurrence
from dentelle.core.text import slugify
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing

HORIZON_YEARS = 3  # a repetition without end is materialised so far; a tick carries it on


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
    event.save()
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

    Raises:
        TimingError: a timing cannot be followed.
    """
    said = [timings.Timing.of(stored) for stored in event.timings]
    far = date(today.year + HORIZON_YEARS, 12, 31)
    wanted = timings.occurrences(said, ZoneInfo(settings.TIME_ZONE), until=far)
    there = {(row.starts_at, row.ends_at): row.pk for row in event.occurrences.all()}
    kept = {(slot.starts_at, slot.ends_at) for slot in wanted}
    gone = [pk for key, pk in there.items() if key not in kept]
    event.occurrences.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_create(
        Occurrence(
            event=event,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            first_day=slot.first_day,
            last_day=slot.last_day,
            all_day=slot.all_day,
        )
        for slot in wanted
        if (slot.starts_at, slot.ends_at) not in there
    )
    event.first_day = min((slot.first_day for slot in wanted), default=None)
    event.last_day = max((slot.last_day for slot in wanted), default=None)
    event.save(update_fields=["first_day", "last_day"])
    return len(wanted)


def carry_on(*, today: date) -> int:
    """Make the next occurrences of the events that repeat; return how many events had some."""
    coming = Event.objects.filter(last_day__gte=today)
    events = [event for event in coming if any(one.get("rule") for one in event.timings)]
    return sum(_went_on(event, today) for event in events)


def _went_on(event: Event, today: date) -> bool:
    before = event.last_day
    materialise(event=event, today=today)
    return event.last_day != before


def _free_slug(title: str) -> str:
    """Return a name for addresses that nobody has: the title's, with a mark when it is taken."""
    plain = slugify(title)[:100] or "evenement"
    if not Event.objects.filter(slug=plain).exists():
        return plain
    return f"{plain}-{secrets.token_hex(3)}"
