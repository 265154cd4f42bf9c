"""Makers, with their role and the museum's doubt, from the author field.

The field is a list split by `;` outside parentheses; each value is one person or workshop, whose
other names follow after commas (`HEBERT Pierre, HEBERT Emile (dit)`). Parentheses hold roles and
doubt. Nothing is dropped: what is not understood stays in the name, and `text` is verbatim.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from dentelle.catalogue.derivation.names import display_name, is_corporate
from dentelle.catalogue.derivation.split import parentheses, split
from dentelle.catalogue.derivation.values import Agent
from dentelle.core.text import fold, tidy

# Folded words of doubt to the canonical qualifier, in the order they read before a name.
_QUALIFIERS: Mapping[str, str] = {
    "attribue": "attribué à", "attribue a": "attribué à", "attribuee a": "attribué à",
    "attr": "attribué à", "attr.": "attribué à", "attribution": "attribué à",
    "attribution ancienne": "anciennement attribué à", "anciennement attribue a": "anciennement attribué à",
    "d'apres": "d’après", "d apres": "d’après", "dapres": "d’après", "apres": "d’après",
    "atelier": "atelier de", "atelier de": "atelier de", "atelier d'": "atelier de",
    "ecole": "école de", "ecole de": "école de", "ecole d'": "école de",
    "entourage": "entourage de", "entourage de": "entourage de", "cercle": "cercle de",
    "cercle de": "cercle de", "maniere": "manière de", "maniere de": "manière de",
    "facon de": "manière de", "dans le gout de": "dans le goût de", "gout de": "dans le goût de",
    "genre": "genre de", "genre de": "genre de", "style": "style de", "style de": "style de",
    "suiveur": "suiveur de", "suiveur de": "suiveur de", "suite de": "suite de",
    "imitateur": "imitateur de", "imitateur de": "imitateur de", "imitation": "imitation de",
    "imitation de": "imitation de", "copie": "copie d’après", "copie de": "copie d’après",
    "copie d'apres": "copie d’après", "eleve": "élève de", "eleve de": "élève de",
    "inspire par": "inspiré par", "inspire de": "inspiré de", "influence de": "influence de",
    "proche de": "proche de", "faux": "faux", "sous la direction de": "sous la direction de",
    "collaboration de": "collaboration de", "modele de": "d’après un modèle de",
}  # fmt: skip
_LEAD = re.compile(
    r"^(?P<words>attribu[ée]e?s? (?:à|a)|attr\.|anciennement attribu[ée] (?:à|a)|d\s?[’']\s?apr[èe]s|copie d[’']apr[èe]s|copie de"
    r"|atelier de|atelier d[’']|école de|ecole de|école d[’']|entourage de|cercle de|manière de|maniere de|dans le goût de|genre de"
    r"|style de|suiveur de|suite de|imitateur de|imitation de|élève de|eleve de|inspiré par|proche de)\s*(?=\S)",
    re.IGNORECASE,
)
# Words that tell a name from a role inside parentheses.
_OTHER_NAME = frozenset(
    {"dit", "dite", "ne", "nee", "patronyme", "renvoi", "pseudonyme", "surnomme"}
)
_UNKNOWN = re.compile(
    r"^(?:anonym\w*|inconnue?s?|auteur inconnu|artiste inconnu|indetermine|non identifie|sans auteur|"
    r"manufacture indeterminee|atelier indetermine|fabricant inconnu|photographe inconnu|inconnu\b.*|\?|)$"
)
_DOUBT = re.compile(r"\(\s*\?\s*\)|(?<=\s)\?(?=\s|$)|^\?\s*|(?<=\w)\?$")
_LIFE = re.compile(r"\d{3,4}")
_SHOUTED = re.compile(r"^[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’' -]+$")


def derive(text: str) -> tuple[Agent, ...]:
    """Return the makers of the author field, in order; each non-empty value gives at least one."""
    if not text:
        return ()
    return tuple([agent for value in split(tidy(text), ";") for agent in _agents(value)])


@lru_cache(maxsize=16_000)
def _agents(value: str) -> tuple[Agent, ...]:
    """Return one agent, or several when commas separate persons who each have their own role."""
    parts = [part for part in split(value, ",") if part]
    if len(parts) > 1 and _are_persons(parts):
        return tuple([_agent(part, part, ()) for part in parts])
    if len(parts) == 2 and _is_forename(parts):  # noqa: PLR2004 -- "MONET, Claude"
        return (_agent(f"{parts[0]} {parts[1]}", value, ()),)
    if len(parts) < 2:  # noqa: PLR2004 -- nobody else is named
        return (_agent(parts[0] if parts else value, value, ()),)
    best = _main(parts)
    others = tuple(part for part in parts if part is not best)
    return (_agent(best, value, others),)


def _words_inside(part: str) -> list[str]:
    return _listed(parentheses(part)[1]) if "(" in part else []


def _listed(groups: list[str]) -> list[str]:
    return [
        stripped
        for group in groups
        for word in group.replace(";", ",").split(",")
        if (stripped := word.strip())
    ]


def _are_persons(parts: list[str]) -> bool:
    """Say whether each part has a role of its own and none is another name of the first."""
    roles = []
    for part in parts:
        words = [_folded(word) for word in _words_inside(part)]
        if any(word in _OTHER_NAME for word in words):
            return False
        roles.append({word for word in words if word not in _QUALIFIERS and word != "?"})
    return all(roles) and len({frozenset(role) for role in roles}) == len(parts)


def _is_forename(parts: list[str]) -> bool:
    family, forename = parts
    return bool(_SHOUTED.match(family)) and bool(re.match(r"^[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]", forename))


def _main(parts: list[str]) -> str:
    """Return the name a person is known by: the one marked "dit" comes before a birth name.

    A lone nickname ("LE PRIMATICE (dit)") gives way to the full name before it.
    """
    first = parts[0]
    words = {_folded(word) for word in _words_inside(first)}
    if words & {"ne", "nee", "patronyme"}:
        return next(
            (
                p
                for p in parts
                if not {fold(w) for w in _words_inside(p)} & {"ne", "nee", "patronyme"}
            ),
            first,
        )
    return first


def _agent(part: str, text: str, others: tuple[str, ...]) -> Agent:
    outside, inside = parentheses(part)
    qualifiers, roles, doubtful = _sort(_listed(inside))
    for other in others:  # a role or a doubt beside another name is about the same person
        more, played, _doubt = _sort(_words_inside(other))
        qualifiers, roles = [*qualifiers, *more], [*roles, *played]
    name, led, asked = _lead(outside)
    qualifiers = [*led, *qualifiers]
    known = not _UNKNOWN.match(fold(name))
    if "atelier de" in qualifiers and is_corporate(name):  # ATELIER DE LYON (atelier)
        qualifiers, roles = [q for q in qualifiers if q != "atelier de"], [*roles, "atelier"]
    shown = display_name(name) if known else name or part
    return Agent(
        name=shown,
        key=fold(shown) if known else "",
        role=", ".join(dict.fromkeys(roles)),
        qualifier=", ".join(dict.fromkeys(qualifiers)),
        doubtful=doubtful or asked,
        text=text,
        others=others,
    )


_folded = lru_cache(maxsize=2_000)(fold)  # of roles and doubts, a few words for everybody


def _sort(words: list[str]) -> tuple[list[str], list[str], bool]:
    """Sort the words of the parentheses into qualifiers and roles; say whether one is a `?`."""
    qualifiers: list[str] = []
    roles: list[str] = []
    doubtful = False
    for word in words:
        folded = _folded(word)
        if folded.strip("? ") in _QUALIFIERS:
            qualifiers.append(_QUALIFIERS[folded.strip("? ")])
        elif folded not in _OTHER_NAME and folded.strip("? "):
            roles.append(word.strip("? "))
        # A question mark among years of life doubts the years, not the maker.
        doubtful = doubtful or ("?" in word and not _LIFE.search(word) and "-" not in word)
    return qualifiers, roles, doubtful


def _lead(name: str) -> tuple[str, list[str], bool]:
    """Take a qualifier and a question mark standing outside parentheses off a name."""
    asked = bool(_DOUBT.search(name))
    name = " ".join(_DOUBT.sub(" ", name).split())
    match = _LEAD.match(name)
    # "ATELIER DE LYON" in capitals is a maker's own name; "atelier de Rubens" is a doubt.
    if match and not match["words"].isupper():
        words = fold(match["words"])
        return name[match.end() :].strip(), [_QUALIFIERS.get(words, match["words"].strip())], asked
    return name, [], asked


def maker_line(agents: tuple[Agent, ...]) -> str:
    """Return the makers as a label reads them, every doubt kept."""
    return ", ".join([_said(agent) for agent in agents])


@lru_cache(maxsize=16_000)
def _said(agent: Agent) -> str:
    said = qualified(agent.name, agent.qualifier, known=bool(agent.key))
    nickname = _nickname(agent)
    if nickname:
        said = f"{said}, {nickname}"
    role = f" ({agent.role})" if agent.role else ""
    return f"{said}{role}{' (?)' if agent.doubtful else ''}"


def qualified(name: str, qualifiers: str, *, known: bool = True) -> str:
    """Put the qualifiers before a name ("d’après Rubens", "atelier d’Ingres"); after an unknown maker."""
    said = name
    for qualifier in reversed(qualifiers.split(", ") if qualifiers else []):
        if not known:
            said = f"{said} ({qualifier})"
        elif qualifier.endswith(" de"):
            vowel = fold(said)[:1] in "aeiouyh" and not said.startswith(("H", "Y"))
            said = f"{qualifier[:-1]}’{said}" if vowel else f"{qualifier} {said}"
        elif qualifier.endswith(("à", "après", "par", "faux")):
            said = f"{qualifier} {said}"
        else:
            said = f"{said} ({qualifier})"
    return _contracted(said)


_CONTRACTIONS = (
    ("à Le ", "au "),
    ("de Le ", "du "),
    ("à Les ", "aux "),
    ("de Les ", "des "),
    ("à entourage ", "à l’entourage "),
    ("à école ", "à l’école "),
    ("à atelier ", "à l’atelier "),
    ("à cercle ", "au cercle "),
)


def _contracted(said: str) -> str:
    """Contract an article after its preposition ("attribué au Maître de …")."""
    if "à " not in said and "de L" not in said:
        return said
    for full, short in _CONTRACTIONS:
        said = said.replace(full, short)
    return said


def _nickname(agent: Agent) -> str:
    for other in agent.others:
        words = [fold(word) for word in _words_inside(other)]
        for called in ("dit", "dite"):
            if called in words:
                doubt = " (?)" if "?" in words else ""
                return f"{called} {display_name(parentheses(other)[0])}{doubt}"
    return ""
