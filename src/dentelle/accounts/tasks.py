"""Background doors of the accounts."""

from datetime import datetime

from dentelle.accounts import actions


def forget(now: datetime) -> None:
    """Forget the sign-ins, links and sessions whose time is over; the worker asks some times a day."""
    actions.forget(now=now)
