"""Tools, furniture of farms, things of the sea: what hands used, with what is still remembered of it."""

from dentelle.demo.chance import Rng, maybe, one
from dentelle.demo.geography import TOWNS, VILLAGES
from dentelle.demo.notices.base import (
    Fields,
    Notice,
    Picture,
    contracted,
    credit,
    date,
    makers,
    measure,
    put,
)

SMITHS = makers("forgeron", 18, 1770, 1900)
TOOLMAKERS = makers("taillandier", 22, 1760, 1905)
JOINERS = makers("menuisier", 18, 1740, 1890)
SHIPMODELLERS = makers("maquettiste", 10, 1800, 1910)
# drawing: (names, vernacular names, materials, uses, ratio)
TOOLS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str, tuple[str, ...], float]] = {
    "rabot": (
        ("rabot", "varlope", "riflard", "bouvet"),
        ("galère", "demi-varlope"),
        "bois (cormier) ; fer",
        ("menuiserie", "charronnage"),
        1.5,
    ),
    "serpe": (
        ("serpe", "serpe à talon"),
        ("vouge", "gouet", "sarpe"),
        "fer (forgé) ; bois ; laiton",
        ("bocage (entretien des haies)", "fagotage"),
        0.72,
    ),
    "forces": (
        ("forces", "ciseaux à tondre"),
        ("forches",),
        "fer (forgé)",
        ("tonte des moutons", "draperie"),
        0.72,
    ),
    "marteau": (
        ("marteau", "marteau de cordonnier", "marteau à battre"),
        ("martiau",),
        "fer ; bois (frêne)",
        ("cordonnerie", "forge", "couverture"),
        0.75,
    ),
    "faucille": (
        ("faucille", "volant"),
        ("faucillon",),
        "fer ; bois tourné ; laiton",
        ("moisson", "coupe de l'herbe"),
        1.4,
    ),
    "vilebrequin": (
        ("vilebrequin", "vilebrequin à mèche fixe"),
        ("virebroquin",),
        "fer ; bois",
        ("charpenterie de marine", "menuiserie"),
        0.72,
    ),
    "compas": (
        ("compas", "compas de tonnelier", "compas d'appareilleur"),
        ("le grand compas",),
        "fer ; laiton",
        ("tonnellerie", "taille de pierre"),
        0.75,
    ),
    "hache": (
        ("hache", "doloire", "hache de charpentier"),
        ("épaule-de-mouton", "la dolouère"),
        "fer (aciéré) ; bois",
        ("charpenterie", "équarrissage", "construction navale"),
        1.4,
    ),
    "navette": (
        ("navette", "navette volante"),
        ("la souris",),
        "bois (buis) ; fer ; fil de lin",
        ("tissage", "passementerie"),
        1.6,
    ),
}
MEMORIES = (
    "Le manche garde l’usure d’une main gauche.",
    "Collecté chez le dernier tonnelier de {v}, qui s’en servait encore pour ouvrir son courrier.",
    "Marqué au fer de trois lettres : celles du grand-père, du père et du fils, qui ont eu le même prénom.",
    "Usage discuté : le fichier dit « pour le lin », le donateur « pour les anguilles ».",
    "Réparé avec une ferrure de volet.",
    "Outil à main identifié d’abord comme instrument de chirurgie.",
    "Provient de l’atelier de {v}, fermé un samedi de 1958 et laissé en l’état.",
    "Qu’est-ce que cet objet ? Toute information sera reçue avec joie.",
)


def tool(rng: Rng) -> Notice:
    """A tool of a trade."""
    kind = one(rng, list(TOOLS))
    names, local, stuff, uses, ratio = TOOLS[kind]
    fields: Fields = {
        "DOMN": one(
            rng, ("outil, métier", "ethnologie", "technique et industrie", "ethnologie ; outillage")
        ),
        "DENO": one(rng, names),
    }
    put(rng, fields, "APPL", 0.4, local)
    year = int(rng.triangular(1780, 1955, 1890))
    credit(rng, fields, TOOLMAKERS if maybe(rng, 0.6) else SMITHS, year, 0.06)
    date(rng, fields, year, 0.2)
    fields["TECH"] = stuff
    put(rng, fields, "UTIL", 0.85, uses)
    measure(rng, fields, high=rng.uniform(14, 70), wide=rng.uniform(6, 40))
    put(rng, fields, "LIEUX", 0.4, (*VILLAGES, *TOWNS))
    put(
        rng,
        fields,
        "INSC",
        0.3,
        (
            "marque de taillandier (sur la lame)",
            "initiales (poinçonnées sur le manche)",
            "date (gravée)",
            "marque (étoile, illisible)",
        ),
    )
    put(rng, fields, "PERU", 0.3, ("1ère moitié 20e siècle", "19e siècle", "20e siècle"))
    put(
        rng,
        fields,
        "COMM",
        0.2,
        [contracted(memory.format(v=one(rng, VILLAGES))) for memory in MEMORIES],
    )
    about = {
        "tool": kind,
        "ground": one(rng, ("#dcd9d2", "#c6c9ca", "#d2cabc", "#b3b8b6", "#8f9aa0")),
    }
    return Notice(fields, Picture("tool", about, ratio), (year, year))


