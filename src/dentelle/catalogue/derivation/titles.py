"""The display title, by the fallback of the trade: title, vernacular name, type, domain with number.

Never made up: what is shown is the museum's own word, as written (capitals included). A type or a
domain standing in for a title only gets a capital letter.
"""

from collections.abc import Mapping
from functools import lru_cache

from dentelle.catalogue.derivation.inventory import main_number
from dentelle.catalogue.derivation.split import split
from dentelle.core.text import tidy

LONGEST = 600


def derive(fields: Mapping[str, str]) -> tuple[str, str]:
    """Return the title and the tag that gave it; both empty when the record has no field at all."""
    for tag in ("TITR", "APPL"):
        if said := _as_written(fields.get(tag, "")):
            return said, tag
    if said := _listed(fields.get("DENO", "")):
        return said, "DENO"
    number = main_number(fields.get("INV", ""))
    if said := _listed(fields.get("DOMN", "")):
        return (f"{said}, {number}" if number else said), "DOMN"
    if number:
        return number, "INV"
    reference = tidy(fields.get("REF", ""))
    return reference, "REF" if reference else ""


def _as_written(text: str) -> str:
    if not text:
        return ""
    said = tidy(text.replace("#", " ")).strip(" ;")
    if len(said) <= LONGEST:
        return said
    return f"{said[: LONGEST - 1].rpartition(' ')[0]}…"


@lru_cache(maxsize=5_000)
def _listed(text: str) -> str:
    said = ", ".join(split(tidy(text), ";"))
    return _as_written(said[:1].upper() + said[1:])
