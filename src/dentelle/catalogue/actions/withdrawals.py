"""Take a record from the public, and put it back. Imports never do either."""

from datetime import datetime

from django.db import transaction

from dentelle.accounts.models import User
from dentelle.catalogue.actions import indexing
from dentelle.catalogue.models import Record
from dentelle.catalogue.signals import record_put_back, record_withdrawn
from dentelle.publishing import actions as publishing


@transaction.atomic
def withdraw_record(*, record: Record, reason: str, actor: User | None, now: datetime) -> None:
    """Withdraw a record everywhere: its page says why, the index forgets it, imports leave it withdrawn.

    Raises:
        publishing.AlreadyWithdrawnError: it was withdrawn before.
        ValueError: no reason was given.
    """
    publishing.withdraw(subject=record, reason=reason, actor=actor, now=now)
    indexing.changed([record.pk])
    transaction.on_commit(lambda: record_withdrawn.send(sender=Record, record_id=record.pk))


@transaction.atomic
def put_back_record(*, record: Record, reason: str, actor: User | None, now: datetime) -> None:
    """Make a withdrawn record public again.

    Raises:
        publishing.NotWithdrawnError: it is not withdrawn.
    """
    publishing.put_back(subject=record, reason=reason, actor=actor, now=now)
    indexing.changed([record.pk])
    transaction.on_commit(lambda: record_put_back.send(sender=Record, record_id=record.pk))
