"""What every family of notices shares: makers, dates, doubts, measures, where things came from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dentelle.demo.chance import Rng, maybe, one, seeded
from dentelle.demo.geography import TOWNS, VILLAGES

Fields = dict[str, str]
WITHOUT_MAKER = 0.18
UNDATED = 0.24


@dataclass(slots=True)
class Picture:
    """What a picture of the object shows: kind of drawing, its words, width over height."""

    kind: str
    about: dict[str, str]
    ratio: float = 1.0


@dataclass(slots=True)
class Notice:
    """An object: its fields, and its picture when its family can be drawn."""

    fields: Fields
    picture: Picture | None = None
    years: tuple[int, int] = (1700, 1900)


@dataclass(frozen=True, slots=True)
class Maker:
    """An invented person or workshop."""

    name: str
    trade: str
    life: str
    born: int
    town: str = ""
    works: tuple[int, int] = field(default=(1800, 1900))


_BEGIN = ["Aub", "Bress", "Cauv", "Dorl", "Esp", "Fauv", "Garn", "Hux", "Jauz", "Kerl", "Lorv", "Malv", "Norg", "Orm", "Pless", "Quév", "Rauv", "Sauz", "Tourv", "Ulm", "Vaur", "Wand", "Yvr", "Zél", "Brum", "Hourd", "Clév", "Mascr"]  # fmt: skip
_END = [
    "ancourt",
    "elin",
    "ermont",
    "iquet",
    "oche",
    "ouard",
    "ugny",
    "andre",
    "estin",
    "imel",
    "ocque",
    "uvier",
    "igaud",
    "orel",
    "aumel",
]
_WOMEN = [
    "Bertille",
    "Désirée",
    "Hortense",
    "Léonie",
    "Octavie",
    "Rosalie",
    "Ursule",
    "Victoire",
    "Blanche",
    "Eugénie",
    "Célina",
    "Mathurine",
    "Zélie",
    "Clémence",
    "Apolline",
]
_WOMENS_TRADES = {"dentellière", "couturière"}
_MEN = [
    "Anselme",
    "Clovis",
    "Edmond",
    "Firmin",
    "Gustave",
    "Isidore",
    "Justin",
    "Marcelin",
    "Narcisse",
    "Prosper",
    "Quentin",
    "Séverin",
    "Théodule",
    "Zéphirin",
    "Achille",
    "Célestin",
    "Hippolyte",
    "Aimé",
    "Ferdinand",
    "Aristide",
    "Onésime",
    "Evrard",
]
PLACES = (*TOWNS, *VILLAGES)
# « à Le Bosc », « de les roches » : what French joins into one word.
_JOINED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
_APART = re.compile(r"\b(de|à) (les?) ", re.IGNORECASE)


def contracted(text: str) -> str:
    """Join the preposition and the article of a place's name, as in “au Bosc-Ansgot”."""
    return _APART.sub(lambda m: _JOINED[m[1].lower(), m[2].lower()] + " ", text)


def makers(trade: str, count: int, first: int, last: int) -> list[Maker]:
    """Invent the people of a trade who were born between two years."""
    rng = seeded("makers", trade)
    made: dict[str, Maker] = {}
    while len(made) < count:
        given = _WOMEN if trade in _WOMENS_TRADES or maybe(rng, 0.14) else _MEN
        name, other = rng.sample(given, 2)
        name = f"{name} {other}" if maybe(rng, 0.12) else name
        name = f"{one(rng, _BEGIN)}{one(rng, _END)}".upper() + f" {name}"
        born = rng.randint(first, last)
        life, town = _life(rng, name, born), one(rng, PLACES)
        made.setdefault(name, Maker(name, trade, life, born, town, (born + 22, born + 60)))
    return list(made.values())


def _life(rng: Rng, name: str, born: int) -> str:
    short = name.partition(" ")[0].capitalize()
    died = born + rng.randint(38, 84)
    birth = f"{one(rng, PLACES)}, {born}" if maybe(rng, 0.8) else f"?, vers {born}"
    death = (
        f"{one(rng, PLACES)}, {died}"
        if maybe(rng, 0.7)
        else one(rng, ("?", f"après {died - 9}", f"{died} ?"))
    )
    return f"{short} : {birth} ; {death}" if maybe(rng, 0.6) else f"{birth} ; {death}"


# Trades whose works often name two people.
_TOGETHER = {"peintre", "dessinateur", "graveur", "photographe", "indienneur", "verrier"}
_DOUBTS = ("attribué à", "?", "d'après", "atelier", "école de", "genre de", "attribué")


def of_the_time(rng: Rng, people: Sequence[Maker], year: int) -> Maker | None:
    """Return somebody who could have been at work that year; nobody, when no one was."""
    for _ in range(9):
        person = one(rng, people)
        if person.works[0] <= year <= person.works[1]:
            return person
    return None


