"""Photographs of Port-Hélier: prints on card, plates, views of what has changed."""

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

PHOTOGRAPHERS = makers("photographe", 24, 1815, 1905)
SCENES = {
    "port": (
        "Le port",
        "Les terre-neuvas à quai",
        "Bassin, vue prise de la jetée",
        "Le quai un jour de marché",
        "L’arrivée du vapeur",
    ),
    "greve": (
        "La plage",
        "Caïques à l’échouage",
        "Ramasseuses de moules",
        "Bains de mer, la mer est basse",
    ),
    "falaise": ("La falaise après l’éboulement", "Excursion aux falaises", "La Dent d’Ansgot"),
    "ferme": ("La ferme du Bosc", "Chez les cousins", "Maison où nous avons logé", "Cour de ferme"),
    "riviere": ("L’Aubre en crue", "Le bac", "Bords de l’Aubre, peupliers"),
    "neige": ("Le grand hiver", "Le village sous la neige", "Neige, février"),
    "meules": ("La moisson", "Les meules de la coopérative"),
    "verger": ("Le clos aux pommiers", "Récolte des pommes"),
    "large": ("Départ de la flottille", "Régates", "Trois-mâts en rade"),
    "facade": ("La mairie", "Inauguration de l’école", "L’hôtel de ville, fenêtres pavoisées"),
}
PROCESSES = {
    "sepia": ("tirage sur papier albuminé", "papier albuminé ; carton"),
    "argentique": (
        "tirage gélatino-argentique",
        "plaque de verre au gélatino-bromure (tirage moderne)",
    ),
    "cyanotype": ("cyanotype",),
    "or": ("tirage au citrate, virage à l'or", "aristotype"),
}
PEOPLE = (
    "Portrait d’une inconnue",
    "Les conscrits de la classe",
    "Noce à {v}",
    "Les ouvrières de la manufacture, classées par taille",
    "Le facteur",
    "Première communiante",
    "L’équipe de balle au tamis",
    "Enfant au cerceau",
    "Autoportrait au parapluie",
    "Famille non identifiée devant une automobile qui n’est pas la sienne",
)


def photograph(rng: Rng) -> Notice:
    """A photograph."""
    fields: Fields = {
        "DOMN": one(rng, ("photographie", "photographie", "photographie ; histoire locale"))
    }
    put(
        rng,
        fields,
        "DENO",
        0.7,
        ("photographie", "carte album", "plaque de verre", "carte postale"),
    )
    year = int(rng.triangular(1855, 1955, 1902))
    picture = None
    process = one(rng, list(PROCESSES))
    place = one(rng, (*TOWNS, *VILLAGES))
    if maybe(rng, 0.6):
        scene = one(rng, list(SCENES))
        title = one(rng, SCENES[scene])
        fields["TITR"] = one(rng, (f"{place}. {title}", contracted(f"{title} à {place}"), title))
        put(
            rng,
            fields,
            "REPR",
            0.6,
            (
                f"vue ({scene.replace('facade', 'façade').replace('greve', 'grève').replace('riviere', 'rivière')}, {place})",
            ),
        )
        mounted = maybe(rng, 0.55)
        about = {
            "scene": scene,
            "hour": one(rng, ("matin", "midi", "brume", "soir")) if scene != "neige" else "neige",
            "process": process,
            "mount": "oui" if mounted else "non",
            "studio": place.upper().replace("É", "E").replace("È", "E"),
            "card": one(rng, ("#d8c8a6", "#3f4a44", "#6a2f35", "#e3d8c0", "#c9b48f")),
        }
        if about["card"] in {"#3f4a44", "#6a2f35"}:
            about["ink"] = "#d9b45a"
        picture = Picture("photograph", about, one(rng, (1.36, 1.42, 1.3)))
    elif maybe(rng, 0.85):
        fields["TITR"] = contracted(one(rng, PEOPLE).format(v=place))
        put(
            rng,
            fields,
            "REPR",
            0.5,
            (
                "portrait (femme, en pied)",
                "portrait collectif",
                "scène (fête)",
                "portrait (homme, uniforme)",
            ),
        )
    credit(rng, fields, PHOTOGRAPHERS, year, 0.08)
    date(rng, fields, year, 0.6)
    fields["TECH"] = one(rng, PROCESSES[process])
    high = rng.uniform(6, 30)
    measure(rng, fields, high=high, wide=high * 1.38)
    put(
        rng,
        fields,
        "INSC",
        0.4,
        (
            "légende (au crayon, au verso)",
            "cachet du photographe (au verso)",
            "numéro (gratté dans la gélatine)",
        ),
    )
    put(
        rng,
        fields,
        "PINS",
        0.2,
        (
            "« C’est moi à gauche »",
            "au verso : Souvenir de nos vacances, il a plu",
            "au verso, à l’encre : ne pas montrer à Mathurine",
            "n° 1174",
        ),
    )
    put(rng, fields, "LIEUX", 0.5, (place,))
    put(
        rng,
        fields,
        "COMM",
        0.08,
        (
            "Tirage inversé : la jetée est à l’est.",
            "Le personnage flou du premier plan figure sur onze vues de la série.",
            "Date restituée d’après les affiches.",
        ),
    )
    return Notice(fields, picture, (year, year))
