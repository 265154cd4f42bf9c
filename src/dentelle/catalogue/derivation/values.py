"""What derivation makes of a record's fields: plain frozen values, rebuilt at any time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

FACETS = ("domain", "type", "technique", "period", "place", "maker", "subject")


class Agent(NamedTuple):
    """One maker as the museum wrote it.

    `name` is for reading ("Claude Monet"), `key` is its folded form for comparison, empty for an
    unknown maker. `role` are the museum's role words, joined by a comma. `qualifier` keeps the
    museum's doubt in a canonical form ("attribué à", "d'après", "atelier de"), `doubtful` says that
    a question mark stands beside the name. `text` is the source, spaces tidied, `others` the person's
    other names ("dit", "née"), verbatim.
    """

    name: str
    key: str
    role: str
    qualifier: str
    doubtful: bool
    text: str
    others: tuple[str, ...] = ()


class Dating(NamedTuple):
    """Years from the source text, both ends included.

    Years before our era are negative and there is no year 0: 15 BC is -15. `certainty` is a value of
    `catalogue.enums.Certainty`: `exact` when the museum states these bounds without a hedge,
    `approximate` ("vers", "avant", a named period), `doubtful` when a question mark stands there.
    """

    year_from: int
    year_to: int
    certainty: str
    text: str


class Dimension(NamedTuple):
    """One measure: `value` is in millimetres, in grams when `kind` is `weight`.

    `part` is what the museum says was measured ("avec cadre", "feuille"), empty for the object.
    """

    kind: Literal["height", "width", "length", "depth", "thickness", "diameter", "size", "weight"]
    value: float
    part: str = ""


class Flag(NamedTuple):
    """A passage of a field that must not be shown before a person has cleared it.

    `excerpt` is the passage itself, for the desk; public text has it masked.
    """

    tag: str
    kind: Literal["gps", "phone", "email", "amount", "person"]
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Everything derived from the fields of one record.

    `makers_died` is the year the last of its makers died, None unless it is sure.
    """

    title: str
    title_origin: str
    agents: tuple[Agent, ...] = ()
    maker_line: str = ""
    makers_died: int | None = None
    died_for_france: bool = False
    dating: Dating | None = None
    date_line: str = ""
    dimensions: tuple[Dimension, ...] = ()
    dimension_line: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()
    score: int = 0
    score_missing: tuple[str, ...] = ()
    inventory_number: str = ""
    inventory_key: str = ""
