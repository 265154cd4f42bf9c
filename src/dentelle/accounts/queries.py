"""Reads of the accounts room."""

from datetime import datetime

from dentelle.accounts import sealing
from dentelle.accounts.enums import Purpose
from dentelle.accounts.models import Asking, OneTimeLink, OpenSession, SecondFactor, User


def has_second_factor(user: User) -> bool:
    """Say whether a person has a second factor in use."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()


def link(token: str, purposes: tuple[Purpose, ...], now: datetime) -> OneTimeLink | None:
    """Return the link a secret opens, without using it up."""
    found = OneTimeLink.objects.open(now).filter(
        digest=sealing.digest("link", token), purpose__in=purposes
    )
    return found.select_related("user").first()


def sessions(user: User, now: datetime) -> list[OpenSession]:
    """Return the open sessions of a person, the latest first."""
    return list(OpenSession.objects.filter(user=user, expire_date__gt=now).order_by("-expire_date"))


def unanswered(now: datetime) -> list[Asking]:
    """Return the askings whose answer was lost with its worker."""
    return list(Asking.objects.filter(answered_at=None, at__lte=now).order_by("pk")[:100])


def by_name_or_address(typed: str) -> User | None:
    """Return whose name or e-mail address this is."""
    if "@" in typed:
        found = User.objects.filter(email__iexact=typed.strip()).first()
        if found:
            return found
    return User.objects.filter(username=typed).first()
