"""Paintings, drawings and prints: what the fine-arts museum and the port keep on their walls."""

from dentelle.demo.chance import Rng, maybe, one
from dentelle.demo.geography import CAPES, VILLAGES
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

PAINTERS = makers("peintre", 46, 1690, 1882)
DRAUGHTSMEN = makers("dessinateur", 26, 1690, 1880)
ENGRAVERS = makers("graveur", 22, 1660, 1860)
SCULPTORS = makers("sculpteur", 12, 1740, 1870)
HOURS = {
    "aube": ("au lever du jour", "effet de matin", "les premières barques"),
    "matin": ("le matin", "temps clair", "après la pluie"),
    "midi": ("plein soleil", "à midi", "un jour d’août"),
    "soir": ("fin de jour", "le soir", "lumière du soir"),
    "couchant": ("soleil couchant", "crépuscule", "le ciel en feu"),
    "orage": ("avant l’orage", "gros temps", "ciel d’orage"),
    "brume": ("temps de brume", "brouillard", "dans la brume"),
    "nuit": ("clair de lune", "effet de nuit", "la nuit"),
    "neige": ("effet de neige", "l’hiver", "sous la neige"),
    "automne": ("en octobre", "automne", "derniers beaux jours"),
}
SUBJECT_OF_HOUR = {
    "couchant": "coucher de soleil",
    "orage": "orage",
    "nuit": "nuit, lune",
    "neige": "neige, hiver",
    "brume": "brume",
    "aube": "aube",
    "automne": "automne",
}
# Of each scene: titles, what is shown, and the hours it is painted at.
SCENES: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "falaise": (
        (
            "Les falaises de {cape}",
            "La côte vue de {cape}",
            "Falaises",
            "Vers {cape}",
            "Marée basse à {cape}",
        ),
        "paysage (falaise, mer, voile)",
        ("matin", "midi", "soir", "couchant", "brume", "aube", "orage"),
    ),
    "port": (
        (
            "Le port de {port}",
            "Le bassin du Roy à {port}",
            "Navires à quai",
            "Le quai des Morutiers, {port}",
            "L’avant-port",
            "Retour de pêche à {port}",
        ),
        "vue d'architecture (port, quai, maison, clocher) ; marine (bateau : à quai, barque)",
        ("matin", "soir", "couchant", "brume", "aube", "nuit"),
    ),
    "tempete": (
        (
            "Coup de vent au large de {cape}",
            "Navire dans la tempête",
            "Trois-mâts fuyant devant le temps",
            "Le « Saint-Ansbert » en perdition",
        ),
        "marine (tempête, bateau : à voile, vague)",
        ("orage", "orage", "nuit"),
    ),
    "greve": (
        (
            "Barques échouées",
            "La grève, {cape}",
            "Pêcheuses à marée basse",
            "Caïques sur la plage de Valmont",
        ),
        "scène (plage, barque, pêcheur, femme, marée basse)",
        ("matin", "midi", "soir", "aube", "couchant"),
    ),
    "large": (
        (
            "Voiles au large",
            "Marine",
            "La flottille rentrant au port",
            "Trois-mâts par petite brise",
            "En rade de {port}",
        ),
        "marine (mer, bateau : à voile, ciel)",
        ("matin", "midi", "couchant", "nuit", "aube", "brume"),
    ),
    "verger": (
        (
            "Pommiers en fleurs à {village}",
            "Le clos, {village}",
            "Verger",
            "Le verger de la mère Ursule",
        ),
        "paysage (verger, pommier, paysanne)",
        ("matin", "midi", "soir", "automne"),
    ),
    "riviere": (
        ("Peupliers au bord de l’Aubre", "L’Aubre à {village}", "Reflets", "Le bac de {village}"),
        "paysage (rivière, peuplier, reflet)",
        ("matin", "automne", "soir", "aube", "brume"),
    ),
    "meules": (
        ("Meules", "Les meules, {village}", "Après la moisson", "Champ à {village}"),
        "paysage (champ, meule)",
        ("soir", "couchant", "midi", "aube", "automne"),
    ),
    "ferme": (
        (
            "Cour de ferme à {village}",
            "La ferme du Bosc",
            "Chaumière",
            "La maison du garde-barrière, {village}",
        ),
        "paysage (ferme, chaumière, arbre, chemin, paysanne)",
        ("matin", "soir", "automne", "midi"),
    ),
    "neige": (
        (
            "{village} sous la neige",
            "L’église de {village}, hiver",
            "Neige",
            "Le village au matin, temps de gel",
        ),
        "paysage (village, église, neige, arbre)",
        ("neige", "neige", "brume"),
    ),
}
COASTS = ("falaise", "falaise", "port", "port", "greve", "large", "large", "tempete")
EVERYWHERE = (
    *COASTS,
    *["greve", "verger", "verger", "riviere", "riviere", "meules", "ferme", "ferme", "neige"],
)
MODERN = 1500  # the year the Middle Ages end for the vocabulary of domains
PORTS = ("Valmont-sur-Mer", "Port-Hélier", "Merlimare", "Tournebarque")
FIGURES = (
    ("Portrait d’homme", "portrait d'inconnu (homme, en buste, moustache)"),
    ("Portrait de femme au bonnet", "portrait d'inconnu (femme, en buste, bonnet, dentelle)"),
    ("Jeune fille cousant", "scène (jeune fille : assise, couture, fenêtre)"),
    ("Les Enfants de l’armateur", "portrait collectif (enfant, chien, jardin)"),
    ("Nature morte aux harengs", "nature morte (hareng, pot, couteau, pain)"),
    ("Pichet et pommes", "nature morte (pichet, pomme, nappe)"),
    ("Vanité", "nature morte (crâne, livre, bougie, sablier)"),
    ("Bouquet dans un vase de faïence", "nature morte (fleur, vase, faïence)"),
    ("L’Adoration des bergers", "scène biblique (Adoration des bergers, nuit)"),
    ("Saint Ansbert bénissant les barques", "figure (saint Ansbert, bénédiction, barque, pêcheur)"),
    ("Le Martyre de sainte Orielle", "scène (martyre, sainte Orielle)"),
    ("La Brodeuse", "scène (femme, métier à broder, intérieur)"),
    ("Intérieur de l’abbaye de Bruine", "vue d'architecture (intérieur, abbaye, voûte)"),
    ("La Visite du médecin", "scène (médecin, malade, chambre)"),
    ("Le Chien du notaire", "représentation animalière (chien)"),
    ("Étude de mains", "étude (main)"),
    ("Le Départ pour les bancs", "scène (départ, pêcheur, famille, port)"),
    ("Allégorie de la Ville d’Aubrive recevant les arts", "allégorie (ville, art, femme, putto)"),
)
OIL = (
    "peinture à l'huile ; toile",
    "toile (peinture à l'huile)",
    "huile sur toile",
    "toile, peinture à l'huile",
    "peinture à l'huile ; bois",
    "peinture à l'huile ; carton",
    "huile sur panneau",
)
SCHOOLS = (
    "France",
    "France",
    "France",
    "France (?)",
    "Flandre",
    "Italie",
    "Angleterre",
    "Pays-Bas",
)
SIGNED = (
    "signé (b.d.)",
    "signé (b.g.)",
    "signé, daté",
    "monogramme",
    "signature (illisible)",
    "inscription (au revers)",
    "étiquette (au revers du châssis)",
)
WRITTEN = (
    "signé en bas à droite : {name}",
    "en bas à gauche, à la peinture rouge : {name} {year}",
    "au revers, à la craie : « à rendre »",
    "au revers du châssis, étiquette : Exposition d’Aubrive, n° 47",
    "sur le cadre, cartouche : {title}",
    "trace de signature, b.d.",
)
TALES = (
    "Longtemps accroché dans le bureau du maire, le tableau y passait pour une vue de Venise.",
    "Un trou dans la toile, reprisé au fil blanc, marque l’emplacement d’un boulet de canon qui n’a jamais existé : c’est une chute d’échelle, en 1911.",
    "Le cadre, plus ancien que la peinture, provient de la chapelle de l’hospice.",
    "Acquis à la vente après décès d’un marchand de couleurs qui l’avait reçu en paiement d’une dette.",
    "Une radiographie montre, sous le ciel, une vache.",
    "Donné par un visiteur resté inconnu, qui l’a laissé au vestiaire.",
    "L’identification du lieu repose sur la forme du clocher, abattu en 1866.",
    "Attribution proposée par comparaison avec le tableau de l’hôtel de ville ; non suivie par tous.",
)


