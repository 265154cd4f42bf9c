"""Feeds: subscribing to one, looking at what it would bring, reading it each hour."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from dentelle.accounts.models import User
from dentelle.agenda.actions.taking import Report, Source, take_in
from dentelle.agenda.models import Feed
from dentelle.agenda.sources.base import MOST_EVENTS, Clock, Reading, SourceError
from dentelle.agenda.sources.reading import read
from dentelle.core import outbound
from dentelle.core.outbound import Answer, OutboundError
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing

EVERY = timedelta(hours=1)
_LONGEST_WAIT = timedelta(days=1)
# What a reading writes: never what people decide meanwhile.
_READ = (
    "kind",
    "etag",
    "modified",
    "due_at",
    "fetched_at",
    "failures",
    "last_error",
    "last_report",
)
Get = Callable[..., Answer]


@transaction.atomic
def subscribe(*, museum: Museum, address: str, actor: User | None, now: datetime) -> Feed:
    """Follow an address for a museum, from now on; one followed already is followed again."""
    feed, made = Feed.objects.get_or_create(
        museum=museum,
        address=address,
        defaults={"due_at": now, "created_at": now, "created_by": actor},
    )
    if made:
        publishing.record_history(
            subject=feed, verb="subscribe", actor=actor, now=now, after={"address": address}
        )
    elif not feed.active:
        set_active(feed=feed, active=True, actor=actor, now=now)
    return feed


@transaction.atomic
def set_active(*, feed: Feed, active: bool, actor: User | None, now: datetime) -> None:
    """Pause a feed, or follow it again from now on."""
    _decide(feed, "active", value=active, actor=actor, now=now)
    if active:
        Feed.objects.filter(pk=feed.pk).update(due_at=now)


@transaction.atomic
def set_trusted(*, feed: Feed, trusted: bool, actor: User | None, now: datetime) -> None:
    """Let what a feed says be public without review, or not any more; the network decides."""
    _decide(feed, "trusted", value=trusted, actor=actor, now=now)


def _decide(feed: Feed, name: str, *, value: bool, actor: User | None, now: datetime) -> None:
    before = getattr(feed, name)
    if before == value:
        return
    setattr(feed, name, value)
    feed.save(update_fields=[name])
    publishing.record_history(
        subject=feed, verb="edit", actor=actor, now=now, before={name: before}, after={name: value}
    )


@transaction.atomic
def unsubscribe(*, feed: Feed, actor: User | None, now: datetime) -> None:
    """Forget a feed; the events it brought stay, and are people's from then on."""
    publishing.record_history(
        subject=feed, verb="unsubscribe", actor=actor, now=now, before={"address": feed.address}
    )
    feed.delete()


def look(*, museum: Museum, address: str, now: datetime, get: Get = outbound.get) -> Report:
    """Return what an address would bring to a museum; nothing is kept.

    Raises:
        OutboundError: it cannot be reached.
        SourceError: it cannot be read.
    """
    reading = read(get(address).content, clock(now))
    feed = Feed.objects.filter(museum=museum, address=address).first()
    source = Source(museum=museum, feed=feed)
    return take_in(
        events=reading.events,
        source=source,
        actor=None,
        now=now,
        problems=reading.problems,
        dry_run=True,
    )


def claim_due(*, now: datetime) -> list[int]:
    """Return the keys of the feeds whose hour has come, each claimed: no other worker reads it too."""
    due = Feed.objects.filter(active=True, due_at__lte=now).order_by("due_at", "pk")
    return [feed.pk for feed in due if _claimed(feed, now)]


def _claimed(feed: Feed, now: datetime) -> bool:
    rows = Feed.objects.filter(pk=feed.pk, active=True, due_at=feed.due_at)
    return bool(rows.update(due_at=now + EVERY))


def fetch(
    *,
    feed: Feed,
    now: datetime,
    actor: User | None = None,
    over_public: bool = False,
    get: Get = outbound.get,
) -> bool:
    """Read a feed and take in what it says; a failure becomes the sentence on its page, told later.

    A person who asks reads it whole; the worker asks only for what changed.
    """
    marks = {} if actor else {"etag": feed.etag, "modified": feed.modified}
    try:
        answer = get(feed.address, **marks)
        reading = None if answer.unchanged else read(answer.content, clock(now))
    except (OutboundError, SourceError) as error:
        _failed(feed, str(error), now)
        return False
    if reading is not None:
        report = _taken(feed, reading, actor, now, over_public=over_public)
        _read(feed, answer, reading, report)
    feed.fetched_at, feed.failures, feed.last_error = now, 0, ""
    feed.due_at = now + EVERY
    feed.save(update_fields=_READ)
    return True


def _taken(
    feed: Feed, reading: Reading, actor: User | None, now: datetime, *, over_public: bool
) -> Report:
    whole = len(reading.events) < MOST_EVENTS
    source = Source(museum=feed.museum, feed=feed, over_public=over_public, complete=whole)
    return take_in(
        events=reading.events, source=source, actor=actor, now=now, problems=reading.problems
    )


def _read(feed: Feed, answer: Answer, reading: Reading, report: Report) -> None:
    feed.kind = reading.kind
    feed.etag, feed.modified = answer.etag, answer.modified
    feed.last_report = report.stored()


def _failed(feed: Feed, why: str, now: datetime) -> None:
    feed.failures = min(feed.failures + 1, 100)
    feed.last_error = why
    feed.fetched_at = now
    feed.due_at = now + min(EVERY * 2 ** min(feed.failures, 6), _LONGEST_WAIT)
    feed.save(update_fields=_READ)


def clock(now: datetime) -> Clock:
    """Return by which clock sources are read."""
    return Clock(today=localdate(now), zone=ZoneInfo(settings.TIME_ZONE))
