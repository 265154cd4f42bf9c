"""Lace and headdresses of Aubrive, printed cottons of Gravelise."""

from dentelle.demo.chance import Rng, maybe, one
from dentelle.demo.geography import TOWNS, VILLAGES
from dentelle.demo.notices.base import Fields, Notice, Picture, credit, date, makers, measure, put

LACEMAKERS = makers("dentellière", 22, 1740, 1885)
PRINTERS = makers("indienneur", 16, 1730, 1830)
SEAMSTRESSES = makers("couturière", 14, 1790, 1890)
STITCHES = (
    "point d’Aubrive",
    "point d'Aubrive, aiguille",
    "dentelle aux fuseaux",
    "dentelle à l'aiguille",
    "fuseaux, fil de lin",
    "fil de lin ; point à l'aiguille",
    "dentelle mécanique (?)",
)
MOTIFS = (
    "fleur",
    "rose, feuillage",
    "œillet",
    "rinceau, fleur",
    "semis de pois, fleur",
    "palmette, rose",
)
LACES = {
    "bande": (
        ("volant", "bas d'aube", "bordure", "entre-deux", "engageante", "barbe de bonnet"),
        (30, 9),
        1.62,
    ),
    "medaillon": (
        ("rond de table", "fond de bonnet", "médaillon", "dessous de ciboire"),
        (24, 24),
        1.0,
    ),
    "col": (("col", "col de fillette", "collerette"), (31, 34), 1.08),
}
WORDS = (
    "Huit mois de travail pour deux ouvrières, d’après le livre de comptes.",
    "Reprisé à l’aiguille, très finement, par une main moins savante.",
    "Modèle n° 212 du livre de patrons, dit « à la Désirée ».",
    "Porté une seule fois.",
    "Le réseau est refait sur un tiers de la longueur.",
    "Jaunie au thé pour paraître plus ancienne.",
)


def lace(rng: Rng) -> Notice:
    """A piece of lace."""
    form = one(rng, list(LACES))
    names, (high, wide), ratio = LACES[form]
    fields: Fields = {
        "DOMN": one(rng, ("textile", "costume ; textile", "textile ; art décoratif")),
        "DENO": one(rng, ("dentelle", "dentelle", one(rng, names))),
    }
    if fields["DENO"] == "dentelle" and maybe(rng, 0.7):
        fields["APPL"] = one(rng, names)
    year = int(rng.triangular(1720, 1920, 1845))
    credit(rng, fields, LACEMAKERS, year, 0.12)
    date(rng, fields, year, 0.2)
    fields["TECH"] = one(rng, STITCHES)
    motif = one(rng, MOTIFS)
    put(rng, fields, "REPR", 0.55, (f"ornementation ({motif})", motif))
    measure(
        rng,
        fields,
        high=high * rng.uniform(0.4, 1.2),
        wide=wide * rng.uniform(3, 14) if form == "bande" else wide,
    )
    put(
        rng,
        fields,
        "LIEUX",
        0.6,
        (
            "Aubrive (lieu de fabrication)",
            "Aubrive",
            "Val d'Aubrive (?)",
            "Flandre (?)",
            *(f"{v} (atelier)" for v in VILLAGES[:6]),
        ),
    )
    put(
        rng,
        fields,
        "UTIL",
        0.5,
        ("vêtement féminin", "coiffe", "liturgie", "ameublement", "baptême", "trousseau"),
    )
    put(
        rng,
        fields,
        "DESC",
        0.3,
        (
            f"Réseau à mailles hexagonales, motifs au mat et au jour : {motif}. Cordonnet en relief.",
            f"{one(rng, ('Bord festonné', 'Bord à picots', 'Pied droit'))}, {motif} ; fonds variés.",
            f"Motif répété : {motif}.",
        ),
    )
    put(rng, fields, "COMM", 0.12, WORDS)
    about = {
        "form": form,
        "ground": one(rng, ("nuit", "vin", "sapin", "prune", "encre", "ardoise")),
    }
    return Notice(fields, Picture("lace", about, ratio), (year, year))


