"""Windows, coins, and what the ground gives back: the museums of Quernoy, Merlimare and Noirefont."""

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

GLAZIERS = makers("verrier", 20, 1480, 1890)
DIE_CUTTERS = makers("graveur en médailles", 14, 1560, 1860)
DIGGERS = makers("découvreur", 12, 1830, 1930)
WINDOWS = {
    "rose": (
        ("vitrail", "rose (fragment remonté)", "oculus"),
        "ornementation (rosace, fleur, polylobe)",
        1.0,
    ),
    "lancette": (
        ("verrière", "vitrail", "baie"),
        "ornementation (médaillon, losange) ; scène",
        0.6,
    ),
    "panneau": (
        ("panneau de vitrail", "vitrail civil", "rondel"),
        "ornementation (losange, couronne) ; médaillon",
        0.85,
    ),
}
PALETTES = {
    "chartrain": "bleu, rouge",
    "ambre": "jaune d'argent, brun",
    "lagune": "vert, bleu clair",
    "aurore": "rose, violet",
    "prairie": "vert, jaune",
}


def window(rng: Rng) -> Notice:
    """A stained-glass window, or what is left of one."""
    form, palette = one(rng, list(WINDOWS)), one(rng, list(PALETTES))
    names, subject, ratio = WINDOWS[form]
    fields: Fields = {
        "DOMN": one(rng, ("vitrail", "vitrail ; verre", "verre")),
        "DENO": one(rng, names),
    }
    year = (
        int(rng.triangular(1230, 1925, 1870))
        if form != "panneau"
        else int(rng.triangular(1520, 1910, 1690))
    )
    put(
        rng,
        fields,
        "TITR",
        0.35,
        (
            "La Rose du Midi",
            "Saint Ansbert et les barques",
            "La Verrière des tisserands",
            "Les Mois",
            "Le Vaisseau",
            "Fenêtre de la salle du bailli",
        ),
    )
    credit(rng, fields, GLAZIERS, year, 0.2)
    date(rng, fields, year, 0.3)
    fields["TECH"] = one(
        rng,
        (
            f"verre (teint dans la masse, {PALETTES[palette]}) ; plomb",
            f"verre coloré, grisaille, plomb ({PALETTES[palette]})",
            "verre ; plomb ; grisaille ; jaune d'argent",
        ),
    )
    put(rng, fields, "REPR", 0.75, (subject,))
    high = rng.uniform(45, 240)
    measure(rng, fields, high=high, wide=high * ratio)
    put(
        rng,
        fields,
        "LIEUX",
        0.4,
        ("Quernoy-le-Haut (verrerie)", "Bruine-l’Abbaye", *(f"{v} (église)" for v in VILLAGES[:8])),
    )
    put(
        rng,
        fields,
        "DESC",
        0.3,
        (
            f"Dominante : {PALETTES[palette]}. Plombs de casse nombreux.",
            "Remonté en 1893 avec des verres neufs, reconnaissables à leur éclat égal.",
            "Deux pièces bouche-trous proviennent d’une autre fenêtre.",
        ),
    )
    put(
        rng,
        fields,
        "HIST",
        0.12,
        (
            "Caché dans une cave pendant sept ans, dans des caisses marquées « vaisselle ».",
            "Tombé lors de la tempête du 12 mars 1876 ; les enfants en rapportèrent les morceaux contre un sou pièce.",
            "Commandé pour une chapelle qui ne fut pas bâtie.",
        ),
    )
    put(rng, fields, "DECV", 0.1, [f"{v}, déposé de l'église" for v in VILLAGES])
    return Notice(fields, Picture("glass", {"form": form, "palette": palette}, ratio), (year, year))


COINS = {
    "romain": (
        ("denier", "sesterce", "as", "follis"),
        ("argent", "bronze", "bronze", "billon"),
        (-40, 330),
        ("temple", "nef", "cheval"),
    ),
    "gaulois": (
        ("statère", "quinaire", "potin"),
        ("or", "argent", "billon"),
        (-140, -40),
        ("cheval",),
    ),
    "medieval": (
        ("denier", "obole", "gros tournois", "agnel"),
        ("billon", "billon", "argent", "or"),
        (980, 1490),
        ("croix", "croix", "temple", "nef"),
    ),
    "moderne": (
        ("écu", "liard", "double tournois", "louis"),
        ("argent", "cuivre", "cuivre", "or"),
        (1500, 1789),
        ("ecu", "croix"),
    ),
}
RULERS = {
    "romain": (
        ("IMP VALMONTIVS AVG", "VOTA PVBLICA"),
        ("AVRELIA ORIELLA", "PIETAS"),
        ("IMP C MERLINVS PF AVG", "PAX AETERNA"),
    ),
    "gaulois": (("", ""), ("ANSGO", "RIX")),
    "medieval": (
        ("ANSBERTVS DVX", "AVBRIVA CIVIS"),
        ("MONETA AVBRIVE", "XPIANA RELIGIO"),
        ("VVLFRICVS ABBAS", "BRVINA"),
    ),
    "moderne": (
        ("ANSGOT III D GRA", "SIT NOMEN BENEDICTVM"),
        ("MERLIN D GR COMES", "DOMINVS PROTECTOR"),
        ("HELIER I PRINCEPS", "AVBRIVA FELIX"),
    ),
}
AXES = ("1 h", "3 h", "6 h", "7 h", "12 h")


