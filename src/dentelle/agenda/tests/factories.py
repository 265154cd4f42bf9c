"""Events for tests, made through the room's own door."""

from datetime import UTC, datetime

from dentelle.agenda.actions import create_event
from dentelle.agenda.models import Event
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def make_event(
    *, museums=None, state="public", now=NOW, opens_at=None, closes_at=None, **values
) -> Event:
    """Make an event; public unless told otherwise."""
    values = {"title": "Visite des coulisses", "timings": [{"first": "2026-05-23"}], **values}
    given = [MuseumFactory()] if museums is None else museums
    event = create_event(values=values, museums=given, actor=None, now=now)
    if state == "submitted":
        publishing.submit(subject=event, actor=None, now=now)
    if state == "public":
        publishing.approve(
            subject=event, actor=None, now=now, opens_at=opens_at, closes_at=closes_at
        )
    return event
