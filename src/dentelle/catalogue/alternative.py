"""The alternative text of a picture that nobody has described: what the record says the object is."""

from collections.abc import Sequence

from dentelle.catalogue.models import Record
from dentelle.core.text import fold

_LONGEST = 250  # characters past which nothing is added: it is read aloud
# Matters of which French says what a thing is made: “assiette en faïence”. A technique is said
# beside (“tableau, peinture à l’huile”), and so is what only carries the work (paper, canvas).
_MATTERS = frozenset(
    fold(matter)
    for matter in (
        "acier", "albâtre", "aluminium", "argent", "bois", "bronze", "calcaire", "céramique", "chêne", "cire",
        "coton", "cristal", "cuir", "cuivre", "étain", "faïence", "fer", "fer forgé", "fonte", "granite",
        "grès", "ivoire", "laine", "laiton", "lin", "marbre", "métal", "noyer", "or", "os", "paille", "pierre",
        "plâtre", "plomb", "porcelaine", "sapin", "soie", "terre cuite", "tôle", "velours", "vermeil", "verre", "zinc",
    )
)  # fmt: skip
_NOBODY = {"anonyme", "inconnu", "auteur inconnu", "anonymous", "unknown"}


def alternative(record: Record) -> str:
    """Return what a picture of the object shows, in the museum's words.

    `Assiette en faïence, Rouen, 18e siècle`; `Le Joble, maquette de bateau en bois, René Malot, 2e
    moitié du 20e siècle (?)`. Title, kind and matter, who made it or else where, when. Never the name
    of a file, and no doubt is dropped: the maker and the date come as the label says them.
    """
    facets = record.derived.get("facets", {})
    kind, matter, place, period = (
        _first(facets.get(name, ())) for name in ("type", "technique", "place", "period")
    )
    maker = "" if fold(record.maker_line) in _NOBODY else record.maker_line
    said: list[str] = []
    for words in (*_thing(record.title, kind, matter), maker or place, record.date_line or period):
        if words and len(", ".join(said)) < _LONGEST and not _is_said(words, said):
            said.append(" ".join(words.split()))
    return ", ".join(said)


def _thing(title: str, kind: str, matter: str) -> tuple[str, ...]:
    """Return the title, and the kind with its matter; the title may be the kind itself."""
    if fold(matter) not in _MATTERS or fold(matter) in fold(title):
        return title, kind, matter
    if not kind or fold(kind) == fold(title):
        return (f"{title} en {matter}",) if fold(kind) == fold(title) else (title, matter)
    if fold(kind) in fold(title):
        return title, matter
    return title, f"{kind} en {matter}"


def _is_said(words: str, said: Sequence[str]) -> bool:
    return any(fold(words) in fold(before) for before in said)


def _first(values: Sequence[str]) -> str:
    """Return the first value of a facet, the widest of those it stands under for a period."""
    return values[0].partition("/")[0] if values else ""