def coin(rng: Rng) -> Notice:
    """A coin, its legends read as well as they can be."""
    era = one(rng, list(COINS))
    names, metals, (first, last), backs = COINS[era]
    rank = int(rng.random() * len(names))
    metal, back = metals[rank], one(rng, backs)
    legend, exergue = one(rng, RULERS[era])
    year = rng.randint(first, last)
    fields: Fields = {"DOMN": one(rng, ("numismatique", "numismatique ; archéologie", "monnaie"))}
    fields["DENO"] = one(rng, ("monnaie", names[rank], names[rank]))
    put(rng, fields, "APPL", 0.3, (names[rank],))
    if era == "moderne":
        credit(rng, fields, DIE_CUTTERS, year, 0.25)
    elif maybe(rng, 0.8):
        fields["AUTR"] = one(
            rng,
            (
                "anonyme",
                "atelier indéterminé",
                f"atelier d'{one(rng, ('Aubrive', 'Orgelande', 'Ansgeville'))} (?)",
                "anonyme",
            ),
        )
    _coin_date(rng, fields, era, year)
    word = {
        "or": "or",
        "argent": "argent",
        "billon": "billon",
        "bronze": "bronze",
        "cuivre": "cuivre",
    }[metal]
    fields["TECH"] = one(rng, (f"{word} (frappé)", word, f"{word} ; frappe au marteau"))
    across = rng.uniform(1.4, 3.6)
    measure(rng, fields, high=0.0, round_=across)
    if "DIMS" in fields and maybe(rng, 0.6):
        fields["DIMS"] += f" ; poids {rng.uniform(0.8, 14):.2f} g ; axe {one(rng, AXES)}".replace(
            ".", ","
        )
    head = {
        "romain": "lauree",
        "gaulois": "nue",
        "medieval": one(rng, ("couronnee", "nue")),
        "moderne": one(rng, ("couronnee", "lauree")),
    }[era]
    worn = {"lauree": "tête laurée", "nue": "tête nue", "couronnee": "tête couronnée"}[head]
    reverse = {
        "croix": "croix fleuronnée",
        "nef": "nef sur les flots",
        "temple": "temple à cinq colonnes",
        "cheval": "cheval libre, globules",
        "ecu": "écu aux trois fleurs, couronné",
    }[back]
    put(rng, fields, "REPR", 0.7, (f"figure ({worn}, de profil) ; {reverse}",))
    if legend and maybe(rng, 0.6):
        fields["INSC"] = "légende (avers, revers)"
        read = legend if maybe(rng, 0.6) else f"{legend[: len(legend) // 2]}[…]"
        fields["PINS"] = f"A/ {read} ; R/ {exergue}"
    put(
        rng,
        fields,
        "DESC",
        0.4,
        (
            f"A/ {worn.capitalize()} à droite. R/ {reverse.capitalize()}, dans un grènetis.",
            f"Avers : {worn} à droite. Revers : {reverse}. Flan irrégulier, frappe décentrée.",
        ),
    )
    put(
        rng,
        fields,
        "DECV",
        0.35,
        [f"{v} (trésor, trouvé fortuitement)" for v in VILLAGES]
        + [f"{t} (fouille)" for t in TOWNS],
    )
    put(
        rng,
        fields,
        "HIST",
        0.08,
        (
            "Trésor du Bosc-Ansgot : 214 monnaies dans un pot, vendu au poids avant que le musée n’en rachète 31.",
            "Trouvée dans l’estomac d’un bar, selon le donateur.",
        ),
    )
    about = {
        "metal": metal,
        "head": head,
        "back": back,
        "legend": legend,
        "exergue": exergue,
        "ground": one(rng, ("#d5d2cc", "#c9cdd0", "#b9b4aa")),
    }
    return Notice(fields, Picture("coin", about, 1.82), (year, year))


