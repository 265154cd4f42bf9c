"""What is asked: a small syntax tree for the text, and a request around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every document."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, in one text field or in all; `prefix` also finds the words that begin so."""

    text: str
    field: str | None = None
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order; `slop` is how many words may stand between."""

    text: str
    field: str | None = None
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier, in one code field or in all."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Both:
    """All of the parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """What does not match the part; alone, everything but it."""

    part: "Node"


Node = Everything | Word | Phrase | Identifier | Both | Either | Without


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetAsk:
    """Ask the counts of one facet: its most frequent values, those that contain a text, some by name.

    `containing` is compared folded; `always` are values counted even when they are rare (those
    already chosen).
    """

    name: str
    size: int = 20
    containing: str = ""
    always: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistogramAsk:
    """Ask how many documents overlap each step of years (`1850` counts 1850 to 1859 when step is 10)."""

    name: str
    step: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to an index.

    `filters`: facet name to values, one of which must be there. `spans`: interval name to a pair of
    years, either of which may be open; documents whose interval overlaps it stay. A facet's own
    filter is left out of its counts, and a span out of its histogram. `sort` is `relevance`, or a
    sort's name with a `-` before it for descending. `cursor` is what `Results.next_cursor` gave, or
    `offset` says how many results to leave out: every result of any query can be reached.
    """

    node: Node = field(default_factory=Everything)
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spans: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    sort: str = "relevance"
    limit: int = 24
    offset: int = 0
    cursor: str = ""
    facets: tuple[FacetAsk, ...] = ()
    histogram: HistogramAsk | None = None