def _title(rng: Rng, pattern: str, hour: str) -> str:
    named = {"cape": one(rng, CAPES), "port": one(rng, PORTS), "village": one(rng, VILLAGES)}
    title = contracted(pattern.format(**named))
    if maybe(rng, 0.5):
        title = f"{title}, {one(rng, HOURS[hour])}"
    return title[0].upper() + title[1:]


def _scene(rng: Rng, fields: Fields, sea: bool) -> tuple[str, str]:  # noqa: FBT001 -- the port keeps seas alone
    scene = one(rng, COASTS if sea else EVERYWHERE)
    titles, subject, hours = SCENES[scene]
    hour = one(rng, hours)
    fields["TITR"] = _title(rng, one(rng, titles), hour)
    if maybe(rng, 0.86):
        extra = SUBJECT_OF_HOUR.get(hour)
        fields["REPR"] = f"{subject[:-1]}, {extra})" if extra and subject.endswith(")") else subject
    return scene, hour


def painting(rng: Rng, *, sea: bool = False) -> Notice:
    """A painting: three in four are landscapes and seas, which can be drawn."""
    fields: Fields = {
        "DOMN": "peinture",
        "DENO": one(rng, ("tableau", "tableau", "tableau", "esquisse", "pochade")),
    }
    year = int(rng.triangular(1690, 1935, 1880))
    picture = None
    drawn = sea or maybe(rng, 0.76)
    if drawn:
        scene, hour = _scene(rng, fields, sea)
        year = max(year, 1790)
    else:
        fields["TITR"], subject = one(rng, FIGURES)
        put(rng, fields, "REPR", 0.85, (subject,))
    person = credit(rng, fields, PAINTERS, year, 0.10)
    date(rng, fields, year, 0.5)
    fields["TECH"] = one(rng, OIL)
    high = rng.uniform(18, 95)
    ratio = one(rng, (1.28, 1.37, 1.5, 1.25, 1.62, 0.8, 1.0) if drawn else (0.78, 0.82, 1.25))
    measure(rng, fields, high=high, wide=high * ratio)
    put(rng, fields, "ECOL", 0.5, SCHOOLS)
    if maybe(rng, 0.4):
        fields["INSC"] = one(rng, SIGNED)
        name = person.name.title()
        fields["PINS"] = one(rng, WRITTEN).format(name=name, year=year, title=fields["TITR"])
    put(rng, fields, "HIST", 0.10, TALES)
    put(rng, fields, "ATTR", 0.05, [f"{p.name} (ancienne attribution)" for p in PAINTERS[:9]])
    put(rng, fields, "GENE", 0.04, ("réplique", "copie", "étude préparatoire", "pendant"))
    if drawn:
        picture = Picture("painting", {"scene": scene, "hour": hour}, ratio)
    return Notice(fields, picture, (year, year))


