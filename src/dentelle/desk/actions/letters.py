"""Letters about accounts, written in the outbox with the decision that calls for them."""

from datetime import datetime

from django.db import transaction

from dentelle.accounts import actions as accounts
from dentelle.accounts.enums import Purpose
from dentelle.accounts.models import Asking, User
from dentelle.desk import letters
from dentelle.publishing.outbox.mail import post_mail


@transaction.atomic
def send_link(*, user: User, purpose: Purpose, actor: User | None, now: datetime) -> None:
    """Make a link and the letter that carries it; the letter is of no use once the link lapsed."""
    token, link = accounts.make_link(user=user, purpose=purpose, now=now)
    subject, text = letters.of_link(user, purpose, token, link.expires_at)
    post_mail(
        key=f"link:{link.pk}", to=user.email, subject=subject, text=text, actor=actor, now=now,
        private=True, expires_at=link.expires_at,
    )  # fmt: skip


@transaction.atomic
def answer_asking(*, asking: Asking, now: datetime) -> None:
    """Send the link somebody asked for, when an account answers to the address; once."""
    if user := accounts.answer(asking=asking, now=now):
        send_link(user=user, purpose=Purpose(asking.purpose), actor=None, now=now)


@transaction.atomic
def warn(*, user: User, what: str, now: datetime, to: str = "") -> None:
    """Tell somebody by mail what was just changed about their account; `to` is their address of before."""
    if not (address := to or user.email):
        return
    subject, text = letters.of_warning(user, what, now)
    key = f"warning:{user.pk}:{what}:{now.isoformat()}"
    post_mail(key=key, to=address, subject=subject, text=text, actor=None, now=now)
