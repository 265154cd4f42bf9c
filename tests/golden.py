"""Golden queries: what is typed, and what the texts it must find say, worked out without any engine.

A query finds exactly the documents where every pattern of `has` is in one of the texts and no
pattern of `lacks` is in any. Patterns read folded text (lower case, no accents, straight
apostrophes) and stand between word borders.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Golden:
    """One query and its answer."""

    typed: str
    has: tuple[str, ...]
    lacks: tuple[str, ...] = ()


def _one(typed: str, *has: str, lacks: tuple[str, ...] = ()) -> Golden:
    return Golden(typed, has, lacks)


QUERIES = (
    # One word, with and without accents, in every number and gender
    _one("dentelle", "dentel(le|les|e|ee|es|ees)?"),
    _one("DENTELLES", "dentel(le|les|e|ee|es|ees)?"),
    _one("faïence", "faiences?"),
    _one("faience", "faiences?"),
    _one("Faïences", "faiences?"),
    _one("émail", "emails?|emaux|emaill(e|ee|es|ees)"),
    _one("emaux", "emails?|emaux|emaill(e|ee|es|ees)"),
    _one("émaillée", "emails?|emaux|emaill(e|ee|es|ees)"),
    _one("bateaux", "bateaux?"),
    _one("cheval", "cheval|chevaux"),
    _one("chevaux", "cheval|chevaux"),
    _one("vitrail", "vitrail|vitraux"),
    _one("vitraux", "vitrail|vitraux"),
    _one("église", "eglises?"),
    _one("eglise", "eglises?"),
    _one("forgé", "forge(e|s|es|r)?"),
    _one("forgées", "forge(e|s|es|r)?"),
    _one("polychrome", "polychrom(e|es|ie|ies)"),
    _one("grès", "gres"),
    _one("gres", "gres"),
    _one("pêcheur", "pech(eurs?|euses?)"),
    _one("tempête", "tempetes?"),
    _one("pommiers", "pomm?iers?"),
    _one("monnaie", "monnaies?"),
    _one("anneau", "anneaux?"),
    _one("abbaye", "abbayes?"),
    _one("boeuf", "boeufs?"),
    _one("bœufs", "boeufs?"),
    _one("nœud", "noeuds?"),
    _one("œuvre", "oeuvres?"),
    _one("musée", "musees?"),
    _one("fuseaux", "fuseaux?"),
    # Elision and both apostrophes
    _one("l’église", "eglises?"),
    _one("d'aubrive", "aubrive"),
    _one("point d’Aubrive", "point(s|e|es|ee|ees)?", "aubrive"),
    _one("huile sur l'eau", "huil(e|es|ee)", "eaux?"),
    # Several words, all wanted, wherever they stand
    _one("dentelle aiguille", "dentel(le|les|e|ee|es|ees)?", "aiguilles?"),
    _one("bois fer", "bois", "fers?"),
    _one("assiette oiseau", "assiettes?", "oiseaux?"),
    _one("paysage rivière automne", "paysages?", "rivieres?", "automnes?"),
    _one("le cheval et la mer", "cheval|chevaux", "mers?"),
    _one("sirène proue", "sirenes?", "proues?"),
    # Phrases, their stop words at their place
    _one('"huile sur toile"', r"huiles?\W+\w+\W+toiles?"),
    _one('"huile toile"', r"huiles?\W+toiles?"),
    _one('"peinture à l’huile"', r"peintures?\W+\w+\W+l\W+huiles?"),
    _one('"peinture a l huile"', r"peintures?\W+\w+\W+(?!l\W)\w+\W+huiles?"),
    _one("« coucher de soleil »", r"couche(r|rs|e|es|ee|ees)?\W+\w+\W+soleils?"),
    _one('"toile de coton"', r"toiles?\W+\w+\W+cotons?"),
    _one('"coton toile"', r"cotons?\W+toiles?"),
    _one("eau-forte", r"eaux?\W+fort(e|es|s)?"),
    _one("demi-varlope", r"demies?\W+varlopes?|demi\W+varlopes?"),
    # Exclusion
    _one("bois -fer", "bois", lacks=("fers?",)),
    _one("faïence -assiette -plat", "faiences?", lacks=("assiettes?", "plat(s|e|es)?")),
    _one('toile -"huile sur toile"', "toiles?", lacks=(r"huiles?\W+\w+\W+toiles?",)),
    # The beginning of a word
    _one("dentell*", r"dentel(le|les|e|ee|es|ees|l\w*)?"),
    _one("faïenc*", r"faienc\w*"),
    # Small words change nothing beside others
    _one("la mer", "mers?"),
    _one("un port", "ports?"),
    _one("dans le verger", "vergers?"),
    # Words that must not be taken for others
    _one("port", "ports?"),
    _one("porte", "porte(s|r|e|es)?"),
    _one("muse", "muses?"),
    _one("mer", "mers?"),
    # Nothing
    _one("xylophagocarpe", "xylophagocarpe"),
)
