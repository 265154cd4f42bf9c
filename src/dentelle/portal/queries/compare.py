"""Two pictures side by side: which ones an address asks for, and what could stand beside one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from dentelle.catalogue import arks, finding
from dentelle.catalogue.models import Record
from dentelle.portal.asked import Asked
from dentelle.portal.queries import questions, rows
from dentelle.portal.queries.record import RecordPage, Shown, chosen, pages
from dentelle.portal.queries.rows import Item
from dentelle.portal.queries.similar import similar
from dentelle.search import engines
from dentelle.ui.addresses import with_query

SIDES = ("a", "b")
OFFERED = 12
_WHOLE = re.compile(r"ark:/?(\d+)/([^/?#\s]+)")
_NAME = re.compile(r"(?:(\d+)/)?([^/?#\s.]+)(?:\.(\d{1,4}))?")
_LENGTH = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Another picture of the same object, and the address of the comparison with it."""

    shown: Shown
    href: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: the object, the picture shown of it (none when it has none), how to change them."""

    page: RecordPage
    shown: Shown | None
    views: tuple[View, ...]
    change: str

    @property
    def name(self) -> str:
        """What an address of a comparison calls this picture."""
        return name_of(self.page.record.ark, self.shown.number if self.shown else 1)

    @property
    def href(self) -> str:
        """The object's own page, with this picture on the stage."""
        number = self.shown.number if self.shown else 1
        query = {"image": str(number)} if number > 1 else {}
        return with_query(rows.record_address(self.page.record.ark), query)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An object that could stand beside; `reason` may be empty."""

    item: Item
    reason: str
    href: str


def name_of(ark: str, number: int = 1) -> str:
    """Return what an address of a comparison calls a picture: the ARK's name, then its number.

    The authority number stands before it only when it is not this network's own.
    """
    naan, name = arks.parts(ark)
    whole = name if naan == settings.ARK_NAAN else f"{naan}/{name}"
    return f"{whole}.{number}" if number > 1 else whole


def address(
    page: RecordPage, shown: Shown | None = None, other: str = "", *, linked: bool = True
) -> str:
    """Return the address that compares a picture with `other`, or asks what to compare it with."""
    name = name_of(page.record.ark, shown.number if shown else 1)
    return _address({"a": name, "b": other}, linked=linked)


def sides(names: Mapping[str, str], *, linked: bool = True) -> dict[str, Side | None]:
    """Return what each side asked for shows: three queries. A record that is not public is not there."""
    found = {side: _record(names.get(side, "")) for side in SIDES}
    known = {pair[0].pk: pair[0] for pair in found.values() if pair}
    shown = {page.record.pk: page for page in pages(list(known.values()))}
    return {
        side: _side(shown[pair[0].pk], pair[1], side, names, linked=linked) if pair else None
        for side, pair in found.items()
    }


def candidates(side: Side, looks: Iterable[Item] = ()) -> list[Candidate]:
    """Return the objects that look like this one, then its neighbours: those that have a picture."""
    near = [(item, "") for item in looks]
    near += [(found.item, found.reason) for found in similar(side.page.record)]
    return _offered(side, near)


def search(side: Side, text: str) -> list[Candidate]:
    """Return the objects with a picture that answer what was typed, the best first."""
    asked = Asked(text=text, chosen={"picture": ("yes",)})
    keys = questions.keys(engines.get(questions.INDEX), asked, questions.parse(asked))
    items, _texts = rows.load(keys)
    return _offered(side, [(item, "") for item in items])


def _offered(side: Side, near: Sequence[tuple[Item, str]]) -> list[Candidate]:
    own, taken = str(side.page.record.pk), set[str]()
    offered = []
    for item, reason in near:
        if item.picture is not None and item.key != own and item.key not in taken:
            taken.add(item.key)
            href = address(side.page, side.shown, name_of(item.ark))
            offered.append(Candidate(item=item, reason=reason, href=href))
    return offered[:OFFERED]


def _address(names: Mapping[str, str], *, linked: bool = True) -> str:
    pairs = [(side, names[side]) for side in SIDES if names.get(side)]
    return with_query(reverse("portal:compare"), [*pairs, *([] if linked else [("lie", "non")])])


def _record(text: str) -> tuple[Record, str] | None:
    """Return the public record of a name, and the number of the picture asked for."""
    naan, name, number = read(text)
    found = finding.find(naan, name) if name else None
    if found is None or not finding.is_shown(found):
        return None
    return found, number


def read(text: str) -> tuple[str, str, str]:
    """Return authority number, name and picture number of what an address or a person says.

    A whole address of an object is read too: people paste it.
    """
    text = text.strip()[:_LENGTH]
    if whole := _WHOLE.search(text):
        return whole[1], whole[2], ""
    found = _NAME.fullmatch(text)
    return (found[1] or settings.ARK_NAAN, found[2], found[3] or "") if found else ("", "", "")


def _side(
    page: RecordPage, number: str, side: str, names: Mapping[str, str], *, linked: bool
) -> Side:
    shown = chosen(page, number)
    ark = page.record.ark
    views = tuple(
        View(
            shown=view,
            href=_address({**names, side: name_of(ark, view.number)}, linked=linked),
            current=view is shown,
        )
        for view in page.pictures
    )
    other = names.get("b" if side == "a" else "a", "")
    return Side(page=page, shown=shown, views=views, change=_address({"a": other}))
