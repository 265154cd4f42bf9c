"""Personal names from the order of a catalogue to the order of a label: MONET Claude, Claude Monet.

Only a clear pattern is turned: one run of capitals, then forenames. Anything else is shown as
written. Capitals are written without accents in the source; the accents of well-known family names
are given back when the name leaves its capitals, others are left as they are.
"""

import re
from functools import lru_cache

from dentelle.core.text import fold

_CAPITALS = re.compile(r"^[A-ZÀ-ÖØ-ÞŒ][A-ZÀ-ÖØ-ÞŒ.’'&-]*$")
_PARTICLES = frozenset(
    {"de", "du", "des", "d'", "d’", "di", "da", "del", "della", "dell'", "van", "von", "der", "den"}
    | {"van't", "ter", "ten", "la", "le", "les", "l'", "zu", "of", "el", "al", "und", "et"}
)
_SUFFIXES = frozenset(
    {"fils", "pere", "aine", "jeune", "vieux", "le jeune", "le vieux", "l'aine", "freres"}
)
_INNER = frozenset(
    {"de", "du", "d'", "des", "von", "van", "der", "den", "et", "di", "da", "del", "della"}
)
_KEPT_FIRST = frozenset({"des", "du", "di", "da", "del", "della"})
_NUMERAL = re.compile(r"^[IVX]+(?:er|e)?$")
# What stands before a company, a people or a monogram: such names keep their order.
_CORPORATE = re.compile(
    r"\b(?:manufacture|atelier|ateliers|verrerie|faiencerie|cristallerie|cristalleries|maison|societe|ste|compagnie|cie|imprimerie"
    r"|editions|etablissements|ets|studio|chantiers|freres|usine|usines|fabrique|fonderie|photographie|agence|maitre|peintre"
    r"|imagerie|librairie|galerie|groupe|les|co|filles|veuve|poterie|forges|orfevrerie|ecole|institut|ville|soeurs|inc|ltd|jeux)\b|&"
)
_TITLES = {
    "baron": "baron",
    "comte": "comte",
    "vicomte": "vicomte",
    "marquis": "marquis",
    "sir": "Sir",
    "duc": "duc",
    "abbe": "abbé",
}
_CIVIL = {"mme": "Mme", "mlle": "Mlle", "m.": "M."}

# Family names whose accents capitals hide.
_ACCENTED = {fold(name).upper(): name for name in ["Bellangé", "Bérain", "Béraud", "Bérard", "Bénard", "Bénézit", "Caffiéri", "Carrière", "Cézanne", "César", "Chassériau", "Chéret", "Chrétien", "Clésinger", "Clérisseau", "Crémieux", "Delécluze", "Desprès", "Devéria", "Drouet", "Duméril", "Dupré", "Fréminet", "Frémiet", "Février", "François", "Gallé", "Gérard", "Géricault", "Gérôme", "Grévedon", "Grévin", "Guérin", "Hébert", "Hédouin", "Lafrensé", "Lagrenée", "Largillière", "Lefèvre", "Lefébure", "Lemaître", "Lépicié", "Lépine", "Léger", "Léonard", "Mallarmé", "Méheut", "Mène", "Ménageot", "Méryon", "Mérimée", "Nègre", "Noël", "Oudiné", "Pécheux", "Pénicaud", "Périer", "Pérignon", "Péron", "Prévost", "Prouvé", "Préault", "Révoil", "Rémond", "Ségaud", "Séguin", "Sérusier", "Télémaque", "Tériade", "Thévenin", "Thévenot", "Truphémus", "Vallée", "Villeglé", "Estève", "Fantin-Latour", "Véronèse"]}  # fmt: skip


def is_corporate(name: str) -> bool:
    """Say whether a name is that of a company, a workshop or a people rather than a person."""
    return bool(_CORPORATE.search(fold(name)))