def credit(
    rng: Rng, fields: Fields, people: Sequence[Maker], year: int, anonymous: float = 0.08
) -> Maker:
    """Write who made it, perhaps with a doubt, perhaps nobody; return the person thought of."""
    known = of_the_time(rng, people, year)
    person = known or one(rng, people)
    luck = rng.random()
    if luck < WITHOUT_MAKER:
        return person
    if known is None or luck < WITHOUT_MAKER + anonymous:
        fields["AUTR"] = "anonyme"
        return person
    doubt = rng.random()
    inside = person.trade
    if doubt < 0.16:  # noqa: PLR2004 -- one in six is doubted
        inside = f"{one(rng, _DOUBTS)}, {person.trade}" if maybe(rng, 0.7) else one(rng, _DOUBTS)
    elif maybe(rng, 0.25):
        inside = ""
    fields["AUTR"] = f"{person.name} ({inside})" if inside else person.name
    if person.trade in _TOGETHER and maybe(rng, 0.1):
        other = one(rng, people)
        fields["AUTR"] += (
            f" ; {other.name} ({one(rng, ('dessinateur', 'éditeur', 'd' + chr(39) + 'après', 'collaborateur', 'inventeur'))})"
        )
    if maybe(rng, 0.5):
        fields["PAUT"] = person.life
    return person


_QUARTERS = ("1er quart", "2e quart", "3e quart", "4e quart")


def century(year: int) -> str:
    """Name a century as the vocabulary does."""
    return f"{(year - 1) // 100 + 1}e siècle"


def period(rng: Rng, year: int) -> str:
    """Name the period of a year, more or less finely, and not always surely."""
    luck = rng.random()
    whole = century(year)
    if luck < 0.62:  # noqa: PLR2004 -- most are given to the quarter
        text = f"{_QUARTERS[(year - 1) % 100 // 25]} {whole}"
    elif luck < 0.80:  # noqa: PLR2004
        text = f"{'1ère' if (year - 1) % 100 < 50 else '2e'} moitié {whole}"  # noqa: PLR2004 -- half a century
    elif luck < 0.93:  # noqa: PLR2004
        text = whole
    else:
        text = f"{whole} ; {century(year + 100)}"
    return f"{text} (?)" if maybe(rng, 0.06) else text


def date(rng: Rng, fields: Fields, year: int, written: float = 0.45) -> None:
    """Write when it was made, or not; `written` is how often a year is given."""
    if maybe(rng, UNDATED):
        return
    if maybe(rng, 0.85):
        fields["PERI"] = period(rng, year)
    if not maybe(rng, written):
        return
    luck = rng.random()
    if luck < 0.5:  # noqa: PLR2004 -- half of them plainly
        fields["MILL"] = str(year)
    else:
        fields["MILL"] = one(
            rng,
            (
                f"{year} vers",
                f"{year - 5} entre ; {year + 5} et",
                f"{year} avant",
                f"{year} après",
                f"{year} (?)",
                f"vers {year}",
                f"{year // 10 * 10}-{year // 10 * 10 + 10}",
                f"{year} ; {year + 1}",
            ),
        )


def measure(
    rng: Rng,
    fields: Fields,
    *,
    high: float,
    wide: float = 0.0,
    deep: float = 0.0,
    round_: float = 0.0,
) -> None:
    """Write the measures in centimetres, in one of the manners museums have; one in ten has none."""
    if maybe(rng, 0.1):
        return
    style = rng.random()
    named = [
        ("H.", "Hauteur", high),
        ("L.", "Largeur", wide),
        ("P.", "Profondeur", deep),
        ("D.", "Diamètre", round_),
    ]
    given = [
        (short, long, f"{value:.1f}".rstrip("0").rstrip("."))
        for short, long, value in named
        if value
    ]
    if style < 0.45:  # noqa: PLR2004
        fields["DIMS"] = ", ".join(
            f"{short} {value.replace('.', ',')} cm" for short, _, value in given
        )
    elif style < 0.75:  # noqa: PLR2004
        fields["DIMS"] = " ; ".join(f"{long} en cm {value}" for _, long, value in given)
    elif style < 0.92:  # noqa: PLR2004
        fields["DIMS"] = " ; ".join(f"{value} {short[0]}" for short, _, value in given)
    else:
        fields["DIMS"] = " ; ".join(f"{short} {value}" for short, _, value in given) + " (environ)"


def put(rng: Rng, fields: Fields, tag: str, share: float, values: Sequence[str]) -> None:
    """Fill a field as often as real notices do."""
    if maybe(rng, share):
        fields[tag] = one(rng, values)
