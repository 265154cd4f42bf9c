"""A page of results as plain data, the same list the page shows."""

from typing import Any

from django.urls import reverse

from dentelle.agenda.queries.listing import Line
from dentelle.portal.queries.facets import Facet
from dentelle.portal.queries.happening import Happening
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
        "events": _events(found.events, base),
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


def _events(found: Happening | None, base: str) -> dict[str, Any]:
    """Return the first events to come that answer the words, how many there are and where they all are."""
    if found is None:
        return {"total": 0, "url": None, "hits": []}
    return {
        "total": found.total,
        "url": base + found.href,
        "hits": [_event(line, base) for line in found.lines],
    }


def _event(line: Line, base: str) -> dict[str, Any]:
    event = line.event
    return {
        "url": base + reverse("agenda:event", args=[event.slug]),
        "title": event.title,
        "when": line.dates.line,
        "next": line.next.isoformat(),
        "place": line.place,
        "status": event.status,
    }


def _values(facet: Facet) -> dict[str, Any]:
    values = [
        {"value": v.value, "label": v.label, "count": v.count} for v in (*facet.open, *facet.folded)
    ]
    return {"exact": facet.exact, "more": facet.more, "values": values}
