"""What the first screen says of events and of what is shown of each museum."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate, localtime

from dentelle.accounts.models import User
from dentelle.agenda.models import Check, Event
from dentelle.agenda.queries.listing import Line, lines
from dentelle.desk.queries import checks, events, offers
from dentelle.desk.queries.scope import museums_for
from dentelle.jobs.models import Offer
from dentelle.museums.models import Museum
from dentelle.publishing import shares
from dentelle.publishing.models import APPROVED, Scheduled
from dentelle.publishing.outbox.models import Departure
from dentelle.publishing.queries import sent_back

SILENT = timedelta(days=182)  # a museum not mentioned for so long is shown
_WEEK = timedelta(days=7)
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDay:
    """The day of whoever reviews: as many queries whatever the network's size."""

    waiting: list[Line]
    today: list[Line]
    ending: list[Line]
    silent: list[Museum]
    checks: Sequence[Check]
    stuck: int
    offers: list[Offer]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDay:
    """The day of a museum's contributor: their events, offers and museums, nothing else.

    `returned` are the drafts and the proposals a reviewer sent back, each with the message, `asked`.
    """

    returned: list[Scheduled]
    events: list[Line]
    offers: list[Offer]
    museums: list[Museum]


def review_day(now: datetime) -> ReviewDay:
    """Return what waits for a reviewer, appears today, ends this week, and who is not mentioned."""
    today = localdate(now)
    midnight = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    approved = Event.objects.filter(state__in=APPROVED)
    published = approved.filter(
        published_at__gte=midnight, published_at__lt=midnight + timedelta(days=1)
    )
    ending = approved.filter(closes_at__gte=now, closes_at__lt=now + _WEEK) | approved.filter(
        last_day__gte=today, last_day__lt=today + _WEEK, first_day__lt=today
    )
    asked = [events.queue(), published.order_by("-published_at", "-pk"), ending.order_by("last_day", "pk")]  # fmt: skip
    found = [list(rows.select_related("image")[:_SHOWN]) for rows in asked]
    shown = {line.event.pk: line for line in lines(_each_once(found), today=today)}
    waiting, opened, over = ([shown[event.pk] for event in rows] for rows in found)
    return ReviewDay(
        waiting=waiting,
        today=opened,
        ending=over,
        silent=silent(now),
        checks=checks.unanswered(now),
        stuck=Departure.objects.stuck().count(),
        offers=offers.waiting(),
    )


def _each_once(groups: list[list[Event]]) -> list[Event]:
    return list({event.pk: event for group in groups for event in group}.values())


def silent(now: datetime) -> list[Museum]:
    """Return the members of which nothing was published for six months, by the share protocol."""
    mentioned: set[str] = set()
    for kind in shares.kinds():
        mentioned |= kind.museums_since(now - SILENT, now=now)
    members = Museum.objects.members().exclude(slug__in=mentioned)
    return list(members.order_by("town", "slug"))


def own_day(user: User, now: datetime) -> OwnDay:
    """Return what was sent back to a contributor, their events to come, their offers and their museums."""
    _page, shown = events.found(user, {}, page="1", today=localdate(now))
    mine, offered = events.visible(user), offers.visible(user)
    returned = (
        sent_back(mine).order_by("-pk"),
        events.refused(mine, now=now),
        sent_back(offered).order_by("-pk"),
    )
    return OwnDay(
        returned=[one for rows in returned for one in rows[:_SHOWN]],
        events=shown[:_SHOWN],
        offers=offers.own(offered),
        museums=list(museums_for(user)),
    )
