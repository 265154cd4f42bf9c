"""What may be shown of a whitelisted field: some name persons or exact places beside public facts.

Legal status keeps owner and mode of acquisition, dates keep their years, a discovery keeps its
country and town but no finder nor address. Everything else is shown as written, flagged passages
masked.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from dentelle.catalogue.derivation import scan
from dentelle.catalogue.derivation.split import split
from dentelle.core.text import fold

_C1 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}

# Owner, mode of acquisition, protection: the ministry's list of the legal status (2014).
_MODES = (
    *("achat apres arret en douane", "achat apres commande", "achat au salon"),
    *("achat avec participation d'association", "achat avec participation du fram"),
    *("achat avec participation du fonds national du patrimoine", "achat avec participation"),
    *("achat par preemption en douane", "achat par preemption en vente publique"),
    *("achat par preemption", "achat en vente publique", "achat sous reserve d'usufruit"),
    *("achat sur les arrerages d'un legs", "achat sur les arrerages d'une donation"),
    *("achat sur les arrerages d'une fondation", "achat", "ancien fonds"),
    *("attribution par l'office des biens prives", "attribution", "cession a titre gratuit"),
    *(
        "cession",
        "changement d'affectation",
        "affectation",
        "dation",
        "donation sous reserve d'usufruit",
    ),
    *(
        "donation",
        "don manuel",
        "don enquete",
        "don fouilles",
        "don sous reserve d'usufruit",
        "don",
    ),
    *("devolution", "legs sous reserve d'usufruit", "legs", "mode d'acquisition inconnu"),
    *("mode d'acquisition non renseigne", "mode d'acquisition particulier", "conquete militaire"),
    *("saisie en douane", "saisie royale", "saisie revolutionnaire", "saisie", "fouilles"),
    *("transfert de propriete de l'etat a titre gratuit", "transfert de propriete de l'etat"),
    *("transfert de propriete", "transfert", "echange", "collecte", "depot reglementaire"),
    *("depot des oeuvres d'art de l'etat", "depot", "en depot", "interdiction de pret et de depot"),
    *("interdiction de pret a l'etranger", "interdiction de depot", "interdiction de pret"),
    *("archives publiques", "classe mh", "inscrit mh", "tresor national"),
)
_OWNERS = (
    "propriete de l'artiste", "propriete de l'etat", "propriete de l'etablissement public",
    "propriete de la collectivite", "propriete de la commun", "propriete de la region",
    "propriete de la metropole", "propriete de la ville", "propriete du departement",
    "propriete du syndicat", "propriete d'un syndicat", "propriete du territoire",
    "propriete d'un etat etranger", "propriete publique", "propriete privee personne morale",
    "propriete privee", "propriete de l'association", "propriete d'une association",
)  # fmt: skip
_OWNER_LONGEST = 70
_OWNER_REST = re.compile(r"[a-z' -]*(?:\(\?\))?")
_DOUBT = re.compile(r"\s*\(\s*\?\s*\)$")


def _mode(segment: str) -> str:
    """Return the owner or mode words a segment begins with; what names a person is left out."""
    folded = _DOUBT.sub("", fold(segment))
    for words in _MODES:
        if folded == words:
            return segment
        if folded.startswith(words + " "):
            return segment[: len(words)] if len(fold(segment)) == len(segment) else words
    if folded in _OWNERS or (
        folded.startswith(_OWNERS[:12])
        and _OWNER_REST.fullmatch(folded)
        and len(folded) < _OWNER_LONGEST
    ):
        return segment
    return ""


def _status(text: str) -> str:
    kept = [_mode(part) for part in split(text, ";,")]
    return " ; ".join(dict.fromkeys(part for part in kept if part))


_DATE_WORDS = re.compile(
    r"date d[’']acquisition inconnue|date inconnue|inconnue?|avant|après|vers|entre|\bet\b|\bou\b|acquis(?:ition)?\b"
    r"|entrée matérielle|décision dation|\(\s*\?\s*\)|\?|(?<!\d)1[0-9]{3}(?!\d)|(?<!\d)20\d{2}(?!\d)",
    re.IGNORECASE,
)


def _years(text: str) -> str:
    """Return years and the hedges around them: the day of a deed and its parties stay inside."""
    parts = (" ".join(_DATE_WORDS.findall(part)) for part in split(text, ";"))
    return " ; ".join(part for part in parts if any(c.isdigit() for c in part) or "nconnu" in part)


_PERSON_ROLE = re.compile(
    r"collect(?:eur|rice)|découvreu|inventeur|fouilleur|donat|vende|prospecteur|propriétaire|archéologue|chercheu"
    r"|informateur|missionnaire|responsable",
    re.IGNORECASE,
)
_KEPT_INSIDE = re.compile(
    r"lieu(?: d[e’'] ?\w+)?(?: de \w+)?|\(?\?\)?|date d[e’'] ?\w+|.*\b\d{1,2}(?:er|e|ème) siècle.*|1\d{3}|20\d{2}"
    r"|(?:avant|après|vers|depuis|en) \d{4}.*|fouilles?.*|prospection.*|découverte fortuite|canton|environs de|région de?",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\(([^()]*)\)?")


def _inside(match: re.Match[str]) -> str:
    kept = [part for part in split(match.group(1), ",;") if _KEPT_INSIDE.fullmatch(part)]
    return f"({', '.join(kept)})" if kept and not _PERSON_ROLE.search(match.group(1)) else ""


def _discovery(text: str) -> str:
    """Return the places of a discovery and its method; persons, addresses and plots are left out."""
    shown = _PARENTHESIS.sub(_inside, text)
    parts = (scan.masked(part).strip(" ,)") for part in split(shown, ";"))
    closed = (part + ")" * (part.count("(") - part.count(")")) for part in parts)
    return " ; ".join(
        part for part in closed if part.replace(scan.MASK, "") and not _PERSON_ROLE.search(part)
    )


_STORE = re.compile(
    r"\b(?:réserve|étagère|armoire|caisse|boîte|rayon|travée|tiroir|magasin|vitrine|compactus|palette|salle|étage"
    r"|meuble|épi|tablette|bureau)s?\b",
    re.IGNORECASE,
)


def _location(text: str) -> str:
    """Return town and museum; a store, a shelf or a room is left out."""
    return " ; ".join(part for part in split(text, ";") if not _STORE.search(part))


_BY_TAG: Mapping[str, Callable[[str], str]] = {
    "STAT": _status,
    "DACQ": _years,
    "DDPT": _years,
    "DECV": _discovery,
    "LOCA": _location,
    "DEPO": _location,
}
_AS_WRITTEN = frozenset({"WWW", "LVID", "RETIF", "LARC", "INV", "REF"})


def disclose(tag: str, text: str) -> str:
    """Return what may be shown of the text of a public field."""
    if tag in _BY_TAG:
        return _by_rule(tag, text)
    if not text.isascii():
        text = text.translate(_C1)
    if tag in scan.SCANNED and tag not in _AS_WRITTEN:
        text = scan.masked(text.strip())
    if "#" in text and tag not in _AS_WRITTEN:
        text = "\n".join(line.strip() for line in text.split("#"))
    return text.strip()


@lru_cache(maxsize=8_000)
def _by_rule(tag: str, text: str) -> str:
    return _BY_TAG[tag](text.translate(_C1).strip())
