"""From what is derived to the columns that lists, orders and pages read."""

import dataclasses
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from dentelle.catalogue import bulk
from dentelle.catalogue.derivation.derive import VERSION, derive
from dentelle.catalogue.derivation.values import Derived
from dentelle.catalogue.models import Record

# What derivation fills, in the order `derived_values` returns it.
DERIVED = (
    "derived",
    "derived_version",
    "inventory_number",
    "inventory_key",
    "title",
    "maker_line",
    "date_line",
    "year_from",
    "year_to",
    "certainty",
    "domain",
    "score",
    "flags",
)
# Parts that have a column of their own, and are not repeated in `derived`.
_APART = {
    "title",
    "maker_line",
    "dating",
    "date_line",
    "flags",
    "score",
    "inventory_number",
    "inventory_key",
}
_REST = [field.name for field in dataclasses.fields(Derived) if field.name not in _APART]
_LONGEST = {
    name: Record._meta.get_field(name).max_length or 0  # noqa: SLF001 -- Django's own door
    for name in ("inventory_number", "inventory_key", "title", "maker_line", "date_line", "domain")
}


def fields_hash(text: str) -> str:
    """Return the fingerprint of a record's fields, given as canonical JSON (`bulk.dump`)."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def derived_values(fields: Mapping[str, str]) -> tuple[Any, ...]:
    """Derive a record's columns from its fields: the values of `DERIVED`, ready for the driver."""
    made = derive(fields)
    dating = made.dating
    years = (dating.year_from, dating.year_to) if dating else (None, None)
    return (
        bulk.dump({name: _plain(getattr(made, name)) for name in _REST}),
        VERSION,
        _cut("inventory_number", made.inventory_number),
        _cut("inventory_key", made.inventory_key),
        _cut("title", made.title),
        _cut("maker_line", made.maker_line),
        _cut("date_line", made.date_line),
        *years,
        dating.certainty if dating else "",
        _cut("domain", next(iter(made.facets.get("domain", ())), "")),
        made.score,
        bulk.dump([flag._asdict() for flag in made.flags]),
    )


def _cut(name: str, text: str) -> str:
    longest = _LONGEST[name]
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _plain(value: Any) -> Any:
    """Return named tuples as objects and tuples as lists, all the way down."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if hasattr(value, "_asdict"):
        return {key: _plain(part) for key, part in value._asdict().items()}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value
