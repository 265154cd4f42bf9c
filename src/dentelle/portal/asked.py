"""The address of a search, as `catalogue.asked` reads it for every room above."""

from dentelle.catalogue.asked import (
    FACETS,
    PAGE_SIZE,
    SORTS,
    TEXT_LENGTH,
    VIEWS,
    WORDS,
    YEARS,
    Asked,
    FacetKind,
    read,
)

__all__ = [
    "FACETS",
    "PAGE_SIZE",
    "SORTS",
    "TEXT_LENGTH",
    "VIEWS",
    "WORDS",
    "YEARS",
    "Asked",
    "FacetKind",
    "read",
]
