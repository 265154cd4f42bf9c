"""Having a museum check an event: the asking, its reminder and the answer, each with its letter."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from dentelle.accounts.models import User
from dentelle.agenda import actions as agenda
from dentelle.agenda.enums import CheckOutcome
from dentelle.agenda.models import Check, Event
from dentelle.desk import check_letters
from dentelle.desk.actions.events import propose
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.models import APPROVED
from dentelle.publishing.outbox.mail import post_mail

_BATCH = 200


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
    """Send an event to its museum with a link that needs no account.

    Raises:
        DecisionError: it was written since the version `seen`.
    """
    check = agenda.ask_check(
        event=event, to=to, message=message, publish=publish, actor=actor, now=now, seen=seen
    )
    _post(check, "ask", check_letters.of_asking(check), actor=actor, now=now)
    return check


def remind(*, now: datetime) -> int:
    """Remind the museums that have not answered for four days, once; return how many were written to.

    What is over needs no answer any more; what was withdrawn or put away opens to nobody.
    """
    late = Check.objects.to_remind(now, agenda.REMINDED_AFTER).select_related("event", "asked_by")
    return sum(_reminded(check, now) for check in late.order_by("asked_at")[:_BATCH])


@transaction.atomic
def _reminded(check: Check, now: datetime) -> bool:
    if check.event.is_over(localdate(now)):
        agenda.close_check(check=check, actor=None, now=now)
        return False
    if not agenda.claim_reminder(check=check, now=now):
        return False
    _post(check, "remind", check_letters.of_reminder(check), actor=None, now=now)
    return True


@transaction.atomic
def confirm(*, check: Check, seen: int, by: str, words: str, now: datetime) -> bool:
    """Keep that the museum finds all right, tell whoever asked, and return whether it is published by that.

    Raises:
        DecisionError: the event was written since it was read.
        CheckClosedError: the link opens nothing any more.
    """
    event = agenda.hold_check(check=check, now=now)
    again = _said_already(check, event, by, words)
    published = agenda.confirm(check=check, seen=seen, by=by, words=words, now=now)
    if published or not again:
        _tell(check, changed=0, published=published, now=now)
    return published


def _said_already(check: Check, event: Event, by: str, words: str) -> bool:
    """Say whether the same was answered of the same event: a second click tells nobody twice."""
    before = check.outcome, check.answered_by, check.words
    same = before == (CheckOutcome.RIGHT, by[:120], words.strip())
    return same and check.answered_at is not None and event.updated_at <= check.answered_at


@transaction.atomic
def correct(  # noqa: PLR0913 -- an answer, and the event it was read from
    *,
    check: Check,
    values: Mapping[str, Any],
    seen: int,
    proposal: int | None,
    by: str,
    words: str,
    now: datetime,
) -> list[str]:
    """Write what a museum corrects by its link, and return the fields: at once before approval, else proposed.

    Raises:
        CheckClosedError: the link opens nothing any more.
        EditedMeanwhileError: somebody wrote the event, or proposed something, since it was read.
    """
    event = agenda.hold_check(check=check, now=now)
    again = _said_already(check, event, by, words)
    who = f"{by} ({check.to})" if by else check.to
    if event.state in APPROVED:
        changed = propose(
            event=event, values=values, seen=seen, proposal=proposal, actor=None, now=now, note=who
        )
    else:
        changed = agenda.edit_event(event=event, values=values, seen=seen, actor=None, now=now)
        agenda.verify_event(event=event, by=who, actor=None, now=now)
        _give_to_review(event, who, now)
    outcome = CheckOutcome.CORRECTED if changed else CheckOutcome.RIGHT
    agenda.answer(check=check, outcome=outcome, by=by, words=words, now=now)
    if not changed and event.state in APPROVED:
        agenda.verify_event(event=event, by=who, actor=None, now=now)
    if changed or not again:
        _tell(check, changed=len(changed), published=False, now=now)
    return changed


def _give_to_review(event: Event, who: str, now: datetime) -> None:
    """Have a corrected draft read again: it is not a draft any more to whoever typed it."""
    if event.state == State.DRAFT and event.timings and event.summary:
        publishing.submit(subject=event, actor=None, now=now, note=who)


def _tell(check: Check, *, changed: int, published: bool, now: datetime) -> None:
    asker = check.asked_by
    if asker is None or not asker.is_active or not asker.email:
        return
    subject, text = check_letters.of_answer(check, changed=changed, published=published)
    key = f"check-{check.pk}-answer-{now.timestamp()}"
    post_mail(key=key, to=asker.email, subject=subject, text=text, actor=None, now=now)


def _post(
    check: Check, what: str, letter: tuple[str, str], *, actor: User | None, now: datetime
) -> None:
    """Write a letter that carries the link: erased once it left, of no use once the link lapsed."""
    subject, text = letter
    post_mail(
        key=f"check-{check.pk}-{what}", to=check.to, subject=subject, text=text, actor=actor, now=now,
        private=True, expires_at=check.expires_at,
    )  # fmt: skip
