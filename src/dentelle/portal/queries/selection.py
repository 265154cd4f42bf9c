"""The objects of a visitor's list: three queries whatever their number, and what is no longer there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dentelle.catalogue import arks, selections
from dentelle.catalogue.models import Record
from dentelle.catalogue.selections import Entry, Selection
from dentelle.portal.asked import Asked
from dentelle.portal.models import SharedSelection
from dentelle.portal.queries import record, rows
from dentelle.portal.queries.questions import INDEX, parse, request
from dentelle.portal.queries.record import RecordPage
from dentelle.portal.queries.rows import Item
from dentelle.search import engines

_OFFERED = 12  # objects found when one looks for more, on the page of the list


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An object of the list: `number` counts from 1, `name` is what its address says."""

    number: int
    name: str
    item: Item
    note: str
    inventory_number: str
    permalink: str

    @property
    def anchor(self) -> str:
        """The part of the page where it stands."""
        return anchor(self.item.ark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list as it can be shown now. `selection` holds what is shown; `missing`, names that are not on line."""

    selection: Selection
    rows: tuple[Row, ...]
    missing: tuple[str, ...]

    @property
    def query(self) -> str:
        """What follows `?` in the address of the objects shown."""
        return selections.write(self.selection)

    @property
    def pictured(self) -> tuple[Row, ...]:
        """The objects with a picture."""
        return tuple(row for row in self.rows if row.item.picture)


def anchor(ark: str) -> str:
    """Return the identifier of an object on the page of a list."""
    return "o-" + "".join(letter if letter.isalnum() else "-" for letter in ark)


def listed(selection: Selection) -> Listed:
    """Return what a list holds that anybody may see now; the rest is named and left out."""
    known = _known(selection.arks)
    items, _texts = rows.load(list(dict.fromkeys(str(pk) for pk, _ark, _no in known.values())))
    by_key = {item.key: item for item in items}
    found: list[Row] = []
    for entry in selection.entries:
        pk, ark, inventory = known.get(entry.ark, (0, "", ""))
        if item := by_key.pop(str(pk), None):
            shown = Entry(ark=ark, note=entry.note)
            found.append(_row(len(found) + 1, shown, item, inventory))
    return Listed(
        selection=_kept(selection, found),
        rows=tuple(found),
        missing=tuple(entry.name for entry in selection.entries if entry.ark not in known),
    )


def offered(text: str, present: Sequence[str]) -> tuple[list[Item], int]:
    """Return the first objects that answer a search and are not in the list, and how many answer."""
    asked = Asked(text=text)
    results = engines.get(INDEX).search(request(asked, parse(asked)))
    items, _texts = rows.load(results.keys)
    return [item for item in items if item.ark not in set(present)][:_OFFERED], results.total


def pages(found: Listed) -> list[tuple[RecordPage, str]]:
    """Return the page of each object with the visitor's note, in order: two queries more."""
    keys = [int(row.item.key) for row in found.rows]
    records = Record.objects.public().select_related("museum").in_bulk(keys)
    made = record.pages([records[key] for key in keys if key in records])
    notes = {int(row.item.key): row.note for row in found.rows}
    return [(page, notes[page.record.pk]) for page in made]


def shared(token: str) -> SharedSelection | None:
    """Return the list a link names, even when its day has passed."""
    return SharedSelection.objects.filter(token=token).first()


def of_shared(kept: SharedSelection, now: datetime) -> Selection | None:
    """Return the list that is kept under a link, or nothing when its day has passed."""
    if kept.expires_at <= now:
        return None
    return selections.bounded(kept.title, [(one["ark"], one["note"]) for one in kept.content])


def _known(wanted: Sequence[str]) -> Mapping[str, tuple[int, str, str]]:
    """Return, by the ARK that was asked, the number, ARK and inventory number of a public record."""
    spelt = {ark: arks.spellings(*arks.parts(ark)) for ark in wanted}
    every = {spelling for spellings in spelt.values() for spelling in spellings}
    found = {
        row[1]: row
        for row in Record.objects.public()
        .filter(ark__in=every)
        .values_list("pk", "ark", "inventory_number")
    }
    return {
        ark: found[right]
        for ark, spellings in spelt.items()
        if (right := next((spelling for spelling in spellings if spelling in found), None))
    }


def _row(number: int, entry: Entry, item: Item, inventory: str) -> Row:
    return Row(
        number=number,
        name=entry.name,
        item=item,
        note=entry.note,
        inventory_number=inventory,
        permalink=arks.permalink(entry.ark),
    )


def _kept(selection: Selection, found: Sequence[Row]) -> Selection:
    entries = tuple(Entry(ark=row.item.ark, note=row.note) for row in found)
    return Selection(
        entries=entries,
        title=selection.title,
        cut=selection.cut,
        is_shortened=selection.is_shortened,
    )
