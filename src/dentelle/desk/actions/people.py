"""Decisions about people that touch several rooms."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from dentelle.accounts import actions as accounts
from dentelle.accounts.enums import Purpose, Role
from dentelle.accounts.models import User
from dentelle.core.text import slugify
from dentelle.desk.actions.letters import send_link, warn
from dentelle.museums.actions import set_museums
from dentelle.museums.models import Museum


@transaction.atomic
def invite(
    *, values: Mapping[str, str], museums: Iterable[Museum], actor: User, now: datetime
) -> User:
    """Make an account for somebody, with their museums, and send them the link that opens it.

    Raises:
        TakenError: another account has the address.
    """
    user = accounts.create_person(
        username=_free_name(values["email"]),
        email=values["email"],
        role=Role(values["role"]),
        first_name=values.get("first_name", ""),
        last_name=values.get("last_name", ""),
        actor=actor,
        now=now,
    )
    set_museums(user=user, museums=museums, actor=actor, now=now)
    send_link(user=user, purpose=Purpose.INVITATION, actor=actor, now=now)
    return user


def _free_name(email: str) -> str:
    """Return a name to sign in with, from the address: `a.roche`, then `a.roche2`."""
    name = email.partition("@")[0].strip().lower()[:120] or slugify(email)
    taken = set(User.objects.filter(username__istartswith=name).values_list("username", flat=True))
    taken = {each.lower() for each in taken}
    number = 2
    wanted = name
    while wanted in taken:
        wanted, number = f"{name}{number}", number + 1
    return wanted


@transaction.atomic
def change(
    *,
    user: User,
    values: Mapping[str, str],
    museums: Iterable[Museum],
    actor: User,
    now: datetime,
) -> bool:
    """Change who somebody is and what they work for; the old address is told of a new one.

    Raises:
        TakenError: another account has the address.
        LastNetworkError: nobody else runs the network.
    """
    before = user.email
    changed = accounts.change_person(user=user, values=values, actor=actor, now=now)
    moved = set_museums(user=user, museums=museums, actor=actor, now=now)
    user.refresh_from_db()
    if before and before != user.email:
        warn(user=user, what="email", now=now, to=before)
    return changed or moved


@transaction.atomic
def set_password(*, user: User, password: str, actor: User, now: datetime) -> None:
    """Set a password and tell its owner by mail.

    Raises:
        ValidationError: the password is too weak.
    """
    accounts.set_password(user=user, password=password, actor=actor, now=now)
    warn(user=user, what="password", now=now)


@transaction.atomic
def remove_second_factor(*, user: User, actor: User, now: datetime) -> bool:
    """Remove a second factor and tell its owner by mail."""
    if removed := accounts.remove_second_factor(user=user, actor=actor, now=now):
        warn(user=user, what="no_second_factor", now=now)
    return removed
