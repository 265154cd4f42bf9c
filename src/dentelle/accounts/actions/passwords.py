"""Passwords."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from dentelle.accounts.actions.log import end_sessions
from dentelle.accounts.actions.telling import tell
from dentelle.accounts.models import User


@transaction.atomic
def set_password(*, user: User, password: str, actor: User | None, now: datetime) -> None:
    """Set a password after the house's rules; every session ends, and links asked before.

    Raises:
        ValidationError: the password is too weak; its messages say why.
    """
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user=user)
    user.links.filter(used_at=None).delete()
    tell(user, "set_password", actor=actor, now=now)
