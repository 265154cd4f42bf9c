"""The words an offer is found by, kept with it: folded, whoever writes it and by whichever door."""

from typing import Any

from django.db.models.signals import post_save

from dentelle.core.text import fold
from dentelle.jobs.models import Offer
from dentelle.museums.models import Museum

_NAMED = {"official_name", "usual_name", "town"}  # of a museum
_SAID = ("title", "employer", "summary", "missions", "profile", "description", "grade", "place", "town", "official_number")  # fmt: skip


def connect() -> None:
    """Listen to offers and to the names of museums."""
    post_save.connect(_offer_saved, sender=Offer, dispatch_uid="jobs.words.offer")
    post_save.connect(_museum_saved, sender=Museum, dispatch_uid="jobs.words.museum")


def words(offer: Offer, museum: Museum) -> str:
    """Return what is looked into: what the offer says and the names and town of its museum, folded."""
    named = (museum.official_name, museum.usual_name, museum.town)
    said = (*(getattr(offer, name) for name in _SAID), *named)
    return fold(" ".join(filter(None, said)))


def _keep(offer: Offer, museum: Museum) -> None:
    said = words(offer, museum)
    if said != offer.words:
        offer.words = said
        Offer.objects.filter(pk=offer.pk).update(words=said)


def _offer_saved(
    *, instance: Offer, update_fields: frozenset[str] | None, raw: bool, **_what: Any
) -> None:
    if not raw and (update_fields is None or {*_SAID, "museum"} & update_fields):
        _keep(instance, instance.museum)


def _museum_saved(
    *,
    instance: Museum,
    created: bool,
    update_fields: frozenset[str] | None,
    raw: bool,
    **_what: Any,
) -> None:
    if created or raw or not (update_fields is None or _NAMED & update_fields):
        return
    for offer in Offer.objects.of_museums([instance.pk]):
        _keep(offer, instance)
