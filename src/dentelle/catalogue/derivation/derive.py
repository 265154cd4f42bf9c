"""Everything that is derived from a record's source text, put together."""

from collections.abc import Mapping
from typing import Any

from dentelle.catalogue.derivation import agents as makers
from dentelle.catalogue.derivation import dates, dimensions, facets, inventory, scan, score, titles
from dentelle.catalogue.derivation.values import Derived

# Add one when a rule changes what is derived: `rederive_records` takes the records of older versions.
VERSION = 1

_LINE = 600
_DATE_LINE = 300


def derive(fields: Mapping[str, str]) -> Derived:
    """Derive from the verbatim text of the fields (tag to text); the same text gives the same result."""
    agents = makers.derive(fields.get("AUTR", ""))
    dating, date_line = dates.derive(fields)
    sizes, size_line = dimensions.derive(fields.get("DIMS", ""))
    title, origin = titles.derive(fields)
    points, missing = score.derive(fields)
    return Derived(
        title=title,
        title_origin=origin,
        agents=agents,
        maker_line=_cut(makers.maker_line(agents), _LINE),
        dating=dating,
        date_line=_cut(date_line, _DATE_LINE),
        dimensions=sizes,
        dimension_line=size_line,
        facets=facets.derive(fields, agents, dating),
        flags=scan.flags(fields),
        score=points,
        score_missing=missing,
        inventory_number=inventory.main_number(fields.get("INV", "")),
        inventory_key=inventory.key(fields.get("INV", "")),
    )


def _cut(line: str, longest: int) -> str:
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def columns(derived: Derived) -> dict[str, Any]:
    """Return the columns of `Record` that repeat or keep what was derived, ready to be set.

    They are `title`, `maker_line`, `date_line`, `year_from`, `year_to`, `certainty`, `domain`,
    `score`, `flags`, `inventory_number`, `inventory_key`, `derived` and `derived_version`.
    """
    dating = derived.dating
    return {
        "title": derived.title,
        "maker_line": derived.maker_line,
        "date_line": derived.date_line,
        "year_from": dating.year_from if dating else None,
        "year_to": dating.year_to if dating else None,
        "certainty": dating.certainty if dating else "",
        "domain": next(iter(derived.facets.get("domain", ())), "")[:200],
        "score": derived.score,
        "flags": [flag._asdict() for flag in derived.flags],
        "inventory_number": derived.inventory_number,
        "inventory_key": derived.inventory_key,
        "derived": as_json(derived),
        "derived_version": VERSION,
    }


def as_json(derived: Derived) -> dict[str, Any]:
    """Return the parts that have no column of their own, as `Record.derived` keeps them."""
    return {
        "title_origin": derived.title_origin,
        "agents": [_plain(agent) for agent in derived.agents],
        "dating_text": derived.dating.text if derived.dating else "",
        "dimensions": [[d.kind, d.value, d.part] for d in derived.dimensions],
        "dimension_line": derived.dimension_line,
        "facets": {name: list(values) for name, values in derived.facets.items()},
        "score_missing": list(derived.score_missing),
    }


def _plain(agent: makers.Agent) -> dict[str, Any]:
    """Return an agent without its empty parts, for the row is stored a million times."""
    return {name: value for name, value in agent._asdict().items() if value}
