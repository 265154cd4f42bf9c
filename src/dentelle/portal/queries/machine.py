"""A page of results as plain data, the same list the page shows."""

from typing import Any

from django.urls import reverse

from dentelle.portal.queries.facets import Facet
from dentelle.portal.queries.questions import address
from dentelle.portal.queries.rows import Item, record_address
from dentelle.portal.queries.search import Found
from dentelle.ui.addresses import with_query


def answer(found: Found, *, site: str) -> dict[str, Any]:
    """Return total, hits and facets; addresses are whole (`site` ends with a slash)."""
    pages, base = found.pages, site.rstrip("/")
    following = found.asked.at(pages.number + 1)
    after = with_query(reverse("portal:search-json"), following.pairs())
    return {
        "total": found.total,
        "page": pages.number,
        "pages": pages.count,
        "url": base + address(found.asked),
        "next": base + after if pages.next else None,
        "instead": found.instead or None,
        "hits": [_hit(item, base) for item in found.items],
        "facets": {facet.kind.param: _values(facet) for facet in found.facets},
    }


def _hit(item: Item, base: str) -> dict[str, Any]:
    shown = item.picture
    return {
        "ark": f"ark:/{item.ark}",
        "url": base + record_address(item.ark),
        "title": item.title,
        "maker": item.maker,
        "date": item.date,
        "museum": {"name": item.museum, "town": item.town, "id": item.museum_slug},
        "picture": shown
        and {
            "url": base + shown.large,
            "width": shown.width,
            "height": shown.height,
            "credit": shown.credit,
            "licence": shown.licence,
        },
    }


def _values(facet: Facet) -> dict[str, Any]:
    values = [
        {"value": v.value, "label": v.label, "count": v.count} for v in (*facet.open, *facet.folded)
    ]
    return {"exact": facet.exact, "more": facet.more, "values": values}
