"""Facet values: the terms of a record, each in one display form whatever its case or accents.

Terms are split outside parentheses; what stands inside is a precision (a colour, a count) and stays
out, but a technique named there counts ("toile (peinture à l’huile)"). A term known to a vocabulary
takes its form; any other keeps its own letters, its first one small unless it is a name.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from dentelle.catalogue import vocabularies
from dentelle.catalogue.derivation.periods import periods
from dentelle.catalogue.derivation.split import parentheses, split
from dentelle.catalogue.derivation.values import Agent, Dating
from dentelle.core.text import fold, tidy

_MOST = 16
# Postures and framings that a subject field repeats everywhere.
_NOT_SUBJECTS = frozenset(
    {
        "en pied",
        "de profil",
        "de face",
        "de trois-quarts",
        "en buste",
        "a mi-corps",
        "assis",
        "debout",
        "de dos",
    }
    | {
        "vu de face",
        "vu de dos",
        "droite",
        "gauche",
        "droit",
        "fond",
        "premier plan",
        "arriere-plan",
        "de 3/4",
    }
    | {
        "avers",
        "revers",
        "recto",
        "verso",
        "?",
        "a mi-jambes",
        "en tete",
        "couche",
        "a genoux",
        "etude",
        "detail",
    }
)
_NOT_PLACES = ("lieu ", "date ", "?")


def derive(
    fields: Mapping[str, str], agents: tuple[Agent, ...], dating: Dating | None
) -> dict[str, tuple[str, ...]]:
    """Return the values of each facet that has some."""
    found = {
        "domain": terms("domain", fields.get("DOMN", "")),
        "type": terms("type", fields.get("DENO", "")),
        "technique": terms("technique", fields.get("TECH", "")),
        "period": periods(dating.year_from, dating.year_to) if dating else (),
        "place": places(fields.get("LIEUX", "")),
        "maker": _makers(agents),
        "subject": subjects(fields.get("REPR", "")),
    }
    return {name: values for name, values in found.items() if values}


def _makers(agents: tuple[Agent, ...]) -> tuple[str, ...]:
    """Return the makers' names without their qualifier; the unknown ones stay out."""
    if not agents:
        return ()
    return _unique(agent.name for agent in agents if agent.key)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))[:_MOST]


@lru_cache(maxsize=8_000)
def terms(kind: str, text: str) -> tuple[str, ...]:
    """Return the terms of a controlled field (`domain`, `type` or `technique`)."""
    if not text:
        return ()
    found: list[str] = []
    # The names of domains hold no comma; techniques and types are separated by either.
    for part in split(tidy(text), ";" if kind == "domain" else ";,"):
        outside, inside = parentheses(part) if "(" in part else (part, [])
        found.append(_canonical(kind, outside))
        if kind == "technique":
            words = (word for group in inside for word in split(group, ",;"))
            found += [_canonical(kind, word) for word in words if vocabularies.known(kind, word)]
    return _unique(found)


def _canonical(kind: str, term: str) -> str:
    return vocabularies.canonical(kind, term.strip(" .:-/"))


@lru_cache(maxsize=8_000)
def places(text: str) -> tuple[str, ...]:
    """Return every place named, each level on its own: exports separate levels and places alike."""
    if not text:
        return ()
    found = []
    for part in split(tidy(text), ";,:"):
        outside = parentheses(part)[0] if "(" in part else part
        if outside and not fold(outside).startswith(_NOT_PLACES):
            found.append(_canonical("place", outside.strip(" ?")))
    return _unique(found)


@lru_cache(maxsize=8_000)
def subjects(text: str) -> tuple[str, ...]:
    """Return the words of the subject, at every depth, without postures and framings."""
    if not text:
        return ()
    flat = tidy(text)
    for letter in "(),:#":
        flat = flat.replace(letter, ";")
    words = (word.strip(" .?") for word in flat.split(";"))
    return _unique(
        vocabularies.canonical("subject", word)
        for word in words
        if len(word) > 1 and len(word) < 80 and fold(word) not in _NOT_SUBJECTS  # noqa: PLR2004 -- words, not sentences
    )
