"""What the desk decides about offers beyond writing them: letters to their writers, copies."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dentelle.accounts.models import User
from dentelle.desk.actions.returns import given_last, post_back
from dentelle.jobs.actions import create_offer
from dentelle.jobs.models import Offer
from dentelle.publishing import actions as publishing

# Days and numbers are those of one offer: a copy asks for its own.
_COPIED = (
    "kind", "title", "employer", "summary", "missions", "profile", "description", "contract", "category", "grade", "hours", "duration",
    "duration_unit", "pay", "has_agreement", "is_open_to_all", "place", "town", "apply_email", "apply_address", "contact",
)  # fmt: skip
_READ = _("Your offer “%(title)s” was read. Before it is published, this is asked of you:")


@transaction.atomic
def send_back(*, offer: Offer, message: str, seen: int, actor: User, now: datetime) -> bool:
    """Give a submitted offer back to its writer; say whether a letter leaves.

    Raises:
        DecisionError: it does not wait for a review, it was written since the version `seen`, or nothing
            is said to the writer.
    """
    to = writer(offer)
    publishing.send_back(subject=offer, message=message, actor=actor, now=now, seen=seen)
    return post_back(
        kind="offer",
        subject=offer,
        to=to,
        read=_READ,
        message=message.strip(),
        actor=actor,
        now=now,
    )


def writer(offer: Offer) -> User | None:
    """Return who submitted last, else who entered the offer."""
    last = given_last(offer)
    return last.actor if last and last.actor else offer.created_by


def duplicate(*, offer: Offer, actor: User, now: datetime) -> Offer:
    """Make a draft like an offer, to be dated: the summer job comes back each year."""
    values = {name: getattr(offer, name) for name in _COPIED}
    return create_offer(values=values, museum=offer.museum, actor=actor, now=now)
