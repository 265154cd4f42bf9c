"""What sitemaps list: objects by ranges of their number, so that a page costs the same at any depth.

Source: sitemaps.org protocol 0.9 (at most 50,000 addresses a file).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import translation

from dentelle.agenda.queries import soon
from dentelle.catalogue import arks
from dentelle.catalogue.models import Record
from dentelle.jobs import queries as offers
from dentelle.museums.models import Museum

SIZE = 10_000
_more: list[Callable[[], Iterable[str]]] = []


def register(addresses: Callable[[], Iterable[str]]) -> None:
    """Add the pages of a room above: a function that returns their paths; a repeat is ignored."""
    if addresses not in _more:
        _more.append(addresses)


def pages() -> int:
    """Return how many ranges of numbers hold a record, public or not."""
    last = Record.objects.aggregate(last=Max("pk"))["last"] or 0
    return -(-last // SIZE)


def records(page: int) -> Iterator[tuple[str, str]]:
    """Go through the address and day of change of the public records of one range."""
    rows = (
        Record.objects.public()
        .filter(pk__gt=(page - 1) * SIZE, pk__lte=page * SIZE)
        .order_by("pk")
        .values_list("ark", "updated_at")
    )
    for ark, changed in rows.iterator(chunk_size=2000):
        yield arks.permalink(ark), changed.date().isoformat()


def others(*, today: date) -> list[str]:
    """Return the addresses of the pages that are no object, in the house's own language."""
    with translation.override(settings.LANGUAGE_CODE):
        slugs = Museum.objects.members().order_by("slug").values_list("slug", flat=True)
        own = [reverse(f"portal:{name}") for name in ("home", "museums")]
        own += [reverse("portal:museum", args=(slug,)) for slug in slugs]
        own += soon.addresses(today=today)
        own += offers.addresses()
        own += [address for addresses in _more for address in addresses()]
    return [f"{settings.SITE_URL}{address}" for address in own]