Words = tuple[str, ...]
# height, width, depth in centimetres, of what is not of the size of a hand
SIZES = {
    "armoire": (212, 148, 58),
    "vaisselier": (205, 135, 50),
    "berceau": (70, 92, 48),
    "pétrin": (78, 130, 60),
    "horloge de parquet": (224, 46, 26),
    "baratte": (84, 42, 42),
    "joug": (24, 142, 22),
    "ruche": (52, 40, 40),
    "coffre": (68, 128, 58),
    "râteau à foin": (175, 62, 8),
    "coffre de marin": (46, 88, 44),
    "figure de proue": (142, 52, 60),
    "pavillon": (110, 160, 0.5),
    "maquette de bateau": (62, 88, 24),
    "lampe de phare": (96, 60, 60),
    "grappin": (92, 64, 64),
    "casier": (46, 62, 46),
}
HANDY = (22, 26, 12)


def sized(rng: Rng, fields: Fields, what: str) -> None:
    """Measure a thing according to what it is."""
    high, wide, deep = (value * rng.uniform(0.78, 1.22) for value in SIZES.get(what, HANDY))
    measure(rng, fields, high=high, wide=wide, deep=deep)


# what, vernacular name, materials, uses
FURNITURE: tuple[tuple[str, str, Words, Words], ...] = (
    (
        "armoire",
        "armoire de mariage",
        ("chêne (mouluré, sculpté)", "merisier ; ferrures de laiton"),
        ("rangement du linge", "mariage"),
    ),
    ("vaisselier", "palier", ("chêne", "merisier"), ("rangement de la vaisselle",)),
    ("berceau", "bers", ("hêtre", "merisier (tourné)", "osier"), ("petite enfance",)),
    ("pétrin", "huche", ("chêne", "sapin (peint)"), ("panification",)),
    (
        "horloge de parquet",
        "demoiselle",
        ("chêne ; laiton ; émail", "sapin (peint), fer"),
        ("mesure du temps",),
    ),
    ("baratte", "sérène", ("chêne ; fer", "grès"), ("fabrication du beurre",)),
    ("joug", "", ("hêtre ; fer",), ("attelage des bœufs",)),
    ("ruche", "vaissé", ("paille de seigle, ronce",), ("apiculture",)),
    ("lanterne d'écurie", "", ("fer blanc ; corne", "fer blanc ; verre"), ("éclairage",)),
    ("moule à gaufres", "", ("fer (forgé, gravé)",), ("cuisine", "fête")),
    ("coffre", "bahut", ("chêne ; fer",), ("rangement du linge", "réserve de grain")),
    ("râteau à foin", "fanet", ("frêne ; châtaignier",), ("fenaison",)),
    ("girouette", "coq", ("fer (découpé)", "cuivre"), ("toiture",)),
    ("canne de conscrit", "", ("bois ; rubans ; cuivre",), ("conscription", "fête")),
    ("jeu de quilles", "", ("buis", "frêne (tourné)"), ("jeu",)),
    ("carte-réclame", "", ("papier ; chromolithographie",), ("publicité",)),
    ("pressoir (maquette)", "", ("chêne ; fer",), ("fabrication du cidre", "concours agricole")),
    ("souricière", "ratière", ("hêtre, fil de fer",), ("lutte contre les rongeurs",)),
)


def farm(rng: Rng) -> Notice:
    """Something of a farm or a house."""
    what, local, stuffs, uses = one(rng, FURNITURE)
    fields: Fields = {
        "DOMN": one(
            rng,
            ("ethnologie", "mobilier ; ethnologie", "vie domestique", "ethnologie ; agriculture"),
        ),
        "DENO": what,
    }
    if local and maybe(rng, 0.6):
        fields["APPL"] = local
    year = int(rng.triangular(1760, 1950, 1870))
    credit(rng, fields, JOINERS, year, 0.06)
    date(rng, fields, year, 0.25)
    fields["TECH"] = one(rng, stuffs)
    put(rng, fields, "UTIL", 0.75, uses)
    sized(rng, fields, what)
    put(rng, fields, "LIEUX", 0.5, VILLAGES)
    put(
        rng,
        fields,
        "REPR",
        0.2,
        (
            "ornementation (colombe, panier fleuri, carquois)",
            "ornementation (cœur, étoile)",
            "coq",
            "ornementation (gerbe, faucille)",
        ),
    )
    put(
        rng,
        fields,
        "HIST",
        0.15,
        [contracted(memory.format(v=one(rng, VILLAGES))) for memory in MEMORIES[1:]],
    )
    put(
        rng,
        fields,
        "DECV",
        0.3,
        [f"{v} (collecte, {y})" for v, y in zip(VILLAGES, range(1962, 1999), strict=False)],
    )
    return Notice(fields, None, (year, year))


