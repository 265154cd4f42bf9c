"""Asking for a link: the same trace, the same time and the same answer whether an account exists."""

from datetime import datetime, timedelta

from django.db import transaction

from dentelle.accounts import sealing
from dentelle.accounts.enums import Purpose
from dentelle.accounts.models import Asking, User

_OF_AN_ADDRESS = (3, timedelta(minutes=15))
_OF_A_NETWORK = (30, timedelta(hours=1))


class TooOftenError(Exception):
    """It was asked, or tried, too often; it is possible again later."""


@transaction.atomic
def ask(*, address: str, purpose: Purpose, network: str, now: datetime) -> Asking:
    """Note that a link is wanted; `answer` sends it, elsewhere and later.

    Raises:
        TooOftenError: this address, or this network, asked too often: told of any address alike.
    """
    fingerprint = sealing.digest("address", address.strip().lower())
    many, since = _OF_AN_ADDRESS
    if Asking.objects.filter(fingerprint=fingerprint, at__gt=now - since).count() >= many:
        raise TooOftenError
    many, since = _OF_A_NETWORK
    if Asking.objects.filter(network=network, at__gt=now - since).count() >= many:
        raise TooOftenError
    return Asking.objects.create(
        purpose=purpose, address=address.strip(), fingerprint=fingerprint, network=network, at=now
    )


@transaction.atomic
def answer(*, asking: Asking, now: datetime) -> User | None:
    """Take an asking, once, and return whose it is; None when nobody's, or when it was taken before."""
    unanswered = Asking.objects.filter(pk=asking.pk, answered_at=None)
    if not unanswered.update(answered_at=now, address="") or not asking.address:
        return None
    return User.objects.filter(email__iexact=asking.address, is_active=True).first()
