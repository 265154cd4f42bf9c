"""What the desk decides about offers beyond writing them: letters to their writers, copies."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.desk.letters import language, network
from dentelle.jobs.actions import create_offer
from dentelle.jobs.models import Offer
from dentelle.publishing import actions as publishing
from dentelle.publishing.outbox.mail import post_mail
from dentelle.publishing.queries import history_of

# Days and numbers are those of one offer: a copy asks for its own.
_COPIED = (
    "kind", "title", "employer", "summary", "missions", "profile", "description", "contract", "category", "grade", "hours", "duration",
    "duration_unit", "pay", "has_agreement", "is_open_to_all", "place", "town", "apply_email", "apply_address", "contact",
)  # fmt: skip


@transaction.atomic
def send_back(*, offer: Offer, message: str, actor: User, now: datetime) -> bool:
    """Give a submitted offer back to its writer; say whether a letter leaves.

    Raises:
        DecisionError: it does not wait for a review, or nothing is said to the writer.
    """
    to = writer(offer)
    publishing.send_back(subject=offer, message=message, actor=actor, now=now)
    if to is None or not to.email or to.pk == actor.pk:
        return False
    _write_to(to, offer, message.strip(), actor, now)
    return True


def writer(offer: Offer) -> User | None:
    """Return who submitted last, else who entered the offer."""
    last = history_of(offer).filter(verb="submit", actor__isnull=False).first()
    return last.actor if last else offer.created_by


def _write_to(to: User, offer: Offer, message: str, actor: User, now: datetime) -> None:
    with language():
        subject = _("To be corrected: %(title)s") % {"title": offer.title}
        lines = [
            _("Hello %(name)s,") % {"name": to},
            _("Your offer “%(title)s” was read. Before it is published, this is asked of you:")
            % {"title": offer.title},
            message,
            _("Correct it here, then submit it again:"),
            settings.SITE_URL + reverse("desk:offer", args=[offer.pk]),
            f"{actor}\n{network()}",
        ]
        text = "\n\n".join(lines)
    post_mail(
        key=f"offer-back-{offer.pk}-{now.timestamp()}",
        to=to.email,
        subject=subject,
        text=text,
        actor=actor,
        now=now,
    )


def duplicate(*, offer: Offer, actor: User, now: datetime) -> Offer:
    """Make a draft like an offer, to be dated: the summer job comes back each year."""
    values = {name: getattr(offer, name) for name in _COPIED}
    return create_offer(values=values, museum=offer.museum, actor=actor, now=now)
