"""Background doors of the desk; each can run twice without harm."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from dentelle.accounts import queries
from dentelle.accounts.models import Asking
from dentelle.desk import actions
from dentelle.desk.actions import checks, page_asks, reminders


@task(queue_name="default")
def answer_asking(asking_id: int) -> None:
    """Send a link to whom it may concern: away from the page that asked, which takes no time to tell."""
    if asking := Asking.objects.filter(pk=asking_id).first():
        actions.answer_asking(asking=asking, now=timezone.now())


def answer_forgotten(now: datetime) -> None:
    """Answer the askings whose task was lost; the worker asks every minute."""
    for asking in queries.unanswered(now):
        actions.answer_asking(asking=asking, now=now)


def remind(now: datetime) -> None:
    """Write the reminders that are due, by day in the week; the worker asks every hour."""
    if not reminders.is_time_to_write(now):
        return
    checks.remind(now=now)
    page_asks.remind(now=now)
    reminders.remind_reviewers(now=now)
    reminders.remind_writers(now=now)
