"""Verbs about offers; reviews, versions and history are those of publishing."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from dentelle.accounts.models import User
from dentelle.core.text import slugify
from dentelle.jobs.mentions import missing
from dentelle.jobs.models import Offer, end_of
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing
from dentelle.publishing.models import APPROVED, HistoryEntry

OPEN_FOR = timedelta(days=90)  # an offer without a deadline; a page nobody tends must not stay


class IncompleteError(publishing.DecisionError):
    """The offer lacks what the law or its readers need; the message says what."""


@transaction.atomic
def create_offer(
    *, values: Mapping[str, Any], museum: Museum, actor: User | None, now: datetime
) -> Offer:
    """Make a draft of an offer."""
    offer = Offer(
        **values,
        museum=museum,
        slug=_free_slug(values["title"]),
        closes_at=_end(values.get("deadline")),
        created_by=actor,
        created_at=now,
        updated_at=now,
    )
    offer.save()
    after = {name: publishing.plain(offer, name) for name in ("title", "kind", "museum")}
    publishing.record_history(subject=offer, verb="create", actor=actor, now=now, after=after)
    return offer


@transaction.atomic
def edit_offer(
    *, offer: Offer, values: Mapping[str, Any], seen: int, actor: User | None, now: datetime
) -> list[str]:
    """Write what differs and return the fields; an open offer closes at its new deadline.

    Raises:
        EditedMeanwhileError: somebody saved since the version `seen`.
    """
    if "deadline" in values and values["deadline"] != offer.deadline:
        values = {**values, "closes_at": _end(values["deadline"])}
    changed = publishing.edit(subject=offer, values=values, seen=seen, actor=actor, now=now)
    if changed:
        _written(offer, now)
    return changed


@transaction.atomic
def undo_edit(*, offer: Offer, entry: HistoryEntry, actor: User | None, now: datetime) -> list[str]:
    """Take a change back, the day the offer closes with it.

    Raises:
        NotUndoableError: the entry is no change of fields, or was written over since.
    """
    changed = publishing.undo_edit(entry=entry, actor=actor, now=now)
    offer.refresh_from_db()
    _written(offer, now)
    return changed


def submit_offer(*, offer: Offer, actor: User | None, now: datetime) -> None:
    """Give a draft to whoever reviews.

    Raises:
        IncompleteError: it lacks what it must say.
        DecisionError: it is no draft.
    """
    _check(offer, now)
    publishing.submit(subject=offer, actor=actor, now=now)


def approve_offer(
    *,
    offer: Offer,
    actor: User | None,
    now: datetime,
    opens_at: datetime | None = None,
    seen: int | None = None,
) -> None:
    """Publish an offer now, or at the instant `opens_at`, until its deadline.

    `seen` is the version that was read, when a person read one.

    Raises:
        IncompleteError: it lacks what it must say.
        DecisionError: its state does not allow it, it would close before it opens, or it was written
            since it was read.
    """
    _check(offer, now)
    closes_at = _end(offer.deadline) or max(opens_at or now, now) + OPEN_FOR
    publishing.approve(
        subject=offer, actor=actor, now=now, opens_at=opens_at, closes_at=closes_at, seen=seen
    )


@transaction.atomic
def put_back_offer(*, offer: Offer, actor: User | None, now: datetime) -> None:
    """Show a withdrawn offer again, until its deadline.

    Raises:
        IncompleteError: its deadline is past, or it lacks what it must say.
        NotWithdrawnError: it is not withdrawn.
    """
    _check(offer, now)
    publishing.put_back(subject=offer, reason="", actor=actor, now=now)
    _close_some_day(offer, now)


def _check(offer: Offer, now: datetime) -> None:
    needed = [one.said for one in missing(offer, today=localdate(now)) if one.needed]
    if needed:
        raise IncompleteError(" ".join(needed))


def _written(offer: Offer, now: datetime) -> None:
    offer.updated_at = now
    offer.save(update_fields=["updated_at"])
    _close_some_day(offer, now)


def _close_some_day(offer: Offer, now: datetime) -> None:
    """Give an approved offer whose deadline was taken away the end that offers without one have."""
    if offer.state in APPROVED and offer.closes_at is None:
        offer.closes_at = max(offer.opens_at or now, now) + OPEN_FOR
        offer.save(update_fields=["closes_at"])


def _end(deadline: date | None) -> datetime | None:
    return end_of(deadline) if deadline else None


def _free_slug(title: str) -> str:
    """Return a name for addresses that nobody has: the title's, with a mark when it is taken."""
    plain = slugify(title)[:100] or "offre"
    if not Offer.objects.filter(slug=plain).exists():
        return plain
    return f"{plain}-{secrets.token_hex(3)}"