def _lower(word: str) -> str:
    """Return a word of capitals as a name is written (`VIOLLET-LE-DUC`, `D'ANGERS`)."""
    known = _ACCENTED.get(word)
    if known:
        return known
    pieces = re.split(r"([-’'.])", word.lower())
    shown = [_piece(piece, position, pieces) for position, piece in enumerate(pieces)]
    return "".join(
        _ACCENTED.get(piece.upper(), piece) if len(pieces) > 1 else piece for piece in shown
    )


def _piece(piece: str, position: int, pieces: list[str]) -> str:
    if position and pieces[position - 1] == "-" and piece in _PARTICLES:
        return piece
    if piece in {"d", "l"} and position + 1 < len(pieces) and pieces[position + 1] in "’'":
        return piece if piece == "d" else "L"
    if piece.startswith("mac") and len(piece) > 5:  # noqa: PLR2004 -- leave Macret, Macke alone
        return piece.capitalize()
    return piece.capitalize()


def _family(words: list[str]) -> str:
    """Return a run of capitals as a family name: inner particles small, the first one as it stands."""
    if len(words) == 1:
        return _lower(words[0])
    shown = []
    for position, word in enumerate(words):
        small = word.lower().replace("’", "'")
        if small in _INNER and (position or small not in _KEPT_FIRST):
            shown.append(word.lower())
        else:
            shown.append(_lower(word))
    return " ".join(shown)


@lru_cache(maxsize=16_000)
def display_name(name: str) -> str:
    """Return the name in reading order when its pattern is clear, else as written."""
    words = name.split()
    if not words or is_corporate(name):
        return name
    run = _leading_capitals(words)
    if not run or (len(words) == 1 and len(words[0]) < 4):  # noqa: PLR2004 -- a monogram
        return name
    family, rest = _family(words[:run]), words[run:]
    if not rest:
        return family if all(len(word) > 1 for word in words) else name
    if len(rest) > 1 and rest[0].lower() in _PARTICLES and rest[0].islower():  # BICCI di Lorenzo
        return " ".join([family, *(_lower(word) if word.isupper() else word for word in rest)])
    return _reordered(family, rest)


def _leading_capitals(words: list[str]) -> int:
    run = 0
    for word in words:
        if not _CAPITALS.match(word) or _NUMERAL.match(word) or (run and len(word) == 1):
            break
        run += 1
    # initials after a family name (`VIALATTE F`, `COEFFIN J-H`) are forenames
    while run > 1 and re.fullmatch(r"[A-Z](?:[.-][A-Z])?\.?", words[run - 1]):
        run -= 1
    return 0 if run and len(words[0]) == 1 else run


def _reordered(family: str, rest: list[str]) -> str:
    """Put forenames, particle, family name and generation in reading order."""
    tail: list[str] = []
    while rest and (fold(rest[-1]) in _SUFFIXES or _NUMERAL.match(rest[-1])):
        tail.insert(0, rest.pop())
        if (
            rest
            and fold(rest[-1]) in {"le", "la", "l'"}
            and fold(tail[0]) in {"jeune", "vieux", "pere", "fils", "aine"}
        ):
            tail.insert(0, rest.pop())
    titles = [_TITLES[fold(word)] for word in rest if fold(word) in _TITLES]
    before = [title for title in titles if title in {"Sir", "abbé"}]
    after = [title for title in titles if title not in {"Sir", "abbé"}]
    civil = [_CIVIL[fold(word)] for word in rest if fold(word) in _CIVIL]
    rest = [word for word in rest if fold(word) not in _TITLES and fold(word) not in _CIVIL]
    particles: list[str] = []
    while len(rest) > 1 and fold(rest[-1]) in _PARTICLES:
        particles.insert(0, rest.pop().lower())
    shown = " ".join([*civil, *before, *rest, *after, *particles, family, *tail])
    return (
        shown.replace("d' ", "d’")
        .replace("d’ ", "d’")
        .replace("l' ", "l’")
        .replace("Dell' ", "Dell’")
    )