def sheet(rng: Rng) -> Notice:
    """A drawing or a print."""
    printed = maybe(rng, 0.55)
    fields: Fields = {"DOMN": "estampe" if printed else "dessin"}
    year = int(rng.triangular(1690, 1910, 1830))
    scene, hour = _scene(rng, fields, sea=False)
    hour = {"nuit": "brume", "orage": "matin"}.get(hour, hour)  # ink alone is dark enough
    picture = None
    if maybe(rng, 0.3):
        fields["TITR"], fields["REPR"] = one(rng, FIGURES)
    else:
        ink = one(
            rng,
            ("noir", "noir", "noir", "bistre")
            if printed
            else ("bistre", "sanguine", "encre", "noir"),
        )
        about = {
            "scene": scene,
            "hour": hour,
            "ink": ink,
            "plate": "oui" if printed else "non",
            "title": fields["TITR"],
        }
        picture = Picture("engraving", about, one(rng, (1.33, 1.4, 1.25)))
        if not printed:
            fields["TECH"] = {
                "bistre": "plume ; lavis brun ; papier (vergé)",
                "sanguine": "sanguine ; papier",
                "encre": "plume ; encre bleue ; papier",
                "noir": "pierre noire ; papier (vergé)",
            }[ink]
    if printed:
        fields["DENO"] = one(rng, ("estampe", "gravure", "eau-forte"))
        fields["TECH"] = one(
            rng,
            (
                "eau-forte",
                "eau-forte ; papier",
                "taille-douce",
                "burin, eau-forte",
                "gravure sur cuivre",
            ),
        )
    else:
        put(rng, fields, "DENO", 0.5, ("dessin", "carnet de croquis (feuille)"))
    fields.setdefault(
        "TECH", one(rng, ("crayon ; papier", "fusain ; papier", "aquarelle, crayon ; papier"))
    )
    credit(rng, fields, ENGRAVERS if printed else DRAUGHTSMEN, year, 0.07)
    date(rng, fields, year)
    high = rng.uniform(9, 42)
    measure(rng, fields, high=high, wide=high * 1.33)
    put(
        rng,
        fields,
        "INSC",
        0.3,
        (
            "lettre (b.)",
            "annotation (à la plume)",
            "cachet de collection",
            "numéro (h.d.)",
            "filigrane",
        ),
    )
    put(
        rng,
        fields,
        "COMM",
        0.05,
        (
            "Feuille déreliée d’un album acquis en bloc.",
            "Au verso, une liste de blanchisserie.",
            "Épreuve avant la lettre, marges coupées.",
            "Même main que la suite des Moulins ?",
        ),
    )
    return Notice(fields, picture, (year, year))


