"""From a record to a search document. Only what may be shown is indexed: what is found is public."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple
from zlib import crc32

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
    version=2,
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
_FACETS = ("domain", "type", "technique", "period", "place", "maker", "subject")
_SORTED_LENGTH = 120  # letters of a title that order it
_UNPICTURED = 1 << 30  # every place on the wall from here on has no picture


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


_COLUMNS = (
    *Row._fields[:11],
    *("museum__slug", "museum__usual_name", "museum__official_name", "museum__town"),
)


def document(row: Row, licences: Sequence[str] = ()) -> Document:
    """Return the document of one record; `licences` are those of its pictures that may be shown."""
    name = row.usual_name or row.official_name
    return Document(
        key=str(row.pk),
        texts=_texts(row, name),
        facets=_facets(row, licences),
        intervals=_years(row),
        codes=_codes(row),
        sorts={**_sorts(row, name), "hang": hang(row.ark, pictured=bool(licences))},
    )


def _texts(row: Row, museum: str) -> dict[str, str]:
    fields = row.fields
    texts = {name: _said(fields, tags) for name, tags in _TEXTS.items()}
    texts["maker"] = f"{row.maker_line} \n{texts['maker']}" if row.maker_line else texts["maker"]
    # A work of 1884 is of the 19e siècle and of the XIXe, whether the museum wrote it or not.
    centuries = (
        period for period in row.derived.get("facets", {}).get("period", ()) if "/" not in period
    )
    dated = " \n".join((row.date_line, *map(spoken, centuries)))
    texts["other"] = " \n".join((texts["other"], dated, museum, row.town))
    # A title that the fallback gave (a domain with its number) is looked for like any other.
    texts["title"] = texts["title"] or row.title
    return {name: said for name, said in texts.items() if said}


def _said(fields: Mapping[str, str], tags: Iterable[str]) -> str:
    shown = (public_text(tag, text) for tag in tags if (text := fields.get(tag)))
    return " \n".join(text for text in shown if text)


def _facets(row: Row, licences: Sequence[str]) -> dict[str, Sequence[str]]:
    derived = row.derived.get("facets", {})
    facets: dict[str, Sequence[str]] = {
        name: values for name in _FACETS if (values := derived.get(name))
    }
    facets["museum"] = (row.slug,)
    if licences:
        facets["picture"] = ("yes",)
        facets["licence"] = tuple(dict.fromkeys(licences))
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
        "museum": natural_key(museum),
        "novelty": int(row.created_at.timestamp()),
    }
    if row.year_from is not None:
        sorts["date"] = row.year_from
    return sorts


def hang(ark: str, *, pictured: bool) -> int:
    """Return the place on the wall of a walk without words: pictures first, museums mixed, always the same.

    The checksum is taken of a digest: those of neighbouring names follow one another too closely.
    """
    digest = blake2b(ark.encode(), digest_size=8).digest()
    return (0 if pictured else _UNPICTURED) + (crc32(digest) & (_UNPICTURED - 1))


def load(keys: Sequence[str]) -> Iterable[Document]:
    """Return the documents of the records that are public now: two queries however many they are."""
    numbers = [int(key) for key in keys if key.isdigit()]
    rows = Record.objects.public().filter(pk__in=numbers).values_list(*_COLUMNS)
    licences = _licences(numbers)
    return [document(Row(*row), licences.get(row[0], ())) for row in rows.order_by("pk")]


def _licences(numbers: Sequence[int]) -> Mapping[int, list[str]]:
    """Return the licences of the pictures each record may show, in the order of the pictures."""
    found: dict[int, list[str]] = defaultdict(list)
    links = RecordImage.objects.filter(record__in=numbers).select_related("image")
    for link in links.order_by("record", "rank", "pk"):
        if allow(link.image, Use.SHOW):
            found[link.record_id].append(link.image.licence)
    return found


def keys() -> Iterator[str]:
    """Go through the keys of every public record, in order."""
    numbers = Record.objects.public().order_by("pk").values_list("pk", flat=True)
    return (str(number) for number in numbers.iterator(chunk_size=10_000))


SOURCE = Source(schema=SCHEMA, load=load, keys=keys)
