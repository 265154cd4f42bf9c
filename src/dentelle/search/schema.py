"""What an index holds, said once by the room that owns it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text people search in; `weight` multiplies its share in the relevance."""

    name: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A property counted and filtered by its exact values.

    A hierarchical facet holds every level of a path as a value of its own, levels joined by `/`
    (`Europe`, `Europe/France`); the room writes them all into the document.
    """

    name: str
    multiple: bool = True
    hierarchical: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A span of years, both ends included; it is filtered and counted by overlap."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Identifiers, compared without spaces, punctuation, case or accents (`core.text.code_key`)."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A key results can be ordered by, ascending (`name`) or descending (`-name`).

    Documents without a value come last both ways. Text keys are given ready to compare
    (`core.text.natural_key`).
    """

    name: str
    kind: Literal["text", "number"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The fields of one index. A change of `version` asks for a rebuild."""

    name: str
    version: int
    texts: tuple[Text, ...]
    facets: tuple[Facet, ...] = ()
    intervals: tuple[Interval, ...] = ()
    codes: tuple[Code, ...] = ()
    sorts: tuple[Sort, ...] = ()