def sculpture(rng: Rng) -> Notice:
    """A sculpture; none of them is drawn."""
    year = int(rng.triangular(1250, 1910, 1600))
    what, subject = one(
        rng,
        (
            ("Vierge à l’Enfant", "figure biblique (Vierge à l'Enfant : debout)"),
            ("Saint Ansbert", "figure (saint Ansbert : en pied, crosse)"),
            ("Buste d’un armateur", "portrait (homme, en buste, perruque)"),
            ("Ange musicien", "figure (ange, vielle)"),
            ("Tête barbue", "figure (tête, homme, barbe)"),
            ("Le Passeur", "figure (homme, rame)"),
            ("Chat assis", "représentation animalière (chat)"),
        ),
    )
    fields: Fields = {
        "DOMN": one(rng, ("sculpture", "sculpture ; médiéval" if year < MODERN else "sculpture")),
        "DENO": one(rng, ("statue", "statuette", "buste", "haut-relief", "fragment")),
    }
    put(rng, fields, "TITR", 0.8, (what,))
    put(rng, fields, "REPR", 0.7, (subject,))
    credit(rng, fields, SCULPTORS, year, 0.3)
    date(rng, fields, year, 0.2)
    fields["TECH"] = one(
        rng,
        (
            "pierre calcaire",
            "chêne ; polychromie (traces)",
            "terre cuite",
            "plâtre patiné",
            "bois, polychromie, dorure",
            "marbre blanc",
            "bronze",
        ),
    )
    measure(
        rng, fields, high=rng.uniform(12, 160), wide=rng.uniform(10, 60), deep=rng.uniform(8, 40)
    )
    put(rng, fields, "DECV", 0.2, [f"{v} (trouvé)" for v in VILLAGES])
    put(
        rng,
        fields,
        "HIST",
        0.15,
        (
            "Déposée de la façade de la halle lors des travaux de 1874.",
            "Retrouvée en 1932 dans le mur d’un poulailler, la face contre le mortier.",
            "Servait de cale à une barrique.",
        ),
    )
    return Notice(fields, None, (year, year))
