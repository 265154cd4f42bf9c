"""Offers for tests, made through the room's own door."""

from datetime import UTC, date, datetime

from dentelle.jobs.actions import approve_offer, create_offer, submit_offer
from dentelle.jobs.models import Offer
from dentelle.museums.tests.factories import MuseumFactory

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DEADLINE = date(2026, 3, 20)


def values_of_offer(**more):
    """Return what a complete offer says."""
    return {
        "kind": "post",
        "title": "Médiateur culturel H/F",
        "summary": "Accueillir les classes et faire vivre les salles.",
        "missions": "Accueillir les classes.\n- Tenir les ateliers",
        "apply_email": "candidatures@example.org",
        "deadline": DEADLINE,
        **more,
    }


def make_offer(*, museum=None, state="public", now=NOW, opens_at=None, **more) -> Offer:
    """Make an offer; public unless told otherwise."""
    given = museum or MuseumFactory()
    offer = create_offer(values=values_of_offer(**more), museum=given, actor=None, now=now)
    if state == "submitted":
        submit_offer(offer=offer, actor=None, now=now)
    if state == "public":
        approve_offer(offer=offer, actor=None, now=now, opens_at=opens_at)
    return offer
