"""The secret of a link by which a museum checks an event without an account.

It is made again for the reminder, and kept nowhere: whoever reads the table alone can open nothing,
and a new key of the site shuts every link.
"""

from datetime import datetime

from django.utils.crypto import constant_time_compare

from dentelle.accounts import sealing
from dentelle.agenda.models import Check

_DIGITS = 12


def token(check: Check) -> str:
    """Return what stands in the address: the number of the check and 256 bits that prove it."""
    return f"{check.pk}-{_proof(check)}"


def found(token: str, now: datetime) -> Check | None:
    """Return the check a link opens, or nothing: it is wrong, closed, or its time is over."""
    number, _dash, proof = token.partition("-")
    if not (number.isascii() and number.isdecimal()) or len(number) > _DIGITS:
        return None
    check = Check.objects.open(now).filter(pk=int(number)).select_related("event").first()
    if check is None or not constant_time_compare(proof, _proof(check)):
        return None
    return check


def _proof(check: Check) -> str:
    return sealing.digest("event-check", f"{check.pk}:{check.nonce}")
