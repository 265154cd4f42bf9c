"""Everything that is derived from a record's source text, put together."""

from collections.abc import Mapping

from dentelle.catalogue.derivation import agents as makers
from dentelle.catalogue.derivation import (
    dates,
    dimensions,
    facets,
    inventory,
    lives,
    scan,
    score,
    titles,
)
from dentelle.catalogue.derivation.values import Derived

# Add one when a rule changes what is derived: `rederive_records` takes the records of older versions.
VERSION = 2

_LINE = 600
_DATE_LINE = 300


def derive(fields: Mapping[str, str]) -> Derived:
    """Derive from the verbatim text of the fields (tag to text); the same text gives the same result."""
    agents = makers.derive(fields.get("AUTR", ""))
    dating, date_line = dates.derive(fields)
    sizes, size_line = dimensions.derive(fields.get("DIMS", ""))
    title, origin = titles.derive(fields)
    points, missing = score.derive(fields)
    number = inventory.main_number(fields.get("INV", ""))
    return Derived(
        title=title,
        title_origin=origin,
        agents=agents,
        maker_line=_cut(makers.maker_line(agents), _LINE),
        makers_died=lives.last_death(agents, fields.get("PAUT", "")),
        died_for_france=lives.died_for_france(fields.get("PAUT", ""), fields.get("HIST", "")),
        dating=dating,
        date_line=_cut(date_line, _DATE_LINE),
        dimensions=sizes,
        dimension_line=size_line,
        facets=facets.derive(fields, agents, dating),
        flags=scan.flags(fields),
        score=points,
        score_missing=missing,
        inventory_number=number,
        inventory_key=inventory.key(number),
    )


def _cut(line: str, longest: int) -> str:
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
