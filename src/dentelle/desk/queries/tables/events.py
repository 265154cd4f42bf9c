"""Events, what waits for a reviewer, and feeds as files."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dentelle.agenda.enums import EventKind, EventStatus
from dentelle.agenda.models import Event, Feed
from dentelle.agenda.queries.listing import Line, lines
from dentelle.desk.queries.event_queue import Waiting, waiting
from dentelle.desk.queries.tables.base import Table, batches, label, moment
from dentelle.publishing.enums import State


def _museums(line: Line) -> str:
    return ", ".join(museum.name for museum in line.museums)


def _dates(line: Line) -> str:
    return " ".join(part for part in (line.dates.line, line.dates.more) if part)


def _price(line: Line) -> Promise | str:
    return _("Free") if line.event.is_free else line.event.prices


def _address(line: Line) -> str:
    return f"{settings.SITE_URL}{reverse('agenda:event', args=[line.event.slug])}"


EVENTS: Table[Line] = Table(
    name=_("Agenda"),
    columns=(
        (_("Title"), lambda line: line.event.title),
        (_("Kind of event"), lambda line: label(EventKind, line.event.kind)),
        (_("Museums"), _museums),
        (_("Place"), lambda line: line.place),
        (_("Dates"), _dates),
        (_("First day"), lambda line: line.event.first_day),
        (_("Last day"), lambda line: line.event.last_day),
        (_("State"), lambda line: label(State, line.event.state)),
        (_("Does it take place?"), lambda line: label(EventStatus, line.event.status)),
        (_("Prices"), _price),
        (_("Summary"), lambda line: line.event.summary),
        (_("E-mail"), lambda line: line.event.contact_email),
        (_("Telephone"), lambda line: line.event.contact_phone),
        (_("Address on the site"), _address),
    ),
)
QUEUE: Table[Waiting] = Table(
    name=_("To review"),
    columns=(
        (_("Title"), lambda row: row.line.event.title),
        (_("Kind of event"), lambda row: label(EventKind, row.line.event.kind)),
        (_("Museums"), lambda row: _museums(row.line)),
        (_("Dates"), lambda row: _dates(row.line)),
        (_("What waits"), lambda row: _("Changes proposed") if row.proposal else _("A new event")),
        (_("Since"), lambda row: moment(row.since)),
        (_("Written by"), lambda row: row.writer),
    ),
)  # fmt: skip
FEEDS: Table[Feed] = Table(
    name=_("Feeds of events"),
    columns=(
        (_("Museum"), lambda feed: feed.museum.name),
        (_("Address of the feed"), lambda feed: feed.address),
        (_("Format"), lambda feed: feed.get_kind_display()),
        (_("State"), lambda feed: _("Followed") if feed.active else _("Paused")),
        (_("Public without review"), lambda feed: _("yes") if feed.trusted else _("no")),
        (_("Events that came from it"), lambda feed: feed.brought),  # type: ignore[attr-defined]  # annotated
        (_("Last reading"), lambda feed: moment(feed.fetched_at)),
        (_("What failed"), lambda feed: feed.last_error),
    ),
)


def events(found: QuerySet[Event], *, today: date) -> Iterator[Line]:
    """Go through the rows of `EVENTS`."""
    for batch in batches(found.select_related("image")):
        yield from lines(batch, today=today)


def queue(found: QuerySet[Event], *, today: date) -> Iterator[Waiting]:
    """Go through the rows of `QUEUE`."""
    for batch in batches(found.select_related("image", "created_by")):
        yield from waiting(batch, today=today)
