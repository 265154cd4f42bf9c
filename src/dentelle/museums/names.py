"""Names of museums inside a French sentence: article, contraction, lower-case noun.

Source: common French grammar; the nouns are those that begin the official names of the national
register. A name whose first word is none of them keeps no article unless a person gave one.
"""

from dentelle.core.text import fold

_NOUNS = {
    "le": "musée muséum château palais centre cabinet conservatoire port mémorial pavillon domaine "
    "familistère fort moulin manoir prieuré parc jardin site trésor village carré forum museon",
    "la": "maison bibliothèque fondation cité forge ferme synagogue tapisserie villa galerie "
    "collection chapelle tour filature corderie verrerie faïencerie saline mine médiathèque",
    "l’": "écomusée atelier hôtel abbaye espace historial hôpital église observatoire institut "
    "imprimerie ethnothèque archéosite apothicairerie artothèque hospice",
    "les": "musées collections archives châteaux maisons ateliers pêcheries",
}
_ARTICLES = {fold(noun): article for article, nouns in _NOUNS.items() for noun in nouns.split()}
ARTICLES = ("", "le", "la", "l’", "les")
_OF = {"le": "du ", "la": "de la ", "l’": "de l’", "les": "des "}
_AT = {"le": "au ", "la": "à la ", "l’": "à l’", "les": "aux "}
_VOWELS = frozenset("aeiouy")


def _head(name: str) -> str:
    """Return the folded noun a name begins with: `château-musée de Dieppe` → `chateau`."""
    first = name.replace(",", " ").split()[:1]
    return fold(first[0]).partition("-")[0] if first else ""


def article_for(name: str) -> str:
    """Return `le`, `la`, `l’`, `les`, or nothing when the first word is a proper name."""
    return _ARTICLES.get(_head(name), "")


def tidy_article(value: str) -> str:
    """Return an article typed by a person in its one spelling.

    Raises:
        ValueError: it is no French article.
    """
    article = value.strip().lower().replace("'", "’")
    if article not in ARTICLES:
        raise ValueError(value)
    return article


def own_article(name: str) -> tuple[str, str]:
    """Split a name that carries its article: `Les Pêcheries` → (`les`, `Pêcheries`)."""
    for article in ("le ", "la ", "les ", "l’", "l'"):
        if name.lower().startswith(article):
            return article.strip().replace("'", "’"), name[len(article) :]
    return "", name


def as_title(name: str) -> str:
    """Return a name as it stands alone, its first letter a capital."""
    return name[:1].upper() + name[1:]


def in_sentence(name: str) -> str:
    """Return a name inside a sentence: a common noun at its head loses its capital."""
    is_common = _head(name) in _ARTICLES and not name[:2].isupper()
    return name[:1].lower() + name[1:] if is_common else name


def the(name: str, article: str = "") -> str:
    """Return `le musée…`, `la maison…`, `Les Pêcheries`."""
    if not article:
        return in_sentence(name)
    space = "" if article == "l’" else " "
    return f"{article}{space}{in_sentence(name)}"


def of(name: str, article: str = "") -> str:
    """Return `du musée…`, `de la maison…`, `des Pêcheries`, `d’Artimuse`."""
    article, name = _parts(name, article)
    if article:
        return f"{_OF[article]}{name}"
    return f"d’{name}" if fold(name)[:1] in _VOWELS else f"de {name}"


def at(name: str, article: str = "") -> str:
    """Return `au musée…`, `à la maison…`, `aux Pêcheries`."""
    article, name = _parts(name, article)
    return f"{_AT[article]}{name}" if article else f"à {name}"


def _parts(name: str, article: str) -> tuple[str, str]:
    """Return the article and the name after it; a name that carries its article keeps its capital."""
    return (article, in_sentence(name)) if article else own_article(name)
