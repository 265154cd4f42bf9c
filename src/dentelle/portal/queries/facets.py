"""Counts of an index, made into what the page shows: labels, order, levels, bars."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dentelle.catalogue.colours import colour_of
from dentelle.core.text import fold
from dentelle.media.enums import Colour, Licence
from dentelle.museums.models import Museum
from dentelle.museums.names import as_title
from dentelle.portal.asked import FACETS, Asked, FacetKind
from dentelle.search.query import FacetAsk
from dentelle.search.results import FacetCounts

# A bar is as many years; the timeline cuts a short span finer.
STEP, LONG_STEP, SHORT_STEP = 25, 100, 10
_SHORT_SPAN = 160
_BARS = 44
_CENTURY = re.compile(r"(\d+)(?:er|e|ème)? (?:millénaire|siècle)")
_MILLENNIUM = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a facet; `id` is that of its checkbox, the same from one answer to the next.

    `swatch` is a colour (`media.enums.Colour`), shown beside its name.
    """

    id: str
    value: str
    label: str
    count: int
    chosen: bool
    level: int = 0
    swatch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A facet: the values that stand open, those folded away, and what is looked for inside it."""

    kind: FacetKind
    open: tuple[Value, ...]
    folded: tuple[Value, ...]
    exact: bool
    more: bool
    within: str

    @property
    def long(self) -> bool:
        """Say whether there is more than what stands open."""
        return bool(self.folded or self.within or (self.more and self.kind.within))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Objects that overlap the years `first` to `last`; `share` of the tallest bar, 0 to 100."""

    first: int
    last: int
    count: int
    share: float
    inside: bool


def asks(asked: Asked) -> tuple[FacetAsk, ...]:
    """Return the counts a page of results needs."""
    return tuple(
        FacetAsk(
            name=kind.name,
            size=kind.size,
            containing=asked.within.get(kind.name, ""),
            always=asked.chosen.get(kind.name, ()),
        )
        for kind in FACETS
    )


def step(asked: Asked) -> int:
    """Return how many years a bar of this page covers."""
    if asked.view != "frise":
        return STEP
    first, last = asked.year_from, asked.year_to
    short = first is not None and last is not None and last - first <= _SHORT_SPAN
    return SHORT_STEP if short else LONG_STEP


def museum_names() -> dict[str, str]:
    """Return the short label of each museum by its slug."""
    rows = Museum.objects.values_list("slug", "short_name", "usual_name", "official_name", "town")
    return {
        slug: as_title(_with_town(short or usual or official, town))
        for slug, short, usual, official, town in rows
    }


def facets(
    counts: Mapping[str, FacetCounts], asked: Asked, museums: Mapping[str, str]
) -> list[Facet]:
    """Return the facets that have something to offer, in the order of the page."""
    made = (
        _facet(kind, counts[kind.name], asked, museums) for kind in FACETS if kind.name in counts
    )
    return [facet for facet in made if facet.open or facet.within]


def label(name: str, value: str, museums: Mapping[str, str]) -> str:
    """Return what people read for a value of the index."""
    if name == "museum":
        return museums.get(value, value)
    if name == "picture":
        return _("With a picture")
    if name == "licence":
        return str(_licences().get(value, value))
    if name == "colour":
        found = colour_of(value)
        return str(found.label) if found else value
    last = value.rpartition("/")[2]
    return as_title(last) if name == "domain" else last


def bars(
    histogram: Sequence[tuple[int, int]], asked: Asked, width: int, *, this_year: int
) -> list[Bar]:
    """Return one bar a step, without gaps, over the latest thousand years or so.

    The last one ends this year: what is dated later is a slip of the pen, or a century not yet over.
    """
    counts = {year: count for year, count in histogram if year <= this_year}
    if not counts:
        return []
    last = max(counts)
    first = max(min(counts), last - (_BARS - 1) * width)
    tallest = max((n for year, n in counts.items() if year >= first), default=1) or 1
    return [
        _bar(year, min(year + width - 1, this_year), counts.get(year, 0), tallest, asked)
        for year in range(first, last + 1, width)
    ]


