"""What the agenda does by itself when its hour comes."""

from datetime import datetime

from django.utils.timezone import localdate

from dentelle.agenda import actions
from dentelle.agenda.models import Event
from dentelle.publishing import actions as publishing


def open_and_close(now: datetime) -> None:
    """Tell of the events whose embargo or publication ends; the worker asks every minute."""
    publishing.open_and_close(model=Event, now=now)


def carry_on(now: datetime) -> None:
    """Make the next occurrences of what repeats without end."""
    actions.carry_on(today=localdate(now))


def fetch_feeds(now: datetime) -> None:
    """Read the subscribed feeds whose hour has come; the worker asks every minute."""
    actions.fetch_due(now=now)
