"""What changed in an event, field by field, in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from dentelle.agenda.enums import Access, Audience
from dentelle.agenda.forms import LANGUAGES
from dentelle.agenda.models import Event
from dentelle.agenda.timing_words import said
from dentelle.agenda.timings import Timing, TimingError
from dentelle.catalogue.models import Record
from dentelle.desk.queries.story import Step, Words, choice_of, label_of, yes_or_no
from dentelle.media.models import Image
from dentelle.museums.models import Museum
from dentelle.publishing.queries import history_of
from dentelle.ui.moments import moment

_HIDDEN = {"version", "published_at", "submitted_at", "locks", "sequence"}
_LISTS: dict[str, dict[str, Any]] = {
    "audiences": dict(Audience.choices),
    "access": dict(Access.choices),
    "languages": dict(LANGUAGES),
}


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


def label(name: str) -> str:
    """Return the name of a field as people read it."""
    own = {"image": _("Picture"), "timings": _("Dates"), "records": _("Objects shown")}
    if name in own:
        return own[name]
    return label_of(Event, name)


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


def when(event: Event) -> str:
    """Say the dates of an event in words, for whoever wrote them to read again; nothing without any."""
    return worded("timings", event.timings, {})


def _plain(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return yes_or_no(value)
    if name.endswith("_at") and isinstance(value, str):
        found = parse_datetime(value)
        return moment(found) if found else value
    return choice_of(Event, name, value)


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


WORDS = Words(verbs=verbs, label=label, worded=worded, names=names_of, hidden=frozenset(_HIDDEN))


def story(event: Event) -> list[Step]:
    """Return the history of an event, the latest first; as many queries however long it is."""
    return WORDS.story(history_of(event))
