"""Lists of objects for collections: two queries and one question to the index, whatever is found.

Only objects with a picture that may be shown have a manifest, so only they are counted and listed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dentelle.catalogue import arks, questions
from dentelle.catalogue.asked import Asked
from dentelle.catalogue.models import Record, RecordImage
from dentelle.catalogue.selections import Entry
from dentelle.interop.paging import SIZE, Ranks
from dentelle.media.enums import Use
from dentelle.media.models import Image
from dentelle.media.queries import allow
from dentelle.museums.models import Museum
from dentelle.publishing.enums import State
from dentelle.search import engines
from dentelle.search.query import FacetAsk, Request

_MUSEUMS = 2000
_COLUMNS = ("pk", "ark", "title", "maker_line", "date_line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An object in a list, with the first picture of it that may be shown; `note` is a visitor's."""

    key: int
    ark: str
    title: str
    maker: str
    date: str
    image: Image
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list, or the part `ranks` of it: its members, none when it is cut in parts."""

    total: int
    ranks: Ranks | None
    members: tuple[Member, ...]


def found(asked: Asked, ranks: Ranks | None) -> Listed | None:
    """Answer a search, or a part of its answer; nothing when the part is beyond the end.

    Raises:
        EngineError: the index cannot be read.
    """
    engine = engines.get(questions.INDEX)
    asked = replace(asked, chosen={**asked.chosen, "picture": ("yes",)}, page=1)
    question = questions.request(asked, questions.parse(asked))
    first = ranks.first if ranks else 1
    wanted = SIZE if ranks is None or ranks.holds_members else 1
    results = engine.search(replace(question, limit=wanted, offset=first - 1))
    if ranks and first > results.total:
        return None
    is_cut = not ranks.holds_members if ranks else results.total > SIZE
    keys = [] if is_cut else [int(key) for key in results.keys]
    return Listed(total=results.total, ranks=ranks, members=tuple(members(keys)))


def chosen(entries: Sequence[Entry]) -> Listed:
    """Return the objects a visitor chose, in the visitor's order, with the visitor's notes."""
    wanted = {entry.ark: arks.spellings(*arks.parts(entry.ark)) for entry in entries}
    spelt = {spelling for spellings in wanted.values() for spelling in spellings}
    known = dict(Record.objects.public().filter(ark__in=spelt).values_list("ark", "pk"))
    notes: dict[int, str] = {}
    for entry in entries:
        if found := [known[spelling] for spelling in wanted[entry.ark] if spelling in known]:
            notes.setdefault(found[0], entry.note)
    shown = [replace(member, note=notes[member.key]) for member in members(list(notes))]
    return Listed(total=len(shown), ranks=None, members=tuple(shown))


def listed(keys: Sequence[int], ranks: Ranks | None = None) -> Listed | None:
    """Return any list of records (a gallery, a lesson), or a part of it; nothing beyond its end.

    All of it is read, in two queries: for the few hundred objects that a person puts together.
    """
    known = members(keys)
    if ranks and ranks.first > len(known):
        return None
    if ranks is None:
        return Listed(
            total=len(known), ranks=None, members=tuple(known if len(known) <= SIZE else ())
        )
    among = known[ranks.first - 1 : ranks.last(len(known))] if ranks.holds_members else ()
    return Listed(total=len(known), ranks=ranks, members=tuple(among))


def members(keys: Sequence[int]) -> list[Member]:
    """Return the public records of these numbers that have a picture to show, in their order."""
    if not keys:
        return []
    rows: Mapping[int, dict[str, Any]] = {
        row["pk"]: row for row in Record.objects.public().filter(pk__in=keys).values(*_COLUMNS)
    }
    images = _first_images(list(rows))
    return [
        Member(
            key=key,
            ark=rows[key]["ark"],
            title=rows[key]["title"],
            maker=rows[key]["maker_line"],
            date=rows[key]["date_line"],
            image=images[key],
        )
        for key in keys
        if key in images
    ]


def museums() -> list[Museum]:
    """Return the museums that have an object to show, by name.

    Raises:
        EngineError: the index cannot be read.
    """
    question = Request(
        node=questions.parse(Asked()),
        filters={"picture": ("yes",)},
        limit=0,
        facets=(FacetAsk(name="museum", size=_MUSEUMS),),
    )
    counts = engines.get(questions.INDEX).search(question).facets["museum"].values
    slugs = [slug for slug, count in counts if count]
    known = Museum.objects.publishing().filter(slug__in=slugs)
    return sorted(known, key=lambda museum: (museum.town, museum.name, museum.pk))


def _first_images(keys: Sequence[int]) -> dict[int, Image]:
    links = RecordImage.objects.filter(record_id__in=keys, image__state=State.PUBLIC)
    lean = links.select_related("image").defer("image__told", "image__descriptor", "image__palette")
    shown: dict[int, Image] = {}
    for link in lean.order_by("record_id", "rank", "pk"):
        if link.record_id not in shown and allow(link.image, Use.SHOW):
            shown[link.record_id] = link.image
    return shown
