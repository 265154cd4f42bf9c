"""Questions about offers; none of them sees what is not public. A list costs the same whatever it holds."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from dentelle.jobs.asked import KINDS, Asked
from dentelle.jobs.models import Offer
from dentelle.museums.models import Museum

PAGE = 24
LATEST = 50  # offers of a feed of news
OF_MUSEUM = 4  # on a museum's page
LISTED = 10_000  # addresses in the sitemap
_OTHERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of open offers, the newest first; their museums are read with them."""

    offers: tuple[Offer, ...]
    total: int
    page: int
    pages: int


def offers(asked: Asked) -> QuerySet[Offer]:
    """Return the open offers asked for, the newest first."""
    about = Q()
    if asked.kinds:
        about &= Q(kind__in=[KINDS[key] for key in asked.kinds])
    if asked.museum:
        about &= Q(museum__slug=asked.museum)
    if asked.town:
        about &= Q(town__iexact=asked.town) | Q(town="", museum__town__iexact=asked.town)
    for word in asked.words:
        about &= Q(words__contains=word)
    found = Offer.objects.public().filter(about).select_related("museum")
    return found.order_by(F("published_at").desc(nulls_last=True), "-pk")


def listing(asked: Asked, *, page: int = 1) -> Listing:
    """Return one page of what was asked for; two queries."""
    found = offers(asked)
    total = found.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    shown = tuple(found[(page - 1) * PAGE : page * PAGE])
    return Listing(offers=shown, total=total, page=page, pages=pages)


def museums() -> list[Museum]:
    """Return the museums that have an open offer, by town."""
    numbers = Offer.objects.public().values("museum")
    return list(Museum.objects.filter(pk__in=numbers).order_by("town", "slug"))


def find(slug: str) -> Offer | None:
    """Return the offer of an address that was ever public, or nothing: a draft and an embargo tell nothing."""
    found = Offer.objects.select_related("museum").filter(slug=slug).first()
    return found if found and (found.is_public or found.is_gone) else None


def others(offer: Offer) -> list[Offer]:
    """Return other open offers, the newest first: of the same museum or of the same kind."""
    same = Q(museum=offer.museum_id) | Q(kind=offer.kind)
    return list(offers(Asked()).filter(same).exclude(pk=offer.pk)[:_OTHERS])


def of_museum(slug: str) -> tuple[Offer, ...]:
    """Return what a museum's page shows; one query."""
    return tuple(offers(Asked(museum=slug))[:OF_MUSEUM])


def addresses() -> list[str]:
    """Return the paths robots are told: the list and the open offers."""
    slugs = Offer.objects.public().order_by("pk").values_list("slug", flat=True)[:LISTED]
    return [reverse("jobs:offers"), *(reverse("jobs:offer", args=[slug]) for slug in slugs)]
