# ruff: noqa: SIM905 -- a page of words reads better than a page of quotes
"""A made-up French vocabulary: forms that look, inflect, elide and carry accents as French does.

Nothing is taken from a dictionary. Roots are drawn from French syllables; each takes a few families
of endings (`-er -é -ée -és -ées`, `-al -ale -aux -ales`…), so that folding and stemming have real
work to do. A head of plain museum words, written by hand, comes first in the frequency order.
"""

import itertools
import random

HEAD = (
    (
        "huile toile portrait bois bronze dessin gravure femme homme enfant paysage église marbre "
        "peinture estampe sculpture château cheval rivière fleur vase faïence assiette émail argent "
        "vierge christ évêque saint ange roi reine soldat bataille guerre ville pont port bateau mer "
        "rivage plage falaise marée pêcheur filet barque phare ferme moulin village forêt pommier verger "
        "dentelle fuseau broderie costume robe chapeau coiffe bonnet tissu soie laine coton indienne "
        "affiche carte lettre manuscrit livre reliure photographie négatif musée collection étude esquisse "
        "atelier école académie époque siècle antique médiéval gothique renaissance baroque romantique "
        "impressionniste moderne buste statue relief masque figure groupe scène intérieur rue place "
        "médaille monnaie sceau épée fusil armure horloge instrument musique danse théâtre métier outil "
        "machine presse navette rouet poterie grès cruche pichet plat coupe tasse théière porcelaine "
        "vitrail verre cristal ivoire os corne cuir papier parchemin plume encre lavis aquarelle pastel "
        "crayon fusain sanguine lithographie eau-forte bordure rosace feuillage rinceau oiseau poisson "
        "coquillage lion aigle cerf chien mouton vache œuf cœur sœur nœud"
    )
    .replace("eau-forte", "burin")
    .split()
)

# The words that carry no meaning, by falling frequency.
FUNCTION = (
    "de la le et à les des du en un une par sur dans avec pour au aux est sont qui que ou "
    "son sa ses"
).split()

_ONSETS = "b bl br c ch cl cr d dr f fl fr g gl gr j l m n p pl pr r s t tr v vr".split()
_NUCLEI = "a e i o u é è ê ou oi ai au an en on in".split()
_ENDS = "b c ch d f g l ll m n nn p r s ss t tt v x".split()
_FAMILIES = tuple(
    family.split()
    for family in (
        "er é ée és ées",
        "er ait ant èrent",
        "ir i ie is ies",
        "age ages",
        "ement ements",
        "ure ures",
        "eur eurs euse euses",
        "eux euse euses",
        "al ale aux ales",
        "el elle els elles",
        "ier iers ière ières",
        "ette ettes",
        "oir oirs oire oires",
        "in ins ine ines",
        "isme iste istes",
        "ité ités",
        "ation ations",
        "e es",
        "ois oise oises",
        "if ive ifs ives",
    )
)
SHORTEST, LONGEST = 4, 13


def _root(rng: random.Random) -> str:
    first = rng.choice(_ONSETS) + rng.choice(_NUCLEI)
    middle = rng.choice(_ONSETS) + rng.choice("aeiou") if rng.random() < 0.5 else ""  # noqa: PLR2004 -- half the roots
    beginning = rng.choice(("", "", "", "é", "a", "in", "en", "re", "dé", "œ"))
    return beginning + first + middle + rng.choice(_ENDS)


def _family(rng: random.Random) -> list[str]:
    root = _root(rng)
    endings = itertools.chain.from_iterable(rng.sample(_FAMILIES, rng.randint(2, 5)))
    return [root + ending for ending in endings]


def vocabulary(size: int, *, seed: int = 7) -> list[str]:
    """Return `size` different forms, the most frequent first."""
    rng = random.Random(seed)
    known = dict.fromkeys(HEAD)
    rest: dict[str, None] = {}
    while len(known) + len(rest) < size:
        for form in _family(rng):
            if SHORTEST <= len(form) <= LONGEST and form not in known:
                rest[form] = None
    tail = list(rest)
    rng.shuffle(tail)
    return [*known, *tail][:size]


def names(count: int, words: int, forms: list[str], *, seed: str, before: str = "") -> list[str]:
    """Return `count` different proper names of `words` capitalised forms each."""
    rng = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        name = " ".join(rng.choice(forms).capitalize() for _ in range(words))
        found[f"{before}{name}"] = None
    return list(found)
