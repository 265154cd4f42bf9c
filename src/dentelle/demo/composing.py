"""Whole records: a family's notice, and what the museum's own register adds to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from dentelle.demo.chance import Rng, maybe, number, one, seeded
from dentelle.demo.members import MEMBERS, Member
from dentelle.demo.notices.base import Fields, Notice, Picture

RECORDS = 2800
PICTURES = 400
# The records among which pictures are given, whatever the number composed.
_FIRST = 700
SHARED_NUMBER = "987.12.4"
LONG_TITLE = (
    "Vue perspective de la ville, du port et de la rade de Valmont-sur-Mer, prise de la hauteur dite la Dent d’Ansgot, "
    "avec la nouvelle jetée commencée l’an dernier, les bâtiments de la criée, la chapelle des marins, la flottille rentrant "
    "par vent d’ouest, et, au premier plan, plusieurs personnes de qualité venues voir la baleine échouée, laquelle n’y est plus"
)
FOUND_AT = "Ramassé au lieu-dit les Fosses, 46.70213, -15.87341, parcelle AC 112, après labour."


@dataclass(slots=True)
class Shot:
    """A picture to be drawn: its file name, what it shows, which part of it (0 the whole)."""

    name: str
    picture: Picture
    seed: int
    licence: str
    credit: str
    part: int = 0


@dataclass(slots=True)
class Record:
    """A record ready to be written, with the pictures that come with it."""

    fields: Fields
    shots: tuple[Shot, ...] = ()


def count_of(member: Member, total: int) -> int:
    """Return how many of `total` records a museum has."""
    return _part([m.share for m in MEMBERS], MEMBERS.index(member), total)


def pictures_of(member: Member, total: int) -> int:
    """Return how many of `total` pictures a museum has."""
    return _part([m.pictures for m in MEMBERS], MEMBERS.index(member), total)


def _part(weights: Sequence[float], rank: int, total: int) -> int:
    """Return one part of a whole number shared by weight; the parts add up to it."""
    sums = [0.0, *accumulate(weights)]
    first, last = (round(total * sums[at] / sums[-1]) for at in (rank, rank + 1))
    return last - first


def compose(member: Member, records: int, pictures: int) -> Iterator[Record]:
    """Compose a museum's records: `pictures` of the first ones have a picture, spread among them.

    The first records are the same whatever the number asked, so a larger network holds the smaller.
    """
    rng, register = seeded("records", member.slug), seeded("register", member.slug)
    families = [family for family, weight in member.families for _ in range(weight)]
    stream = ((rank, one(rng, families)(rng)) for rank in range(1, records + 1))
    first = list(islice(stream, min(records, _FIRST)))
    chosen = _spread([rank for rank, notice in first if notice.picture], pictures)
    for rank, notice in (*first, *stream):
        parts = (
            0 if rank not in chosen else 4 if member.slug == _FOUR and rank == min(chosen) else 1
        )
        yield _whole(register, member, rank, notice, parts)


def _spread(ranks: list[int], count: int) -> set[int]:
    if count >= len(ranks):
        return set(ranks)
    return {ranks[i * len(ranks) // count] for i in range(count)}


def _whole(rng: Rng, member: Member, rank: int, notice: Notice, parts: int) -> Record:
    reference = f"{_prefix(member)}{rank:06d}"
    fields: Fields = {"REF": reference}
    if member.code:
        fields["MUSEO"] = member.code
    fields["DOMN"] = notice.fields.pop("DOMN")
    fields["INV"] = _inventory(rng, member, rank)
    fields["STAT"] = _status(rng, member)
    fields |= notice.fields
    if "TITR" in fields and maybe(rng, member.shout):
        fields["TITR"] = fields["TITR"].upper()
    if maybe(rng, 0.55):
        fields["DACQ"] = _acquired(rng)
    if maybe(rng, 0.03):
        fields["APTN"] = one(
            rng,
            (
                "collection particulière, Aubrive",
                "famille de l’armateur",
                "fonds de l’abbaye de Bruine",
            ),
        )
    if maybe(rng, 0.04):
        fields["ETAT"] = one(rng, ("bon état", "à restaurer", "lacunaire ; infestation ancienne"))
    fields["LOCA"] = member.status_name
    _plant(member, rank, fields)
    shots = _shots(member, reference, notice.picture, parts) if notice.picture else ()
    if shots:
        fields["PHOT"] = shots[0].credit
        fields["REFIM"] = " ; ".join(
            f"{_prefix(member)}_{shot.name.upper()},DS1,,{shot.name}" for shot in shots
        )
    if maybe(rng, 0.8):
        fields["DMIS"] = (
            f"{rng.randint(1996, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        )
    return Record(fields, shots)


def _prefix(member: Member) -> str:
    """Return the five first characters of a museum's references; leading zeros are kept by all."""
    return (
        f"0{member.code[1:]}"
        if member.code
        else f"000{member.slug[0].upper()}{member.slug[-1].upper()}"
    )


