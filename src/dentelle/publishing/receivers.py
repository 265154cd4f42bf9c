"""What the seam hears: decisions about people, which stand on a floor below, and what waits to leave."""

from datetime import datetime
from typing import Any

from django.db import models

from dentelle.accounts import signals as accounts
from dentelle.accounts.models import User
from dentelle.publishing.actions import record_history
from dentelle.publishing.outbox import signals as outbox
from dentelle.publishing.outbox import tasks


def connect() -> None:
    """Listen."""
    accounts.decided.connect(_decided, dispatch_uid="publishing.history")
    outbox.posted.connect(_posted, dispatch_uid="publishing.outbox")


def _decided(
    *,
    subject: models.Model,
    verb: str,
    actor: User | None,
    now: datetime,
    before: dict[str, Any],
    after: dict[str, Any],
    **_signal: Any,
) -> None:
    """Write the line in the transaction of the decision: without its history nothing is decided."""
    record_history(subject=subject, verb=verb, actor=actor, now=now, before=before, after=after)


def _posted(**_signal: Any) -> None:
    tasks.deliver.enqueue()
