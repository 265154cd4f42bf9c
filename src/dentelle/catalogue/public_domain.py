"""Whether a work may be in the public domain, with the computation: suggested, never applied.

Source: Code de la propriété intellectuelle, art. L123-1 (seventy years after the end of the year of
death), L123-10 (thirty years more for an author who died for France). The calculation is the
longest one there can be; war-time extensions that it swallows are left to a lawyer.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dentelle.catalogue.models import Record
from dentelle.core.text import fold

TERM = 70  # years after the year of death
FOR_FRANCE = 30
# Faithful reproduction of what is flat brings no right of its own (directive 2019/790, art. 14).
_FLAT = (
    "peinture", "dessin", "estampe", "photographie", "affiche", "imprime", "manuscrit", "miniature",
    "enluminure", "carte",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """`free` says that the term is over; `computation` is a sentence, `remarks` what to think of still."""

    free: bool
    year: int
    computation: str
    remarks: tuple[str, ...]


def suggest(record: Record, *, today: int) -> Suggestion | None:
    """Return what follows from the death of the last maker, or nothing when it is not sure.

    `today` is the year it is.
    """
    died = record.makers_died
    if died is None:
        return None
    for_france = bool(record.derived.get("died_for_france"))
    year = died + term(for_france=for_france) + 1
    return Suggestion(
        free=year <= today,
        year=year,
        computation=_computation(record, died, year, for_france=for_france, free=year <= today),
        remarks=tuple(_remarks(record, for_france=for_france)),
    )


def term(*, for_france: bool) -> int:
    """Return how many years rights last after the year of death."""
    return TERM + FOR_FRANCE if for_france else TERM


def _computation(record: Record, died: int, year: int, *, for_france: bool, free: bool) -> str:
    said = {
        "maker": _names(record),
        "died": died,
        "term": f"{TERM} + {FOR_FRANCE}" if for_france else str(TERM),
        "year": year,
    }
    if free:
        return (
            _(
                "%(maker)s, died in %(died)d: %(died)d + %(term)s years → public domain since 1 January %(year)d."
            )
            % said
        )
    return (
        _(
            "%(maker)s, died in %(died)d: %(died)d + %(term)s years → in copyright, public domain on 1 January %(year)d."
        )
        % said
    )


def _names(record: Record) -> str:
    agents = record.derived.get("agents", ())
    return ", ".join(dict.fromkeys(agent["name"] for agent in agents if agent.get("name")))


def _remarks(record: Record, *, for_france: bool) -> list[str]:
    remarks = []
    if for_france:
        remarks.append(
            _(
                "The record says “mort pour la France”: thirty years are added; have the term checked."
            )
        )
    domains = record.derived.get("facets", {}).get("domain", ())
    if not any(fold(domain).startswith(_FLAT) for domain in domains):
        remarks.append(
            _(
                "The object is not flat: whoever photographed it may have a right of their own in the shot."
            )
        )
    return remarks
