"""Background doors of the outbox; each can run twice without harm."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from dentelle.publishing.outbox import actions


@task(queue_name="default")
def deliver() -> None:
    """Hand over what waits, as soon as it is written."""
    actions.deliver(now=timezone.now())


def deliver_due(now: datetime) -> None:
    """Hand over what is due; the worker asks every minute."""
    actions.deliver(now=now)


def forget(now: datetime) -> None:
    """Delete what left long ago; the worker asks every day."""
    actions.forget(now=now)