Words = tuple[str, ...]
COSTUMES: tuple[tuple[str, Words, Words, Words], ...] = (
    (
        "coiffe",
        ("grande volante", "papillonne", "bavolette", "la Merlimaraise", "coiffe des dimanches"),
        ("mousseline brodée", "tulle brodé, ruban", "lin ; dentelle", "batiste, dentelle"),
        ("vêtement féminin", "fête", "mariage"),
    ),
    (
        "bonnet",
        ("calipette", "bonnet rond"),
        ("coton (piqué)", "lin ; dentelle", "indienne (piquée)", "soie (taffetas)"),
        ("vêtement féminin", "vêtement d'enfant", "baptême"),
    ),
    ("coiffe de deuil", (), ("crêpe noir", "mousseline sans dentelle"), ("deuil",)),
    (
        "caraco",
        ("casaquin",),
        ("coton imprimé", "drap de laine", "indienne ; doublure de lin"),
        ("vêtement féminin",),
    ),
    (
        "jupe",
        ("cotillon",),
        ("droguet (laine et lin)", "coton rayé", "soie (taffetas)"),
        ("vêtement féminin",),
    ),
    (
        "tablier",
        ("devantière",),
        ("soie moirée", "toile de lin (bleue)", "coton à carreaux"),
        ("vêtement féminin", "travail", "fête"),
    ),
    (
        "fichu",
        ("mouchoir de cou",),
        ("mousseline brodée", "coton imprimé (rouge)", "tulle ; broderie"),
        ("vêtement féminin",),
    ),
    (
        "blaude",
        ("blouse bleue", "bliaude"),
        ("toile de lin (bleue), broderie blanche",),
        ("vêtement masculin", "marché"),
    ),
    (
        "gilet",
        (),
        ("drap de laine ; boutons de cuivre", "velours ; soie"),
        ("vêtement masculin", "mariage"),
    ),
    ("souliers de mariée", (), ("satin ; cuir", "cuir (verni), ruban"), ("mariage",)),
    (
        "sabots",
        ("sabots à bride", "sabots de noce"),
        ("hêtre (sculpté)", "saule ; cuir"),
        ("vêtement", "travail"),
    ),
    (
        "robe de baptême",
        (),
        ("mousseline brodée ; dentelle", "batiste ; entre-deux de dentelle"),
        ("baptême",),
    ),
    (
        "chapeau de paille",
        (),
        ("paille de seigle (tressée), ruban",),
        ("travail", "vêtement féminin"),
    ),
    ("parapluie", ("le riflard",), ("coton huilé ; baleines de jonc ; bois",), ("pluie",)),
    ("châle", (), ("laine (cachemire imprimé)", "soie ; franges"), ("vêtement féminin", "mariage")),
)


def costume(rng: Rng) -> Notice:
    """A garment or a headdress; the stores show no picture of them yet."""
    what, local, stuffs, uses = one(rng, COSTUMES)
    fields: Fields = {
        "DOMN": one(rng, ("costume", "costume ; ethnologie", "costume ; textile")),
        "DENO": what,
    }
    put(rng, fields, "APPL", 0.4 if local else 0, local)
    year = int(rng.triangular(1780, 1935, 1865))
    credit(rng, fields, SEAMSTRESSES, year, 0.05)
    date(rng, fields, year, 0.25)
    fields["TECH"] = one(rng, stuffs)
    measure(rng, fields, high=rng.uniform(10, 95), wide=rng.uniform(10, 70))
    put(rng, fields, "UTIL", 0.6, uses)
    put(rng, fields, "LIEUX", 0.4, tuple(TOWNS))
    put(
        rng,
        fields,
        "HIST",
        0.14,
        (
            "Portée à la procession de 1891, puis serrée dans du papier bleu.",
            "Retaillée deux fois pour des sœurs de plus en plus jeunes.",
            "La doublure est faite d’une affiche électorale.",
            "Dans la poche : un dé, un bouton, un billet de tombola.",
        ),
    )
    return Notice(fields, None, (year, year))


