"""Bring a thing from its writer to the public: submit, approve, send back, archive.

Each decision is atomic, leaves its line in the history and says when what anybody sees has changed.
"""

from datetime import datetime
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.publishing.actions.deciding import record_history
from dentelle.publishing.enums import State
from dentelle.publishing.models import Scheduled, ScheduledQuerySet
from dentelle.publishing.rules import may
from dentelle.publishing.signals import visibility_changed


class DecisionError(Exception):
    """The decision cannot be taken; the message, in the reader's language, says why."""


def submit(*, subject: Scheduled, actor: User | None, now: datetime, note: str = "") -> None:
    """Give a draft to whoever reviews; `note` says who gave it when they have no account.

    Raises:
        DecisionError: it is no draft.
    """
    _decide("submit", subject, State.SUBMITTED, actor, now, note=note, submitted_at=now)


def send_back(
    *, subject: Scheduled, message: str, actor: User | None, now: datetime, seen: int | None = None
) -> None:
    """Give a submitted thing back to its writer, with what is missing.

    `seen` is the version that was read, when a person read one.

    Raises:
        DecisionError: it was not submitted, nothing is said to its writer, or it was written since
            it was read.
    """
    if not message.strip():
        raise DecisionError(_("Say what is to be corrected: its writer reads it."))
    _decide("send_back", subject, State.DRAFT, actor, now, note=message.strip(), seen=seen)


def approve(
    *,
    subject: Scheduled,
    actor: User | None,
    now: datetime,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    seen: int | None = None,
) -> None:
    """Publish a thing now, or at the instant `opens_at`; it closes at `closes_at`, or never.

    `seen` is the version that was read, when a person read one.

    Raises:
        DecisionError: its state does not allow it, the period ends before it begins, or it was
            written since it was read.
    """
    if closes_at is not None and closes_at <= max(opens_at or now, now):
        raise DecisionError(_("The end of publication comes before its beginning."))
    waits = opens_at is not None and opens_at > now
    state = State.SCHEDULED if waits else State.PUBLIC
    first = subject.published_at if subject.was_seen() else (opens_at if waits else now)
    _decide(
        "approve",
        subject,
        state,
        actor,
        now,
        opens_at=opens_at,
        closes_at=closes_at,
        published_at=first,
        seen=seen,
    )


def archive(*, subject: Scheduled, actor: User | None, now: datetime) -> None:
    """Put a thing away: nobody sees it any more, nothing is lost.

    Raises:
        DecisionError: it is put away already, or withdrawn.
    """
    _decide("archive", subject, State.ARCHIVED, actor, now, **_unseen(subject, now))


def to_draft(*, subject: Scheduled, actor: User | None, now: datetime) -> None:
    """Take a thing back to be written again.

    Raises:
        DecisionError: it is a draft already, or withdrawn.
    """
    _decide("to_draft", subject, State.DRAFT, actor, now, **_unseen(subject, now))


def open_and_close(*, model: type[Scheduled], now: datetime) -> int:
    """Make public what was scheduled for an hour that has come, put away what is over; return how many.

    What anybody sees does not wait for this (`ScheduledQuerySet.public` looks at the hour): it tells the
    index and the caches, and writes the state the desk reads. A repeat finds nothing.
    """
    rows = cast(ScheduledQuerySet, model._default_manager.all())  # noqa: SLF001 -- Django's own door
    closing = list(rows.closing(by=now))
    over = {subject.pk for subject in closing}
    opening = [subject for subject in rows.opening(by=now) if subject.pk not in over]
    for subject in opening:
        _decide("open", subject, State.PUBLIC, None, now)
    for subject in closing:
        _decide("close", subject, State.ARCHIVED, None, now)
    return len(opening) + len(closing)


@transaction.atomic
def _decide(  # noqa: PLR0913 -- a decision with its line of history
    verb: str,
    subject: Scheduled,
    state: State,
    actor: User | None,
    now: datetime,
    *,
    note: str = "",
    seen: int | None = None,
    **values: Any,
) -> None:
    """Write a decision on the row as it is now, not as it was when the page was read."""
    model = type(subject)
    row = model._default_manager.select_for_update().get(pk=subject.pk)  # noqa: SLF001 -- Django's own door
    if not may(verb, row.state):
        raise DecisionError(
            _("This cannot be done: it is now in the state “%(state)s”. Load the page again.")
            % {"state": row.get_state_display()}
        )
    if seen is not None and row.version != seen:
        raise DecisionError(_("It was changed since you read it: read it again."))
    changes = {"state": str(state), **values}
    before = {name: _plain(getattr(row, name)) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
        setattr(subject, name, value)
    row.save(update_fields=list(changes))
    record_history(
        subject=row,
        verb=verb,
        actor=actor,
        now=now,
        note=note,
        before=before,
        after={name: _plain(value) for name, value in changes.items()},
    )
    transaction.on_commit(lambda: visibility_changed.send(sender=model, numbers=[row.pk]))


def _unseen(subject: Scheduled, now: datetime) -> dict[str, Any]:
    """Return what forgets the instant of a publication that had not come yet."""
    waits = subject.published_at is not None and subject.published_at > now
    return {"published_at": None} if waits else {}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
