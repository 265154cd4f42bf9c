"""What the agenda does by itself when its hour comes."""

from datetime import datetime

from django.utils import timezone
from django.utils.timezone import localdate
from django_tasks import task

from dentelle.agenda import actions
from dentelle.agenda.models import Event, Feed
from dentelle.publishing import actions as publishing


def open_and_close(now: datetime) -> None:
    """Tell of the events whose embargo or publication ends; the worker asks every minute."""
    publishing.open_and_close(model=Event, now=now)


def carry_on(now: datetime) -> None:
    """Make the next occurrences of what repeats without end."""
    actions.carry_on(today=localdate(now))


def forget_checks(now: datetime) -> None:
    """Erase the addresses of checks that lapsed long ago."""
    actions.forget_checks(now=now)


def fetch_feeds(now: datetime) -> None:
    """Have the feeds whose hour has come read, beside the ticks: a slow site must not hold them up."""
    for key in actions.claim_due(now=now):
        fetch_feed.enqueue(feed_id=key)


@task(queue_name="default")
def fetch_feed(feed_id: int) -> None:
    """Read one feed; one forgotten or paused meanwhile is left."""
    feed = Feed.objects.filter(pk=feed_id, active=True).select_related("museum").first()
    if feed is not None:
        actions.fetch(feed=feed, now=timezone.now())
