"""What offers do by themselves when their hour comes."""

from datetime import datetime

from dentelle.jobs.models import Offer
from dentelle.publishing import actions as publishing


def open_and_close(now: datetime) -> None:
    """Tell of the offers that open or close; the worker asks every minute, the public waits for nobody."""
    publishing.open_and_close(model=Offer, now=now)