PATTERNS = {
    "toile": (
        ("toile imprimée", "toile à personnages", "panneau", "rideau", "courtepointe (fragment)"),
        ("rouge", "violet", "bleu", "sepia", "vert"),
        ("ecru", "blanc"),
    ),
    "indienne": (
        ("indienne", "indienne", "fragment d'indienne", "jupon (fragment)"),
        ("",),
        ("ecru", "garance", "indigo", "brun", "blanc"),
    ),
    "semis": (
        ("mignonnette", "échantillon", "toile imprimée"),
        ("",),
        ("indigo", "garance", "brun", "ecru", "jonquille"),
    ),
    "rayures": (
        ("siamoise", "toile rayée", "échantillon", "rideau"),
        ("",),
        ("jonquille", "ecru", "blanc", "garance"),
    ),
}
GROUND_WORDS = {
    "ecru": "fond écru",
    "garance": "fond garance",
    "indigo": "fond indigo",
    "brun": "fond brun",
    "blanc": "fond blanc",
    "jonquille": "fond jaune",
}
INK_WORDS = {
    "rouge": "impression rouge",
    "violet": "impression violette",
    "bleu": "impression bleue",
    "sepia": "impression bistre",
    "vert": "impression verte",
}
TOILES = (
    "Le Départ du navire",
    "Les Plaisirs de la ferme",
    "Le Petit Port",
    "L’Oiseau et la corbeille",
    "La Fontaine",
    "Le Retour des îles",
)


def cloth(rng: Rng) -> Notice:
    """A printed cotton."""
    pattern = one(rng, list(PATTERNS))
    names, inks, grounds = PATTERNS[pattern]
    ink, ground = one(rng, inks), one(rng, grounds)
    fields: Fields = {
        "DOMN": one(rng, ("textile", "textile ; art décoratif", "arts décoratifs ; textile")),
        "DENO": one(rng, names),
    }
    if pattern == "toile" and maybe(rng, 0.6):
        fields["TITR"] = one(rng, TOILES)
    year = int(rng.triangular(1755, 1880, 1800))
    credit(rng, fields, PRINTERS, year, 0.06)
    date(rng, fields, year, 0.3)
    how = (
        one(
            rng,
            (
                "impression à la planche de cuivre",
                "impression au cylindre",
                "impression à la plaque",
            ),
        )
        if pattern == "toile"
        else one(
            rng,
            (
                "impression à la planche de bois",
                "impression à la planche, pinceautage",
                "impression au rouleau",
            ),
        )
    )
    colours = INK_WORDS[ink] if ink else "polychrome"
    fields["TECH"] = one(
        rng,
        (
            f"coton ; {how} ; {colours}",
            f"toile de coton, {how} ({colours})",
            f"coton (imprimé, {colours})",
        ),
    )
    motif = {
        "toile": "paysage, bateau, oiseau, arbre",
        "indienne": "fleur, tige ondulante, feuillage",
        "semis": "semis de fleurs",
        "rayures": "rayure, guirlande de fleurs",
    }[pattern]
    put(rng, fields, "REPR", 0.7, (f"ornementation ({motif})",))
    put(
        rng,
        fields,
        "DESC",
        0.35,
        (
            f"{GROUND_WORDS[ground].capitalize()}, {motif}.",
            f"Rapport complet dans la hauteur. {GROUND_WORDS[ground].capitalize()}. Lisière conservée à gauche.",
            f"{motif.capitalize()} ; {colours}. Bords effrangés, auréoles.",
        ),
    )
    measure(rng, fields, high=rng.uniform(22, 180), wide=rng.uniform(20, 110))
    put(
        rng,
        fields,
        "LIEUX",
        0.6,
        (
            "Gravelise (manufacture)",
            "Gravelise",
            "Gravelise, enclos des Prés (?)",
            "Val d'Aubrive",
            "Angleterre (?)",
        ),
    )
    put(
        rng,
        fields,
        "INSC",
        0.15,
        (
            "chef de pièce (marque de fabrique)",
            "marque au chef : GRAVELISE BON TEINT",
            "étiquette d'échantillonnage",
        ),
    )
    put(
        rng,
        fields,
        "COMM",
        0.1,
        (
            "Deux laizes cousues à grands points.",
            "A servi d’écran de cheminée, puis de torchon.",
            "Essai de garance sur deux mordants ; le second a viré.",
            "Le dessin se retrouve au livre d’échantillons, page 88, avec la mention « ne plaît pas ».",
        ),
    )
    about = {
        "pattern": pattern,
        "ground": ground,
        "wall": one(rng, ("#d8d4cb", "#c9cbcc", "#bdb7ab")),
    }
    if ink:
        about["ink"] = ink
    return Notice(fields, Picture("cloth", about, one(rng, (1.3, 0.85, 1.15))), (year, year))
