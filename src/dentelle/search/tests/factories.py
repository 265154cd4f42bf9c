"""A schema, documents shaped by hand, and as many more as wanted."""

import random
import threading
from collections.abc import Iterator, Sequence

from dentelle.search import indexes
from dentelle.search.documents import Document
from dentelle.search.schema import Code, Facet, Interval, Schema, Sort, Text

SCHEMA = Schema(
    name="things",
    version=1,
    texts=(Text(name="title", weight=3.0), Text(name="maker", weight=2.0), Text(name="about")),
    facets=(
        Facet(name="museum", multiple=False),
        Facet(name="domain"),
        Facet(name="technique"),
        Facet(name="period", hierarchical=True),
        Facet(name="place"),
    ),
    intervals=(Interval(name="years"),),
    codes=(Code(name="inventory"), Code(name="reference")),
    sorts=(
        Sort(name="title", kind="text"),
        Sort(name="date", kind="number"),
        Sort(name="novelty", kind="number"),
    ),
)

# title, maker, about, domain, technique, years, inventory
_SHAPED = (
    (
        "La Dame à l'émail",
        "Bénard",
        "émail peint, huile sur toile",
        "émail",
        "huile",
        (1850, 1859),
        "2004.3.12",
    ),
    (
        "Les émaux de l’évêque",
        "",
        "plaque en cuivre émaillée",
        "émail",
        "cuivre",
        (1200, 1299),
        "D.2004.3",
    ),
    (
        "Vue du port",
        "Boudin (d'après)",
        "huile toile",
        "peinture",
        "huile",
        (1863, 1863),
        "2004 3 13",
    ),
    ("Marine", "Boudin", "huile sur panneau", "peinture", "huile", (1890, 1890), "RF 1999-3 bis"),
    ("Œuvre anonyme", "", "toile, huile", "peinture", "huile", None, ""),
    ("oeuvres de jeunesse", "", "dessins au crayon", "dessin", "crayon", (1801, 1900), "1"),
    ("Assiette dorée", "", "faïence, décor doré", "céramique", "faïence", (1750, 1803), "12.1"),
    ("Assiettes dorées", "", "faience doree", "céramique", "faïence", (1776, 1800), "12.2"),
    ("Pichet", "", "grès ; l'eau et le feu", "céramique", "grès", (1700, 1700), "12.3"),
    ("Chevaux au pré", "Géricault", "étude d’un cheval", "dessin", "plume", (1815, 1820), "X 4"),
    ("Le cheval blanc", "Géricault (attribué à)", "lavis", "dessin", "lavis", (1815, 1824), "X 5"),
    ("Denier de Philippe Auguste", "", "argent", "numismatique", "argent", (1180, 1223), "N 100"),
    ("As de Nîmes", "", "bronze, crocodile", "numismatique", "bronze", (-20, 14), "N 101"),
    ("Hache polie", "", "silex", "archéologie", "silex", (-4500, -2500), "A-1"),
    ("Biface", "", "silex taillé", "archéologie", "silex", (-500000, -300000), "A-2"),
    (
        "Coiffe de dentelle",
        "",
        "dentelle au fuseau, Caen",
        "costume",
        "dentelle",
        (1870, 1890),
        "C/1",
    ),
    (
        "Bonnette",
        "",
        "dentelles de Bayeux et d'Alençon",
        "costume",
        "dentelle",
        (1850, 1870),
        "C/2",
    ),
    (
        "Bas-relief : saint Nicolas",
        "",
        "pierre calcaire",
        "sculpture",
        "pierre",
        (1400, 1499),
        "S.1",
    ),
    ("Bas de soie", "", "relief tissé", "costume", "soie", (1760, 1780), "S.2"),
    (
        "Musée de Normandie, affiche",
        "",
        "lithographie",
        "estampe",
        "lithographie",
        (1950, 1959),
        "E.1",
    ),
    ("Muse au repos", "", "eau-forte", "estampe", "eau-forte", (1650, 1660), "E.2"),
    ("Né à Rouen", "", "acte d'état civil", "document", "encre", (1798, 1798), "DOC 1"),
    ("Sans titre", "", "l'huile sur la toile", "peinture", "huile", (1960, 1969), "P.1960.1"),
    ("À nous deux", "", "carte postale", "document", "encre", (1910, 1910), "CP 7"),
)
_WORD_LIST = (
    "portrait paysage église château rivière forêt bataille cheval bateau bateaux moulin village ouvrier "
    "assiette coupe vase faïence porcelaine émaillé doré gravée gravé sculptée peinture huile toile marine "
    "port pont rue place cathédrale évêque sainte vierge ange femme homme enfant robe chapeau dentelle épée "
    "médaille monnaie carte lettre manuscrit affiche étude esquisse atelier pommier cidre falaise tempête"
)
_WORDS = _WORD_LIST.split()
_FUNCTION = ("de", "la", "sur", "à", "des", "le", "en", "d'", "l'")
_DOMAINS = (
    "peinture",
    "dessin",
    "estampe",
    "sculpture",
    "céramique",
    "costume",
    "émail",
    "numismatique",
)
_TECHNIQUES = (*(f"technique {i:02}" for i in range(40)), "huile", "Émail peint", "grès")
_PLACES = (*(f"Normandie/lieu {i:03}" for i in range(150)), "Île-de-France", "Ile d'Aix")


