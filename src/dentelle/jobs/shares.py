"""Offers as letters, feeds, widgets and posts take them."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db.models import QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dentelle.catalogue.showing import seen_among
from dentelle.jobs import wording
from dentelle.jobs.models import Offer
from dentelle.media.models import Image
from dentelle.media.queries import picture, shared
from dentelle.publishing.shares import Kind, Share


def share(offers: Iterable[Offer]) -> list[Share]:
    """Return offers as shares: two queries whatever their number, besides their own.

    The picture is the museum's portrait, as long as the object it shows is public; the dates are those between which one may apply.
    """
    rows = list(offers)
    prefetch_related_objects(rows, "museum")
    keys = {offer.museum.portrait for offer in rows if offer.museum.portrait}
    seen = seen_among(Image.objects.filter(key__in=keys))
    portraits = {image.key: image for image in seen}
    return [_share(offer, portraits) for offer in rows]


def _share(offer: Offer, portraits: Mapping[str, Image]) -> Share:
    image, begins = portraits.get(offer.museum.portrait), offer.published_at
    dated = begins is not None and offer.closes_at is not None and begins <= offer.closes_at
    return Share(
        kind="offer",
        key=offer.slug,
        title=offer.title,
        short_title=offer.title,
        summary=offer.summary,
        picture=shared(image, picture(image) if image else None, alt=offer.museum.name),
        museums=(offer.museum.slug,),
        starts=begins if dated else None,
        ends=offer.closes_at if dated else None,
        place=offer.where,
        address=reverse("jobs:offer", args=[offer.slug]),
        language=settings.LANGUAGE_CODE,
        state=offer.state,
        is_public=offer.is_public,
        category=str(offer.get_kind_display()),
        when=_("Applications %(until)s") % {"until": wording.until(offer)},
        published_at=offer.published_at or offer.created_at,
        updated_at=offer.updated_at,
    )


def mentioned(offers: QuerySet[Offer]) -> set[str]:
    """Return the museums that offers speak of: one query."""
    return set(offers.values_list("museum__slug", flat=True))


KIND = Kind(
    name="offer", label=gettext_lazy("Job offers"), model=Offer, share=share, mentioned=mentioned
)