SEA: tuple[tuple[str, str, Words, Words], ...] = (
    (
        "maquette de bateau",
        "maquette",
        ("bois ; toile ; fil", "tilleul, coton, laiton"),
        ("décor", "apprentissage", "dévotion"),
    ),
    ("sextant", "", ("laiton ; verre ; ébène",), ("navigation",)),
    ("foëne", "harpon à anguilles", ("fer (forgé) ; frêne",), ("pêche côtière",)),
    ("casier", "nasse", ("osier", "châtaignier, filet"), ("pêche au homard",)),
    ("figure de proue", "", ("chêne (sculpté, peint)",), ("navigation",)),
    ("ex-voto", "ex-voto marin", ("bois (peint)", "peinture à l'huile ; bois"), ("dévotion",)),
    ("journal de bord", "", ("papier ; encre ; carton",), ("cabotage", "pêche à la morue")),
    ("longue-vue", "", ("laiton ; verre ; cuir",), ("navigation",)),
    ("lampe de phare", "", ("laiton ; verre (taillé)",), ("signalisation",)),
    ("grappin", "ancre", ("fer (forgé)",), ("mouillage",)),
    ("aiguille à ramender", "", ("buis", "os"), ("réparation des filets",)),
    ("coffre de marin", "", ("sapin (peint) ; corde",), ("vie à bord",)),
    ("bateau en bouteille", "", ("verre ; bois ; plâtre peint",), ("passe-temps",)),
    ("corne de brume", "", ("laiton ; bois", "cuivre"), ("signalisation",)),
    ("pavillon", "", ("étamine de laine",), ("signalisation",)),
    (
        "flotteur de filet",
        "",
        ("verre (soufflé) ; corde", "liège"),
        ("pêche à la morue", "pêche côtière"),
    ),
)


def maritime(rng: Rng) -> Notice:
    """Something of the sea."""
    what, local, stuffs, uses = one(rng, SEA)
    fields: Fields = {
        "DOMN": one(
            rng,
            (
                "marine",
                "marine ; ethnologie",
                "ethnologie ; pêche",
                "technique et industrie ; marine",
            ),
        ),
        "DENO": what,
    }
    if local and maybe(rng, 0.5):
        fields["APPL"] = local
    year = int(rng.triangular(1750, 1950, 1875))
    credit(rng, fields, SHIPMODELLERS, year, 0.08)
    date(rng, fields, year, 0.3)
    fields["TECH"] = one(rng, stuffs)
    put(
        rng,
        fields,
        "TITR",
        0.8 if "bateau" in what or what == "ex-voto" else 0,
        (
            "Le Saint-Ansbert",
            "La Belle-Orielle, trois-mâts barque",
            "Le Deux-Sœurs, caïque",
            "L’Espérance de Merlimare",
            "Le Pourquoi-Faire",
        ),
    )
    if "bateau" in what or what in {"ex-voto", "figure de proue"}:
        fields["REPR"] = (
            one(rng, ("sirène", "figure (femme, drapé)"))
            if what == "figure de proue"
            else one(rng, ("bateau (trois-mâts)", "bateau (chaloupe)", "marine (naufrage, Vierge)"))
        )
    put(rng, fields, "UTIL", 0.6, uses)
    sized(rng, fields, what)
    put(
        rng,
        fields,
        "LIEUX",
        0.4,
        ("Valmont-sur-Mer", "Port-Hélier", "Merlimare", "Valmont-sur-Mer (chantier naval)"),
    )
    put(
        rng,
        fields,
        "HIST",
        0.18,
        (
            "Remonté par un chalut à onze milles de la Dent d’Ansgot.",
            "Suspendu dans la chapelle des marins jusqu’à la chute du toit.",
            "Le nom peint à l’arrière a été changé au moins deux fois.",
            "Rapporté des bancs par un mousse qui devint notaire.",
            "Gagné aux cartes.",
        ),
    )
    return Notice(fields, None, (year, year))
