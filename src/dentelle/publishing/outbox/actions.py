"""Writing what leaves, handing it over, and deciding about what did not."""

import random
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction

from dentelle.accounts.models import User
from dentelle.publishing.actions import record_history
from dentelle.publishing.outbox import rules, signals, transports
from dentelle.publishing.outbox.enums import Fate
from dentelle.publishing.outbox.models import Departure

ATTEMPTS = 8  # over about a day and a half, then a person decides
_FIRST, _LONGEST = timedelta(minutes=1), timedelta(hours=12)
LEASE = timedelta(minutes=15)  # longer than any hand-over: after it, whoever was at it is dead
KEPT = timedelta(days=365)
_BATCH = 200


class NotStuckError(Exception):
    """A decision is only asked about what did not leave by itself."""


def post(  # noqa: PLR0913 -- what a departure has
    *,
    key: str,
    kind: str,
    to: str,
    title: str,
    content: dict[str, Any],
    actor: User | None,
    now: datetime,
    due_at: datetime | None = None,
    private: bool = False,
    expires_at: datetime | None = None,
) -> Departure:
    """Write something that leaves, in the transaction of the decision to send it.

    The same key again returns what was written first. `private` content is erased once it is sent;
    what has no use after `expires_at` is not sent any more.

    Raises:
        LookupError: nothing hands over this kind.
    """
    transports.get(kind)
    departure, _made = Departure.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind, "to": to, "title": title[:300], "content": content, "actor": actor, "written_at": now,
            "due_at": due_at or now, "private": private, "expires_at": expires_at,
        },
    )  # fmt: skip
    transaction.on_commit(_tell)
    return departure


def _tell() -> None:
    signals.posted.send(sender=Departure)


def deliver(*, now: datetime) -> int:
    """Hand over what is due, oldest first; return how many were taken.

    Any number of workers may do it at once, and be killed at any point. Call it outside any
    transaction: each step must be kept before the next.
    """
    settle_interrupted(now=now)
    _let_go(now)
    sent = 0
    # Each round leaves none of its rows due: they left, were put off, or somebody else has them.
    while rows := list(Departure.objects.due(now).order_by("kind", "due_at", "pk")[:_BATCH]):
        for kind, same in groupby(rows, key=lambda row: row.kind):
            sent += _leave(kind, list(same), now)
    return sent


def _let_go(now: datetime) -> None:
    """Abandon what came too late to be of use: a link that lapsed meanwhile."""
    Departure.objects.filter(fate=Fate.WAITING, expires_at__lte=now).update(
        fate=Fate.ABANDONED, settled_at=now, error="It was of no use any more.", content={}
    )


def _leave(kind: str, rows: list[Departure], now: datetime) -> int:
    sent = 0
    try:
        with transports.get(kind)() as hand_over:
            for row in rows:
                sent += _one(row, hand_over, now)
    except transports.LaterError as error:  # the way out did not open: nothing was tried
        _put_off(rows, str(error), now)
    except LookupError as error:
        _put_off(rows, str(error), now)
    return sent


def _one(row: Departure, hand_over: transports.HandOver, now: datetime) -> int:
    """Hand one over when nobody else does; the claim is kept before, its outcome after."""
    if not _claim(row, now):
        return 0
    try:
        hand_over(row)
    except transports.LaterError as error:
        _again(row, str(error), now)
    except transports.RefusedError as error:
        _record(row, fate=Fate.FAILED, error=str(error), settled_at=now)
    except transports.UnsureError as error:
        _record(row, fate=Fate.UNKNOWN, error=str(error), settled_at=now)
    except Exception as error:  # noqa: BLE001 -- whatever broke, it may have left
        _record(row, fate=Fate.UNKNOWN, error=f"{type(error).__name__}: {error}", settled_at=now)
    else:
        erased: dict[str, Any] = {"content": {}} if row.private and not rules.on_disk() else {}
        return _record(row, fate=Fate.SENT, error="", settled_at=now, **erased)
    return 0


