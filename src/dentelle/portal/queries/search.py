"""One search of the collections, ready for a page: the single call of the search views."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.cache import cache

from dentelle.catalogue.fields import public_text
from dentelle.catalogue.queries.pictures import first_pictures
from dentelle.media.queries import Picture
from dentelle.museums import map as museums_map
from dentelle.museums.models import Museum
from dentelle.museums.names import as_title
from dentelle.portal.asked import PAGE_SIZE, WORDS, Asked
from dentelle.portal.queries import choices, questions, rows, tokens
from dentelle.portal.queries import facets as facet_reads
from dentelle.portal.queries.facets import Bar, Facet
from dentelle.portal.queries.happening import Happening, happening
from dentelle.portal.queries.questions import INDEX, KEPT, address
from dentelle.portal.queries.rows import Item
from dentelle.search import engines
from dentelle.search.engine import Engine
from dentelle.search.highlight import excerpt
from dentelle.search.query import Node
from dentelle.search.results import Results
from dentelle.ui.paging import Pages

# Where an excerpt is looked for, best first.
_EXCERPTS = (
    "DESC",
    "REPR",
    "TITR",
    "DENO",
    "TECH",
    "LIEUX",
    "PREP",
    "HIST",
    "INSC",
    "UTIL",
    "COMM",
)
_WALLS = frozenset({"mur", "liste"})  # views that show objects one by one
_EXCERPT_LENGTH = 220
_SAMPLES, _SAMPLED_ROWS = 4, 16
# What is marked; and, once it is taken off, a word: a passage made of the words typed tells nothing.
_MARKED, _CONTEXT = re.compile(r"<mark>.*?</mark>"), re.compile(r"\w{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A row of the timeline, where it leads, and a few pictures of its time."""

    bar: Bar
    href: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """A museum of the results; `href` shows what it keeps of them."""

    slug: str
    label: str
    count: int
    href: str


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
    chips: tuple[choices.Chip, ...]
    pages: Pages
    views: tuple[choices.Choice, ...]
    sorts: tuple[choices.Choice, ...]
    spans: tuple[Span, ...] = ()
    keepers: tuple[Keeper, ...] = ()
    map: museums_map.Map | None = None
    events: Happening | None = None
    canonical: str = ""

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The parameters that no field of the page shows, and that the form must not lose."""
        return [pair for pair in self.asked.pairs() if pair[0] == "vue" or pair[0] in WORDS]


def search(asked: Asked, *, today: date) -> Found:
    """Answer a search. A page beyond the last one answers the last one; no step of years is to come.

    Raises:
        EngineError: the index cannot be read.
    """
    engine = engines.get(INDEX)
    node = questions.parse(asked)
    counts = questions.counts(engine, asked, node)
    asked = replace(asked, page=min(asked.page, choices.last_page(counts.total)))
    names, width = facet_reads.museum_names(), facet_reads.step(asked)
    made = facet_reads.periods(counts.histogram, asked, width, this_year=today.year)
    keepers = _keepers(counts, asked, names) if asked.view == "carte" else ()
    return Found(
        asked=asked,
        total=counts.total,
        museums=len(_museums(counts, asked)),
        instead=counts.instead,
        items=_items(engine, asked, node, counts.instead) if asked.view in _WALLS else (),
        facets=tuple(facet_reads.facets(counts.facets, asked, names)),
        bars=tuple(facet_reads.bars(counts.histogram, asked, width, this_year=today.year)),
        chips=choices.chips(asked, names),
        pages=choices.pages(asked, counts.total),
        views=choices.views(asked),
        sorts=choices.sorts(asked),
        spans=_spans(engine, asked, node, made) if asked.view == "frise" else (),
        keepers=keepers,
        map=_map(keepers) if keepers else None,
        events=happening(asked, today=today) if asked.view in _WALLS else None,
        canonical=address(asked),
    )


def suggestions(text: str, *, limit: int = 8) -> list[str]:
    """Return what was typed with its last word completed, the most frequent first."""
    before, space, last = text.rpartition(" ")
    if len(last) < 2:  # noqa: PLR2004 -- one letter completes to anything
        return []
    words = engines.get(INDEX).complete(text, limit=limit)
    return [f"{before}{space}{word}" for word in words if word != last]


def _items(engine: Engine, asked: Asked, node: Node, instead: str) -> tuple[Item, ...]:
    keys = questions.keys(engine, asked, node)
    first = (asked.page - 1) * PAGE_SIZE + 1
    listed = [f"liste={tokens.write(asked, first + index)}" for index in range(len(keys))]
    items, texts = rows.load(keys, queries=listed, texts=asked.view == "liste")
    if asked.view != "liste" or not (asked.text or asked.words):
        return tuple(items)
    shown = questions.parse(asked, instead) if instead else node
    return tuple(replace(item, excerpt=_excerpt(texts[item.key], shown)) for item in items)


def _excerpt(fields: Mapping[str, str], node: Node) -> str:
    """Return the first passage in which something was found, marked; nothing when the label says it all."""
    for tag in _EXCERPTS:
        text = public_text(tag, fields.get(tag, ""))
        if not text:
            continue
        marked = excerpt(text, node, _EXCERPT_LENGTH)
        if "<mark" in marked and _CONTEXT.search(_MARKED.sub("", marked)):
            return marked
    return ""


def _museums(counts: Results, asked: Asked) -> list[tuple[str, int]]:
    """Return the museums of the results with their counts, the fullest first."""
    chosen = asked.chosen.get("museum", ())
    values = counts.facets["museum"].values
    return [(slug, n) for slug, n in values if n and (not chosen or slug in chosen)]


def _spans(engine: Engine, asked: Asked, node: Node, made: Sequence[Bar]) -> tuple[Span, ...]:
    samples = _samples(engine, asked, node, made[-_SAMPLED_ROWS:])
    pictures = first_pictures([int(key) for keys in samples.values() for key in keys])
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
    key = questions.cache_key(engine, "samples", str(replace(asked, page=1, within={}).pairs()))
    known: dict[int, tuple[str, ...]] | None = cache.get(key)
    if known is None:
        question = replace(
            questions.request(asked, node),
            filters={**asked.chosen, "picture": ("yes",)},
            limit=_SAMPLES,
            offset=0,
        )
        known = {
            bar.first: engine.search(replace(question, spans={"years": (bar.first, bar.last)})).keys
            for bar in made
        }
        cache.set(key, known, KEPT)
    return known


def _keepers(counts: Results, asked: Asked, names: Mapping[str, str]) -> tuple[Keeper, ...]:
    """Return the museums that keep something found, the fullest first, on the map or not."""
    return tuple(
        Keeper(
            slug=slug,
            label=names.get(slug, slug),
            count=count,
            href=address(asked.with_value("museum", slug)),
        )
        for slug, count in _museums(counts, asked)
    )


def _map(keepers: Sequence[Keeper]) -> museums_map.Map | None:
    """Return the map of the keepers whose place is known; nothing when there is none."""
    by_slug = {keeper.slug: keeper for keeper in keepers}
    located = Museum.objects.filter(
        slug__in=by_slug, latitude__isnull=False, longitude__isnull=False
    ).values("slug", "usual_name", "official_name", "town", "department", "latitude", "longitude")
    return museums_map.build([_place(row, by_slug[row["slug"]]) for row in located])


def _place(row: Mapping[str, Any], keeper: Keeper) -> museums_map.Place:
    return museums_map.Place(
        name=as_title(row["usual_name"] or row["official_name"]),
        town=row["town"],
        department=row["department"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        href=keeper.href,
        count=keeper.count,
    )
