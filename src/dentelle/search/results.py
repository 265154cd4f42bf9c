"""What comes back: keys and counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCounts:
    """Values with their counts, most frequent first; `exact` is false when a count may be too low.

    `more` says that other values exist beyond those asked for.
    """

    values: tuple[tuple[str, int], ...]
    exact: bool = True
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The answer to a request.

    `keys` are in order. `histogram` pairs the first year of a step with the number of documents
    that overlap it. `generation` names the state of the index that answered. `instead` is set when
    nothing matched and the answer is that of a corrected text ("vouliez-vous dire").
    """

    total: int
    keys: tuple[str, ...]
    facets: Mapping[str, FacetCounts] = field(default_factory=dict)
    histogram: tuple[tuple[int, int], ...] = ()
    next_cursor: str = ""
    generation: str = ""
    instead: str = ""
