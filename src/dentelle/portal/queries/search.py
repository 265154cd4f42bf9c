"""One search of the collections, ready for a page: the single call of the search views."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dentelle.catalogue.fields import public_text
from dentelle.media.queries import Picture
from dentelle.museums import map as museums_map
from dentelle.museums.models import Museum
from dentelle.portal.asked import BY_PARAM, PAGE_SIZE, SORTS, VIEWS, WORDS, Asked
from dentelle.portal.queries import facets as facet_reads
from dentelle.portal.queries import rows, tokens
from dentelle.portal.queries.facets import Bar, Facet
from dentelle.portal.queries.rows import Item
from dentelle.search import engines, syntax
from dentelle.search.engine import Engine
from dentelle.search.highlight import excerpt
from dentelle.search.query import Both, HistogramAsk, Identifier, Node, Request
from dentelle.search.results import Results
from dentelle.ui.addresses import with_query

INDEX = "records"
KEPT = 600  # seconds; the generation in the key makes an old answer unreachable at once
# Where an excerpt is looked for, best first.
_EXCERPTS = ("DESC", "REPR", "TITR", "DENO", "TECH", "LIEUX", "PREP", "HIST", "INSC", "UTIL", "COMM")
_EXCERPT_LENGTH = 220
_CODE = "inventory"
_SAMPLES, _SAMPLED_ROWS = 4, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """Something chosen, and the address without it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The numbered pages: `steps` pairs a number with its address, or nothing for a gap."""

    number: int
    count: int
    previous: str | None
    next: str | None
    steps: tuple[tuple[int | None, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several ways to see or order; `value` is what the address says."""

    value: str
    label: str | Promise
    href: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A row of the timeline, where it leads, and a few pictures of its time."""

    bar: Bar
    href: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything a page of results shows."""

    asked: Asked
    total: int
    museums: int
    instead: str
    items: tuple[Item, ...]
    facets: tuple[Facet, ...]
    bars: tuple[Bar, ...]
    chips: tuple[Chip, ...]
    pages: Pages
    views: tuple[Choice, ...]
    sorts: tuple[Choice, ...]
    spans: tuple[Span, ...] = ()
    places: tuple[museums_map.Place, ...] = ()
    map: museums_map.Map | None = None
    canonical: str = ""

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The parameters that no field of the page shows, and that the form must not lose."""
        return [pair for pair in self.asked.pairs() if pair[0] == "vue" or pair[0] in WORDS]


def search(asked: Asked) -> Found:
    """Answer a search. A page beyond the last one answers the last one.

    Raises:
        EngineError: the index cannot be read.
    """
    engine = engines.get(INDEX)
    node = parse(asked)
    counts = _counts(engine, asked, node)
    asked = replace(asked, page=min(asked.page, _last_page(counts.total)))
    names = facet_reads.museum_names()
    places = _places(counts, asked) if asked.view == "carte" else ()
    return Found(
        asked=asked,
        total=counts.total,
        museums=_museums(counts, asked),
        instead=counts.instead,
        items=_items(engine, asked, node, counts.instead) if asked.view in {"mur", "liste"} else (),
        facets=tuple(facet_reads.facets(counts.facets, asked, names)),
        bars=tuple(facet_reads.bars(counts.histogram, asked, facet_reads.step(asked))),
        chips=tuple(_chips(asked, names)),
        pages=_pages(asked, counts.total),
        views=_views(asked),
        sorts=_sorts(asked),
        spans=_spans(engine, counts, asked, node) if asked.view == "frise" else (),
        places=places,
        map=museums_map.build(places),
        canonical=address(asked),
    )


def parse(asked: Asked, text: str = "") -> Node:
    """Return the tree of what a person typed, everywhere and field by field; `text` stands for the first."""
    words = {name: said for name, said in asked.words.items() if name != _CODE}
    node = syntax.parse(text or asked.text, fields=words)
    if _CODE in asked.words:
        return Both((node, Identifier(asked.words[_CODE], _CODE)))
    return node


def request(asked: Asked, node: Node) -> Request:
    """Return the question of a page of results, without its counts."""
    spans = {"years": (asked.year_from, asked.year_to)}
    limited = asked.year_from is not None or asked.year_to is not None
    return Request(
        node=node,
        filters=asked.chosen,
        spans=spans if limited else {},
        sort=SORTS[asked.order][0],
        limit=PAGE_SIZE,
        offset=(asked.page - 1) * PAGE_SIZE,
    )


def address(asked: Asked, *, name: str = "portal:search") -> str:
    """Return the canonical address of a search."""
    return with_query(reverse(name), asked.pairs())


def suggestions(text: str, *, limit: int = 8) -> list[str]:
    """Return what was typed with its last word completed, the most frequent first."""
    before, space, last = text.rpartition(" ")
    if len(last) < 2:  # noqa: PLR2004 -- one letter completes to anything
        return []
    words = engines.get(INDEX).complete(text, limit=limit)
    return [f"{before}{space}{word}" for word in words if word != last]


def _counts(engine: Engine, asked: Asked, node: Node) -> Results:
    """Return total, facets and histogram: the same for every page, order and way of seeing."""
    step = facet_reads.step(asked)
    plain = replace(asked, page=1, sort="", view="mur")
    key = _key(engine, "counts", f"{plain.pairs()} {step}")
    known: Results | None = cache.get(key)
    if known is None:
        known = engine.search(
            replace(
                request(plain, node),
                limit=0,
                facets=facet_reads.asks(asked),
                histogram=HistogramAsk(name="years", step=step),
            )
        )
        cache.set(key, known, KEPT)
    return known


def _keys(engine: Engine, asked: Asked, node: Node) -> tuple[str, ...]:
    key = _key(engine, "page", str(replace(asked, within={}, view="mur").pairs()))
    known: tuple[str, ...] | None = cache.get(key)
    if known is None:
        known = engine.search(request(asked, node)).keys
        cache.set(key, known, KEPT)
    return known


def _key(engine: Engine, kind: str, what: str) -> str:
    digest = hashlib.sha256(what.encode()).hexdigest()[:32]
    return f"portal:{kind}:{engine.generation()}:{get_language()}:{digest}"


def _items(engine: Engine, asked: Asked, node: Node, instead: str) -> tuple[Item, ...]:
    keys = _keys(engine, asked, node)
    first = (asked.page - 1) * PAGE_SIZE + 1
    listed = [f"liste={tokens.write(asked, first + index)}" for index in range(len(keys))]
    items, texts = rows.load(keys, queries=listed, texts=asked.view == "liste")
    if asked.view != "liste" or not (asked.text or asked.words):
        return tuple(items)
    shown = parse(asked, instead) if instead else node
    return tuple(replace(item, excerpt=_excerpt(texts[item.key], shown)) for item in items)


def _excerpt(fields: Mapping[str, str], node: Node) -> str:
    """Return the first passage in which something was found, marked; nothing when the label says it all."""
    for tag in _EXCERPTS:
        text = public_text(tag, fields.get(tag, ""))
        if not text:
            continue
        marked = excerpt(text, node, _EXCERPT_LENGTH)
        if "<mark" in marked:
            return marked
    return ""


def _museums(counts: Results, asked: Asked) -> int:
    values = counts.facets["museum"].values if "museum" in counts.facets else ()
    chosen = asked.chosen.get("museum", ())
    return sum(1 for value, count in values if count and (not chosen or value in chosen))


def _chips(asked: Asked, names: Mapping[str, str]) -> Sequence[Chip]:
    chips = [
        Chip(
            label=facet_reads.label(kind.name, value, names),
            href=address(asked.without(kind.name, value)),
        )
        for kind, value in facet_reads.chosen_values(asked)
    ]
    chips += [
        Chip(label=f"{label} : {asked.words[name]}", href=address(asked.without_words(name)))
        for name, label in WORDS.values()
        if name in asked.words
    ]
    if asked.year_from is not None or asked.year_to is not None:
        unbound = replace(asked, year_from=None, year_to=None, page=1)
        chips.append(Chip(label=_years(asked.year_from, asked.year_to), href=address(unbound)))
    return chips


def _years(first: int | None, last: int | None) -> str:
    if first is None:
        return _("until %(year)s") % {"year": last}
    if last is None:
        return _("from %(year)s") % {"year": first}
    return _("from %(first)s to %(last)s") % {"first": first, "last": last}


def _last_page(total: int) -> int:
    return max(1, -(-total // PAGE_SIZE))


def _pages(asked: Asked, total: int) -> Pages:
    last, now = _last_page(total), asked.page
    wanted = sorted({n for n in (1, now - 2, now - 1, now, now + 1, now + 2, last) if 1 <= n <= last})
    steps: list[tuple[int | None, str]] = []
    for number in wanted:
        if steps and number - (steps[-1][0] or 0) > 1:
            steps.append((None, ""))
        steps.append((number, address(asked.at(number))))
    return Pages(
        number=now,
        count=last,
        previous=address(asked.at(now - 1)) if now > 1 else None,
        next=address(asked.at(now + 1)) if now < last else None,
        steps=tuple(steps),
    )


def _views(asked: Asked) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            value=value,
            label=label,
            href=address(replace(asked, view=value, page=1)),
            current=value == asked.view,
        )
        for value, label in VIEWS.items()
    )


def _sorts(asked: Asked) -> tuple[Choice, ...]:
    offered = {v: label for v, (_sort, label) in SORTS.items() if asked.text or asked.words or v != "pertinence"}
    return tuple(
        Choice(value=value, label=label, href="", current=value == asked.order)
        for value, label in offered.items()
    )


def _spans(engine: Engine, counts: Results, asked: Asked, node: Node) -> tuple[Span, ...]:
    made = facet_reads.periods(counts.histogram, asked, facet_reads.step(asked))
    samples = _samples(engine, asked, node, made[-_SAMPLED_ROWS:])
    pictures = rows.first_pictures([int(key) for keys in samples.values() for key in keys])
    return tuple(
        Span(
            bar=bar,
            href=address(asked.between(bar.first, bar.last)),
            pictures=tuple(
                pictures[int(key)] for key in samples.get(bar.first, ()) if int(key) in pictures
            ),
        )
        for bar in made
    )


def _samples(
    engine: Engine, asked: Asked, node: Node, made: Sequence[Bar]
) -> Mapping[int, tuple[str, ...]]:
    """Return, by the first year of a row, the keys of a few objects of its time that have a picture."""
    key = _key(engine, "samples", str(replace(asked, page=1, within={}).pairs()))
    known: dict[int, tuple[str, ...]] | None = cache.get(key)
    if known is None:
        question = replace(
            request(asked, node),
            filters={**asked.chosen, "picture": ("yes",)},
            limit=_SAMPLES,
            offset=0,
        )
        known = {
            bar.first: engine.search(
                replace(question, spans={"years": (bar.first, bar.last)})
            ).keys
            for bar in made
        }
        cache.set(key, known, KEPT)
    return known


def _places(counts: Results, asked: Asked) -> tuple[museums_map.Place, ...]:
    """Return the museums that keep something found, the fullest first; those off the map have no place."""
    found = {slug: count for slug, count in counts.facets["museum"].values if count}
    chosen = asked.chosen.get(BY_PARAM["musee"].name, ())
    museums = Museum.objects.filter(
        slug__in=chosen or found, latitude__isnull=False, longitude__isnull=False
    ).values("slug", "usual_name", "official_name", "town", "department", "latitude", "longitude")
    places = (
        museums_map.Place(
            name=row["usual_name"] or row["official_name"],
            town=row["town"],
            department=row["department"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            href=address(asked.with_value("museum", row["slug"])),
            count=found.get(row["slug"], 0),
        )
        for row in museums
    )
    return tuple(sorted(places, key=lambda place: (-place.count, place.name)))
