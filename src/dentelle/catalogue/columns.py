"""From what is derived to the columns that lists, orders and pages read."""

import dataclasses
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import orjson

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
    "makers_died",
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
    "makers_died",
    "dating",
    "date_line",
    "flags",
    "score",
    "inventory_number",
    "inventory_key",
}
_REST = [field.name for field in dataclasses.fields(Derived) if field.name not in _APART]
_LONGEST = {
    name: getattr(Record._meta.get_field(name), "max_length", 0)  # noqa: SLF001 -- Django's own door
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
        _dumped({name: getattr(made, name) for name in _REST}),
        VERSION,
        _cut("inventory_number", made.inventory_number),
        _cut("inventory_key", made.inventory_key),
        _cut("title", made.title),
        _cut("maker_line", made.maker_line),
        made.makers_died,
        _cut("date_line", made.date_line),
        *years,
        dating.certainty if dating else "",
        _cut("domain", next(iter(made.facets.get("domain", ())), "")),
        made.score,
        _dumped(made.flags) if made.flags else "[]",
    )


def _cut(name: str, text: str) -> str:
    longest = _LONGEST[name]
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _dumped(value: object) -> str:
    """Return canonical JSON in which named tuples are objects."""
    return orjson.dumps(value, default=_as_object, option=orjson.OPT_SORT_KEYS).decode()


def _as_object(value: Any) -> Any:
    # orjson leaves every subclass of tuple to us.
    return value._asdict()
