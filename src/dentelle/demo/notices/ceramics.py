"""Faience of Pont-Ansgot and stoneware of the woods: plates, dishes, jugs, pots."""

from dentelle.demo.chance import Rng, maybe, one
from dentelle.demo.geography import VILLAGES
from dentelle.demo.notices.base import Fields, Notice, Picture, credit, date, makers, measure, put

FAIENCIERS = makers("faïencier", 24, 1650, 1850)
POTTERS = makers("potier", 26, 1720, 1890)
INKS = {
    "bleu": ("décor en camaïeu bleu", "camaïeu bleu", "bleu de grand feu"),
    "polychrome": ("décor polychrome de grand feu", "polychrome", "décor polychrome"),
    "manganese": ("camaïeu de manganèse", "décor en manganèse"),
    "vert": ("décor vert et jaune", "vert de cuivre, jaune"),
    "rouge": ("décor rouge et bleu", "rouge de fer et bleu", "décor rayonnant, rouge et bleu"),
}
BORDERS = {
    "lambrequin": ("lambrequins", "bordure de lambrequins"),
    "ferronnerie": ("rinceaux de ferronnerie", "ferronnerie"),
    "fleurettes": ("fleurettes jetées", "semis de fleurettes"),
    "galon": ("galon à croisillons et réserves fleuries", "croisillons"),
    "filets": ("dents de loup et filets", "filets"),
    "rinceau": ("rinceau fleuri", "guirlande de fleurs"),
}
CENTRES = {
    "panier": ("panier fleuri", "corbeille de fleurs"),
    "oiseau": ("oiseau sur une branche", "oiseau branché"),
    "coq": ("coq", "coq sur une terrasse"),
    "armoiries": ("armoiries", "armoiries (non identifiées)", "blason couronné"),
    "bouquet": ("bouquet", "bouquet de fleurs"),
    "bateau": ("trois-mâts", "bateau à voiles"),
    "rosace": ("rosace", "rosace rayonnante"),
    "maison": ("chaumière entre deux arbres", "maison"),
}
POTS = {
    "pichet": ("pichet", "pichet à cidre", "pot à eau"),
    "cruche": ("cruche", "cruche à huile"),
    "bouteille": ("bouteille", "bouteille à calvados"),
    "pot": ("pot à beurre", "saloir", "pot à graisse"),
    "jarre": ("jarre", "jarre à lessive", "ponne"),
    "gourde": ("gourde", "gourde de moissonneur"),
    "vase": ("vase", "vase à bouquet"),
}
CLAYS = {
    "gres": "grès (tourné)",
    "sel": "grès ; glaçure au sel",
    "brun": "grès ; engobe brun",
    "terre": "terre cuite vernissée",
    "blanc": "terre blanche ; engobe",
    "miel": "terre cuite ; glaçure plombifère",
}
GLAZES = {
    "aucune": "",
    "vert": "glaçure verte (coulures)",
    "bleu": "émail bleu",
    "brun": "couverte brune",
    "miel": "glaçure miel",
    "creme": "engobe crème",
}
LETTERS = ("AP", "FR", "M L", "CVS", "JB", "T O", "1784", "1811", "VIN", "SEL")
NEXT = (
    "Fêlure stabilisée ; agrafes anciennes au revers.",
    "Le trou percé dans l’aile servait à la pendre au vaisselier.",
    "Marque au revers : une ancre, ou un 4 mal formé.",
    "Passe pour avoir servi au repas de noces d’une laitière et d’un sonneur de cloches.",
    "Raté de cuisson conservé par le potier, qui y mettait ses clous.",
    "Offerte en prime par une épicerie de Pont-Ansgot.",
    "Une trace de doigt, sous la couverte, donne la taille de la main : celle d’un enfant.",
    "Trouvée avec douze autres dans le puits du presbytère.",
)


# How a plate is called after what is painted on it: `assiette au coq`.
_WITH = {
    "panier": "au ",
    "corbeille": "à la ",
    "oiseau": "à l’",
    "coq": "au ",
    "armoiries": "aux ",
    "blason": "au ",
    "bouquet": "au ",
    "trois-mâts": "au ",
    "bateau": "au ",
    "rosace": "à la ",
    "chaumière": "à la ",
    "maison": "à la ",
}


