"""What changed in an event, field by field, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.agenda.enums import Access, Audience
from dentelle.agenda.forms import LANGUAGES
from dentelle.agenda.models import Event
from dentelle.agenda.timing_words import said
from dentelle.agenda.timings import Timing, TimingError
from dentelle.catalogue.models import Record
from dentelle.media.models import Image
from dentelle.museums.models import Museum
from dentelle.publishing.actions import Theirs
from dentelle.publishing.queries import history_of
from dentelle.ui.moments import moment

_HIDDEN = {"version", "published_at", "submitted_at", "locks", "sequence"}
_LISTS: dict[str, dict[str, Any]] = {
    "audiences": dict(Audience.choices),
    "access": dict(Access.choices),
    "languages": dict(LANGUAGES),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field with its value before and after, in words."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of the history as people read it."""

    pk: int
    at: datetime
    who: User | None
    label: str
    note: str
    changes: tuple[Change, ...]
    undoable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field somebody else wrote meanwhile: theirs, and mine when I wrote it too."""

    label: str
    theirs: str
    mine: str
    who: User | None
    at: datetime


def verbs() -> dict[str, str]:
    """Return the decisions as a history says them."""
    return {
        "create": _("Entered in the agenda"),
        "edit": _("Fields changed"),
        "undo": _("A change was taken back"),
        "submit": _("Submitted for review"),
        "send_back": _("Sent back to its writer"),
        "approve": _("Approved"),
        "archive": _("Put away"),
        "to_draft": _("Taken back as a draft"),
        "open": _("Published at its hour"),
        "close": _("Taken away at its hour"),
        "withdraw": _("Withdrawn from the agenda"),
        "put_back": _("Put back before the public"),
        "propose": _("Changes proposed"),
        "accept": _("Changes accepted"),
        "refuse": _("Changes sent back"),
        "missing": _("Absent from its feed"),
        "renounce": _("Changes given up by their writer"),
        "ask_check": _("Sent to be checked"),
        "close_check": _("The museum’s answer is waited for no more"),
        "verify": _("Checked by the museum"),
    }


def story(event: Event) -> list[Step]:
    """Return the history of an event, the latest first; as many queries however long it is."""
    entries = list(history_of(event))
    names = names_of([values for entry in entries for values in (entry.before, entry.after)])
    labels = verbs()
    return [
        Step(
            pk=entry.pk,
            at=entry.at,
            who=entry.actor,
            label=labels.get(entry.verb, entry.verb),
            note=entry.note,
            changes=tuple(changes(entry.before, entry.after, names)) if entry.before else (),
            undoable=entry.verb in {"edit", "undo"},
        )
        for entry in entries
    ]


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, dict[int, str]]
) -> list[Change]:
    """Return what differs between two states of some fields, as the history keeps them."""
    return [
        Change(
            field=name,
            label=label(name),
            before=worded(name, before.get(name), names),
            after=worded(name, value, names),
        )
        for name, value in after.items()
        if name not in _HIDDEN and before.get(name) != value
    ]


def clashes(theirs: Iterable[Theirs], mine: Mapping[str, Any]) -> list[Clash]:
    """Return what others wrote meanwhile, beside what I wrote in the same fields."""
    found = list(theirs)
    names = names_of([{one.field: one.after} for one in found] + [dict(mine)])
    return [
        Clash(
            label=label(one.field),
            theirs=worded(one.field, one.after, names) or _("emptied"),
            mine=worded(one.field, mine[one.field], names) if one.field in mine else "",
            who=one.actor,
            at=one.at,
        )
        for one in found
        if one.field not in _HIDDEN
    ]


def reconciled(
    theirs: Iterable[Theirs], mine: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[Clash, ...]]:
    """Return the values to show after another's change, and what to tell of it.

    What I did not touch takes theirs; where we both wrote, mine stays in the form.
    """
    theirs = list(theirs)
    written = {one.field: one for one in theirs if one.field in mine}
    taken = {name: one.after for name, one in written.items() if mine[name] == one.before}
    both = {
        name: mine[name]
        for name, one in written.items()
        if name not in taken and mine[name] != one.after
    }
    return {**mine, **taken}, tuple(clashes(theirs, both))


def label(name: str) -> str:
    """Return the name of a field as people read it."""
    own = {"image": _("Picture"), "timings": _("Dates"), "records": _("Objects shown")}
    if name in own:
        return own[name]
    try:
        field: Any = Event._meta.get_field(name)  # noqa: SLF001 -- Django's own door
    except FieldDoesNotExist:
        return name
    found = str(field.verbose_name)
    return found[:1].upper() + found[1:]


def worded(name: str, value: Any, names: Mapping[str, dict[int, str]]) -> str:
    """Return a value as people read it; nothing for an empty one."""
    if value is None or value in ("", []):
        return ""
    if name in {"museums", "image", "records"}:
        numbers = value if isinstance(value, list) else [value]
        return ", ".join(names[name].get(number, "?") for number in numbers)
    if name == "timings":
        return " · ".join(_said(stored) for stored in value)
    if name in _LISTS:
        return ", ".join(str(_LISTS[name].get(key, key)) for key in value)
    return _plain(name, value)


def _plain(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name.endswith("_at") and isinstance(value, str):
        found = parse_datetime(value)
        return moment(found) if found else value
    try:
        known = dict(Event._meta.get_field(name).flatchoices)  # type: ignore[union-attr]  # noqa: SLF001
    except (AttributeError, FieldDoesNotExist):
        known = {}
    return str(known.get(value, value))


def _said(stored: dict[str, Any]) -> str:
    try:
        return said(Timing.of(stored))
    except TimingError:
        return str(stored.get("first", stored))


def names_of(values: Sequence[Mapping[str, Any]]) -> dict[str, dict[int, str]]:
    """Return the names of the museums, pictures and objects that values mention by number."""
    numbers: dict[str, set[int]] = {"museums": set(), "image": set(), "records": set()}
    for one in values:
        for name, found in numbers.items():
            value = one.get(name) or []
            found.update(value if isinstance(value, list) else [value])
    museums = Museum.objects.in_bulk(numbers["museums"])
    images = Image.objects.in_bulk(numbers["image"])
    records = Record.objects.in_bulk(numbers["records"])
    return {
        "museums": {pk: museum.name for pk, museum in museums.items()},
        "image": {pk: image.alt or image.original_name for pk, image in images.items()},
        "records": {pk: record.title for pk, record in records.items()},
    }
