"""Asking a museum to check an event that the network typed for it, and what it answers."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.agenda import rules
from dentelle.agenda.enums import CheckOutcome
from dentelle.agenda.models import Check, Event
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.queries import history_of

LIFE = timedelta(days=30)
REMINDED_AFTER = timedelta(days=4)
KEPT = timedelta(days=365)
_WAITING = (State.DRAFT, State.SUBMITTED)


class CheckClosedError(Exception):
    """The link was closed, or the event taken away, while its museum answered."""


@transaction.atomic
def ask_check(  # noqa: PLR0913 -- a question, and what it was asked of
    *,
    event: Event,
    to: str,
    message: str,
    publish: bool,
    actor: User,
    now: datetime,
    seen: int | None = None,
) -> Check:
    """Have a museum asked, in place of what was asked of the same address before.

    The letter is its caller's matter, in the same transaction. `seen` is the version that was read.

    Raises:
        DecisionError: it was written since the version `seen`.
    """
    if seen is not None:
        _unchanged(Event.objects.select_for_update().get(pk=event.pk), seen)
    event.checks.filter(to__iexact=to, closed_at=None).update(closed_at=now)
    check = Check.objects.create(
        event=event, to=to, message=message.strip(), publish=publish, nonce=secrets.token_hex(16),
        asked_by=actor, asked_at=now, expires_at=now + LIFE,
    )  # fmt: skip
    publishing.record_history(subject=event, verb="ask_check", actor=actor, now=now, note=to)
    return check


@transaction.atomic
def claim_reminder(*, check: Check, now: datetime) -> bool:
    """Say whether the reminder is the caller's to write: once, and only while it is of use."""
    mine = Check.objects.to_remind(now, REMINDED_AFTER).filter(pk=check.pk)
    return bool(mine.update(reminded_at=now))


@transaction.atomic
def close_check(*, check: Check, actor: User | None, now: datetime) -> None:
    """Wait for no answer any more: the link opens nothing from now on. A repeat changes nothing."""
    if Check.objects.filter(pk=check.pk, closed_at=None).update(closed_at=now):
        publishing.record_history(
            subject=check.event, verb="close_check", actor=actor, now=now, note=check.to
        )


def forget_checks(*, now: datetime) -> int:
    """Erase, a year after they lapsed, whom checks were sent to and who answered; return how many."""
    return Check.objects.filter(expires_at__lte=now - KEPT).delete()[0]


def hold_check(*, check: Check, now: datetime) -> Event:
    """Lock the event of a check and read the check again; call it inside the transaction of an answer.

    Raises:
        CheckClosedError: the link opens nothing any more.
    """
    event: Event = Event.objects.select_for_update().get(pk=check.event_id)
    if not Check.objects.open(now).filter(pk=check.pk).exists():
        raise CheckClosedError(str(check))
    check.refresh_from_db()
    return event


def _unchanged(event: Event, seen: int) -> None:
    if event.version != seen:
        raise publishing.DecisionError(_("It was changed since you read it: read it again."))


@transaction.atomic
def confirm(*, check: Check, seen: int, by: str, words: str, now: datetime) -> bool:
    """Keep that the museum finds an event right, and return whether that published it.

    Raises:
        DecisionError: it was written since the version `seen`.
        CheckClosedError: the link opens nothing any more.
    """
    event = hold_check(check=check, now=now)
    _unchanged(event, seen)
    answer(check=check, outcome=CheckOutcome.RIGHT, by=by, words=words, now=now)
    verify_event(event=event, by=by or check.to, actor=None, now=now)
    if not _publishes(check, event):
        return False
    publishing.approve(subject=event, actor=check.asked_by, now=now, seen=seen)
    return True


def _publishes(check: Check, event: Event) -> bool:
    """Say whether the museum's word is enough: asked so by somebody who still may, of a whole event."""
    asker = check.asked_by
    whole = bool(event.timings and event.summary)
    return (
        check.publish
        and whole
        and event.state in _WAITING
        and asker is not None
        and rules.can_review(asker)
        and not _written_by_others(check, event)
    )


def _written_by_others(check: Check, event: Event) -> bool:
    """Say whether somebody who does not review wrote the event since it was asked: nobody has read that."""
    writes = history_of(event).filter(at__gte=check.asked_at, verb__in=("edit", "undo"))
    actors = [entry.actor for entry in writes.select_related("actor")]
    return any(actor is None or not rules.can_review(actor) for actor in actors)


def answer(*, check: Check, outcome: CheckOutcome, by: str, words: str, now: datetime) -> None:
    """Keep what a museum answered; a later answer takes the place of the former."""
    check.answered_at, check.outcome = now, outcome
    check.answered_by, check.words = by[:120], words.strip()
    check.save(update_fields=["answered_at", "outcome", "answered_by", "words"])


@transaction.atomic
def verify_event(*, event: Event, by: str, actor: User | None, now: datetime) -> None:
    """Keep when a museum last found its event right, and who said so; its page shows the day."""
    event.verified_at, event.verified_by = now, by[:200]
    event.save(update_fields=["verified_at", "verified_by"])
    publishing.record_history(subject=event, verb="verify", actor=actor, now=now, note=by)