def shaped() -> list[Document]:
    """Return 72 documents: each shape three times, in three museums."""
    found = []
    for i, (title, maker, about, domain, technique, years, inventory) in enumerate(_SHAPED * 3):
        century = () if years is None else (f"{years[0] // 100 + 1}e siècle",)
        sorts: dict[str, str | int] = {"title": title.lower(), "novelty": i // 5}
        if years is not None:
            sorts["date"] = years[0]
        found.append(
            Document(
                key=f"shaped-{i}",
                texts={
                    k: v for k, v in (("title", title), ("maker", maker), ("about", about)) if v
                },
                facets={
                    "museum": (f"musee-{i // len(_SHAPED)}",),
                    "domain": (domain,),
                    "technique": (technique, "Émail peint") if "émail" in about else (technique,),
                    "period": century,
                },
                intervals={} if years is None else {"years": years},
                codes={"inventory": (inventory,), "reference": (f"0710{i:04}",)}
                if inventory
                else {},
                sorts=sorts,
            )
        )
    return found


def generated(many: int, *, start: int = 0) -> Iterator[Document]:
    """Yield documents that are the same for the same numbers, whatever came before."""
    for i in range(start, start + many):
        yield one(i)


def one(i: int, *, title: str = "") -> Document:
    """Return the generated document of a number."""
    dice = random.Random(i)  # noqa: S311 the same for the same number
    years = {}
    if dice.random() < 0.85:
        first = int(dice.triangular(-800, 2020, 1880))
        years = {"years": (first, first + dice.choice((0, 0, 1, 9, 24, 99, 300)))}
    sorts: dict[str, str | int] = {"novelty": dice.randrange(50)}
    if years:
        sorts["date"] = years["years"][0]
    if dice.random() < 0.9:
        sorts["title"] = f"{dice.choice(_WORDS)} {i % 97:02}"
    century = f"{dice.randrange(1, 21)}e siècle"
    return Document(
        key=str(i),
        texts={
            "title": title or _text(dice, 2, 5),
            "maker": f"Auteur {i % 61}",
            "about": _text(dice, 5, 25),
        },
        facets={
            "museum": (f"musee-{i % 7}",),
            "domain": dice.sample(_DOMAINS, dice.choice((1, 1, 2))),
            "technique": dice.sample(_TECHNIQUES, dice.randrange(4)),
            "period": (century, f"{century}/{dice.randrange(1, 5)}e quart"),
            "place": (_place(i, dice),),
        },
        intervals=years,
        codes={"inventory": (f"{1900 + i % 120}.{i % 13}.{i}",)},
        sorts=sorts,
    )


def _place(i: int, dice: random.Random) -> str:
    if i % 20 == 0:
        return _PLACES[-1 - i // 20 % 2]
    return _PLACES[int(dice.paretovariate(1.2)) % 150]


def _text(dice: random.Random, least: int, most: int) -> str:
    words = []
    for _ in range(dice.randrange(least, most)):
        if dice.random() < 0.4:
            words.append(dice.choice(_FUNCTION))
        words.append(dice.choice(_WORDS))
    return " ".join(words).replace("' ", "'")


class Shelf:
    """A source whose documents can be changed, as a database's would."""

    def __init__(self, documents: Sequence[Document] = (), *, name: str = "things") -> None:
        self.documents = {document.key: document for document in documents}
        self._guard = threading.Lock()
        fields = {f: getattr(SCHEMA, f) for f in ("texts", "facets", "intervals", "codes", "sorts")}
        self.schema = Schema(name=name, version=1, **fields)

    def register(self) -> "Shelf":
        indexes.register(
            indexes.Source(
                schema=self.schema, load=self.load, keys=lambda: iter(list(self.documents))
            )
        )
        return self

    def load(self, keys: Sequence[str]) -> list[Document]:
        with self._guard:
            return [self.documents[key] for key in keys if key in self.documents]