def _claim(row: Departure, now: datetime) -> bool:
    row.claim = uuid.uuid4().hex
    row.attempts += 1
    return bool(
        Departure.objects.due(now)
        .filter(pk=row.pk)
        .update(fate=Fate.SENDING, claim=row.claim, claimed_at=now, attempts=row.attempts)
    )


def _record(row: Departure, **values: Any) -> int:
    """Keep an outcome, unless a person decided meanwhile."""
    mine = Departure.objects.filter(
        pk=row.pk, claim=row.claim, fate__in=(Fate.SENDING, Fate.UNKNOWN)
    )
    return mine.update(**values)


def _again(row: Departure, error: str, now: datetime) -> None:
    if row.attempts >= ATTEMPTS:
        _record(row, fate=Fate.FAILED, error=error, settled_at=now)
    else:
        _record(row, fate=Fate.WAITING, error=error, due_at=now + pause(row.attempts))


def _put_off(rows: Iterable[Departure], error: str, now: datetime) -> None:
    """Count a vain attempt for those still waiting."""
    for row in rows:
        attempts = row.attempts + 1
        over = attempts >= ATTEMPTS
        Departure.objects.filter(pk=row.pk, fate=Fate.WAITING, attempts=row.attempts).update(
            attempts=attempts,
            error=error,
            due_at=now + pause(attempts),
            fate=Fate.FAILED if over else Fate.WAITING,
            settled_at=now if over else None,
        )


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: four times more each time, give or take a quarter."""
    whole: timedelta = min(_FIRST * 4 ** (attempts - 1), _LONGEST)
    return whole * random.uniform(0.75, 1.25)  # noqa: S311 -- it spreads load, it hides nothing


def settle_interrupted(*, now: datetime) -> int:
    """Say *unknown* of what was being handed over by a worker that died; return how many."""
    return Departure.objects.filter(fate=Fate.SENDING, claimed_at__lte=now - LEASE).update(
        fate=Fate.UNKNOWN,
        settled_at=now,
        error="The program stopped between the hand-over and its record.",
    )


@transaction.atomic
def retry(*, departure: Departure, actor: User, now: datetime) -> None:
    """Send again what was refused, or what perhaps left: a person decided so.

    Raises:
        NotStuckError: it needs no decision, or its content is gone.
    """
    if not departure.content:
        raise NotStuckError(str(departure))
    _decide(
        departure, "retry", actor, now, fate=Fate.WAITING, attempts=0, due_at=now, settled_at=None
    )
    transaction.on_commit(_tell)


@transaction.atomic
def abandon(*, departure: Departure, actor: User, now: datetime) -> None:
    """Give up what was refused, what perhaps left, or what still waits.

    Raises:
        NotStuckError: it has left, or somebody decided before.
    """
    _decide(departure, "abandon", actor, now, fate=Fate.ABANDONED, settled_at=now)


def _decide(departure: Departure, verb: str, actor: User, now: datetime, **values: Any) -> None:
    open_to = (Fate.FAILED, Fate.UNKNOWN, *((Fate.WAITING,) if verb == "abandon" else ()))
    before = departure.fate
    stuck = Departure.objects.filter(pk=departure.pk, fate=before, fate__in=open_to)
    if before not in open_to or not stuck.update(claim="", claimed_at=None, **values):
        raise NotStuckError(str(departure))
    departure.refresh_from_db()
    record_history(
        subject=departure,
        verb=verb,
        actor=actor,
        now=now,
        before={"fate": before},
        after={"fate": str(departure.fate)},
    )


def forget(*, now: datetime) -> int:
    """Delete what was settled a year ago and needs no decision; return how many."""
    old = Departure.objects.filter(fate__in=(Fate.SENT, Fate.ABANDONED), settled_at__lte=now - KEPT)
    return old.delete()[0]