def _coin_date(rng: Rng, fields: Fields, era: str, year: int) -> None:
    if maybe(rng, 0.2):
        return
    if era == "romain":
        fields["EPOQ"] = one(rng, ("époque gallo-romaine", "Empire romain", "Haut-Empire"))
        if year > 0 and maybe(rng, 0.6):
            century = {1: "1er"}.get((year - 1) // 100 + 1, f"{(year - 1) // 100 + 1}e")
            fields["PERI"] = one(
                rng,
                (
                    f"{century} siècle",
                    f"{year // 10 * 10} entre ; {year // 10 * 10 + 15} et",
                ),
            )
    elif era == "gaulois":
        fields["EPOQ"] = one(rng, ("La Tène finale", "second âge du fer", "époque gauloise"))
        put(
            rng,
            fields,
            "MILL",
            0.4,
            ("100 av JC entre ; 50 av JC et", "1er siècle av JC", "120 av JC vers"),
        )
    else:
        date(rng, fields, year, 0.5)


Words = tuple[str, ...]
FINDS: tuple[tuple[str, Words, Words], ...] = (
    (
        "fibule",
        ("bronze", "alliage cuivreux ; émail", "fer", "argent"),
        ("Ardillon manquant.", "Patine verte lisse, un coup de pioche récent.", "Décor d’ocelles."),
    ),
    (
        "hache polie",
        ("silex (poli)", "dolérite (polie)"),
        ("Tranchant réavivé.", "Servait à caler une porte d’étable."),
    ),
    ("lampe à huile", ("terre cuite",), ("Médaillon : un coq, ou un griffon.", "Bec noirci.")),
    (
        "tuile à rebords",
        ("terre cuite",),
        ("Empreinte d’une patte de chien, prise avant cuisson.", "Trace de doigts en boucle."),
    ),
    (
        "vase",
        ("céramique commune", "céramique sigillée", "céramique non tournée"),
        ("Onze tessons, dont huit jointifs.", "Graffite sous le pied : trois traits."),
    ),
    (
        "épingle",
        ("os", "bronze", "alliage cuivreux"),
        ("Tête bouletée.", "Pointe cassée anciennement."),
    ),
    ("clé", ("fer", "bronze ; fer"), ("Anneau rond, panneton à trois dents.",)),
    (
        "boucle de ceinture",
        ("fer (damasquiné)", "alliage cuivreux"),
        ("Traces d’argent sur le plateau.", "Textile minéralisé au revers."),
    ),
    ("perle", ("verre", "ambre"), ("Côtelée, bleue.", "Perforation usée d’un côté.")),
    ("poids de tisserand", ("terre cuite", "calcaire"), ("Deux perforations.",)),
    (
        "urne",
        ("céramique commune", "verre"),
        ("Contenait encore des cendres et une dent de lait.",),
    ),
    ("stylet", ("bronze", "os"), ("Spatule triangulaire.",)),
    (
        "figurine",
        ("terre cuite blanche",),
        ("Déesse dans un fauteuil d’osier ; la tête est d’une autre.", "Cheval sans jambes."),
    ),
    ("dé à jouer", ("os",), ("Le six est marqué deux fois.",)),
    ("clochette", ("bronze",), ("Battant disparu.",)),
    ("peson de filet", ("plomb", "terre cuite"), ("Gorge usée par la corde.",)),
    ("scramasaxe", ("fer",), ("Gouttière le long du dos ; manche disparu.",)),
)


def find(rng: Rng) -> Notice:
    """Something out of the ground."""
    what, stuffs, words = one(rng, FINDS)
    fields: Fields = {
        "DOMN": one(
            rng,
            (
                "archéologie",
                "archéologie",
                "archéologie ; gallo-romain",
                "archéologie ; collections",
            ),
        ),
        "DENO": what,
    }
    if maybe(rng, 0.82):
        person = one(rng, DIGGERS)
        fields["AUTR"] = one(
            rng,
            (
                "anonyme",
                f"{person.name} (découvreur)",
                "anonyme",
                contracted(f"atelier de {one(rng, VILLAGES)} (?)"),
            ),
        )
    if maybe(rng, 0.75):
        fields["EPOQ"] = one(
            rng,
            (
                "époque gallo-romaine",
                "néolithique final",
                "âge du bronze (?)",
                "haut Moyen Age",
                "époque mérovingienne",
                "La Tène",
                "Haut-Empire",
                "indéterminé",
            ),
        )
    put(
        rng,
        fields,
        "PERI",
        0.4,
        (
            "1er siècle",
            "2e siècle",
            "2e moitié 3e siècle",
            "6e siècle ; 7e siècle",
            "13e siècle (?)",
            "4e millénaire av JC",
        ),
    )
    fields["TECH"] = one(rng, stuffs)
    measure(rng, fields, high=rng.uniform(1, 24), wide=rng.uniform(1, 18))
    fields["DECV"] = one(
        rng,
        (
            f"{one(rng, VILLAGES)} (fouille ancienne)",
            f"{one(rng, VILLAGES)} (fouille, {rng.randint(1864, 1998)})",
            f"Noirefont, les Forges (trouvé fortuitement, {rng.randint(1850, 1930)})",
            "provenance inconnue",
            f"{one(rng, VILLAGES)}, dragage de l'Aubre",
        ),
    )
    put(rng, fields, "DESC", 0.3, words)
    put(
        rng,
        fields,
        "COMM",
        0.10,
        (
            "Mêlé à un autre lot dans l’ancien inventaire.",
            "L’étiquette du 19e siècle dit « couteau de druide ».",
            "Pourrait être un jouet.",
        ),
    )
    return Notice(fields, None, (200, 200))
