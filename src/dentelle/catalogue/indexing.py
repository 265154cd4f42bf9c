"""From a record to a search document. Only what may be shown is indexed: what is found is public."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple
from zlib import crc32

import orjson
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from dentelle.catalogue import colours
from dentelle.catalogue.derivation import inventory
from dentelle.catalogue.derivation.periods import spoken
from dentelle.catalogue.fields import public_text
from dentelle.catalogue.models import Record, RecordImage
from dentelle.core.text import natural_key
from dentelle.media.enums import Use
from dentelle.media.queries import allow
from dentelle.search.documents import Document
from dentelle.search.indexes import Source
from dentelle.search.schema import Code, Facet, Interval, Schema, Sort, Text

SCHEMA = Schema(
    name="records",
    version=3,
    texts=(
        Text(name="title", weight=4.0),
        Text(name="maker", weight=3.0),
        Text(name="subject", weight=2.0),
        Text(name="technique", weight=1.5),
        Text(name="place", weight=1.5),
        Text(name="description"),
        Text(name="other", weight=0.7),
    ),
    facets=(
        Facet(name="museum", multiple=False),
        Facet(name="domain"),
        Facet(name="type"),
        Facet(name="technique"),
        Facet(name="period", hierarchical=True),
        Facet(name="place"),
        Facet(name="maker"),
        Facet(name="subject"),
        Facet(name="picture", multiple=False),
        Facet(name="licence"),
        Facet(name="colour"),
    ),
    intervals=(Interval(name="years"),),
    codes=(Code(name="inventory"), Code(name="reference")),
    sorts=(
        Sort(name="title", kind="text"),
        Sort(name="date", kind="number"),
        Sort(name="museum", kind="text"),
        Sort(name="novelty", kind="number"),
        Sort(name="hang", kind="number"),
    ),
)

# Which fields are looked through under which name of the advanced form.
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "title": ("TITR", "APPL", "DENO"),
    "maker": ("AUTR", "ATTR", "ECOL"),
    "subject": ("REPR", "PREP", "SREP", "ONOM"),
    "technique": ("TECH",),
    "place": ("LIEUX", "PLIEUX", "GEOHI", "DECV"),
    "description": ("DESC", "HIST", "COMM", "INSC", "PINS"),
    "other": (
        "DOMN",
        "EPOQ",
        "PERI",
        "MILL",
        "PAUT",
        "UTIL",
        "PUTI",
        "GENE",
        "EXPO",
        "BIBL",
        "LOCA",
    ),
}
# In the order in which a text says them.
_NAMED = tuple((tag, name) for name, tags in _TEXTS.items() for tag in tags)
_FACETS = ("domain", "type", "technique", "period", "place", "maker", "subject")
_SORTED_LENGTH = 120  # letters of a title that order it
_UNPICTURED = 1 << 30  # every place on the wall from here on has no picture


class Seen(NamedTuple):
    """What the pictures of a record that may be shown bring to its document, each in order."""

    licences: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()


class Row(NamedTuple):
    """The columns of a record that a document is made of."""

    pk: int
    reference: str
    ark: str
    fields: Mapping[str, str]
    derived: Mapping[str, Any]
    title: str
    maker_line: str
    date_line: str
    year_from: int | None
    year_to: int | None
    created_at: Any
    slug: str
    usual_name: str
    official_name: str
    town: str


# JSON comes as its text: reading it ourselves takes a third of what Django's reading takes.
_JSON = {"said": Cast("fields", TextField()), "made": Cast("derived", TextField())}
_COLUMNS = (
    *("pk", "reference", "ark", "said", "made", *Row._fields[5:11]),
    *("museum__slug", "museum__usual_name", "museum__official_name", "museum__town"),
)


def document(row: Row, seen: Seen = Seen()) -> Document:  # noqa: B008 -- it never changes
    """Return the document of one record; `seen` tells of its pictures that may be shown."""
    name = row.usual_name or row.official_name
    return Document(
        key=str(row.pk),
        texts=_texts(row, name),
        facets=_facets(row, seen),
        intervals=_years(row),
        codes=_codes(row),
        sorts={**_sorts(row, name), "hang": hang(row.ark, pictured=bool(seen.licences))},
    )


def _texts(row: Row, museum: str) -> dict[str, str]:
    said = _said(row.fields)
    # A work of 1884 is of the 19e siècle and of the XIXe, whether the museum wrote it or not.
    centuries = (
        period for period in row.derived.get("facets", {}).get("period", ()) if "/" not in period
    )
    if row.maker_line:
        said.setdefault("maker", []).insert(0, row.maker_line)
    said.setdefault("other", []).extend((row.date_line, *map(spoken, centuries), museum, row.town))
    texts = {name: " \n".join(parts) for name, parts in said.items()}
    # A title that the fallback gave (a domain with its number) is looked for like any other.
    if title := texts.get("title") or row.title:
        texts["title"] = title
    return texts


def _said(fields: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what may be shown of the fields, under the names they are looked through."""
    said: dict[str, list[str]] = {}
    for tag, name in _NAMED:
        if (text := fields.get(tag)) and (shown := public_text(tag, text)):
            said.setdefault(name, []).append(shown)
    return said


