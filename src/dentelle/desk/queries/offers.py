"""Offers as the desk lists them: those of a person's museums, or all."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from dentelle.accounts.models import User
from dentelle.core.text import fold
from dentelle.desk.queries.scope import museums_of
from dentelle.jobs.models import Offer
from dentelle.publishing.enums import State

EVERY = "all"
_SHOWN = 12  # on the first screen


def visible(user: User) -> QuerySet[Offer]:
    """Return the offers a person may see at the desk; another museum's are not there at all."""
    own = museums_of(user)
    rows = Offer.objects.all() if own is None else Offer.objects.of_museums(own)
    return rows.select_related("museum")


def narrowed(offers: QuerySet[Offer], asked: Mapping[str, Any]) -> QuerySet[Offer]:
    """Keep the offers a list was asked for, the last entered first; what is put away is asked by name."""
    state = asked.get("state", "")
    if not state:
        offers = offers.exclude(state=State.ARCHIVED)
    elif state != EVERY:
        offers = offers.filter(state=state)
    for name in ("museum", "kind"):
        if value := asked.get(name):
            offers = offers.filter(**{name: value})
    for word in fold(asked.get("q", "")).split():
        offers = offers.filter(words__contains=word)
    return offers.order_by("-pk")


def queue() -> QuerySet[Offer]:
    """Return the offers that wait for a reviewer, the oldest first."""
    rows = Offer.objects.filter(state=State.SUBMITTED).select_related("museum")
    return rows.order_by("submitted_at", "pk")


def waiting() -> list[Offer]:
    """Return what the reviewer's first screen shows."""
    return list(queue()[:_SHOWN])


def own(offers: QuerySet[Offer]) -> list[Offer]:
    """Return what a contributor's first screen shows of their offers: those that are not put away."""
    return list(narrowed(offers, {})[:_SHOWN])
