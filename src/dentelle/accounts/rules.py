"""Who may do what, by role alone; a room adds its own predicates about its own things."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from dentelle.accounts.enums import Role

Person = AbstractBaseUser | AnonymousUser
STAFF = (
    Role.NETWORK,
    Role.COMMUNICATION,
    Role.COLLECTIONS,
)  # they see more than one museum's things
AT_THE_DESK = (*STAFF, Role.MUSEUM)


def has_role(user: Person, *roles: Role) -> bool:
    """Say whether an active person holds one of the roles; the network role and superusers hold all."""
    if not is_in(user):
        return False
    return bool(getattr(user, "is_superuser", False)) or getattr(user, "role", None) in {
        Role.NETWORK,
        *roles,
    }


def is_in(user: Person) -> bool:
    """Say whether somebody signed in and whose account is open asks: enough to see one's own account."""
    return bool(user.is_authenticated and user.is_active)


def can_enter_desk(user: Person) -> bool:
    """Say whether a person may open the desk at all; teachers and the press have their own account only."""
    return has_role(user, *AT_THE_DESK)


def can_manage_accounts(user: Person) -> bool:
    """Say whether a person may see the accounts, invite and decide about roles: the network alone."""
    return has_role(user)


def can_manage(user: Person, other: AbstractBaseUser) -> bool:
    """Say whether a person may decide about this account: one's own is not decided by oneself."""
    above = getattr(other, "is_superuser", False) and not getattr(user, "is_superuser", False)
    return can_manage_accounts(user) and user.pk != other.pk and not above


def must_have_second_factor(user: Person, now: datetime) -> bool:
    """Say whether a person may no longer do without: the staff, some days after the account was made."""
    if not has_role(user, *STAFF) or getattr(user, "second_factor_waived", False):
        return False
    grace = timedelta(days=settings.SECOND_FACTOR_GRACE_DAYS)
    return bool(now >= getattr(user, "date_joined", now) + grace)
