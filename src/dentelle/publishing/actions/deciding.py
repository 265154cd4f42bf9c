"""Decisions about what is public. Each is atomic and leaves its line in the history."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from dentelle.accounts.models import User
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry, Publishable
from dentelle.publishing.signals import visibility_changed


class AlreadyWithdrawnError(Exception):
    """The thing was withdrawn before."""


class NotWithdrawnError(Exception):
    """The thing was not withdrawn, so that it cannot be put back."""


def record_history(  # noqa: PLR0913 -- one line of history has these parts
    *,
    subject: models.Model,
    verb: str,
    actor: User | None,
    now: datetime,
    note: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> HistoryEntry:
    """Write one line of history; call it inside the transaction of the decision."""
    return HistoryEntry.objects.create(
        subject=subject,
        content_type=ContentType.objects.get_for_model(subject),
        object_id=str(subject.pk),
        verb=verb,
        actor=actor,
        at=now,
        note=note,
        before=before or {},
        after=after or {},
    )


@transaction.atomic
def withdraw(*, subject: Publishable, reason: str, actor: User | None, now: datetime) -> None:
    """Take a thing from the public for good; the room that owns it empties its own surfaces.

    Raises:
        AlreadyWithdrawnError: it was withdrawn before.
        ValueError: no reason was given.
    """
    if not reason.strip():
        message = "A withdrawal needs its reason."
        raise ValueError(message)
    _look_again(subject)
    if subject.state == State.WITHDRAWN:
        raise AlreadyWithdrawnError(str(subject))
    before = {"state": subject.state}
    subject.state = State.WITHDRAWN
    subject.withdrawn_at = now
    subject.withdrawn_reason = reason.strip()
    subject.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    record_history(
        subject=subject,
        verb="withdraw",
        actor=actor,
        now=now,
        note=reason,
        before=before,
        after={"state": State.WITHDRAWN},
    )
    _tell(subject)


@transaction.atomic
def put_back(*, subject: Publishable, reason: str, actor: User | None, now: datetime) -> None:
    """Bring a withdrawn thing back to where it was before: what nobody had published is not by this.

    Raises:
        NotWithdrawnError: it is not withdrawn.
    """
    _look_again(subject)
    if subject.state != State.WITHDRAWN:
        raise NotWithdrawnError(str(subject))
    before = {"state": subject.state, "reason": subject.withdrawn_reason}
    subject.state = _before_withdrawal(subject)
    subject.withdrawn_at = None
    subject.withdrawn_reason = ""
    subject.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    record_history(
        subject=subject,
        verb="put_back",
        actor=actor,
        now=now,
        note=reason,
        before=before,
        after={"state": str(subject.state)},
    )
    _tell(subject)


def _before_withdrawal(subject: Publishable) -> str:
    """Return the state a thing was withdrawn from; public for what was withdrawn before histories said it."""
    kind = ContentType.objects.get_for_model(subject)
    entries = HistoryEntry.objects.filter(
        content_type=kind, object_id=str(subject.pk), verb="withdraw"
    )
    last = entries.order_by("-pk").first()
    return str(last.before.get("state", State.PUBLIC)) if last else str(State.PUBLIC)


def _look_again(subject: Publishable) -> None:
    """Read the state as it is now, held until the decision is kept, not as it was when the page was read."""
    rows = type(subject)._default_manager.select_for_update()  # noqa: SLF001 -- Django's own door
    subject.refresh_from_db(fields=["state", "withdrawn_reason"], from_queryset=rows)


def _tell(subject: Publishable) -> None:
    model, number = type(subject), subject.pk
    transaction.on_commit(lambda: visibility_changed.send(sender=model, numbers=[number]))
