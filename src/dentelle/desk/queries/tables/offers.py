"""Offers as files."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dentelle.desk.queries.tables.base import Table, label, moment
from dentelle.jobs.enums import OfferKind
from dentelle.jobs.models import Offer
from dentelle.publishing.enums import State


def _address(offer: Offer) -> str:
    return f"{settings.SITE_URL}{reverse('jobs:offer', args=[offer.slug])}"


OFFERS: Table[Offer] = Table(
    name=_("Offers"),
    columns=(
        (_("Title"), lambda offer: offer.title),
        (_("Kind of offer"), lambda offer: label(OfferKind, offer.kind)),
        (_("Museum"), lambda offer: offer.museum.name),
        (_("Town"), lambda offer: offer.town or offer.museum.town),
        (_("Deadline"), lambda offer: offer.deadline),
        (_("State"), lambda offer: label(State, offer.state)),
        (_("Published"), lambda offer: moment(offer.published_at)),
        (_("Official number"), lambda offer: offer.official_number),
        (_("Summary"), lambda offer: offer.summary),
        (_("Address on the site"), _address),
    ),
)