def _facets(row: Row, seen: Seen) -> dict[str, Sequence[str]]:
    derived = row.derived.get("facets", {})
    facets: dict[str, Sequence[str]] = {
        name: values for name in _FACETS if (values := derived.get(name))
    }
    facets["museum"] = (row.slug,)
    if seen.licences:
        facets["picture"] = ("yes",)
        facets["licence"] = tuple(dict.fromkeys(seen.licences))
    if words := colours.words(seen.colours):
        facets["colour"] = words
    return facets


def _years(row: Row) -> dict[str, tuple[int, int]]:
    if row.year_from is None or row.year_to is None:
        return {}
    return {"years": (row.year_from, row.year_to)}


def _codes(row: Row) -> dict[str, Sequence[str]]:
    numbers = inventory.numbers(row.fields.get("INV", ""))
    references = (row.reference, row.ark.rpartition("/")[2])
    return {"inventory": numbers, "reference": references} if numbers else {"reference": references}


def _sorts(row: Row, museum: str) -> dict[str, str | int]:
    sorts: dict[str, str | int] = {
        "title": natural_key(row.title[:_SORTED_LENGTH]),
        "museum": _order_of(museum),
        "novelty": int(row.created_at.timestamp()),
    }
    if row.year_from is not None:
        sorts["date"] = row.year_from
    return sorts


@lru_cache(maxsize=1_000)
def _order_of(museum: str) -> str:
    return natural_key(museum)


def hang(ark: str, *, pictured: bool) -> int:
    """Return the place on the wall of a walk without words: pictures first, museums mixed, always the same.

    The checksum is taken of a digest: those of neighbouring names follow one another too closely.
    """
    digest = blake2b(ark.encode(), digest_size=8).digest()
    return (0 if pictured else _UNPICTURED) + (crc32(digest) & (_UNPICTURED - 1))


def load(keys: Sequence[str]) -> Iterable[Document]:
    """Return the documents of the records that are public now: two queries however many they are."""
    numbers = [int(key) for key in keys if key.isdigit()]
    records = Record.objects.public().filter(_among("pk", numbers)).annotate(**_JSON)
    seen = _seen(numbers)
    return [
        document(_row(values), seen.get(values[0], Seen()))
        for values in records.order_by("pk").values_list(*_COLUMNS)
    ]


def _row(values: Sequence[Any]) -> Row:
    said, made = orjson.loads(values[3]), orjson.loads(values[4])
    return Row._make((*values[:3], said, made, *values[5:]))


def _among(name: str, numbers: Sequence[int]) -> Q:
    """Return the condition that a number is one of these; two comparisons when they follow one another."""
    least, most = min(numbers, default=0), max(numbers, default=0)
    if most - least + 1 == len(set(numbers)):
        return Q(**{f"{name}__gte": least, f"{name}__lte": most})
    return Q(**{f"{name}__in": numbers})


def _seen(numbers: Sequence[int]) -> Mapping[int, Seen]:
    """Return what the pictures each record may show bring to it, in the order of the pictures."""
    found: dict[int, Seen] = {}
    links = RecordImage.objects.filter(_among("record", numbers)).select_related("image")
    for link in links.defer("image__descriptor", "image__told").order_by("record", "rank", "pk"):
        if allow(link.image, Use.SHOW):
            licences, names = found.get(link.record_id, Seen())
            image = link.image
            found[link.record_id] = Seen((*licences, image.licence), (*names, *image.colours))
    return found


def keys() -> Iterator[str]:
    """Go through the keys of every public record, in order."""
    numbers = Record.objects.public().order_by("pk").values_list("pk", flat=True)
    return (str(number) for number in numbers.iterator(chunk_size=10_000))


SOURCE = Source(schema=SCHEMA, load=load, keys=keys)