def plate(rng: Rng) -> Notice:
    """A plate or a dish, and what is painted on it."""
    ink, border, centre = (one(rng, list(words)) for words in (INKS, BORDERS, CENTRES))
    dish = maybe(rng, 0.25)
    fields: Fields = {
        "DOMN": "céramique",
        "DENO": "plat"
        if dish
        else one(rng, ("assiette", "assiette", "assiette creuse", "assiette à dessert")),
    }
    middle, edge, paint = one(rng, CENTRES[centre]), one(rng, BORDERS[border]), one(rng, INKS[ink])
    if maybe(rng, 0.4):
        fields["APPL"] = f"{fields['DENO']} {_WITH[middle.partition(' ')[0]]}{middle}"
    if maybe(rng, 0.12):
        fields["TITR"] = f"{middle[0].upper()}{middle[1:]}"
    year = int(rng.triangular(1680, 1880, 1765))
    credit(rng, fields, FAIENCIERS, year, 0.15)
    date(rng, fields, year, 0.22)
    fields["TECH"] = one(
        rng,
        (
            f"faïence stannifère ; {paint}",
            f"faïence ({paint})",
            f"faïence de grand feu, {paint}",
            f"terre cuite émaillée ; {paint}",
        ),
    )
    put(
        rng,
        fields,
        "REPR",
        0.8,
        (f"ornementation ({middle}, {edge})", f"{middle} ; ornementation ({edge})"),
    )
    across = rng.uniform(32, 46) if dish else rng.uniform(21, 27)
    measure(rng, fields, high=rng.uniform(2, 6), round_=across)
    put(
        rng,
        fields,
        "LIEUX",
        0.55,
        (
            "Pont-Ansgot (lieu de fabrication)",
            "Pont-Ansgot (?)",
            "Pont-Ansgot, faubourg des Fours",
            "Val d'Aubrive",
            "Ile-de-France (?)",
            "Normandie (?)",
        ),
    )
    put(
        rng,
        fields,
        "INSC",
        0.25,
        (
            "marque de fabrique (au revers)",
            "marque (bleu)",
            "inscription (au centre)",
            "initiales (au revers)",
        ),
    )
    put(
        rng,
        fields,
        "DESC",
        0.35,
        (
            f"Sur l’aile, {edge} ; au centre, {middle}. Émail blanc légèrement bleuté.",
            f"Bord {one(rng, ('uni', 'chantourné', 'dentelé'))}. Au centre, {middle}, dans un double filet. Sur l’aile, {edge}.",
            f"{middle[0].upper()}{middle[1:]} au centre, {edge} sur l’aile ; égrenures au bord.",
        ),
    )
    put(rng, fields, "COMM", 0.10, NEXT)
    put(rng, fields, "UTIL", 0.4, ("repas", "vaisselle de table", "décoration (vaisselier)"))
    lobes = one(rng, ("0", "0", "0", "8", "12", "16"))
    about = {
        "ink": ink,
        "border": border,
        "centre": centre,
        "lobes": lobes,
        "ground": one(rng, ("#cfccc6", "#c9c4ba", "#b9bcc0", "#d8d2c6", "#aab0b2")),
    }
    return Notice(fields, Picture("plate", about, 1.0), (year, year))


def pot(rng: Rng) -> Notice:
    """A pot turned on the wheel."""
    form, clay = one(rng, list(POTS)), one(rng, list(CLAYS))
    glaze = one(rng, ("aucune", "aucune", "vert", "brun", "miel", "bleu", "creme"))
    decor = (
        one(rng, ("", "", "fleur", "oiseau", "initiales", "bandes")) if glaze == "aucune" else ""
    )
    letters = one(rng, LETTERS)
    fields: Fields = {
        "DOMN": one(rng, ("céramique", "céramique ; ethnologie", "ethnologie")),
        "DENO": one(rng, POTS[form]),
    }
    year = int(rng.triangular(1700, 1930, 1840))
    credit(rng, fields, POTTERS, year, 0.08)
    date(rng, fields, year, 0.2)
    painted = {
        "fleur": "décor au bleu : bouquet",
        "oiseau": "décor au bleu : oiseau",
        "initiales": "initiales au bleu",
        "bandes": "filets et vagues au bleu",
    }.get(decor, "")
    fields["TECH"] = " ; ".join(part for part in (CLAYS[clay], GLAZES[glaze], painted) if part)
    measure(rng, fields, high=rng.uniform(15, 62), round_=rng.uniform(11, 38))
    put(rng, fields, "LIEUX", 0.5, [f"{v} (atelier de potier)" for v in VILLAGES])
    put(
        rng,
        fields,
        "UTIL",
        0.7,
        (
            "conservation des aliments",
            "transport de l'eau",
            "service du cidre",
            "salaison",
            "lessive",
            "moisson (boisson)",
        ),
    )
    put(
        rng,
        fields,
        "APPL",
        0.2,
        ("canne", "guichon", "tinette", "demoiselle", "bonhomme", "picher", "moque à deux mains"),
    )
    if decor == "initiales":
        fields["INSC"] = "initiales (sur la panse)"
        fields["PINS"] = letters
    put(rng, fields, "COMM", 0.14, NEXT)
    about = {
        "form": form,
        "clay": clay,
        "glaze": glaze,
        "decor": decor,
        "letters": letters,
        "reach": f"{rng.uniform(0.3, 0.6):.2f}",
        "ground": one(rng, ("#cdc9c1", "#bfc3c4", "#d3ccbf", "#a9a59d", "#8f9496")),
    }
    return Notice(fields, Picture("jug", about, 0.92 if form == "pot" else 0.78), (year, year))