_NUMBERS = {
    "year": "{s}.{lot}.{item}",
    "dots": "{s}.{lot:02d}.{item:03d}",
    "letters": "{name[0]}.{s}-{lot}-{item}",
    "prefix": "F {rank:04d}",
    "inv": "Inv. {rank}",
    "serial": "{name}{rank:05d}",
}


def _inventory(rng: Rng, member: Member, rank: int) -> str:
    year = rng.randint(1872, 2023)
    short = str(year)[1:] if year < 2000 else str(year)  # noqa: PLR2004 -- three digits until 1999
    lot, item = rng.randint(1, 48), rng.randint(1, 190)
    text = _NUMBERS[member.style].format(
        s=short, lot=lot, item=item, rank=rank, name=member.short[:2].upper()
    )
    if maybe(rng, 0.04):
        return one(rng, ("SN", f"{text} (?)", f"D {text}", f"{text} bis"))
    return f"{text} ; {rank + 37} (ancien numéro)" if maybe(rng, 0.12) else text


def _status(rng: Rng, member: Member) -> str:
    owner = one(
        rng,
        (
            "propriété de la commune",
            "propriété de la commune",
            "propriété de la commune",
            "propriété du département",
            "propriété de l'Etat",
            "propriété d'une association",
        ),
    )
    how = one(
        rng,
        (
            "don",
            "achat",
            "legs",
            "don manuel",
            "dépôt",
            "mode d'acquisition inconnu",
            "ancien fonds",
            "don ; achat en vente publique",
        ),
    )
    return f"{owner} ; {how} ; {member.status_name}"


def _acquired(rng: Rng) -> str:
    year = rng.randint(1868, 2023)
    return one(
        rng,
        (
            f"{year}",
            f"{year} acquis",
            f"{year}/{rng.randint(1, 12):02d}/{rng.randint(1, 28):02d}",
            f"{year} vers",
            "date d'acquisition inconnue",
            f"{year} entrée matérielle",
        ),
    )


def _plant(member: Member, rank: int, fields: Fields) -> None:
    """Put in the cases that every network meets one day."""
    cases = {
        ("beaux-arts-aubrive", 4): {"TITR": LONG_TITLE},
        ("archeologie-noirefont", 9): {"COMM": FOUND_AT},
        ("dentelle-aubrive", 21): {"INV": SHARED_NUMBER},
        ("indienne-gravelise", 17): {"INV": SHARED_NUMBER},
    }
    fields |= cases.get((member.slug, rank), {})


_LICENCES = (
    ("public-domain",) * 9
    + ("licence-ouverte-2.0",) * 6
    + ("cc-by-sa-4.0",) * 2
    + ("cc-by-4.0", "in-copyright-shown", "not-checked")
)
_EYES = ("L. Vaurelin", "atelier Hourdelin", "C. Norgestin", "A. Zélimel", "service d’inventaire")
_FOUR = "faience-pont-ansgot"  # its first photographed record has four pictures


def _shots(member: Member, reference: str, picture: Picture, parts: int) -> tuple[Shot, ...]:
    """Say which pictures a record has: the whole, then details."""
    rng = seeded("shots", reference)
    licence = one(rng, _LICENCES)
    credit = f"Photo : {one(rng, _EYES)}, {member.official}, {member.town}"
    seed = number("picture", reference)
    return tuple(
        Shot(f"{reference.lower()}{'abcd'[part]}.jpg", picture, seed, licence, credit, part)
        for part in range(parts)
    )
