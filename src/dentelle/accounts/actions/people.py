"""Making accounts, changing who they are, closing and opening them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from dentelle.accounts.actions.log import end_sessions
from dentelle.accounts.actions.telling import tell
from dentelle.accounts.enums import Role
from dentelle.accounts.models import User

_CHANGEABLE = ("first_name", "last_name", "email", "role")


class TakenError(Exception):
    """Another account has this name, or this e-mail address."""


class LastNetworkError(Exception):
    """Nobody would be left to run the network."""


@transaction.atomic
def create_person(  # noqa: PLR0913 -- what an account is made of
    *,
    username: str,
    email: str,
    role: Role,
    first_name: str = "",
    last_name: str = "",
    password: str | None = None,
    second_factor_waived: bool = False,
    actor: User | None,
    now: datetime,
) -> User:
    """Make an account; without a password, one comes in by links sent by mail.

    Raises:
        TakenError: another account has the name or the address.
    """
    email = User.objects.normalize_email(email.strip())
    if User.objects.filter(username__iexact=username).exists():
        raise TakenError(username)
    _check_free(email, None)
    user = User.objects.create_user(
        username, email, password, role=role, first_name=first_name, last_name=last_name,
        date_joined=now, second_factor_waived=second_factor_waived,
    )  # fmt: skip
    tell(user, "create_account", actor=actor, now=now, after=_values(user))
    return user


def _check_free(email: str, user: User | None) -> None:
    others = User.objects.filter(email__iexact=email).exclude(email="")
    if (others.exclude(pk=user.pk) if user else others).exists():
        raise TakenError(email)


def _values(user: User) -> dict[str, Any]:
    return {name: str(getattr(user, name)) for name in _CHANGEABLE}


@transaction.atomic
def change_person(
    *, user: User, values: Mapping[str, str], actor: User | None, now: datetime
) -> bool:
    """Change the name, address or role of a person; return whether anything changed.

    A new role ends every session: what was open was opened with the rights of before. A new
    address takes its worth from the links sent to the old one.

    Raises:
        TakenError: another account has the address.
        LastNetworkError: nobody else runs the network.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    before = _values(user)
    wanted = {name: values[name].strip() for name in _CHANGEABLE if name in values}
    changed = {name: value for name, value in wanted.items() if value != before[name]}
    if not changed:
        return False
    if "email" in changed:
        _check_free(changed["email"], user)
    if "role" in changed:
        _check_another(user)
    for name, value in changed.items():
        setattr(user, name, value)
    user.save(update_fields=list(changed))
    if "role" in changed:
        end_sessions(user=user)
    if "email" in changed:
        user.links.filter(used_at=None).delete()
    old = {name: before[name] for name in changed}
    tell(user, "change_account", actor=actor, now=now, before=old, after=changed)
    return True


def _check_another(user: User) -> None:
    """Refuse to take away the last person who runs the network."""
    if user.role != Role.NETWORK or not user.is_active:
        return
    runs = User.objects.select_for_update().filter(role=Role.NETWORK, is_active=True)
    if not runs.exclude(pk=user.pk).exists():
        raise LastNetworkError(str(user))


@transaction.atomic
def close_account(*, user: User, actor: User | None, now: datetime) -> None:
    """Close an account: its sessions end, its links are worth nothing, its history stays.

    Raises:
        LastNetworkError: nobody else runs the network.
    """
    _check_another(user)
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        user.refresh_from_db()
        end_sessions(user=user)
        user.links.filter(used_at=None).delete()
        tell(user, "close_account", actor=actor, now=now)


@transaction.atomic
def open_account(*, user: User, actor: User | None, now: datetime) -> None:
    """Open a closed account again, with the password and second factor it had."""
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        user.refresh_from_db()
        tell(user, "open_account", actor=actor, now=now)
