"""One thing as an index sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is indexed under `key`; names are those of the schema, and what is empty is left out."""

    key: str
    texts: Mapping[str, str] = field(default_factory=dict)
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    intervals: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sorts: Mapping[str, str | int] = field(default_factory=dict)
