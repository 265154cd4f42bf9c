"""What the door shows: exact counts, the pictures hung today, ways in."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.utils.translation import get_language

from dentelle.agenda.queries import soon
from dentelle.agenda.queries.listing import Line
from dentelle.portal.asked import Asked
from dentelle.portal.queries import facets as facet_reads
from dentelle.portal.queries import rows
from dentelle.portal.queries.questions import INDEX, KEPT, address
from dentelle.portal.queries.rows import Item
from dentelle.search import engines
from dentelle.search.engine import Engine
from dentelle.search.query import FacetAsk, Request
from dentelle.search.results import FacetCounts, Results

_HUNG = 9
_DOMAINS, _CENTURIES = 10, 80
_HERO_RATIOS = (0.55, 2.2)
_HERO_WIDTH = 500
_ROW, _GAP = 5.02, 0.09  # what a row of the wall holds on a desk’s screen, in heights of the row


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way into the collections: where it leads and how many objects are there."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The home page; `hero` is the object of the day, `hung` the others, one a museum."""

    total: int
    museums: int
    hero: Item | None
    hung: tuple[Item, ...]
    domains: tuple[Way, ...]
    centuries: tuple[Way, ...]
    events: tuple[Line, ...]


def door(today: date) -> Door:
    """Return what the home page shows on a day: the same for everybody until midnight."""
    engine = engines.get(INDEX)
    counts = _counts(engine)
    items, _texts = rows.load(_hang(engine, today))
    shown = [item for item in items if item.picture]
    hero = next(filter(_fits, shown), None)
    museums = counts.facets["museum"].values
    return Door(
        total=counts.total,
        museums=sum(1 for _museum, count in museums if count),
        hero=hero,
        hung=_whole_rows([item for item in shown if item is not hero]),
        domains=_ways("domain", counts.facets["domain"])[:_DOMAINS],
        centuries=_ways("period", counts.facets["period"]),
        events=soon.on_now(today=today),
    )


def _counts(engine: Engine) -> Results:
    key = f"portal:door:{engine.generation()}:{get_language()}"
    known: Results | None = cache.get(key)
    if known is None:
        asks = (
            FacetAsk(name="museum", size=400),
            FacetAsk(name="domain", size=_DOMAINS),
            FacetAsk(name="period", size=_CENTURIES),
        )
        known = engine.search(Request(limit=0, facets=asks))
        cache.set(key, known, KEPT)
    return known


def _hang(engine: Engine, today: date) -> Sequence[str]:
    """Return the keys of the day's pictures, one a museum, drawn by the date."""
    key = f"portal:hang:{engine.generation()}:{today.isoformat()}"
    known: list[str] | None = cache.get(key)
    if known is None:
        known = [_drawn(engine, today, museum, count) for museum, count in _walls(engine, today)]
        cache.set(key, known, 24 * 3600)
    return [record for record in known if record]


def _walls(engine: Engine, today: date) -> list[tuple[str, int]]:
    """Return museums that have pictures, with how many, in the day's order."""
    ask = FacetAsk(name="museum", size=400)
    results = engine.search(Request(limit=0, filters={"picture": ("yes",)}, facets=(ask,)))
    museums = [pair for pair in results.facets["museum"].values if pair[1]]
    return sorted(museums, key=lambda pair: _draw(today, pair[0]))[:_HUNG]


def _drawn(engine: Engine, today: date, museum: str, count: int) -> str:
    offset = _draw(today, f"object of {museum}") % count
    filters = {"picture": ("yes",), "museum": (museum,)}
    keys = engine.search(Request(filters=filters, sort="title", limit=1, offset=offset)).keys
    return keys[0] if keys else ""


def _draw(today: date, what: str) -> int:
    """Return a number that a day and a name always give."""
    return int.from_bytes(hashlib.sha256(f"{today.isoformat()} {what}".encode()).digest()[:6])


def _fits(item: Item) -> bool:
    shown = item.picture
    least, most = _HERO_RATIOS
    return shown is not None and shown.width >= _HERO_WIDTH and least <= shown.ratio <= most


def _whole_rows(items: Sequence[Item]) -> tuple[Item, ...]:
    """Leave out what would hang alone on a last row; a first row is kept however short."""
    starts, held = [0], 0.0
    for index, item in enumerate(items):
        wide = (item.picture.ratio if item.picture else 1.0) + _GAP
        if held and held + wide > _ROW + _GAP:
            starts.append(index)
            held = 0.0
        held += wide
    short = len(starts) > 1 and held < _ROW / 2
    return tuple(items[: starts[-1]] if short else items)


def _ways(name: str, counts: FacetCounts) -> tuple[Way, ...]:
    values = [(value, count) for value, count in counts.values if count and "/" not in value]
    if name == "period":
        values.sort(key=lambda pair: facet_reads.age(pair[0]))
    empty = Asked()
    return tuple(
        Way(
            label=facet_reads.label(name, value, {}),
            count=count,
            href=address(empty.with_value(name, value)),
        )
        for value, count in values
    )
