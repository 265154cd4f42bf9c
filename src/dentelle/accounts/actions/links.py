"""Links sent by mail: one use, a short life, and nothing kept that opens them."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from dentelle.accounts import sealing
from dentelle.accounts.enums import Purpose
from dentelle.accounts.models import OneTimeLink, User

LIFE = {
    Purpose.SIGN_IN: timedelta(minutes=15),
    Purpose.PASSWORD: timedelta(minutes=30),
    Purpose.INVITATION: timedelta(days=14),
}


class LinkGoneError(Exception):
    """The link was used, is too old, or never was."""


def digest(token: str) -> str:
    """Return what recognises a link's secret."""
    return sealing.digest("link", token)


@transaction.atomic
def make_link(*, user: User, purpose: Purpose, now: datetime) -> tuple[str, OneTimeLink]:
    """Return a new secret (256 bits) and its row; an invitation replaces those of before."""
    if purpose == Purpose.INVITATION:
        user.links.filter(purpose=purpose, used_at=None).delete()
    token = secrets.token_urlsafe(32)
    link = OneTimeLink.objects.create(
        user=user, purpose=purpose, digest=digest(token), made_at=now, expires_at=now + LIFE[purpose]
    )  # fmt: skip
    return token, link


@transaction.atomic
def use_link(*, token: str, purposes: tuple[Purpose, ...], now: datetime) -> OneTimeLink:
    """Use a link up: of two who hold it, one succeeds.

    Raises:
        LinkGoneError: it opens nothing any more.
    """
    open_ones = OneTimeLink.objects.open(now).filter(digest=digest(token), purpose__in=purposes)
    if not OneTimeLink.objects.filter(pk__in=open_ones.values("pk"), used_at=None).update(
        used_at=now
    ):
        raise LinkGoneError
    return OneTimeLink.objects.select_related("user").get(digest=digest(token))