def periods(
    histogram: Sequence[tuple[int, int]], asked: Asked, width: int, *, this_year: int
) -> list[Bar]:
    """Return the rows of the timeline: every step that holds something, latest last, none to come.

    Steps before our era with the same count are one row: a hand axe is in four hundred centuries.
    """
    rows: list[tuple[int, int, int]] = []
    for year, count in sorted(pair for pair in histogram if pair[0] <= this_year):
        last = min(year + width - 1, this_year)
        if rows and year <= 0 and rows[-1][1] == year - 1 and rows[-1][2] == count:
            rows[-1] = (rows[-1][0], last, count)
        elif count:
            rows.append((year, last, count))
    tallest = max((count for _first, _last, count in rows), default=1)
    return [_bar(first, last, count, tallest, asked) for first, last, count in rows]


def _bar(first: int, last: int, count: int, tallest: int, asked: Asked) -> Bar:
    chosen = asked.year_from is not None or asked.year_to is not None
    after = asked.year_from is None or last >= asked.year_from
    before = asked.year_to is None or first <= asked.year_to
    share = round(100 * count / tallest, 1) if tallest else 0
    return Bar(
        first=first,
        last=last,
        count=count,
        share=share,
        inside=(after and before) if chosen else True,
    )


def _facet(kind: FacetKind, counts: FacetCounts, asked: Asked, museums: Mapping[str, str]) -> Facet:
    chosen = frozenset(asked.chosen.get(kind.name, ()))
    values = [
        Value(
            id=f"f-{kind.param}-{crc32(value.encode()):x}",
            value=value,
            label=label(kind.name, value, museums),
            count=count,
            chosen=value in chosen,
            level=value.count("/") if kind.name == "period" else 0,
            swatch=(colour_of(value) or "") if kind.name == "colour" else "",
        )
        for value, count in counts.values
        if count or value in chosen
    ]
    opened, folded = _cut(kind, values)
    return Facet(
        kind=kind,
        open=opened,
        folded=folded,
        exact=counts.exact,
        more=counts.more,
        within=asked.within.get(kind.name, ""),
    )


def _cut(kind: FacetKind, values: Sequence[Value]) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Keep open the first values and the chosen ones; fold away the others."""
    if kind.name == "period":
        return _centuries(kind, values)
    if kind.name == "colour":
        return tuple(sorted(values, key=_in_the_rainbow)), ()
    keep = frozenset(v.value for v in values[: kind.shown]) | {v.value for v in values if v.chosen}
    if len(values) <= kind.shown + 2:
        return tuple(values), ()
    folded = [v for v in values if v.value not in keep]
    return tuple(v for v in values if v.value in keep), tuple(folded)


def _centuries(
    kind: FacetKind, values: Sequence[Value]
) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Put centuries in order of time, the fullest open; the quarters of a chosen one stand under it."""
    chosen = {v.value.partition("/")[0] for v in values if v.chosen}
    whole = [v.value for v in values if not v.level]
    keep = chosen | set(whole if len(whole) <= kind.shown + 2 else whole[: kind.shown])
    ordered = sorted(values, key=lambda v: age(v.value))
    opened = [v for v in ordered if v.value in keep or v.value.partition("/")[0] in chosen]
    folded = [v for v in ordered if not v.level and v.value not in keep]
    return tuple(opened), tuple(folded)


def age(value: str) -> tuple[int, str]:
    """Return a key of time for `19e siècle/2e quart 19e siècle`; periods without a number come first."""
    century, _, part = value.partition("/")
    found = _CENTURY.search(
        fold(century).replace("siecle", "siècle").replace("millenaire", "millénaire")
    )
    if not found:
        return -1000, value
    number = int(found[1]) * (_MILLENNIUM if "mill" in century else 1)
    return (-number if "av" in century else number), part


def _in_the_rainbow(value: Value) -> int:
    return list(Colour).index(Colour(value.swatch)) if value.swatch else len(Colour)


def _licences() -> Mapping[str, str | Promise]:
    return dict(Licence.choices)


def _with_town(name: str, town: str) -> str:
    return name if town in name else f"{name}, {town}"


def chosen_values(asked: Asked) -> Iterable[tuple[FacetKind, str]]:
    """Go through the values chosen, in the order of the facets."""
    return ((kind, value) for kind in FACETS for value in asked.chosen.get(kind.name, ()))
