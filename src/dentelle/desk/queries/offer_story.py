"""What changed in an offer, field by field, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from dentelle.desk.queries.event_story import Change, Clash, Step
from dentelle.jobs.enums import OfferKind
from dentelle.jobs.models import Offer
from dentelle.museums.models import Museum
from dentelle.publishing.actions import Theirs
from dentelle.publishing.queries import history_of
from dentelle.ui.moments import day, moment

# `closes_at` says again what `deadline` says.
_HIDDEN = {"version", "published_at", "submitted_at", "closes_at"}
Names = Mapping[int, str]  # of museums


def verbs() -> dict[str, str]:
    """Return the decisions as a history says them."""
    return {
        "create": _("Offer entered"),
        "edit": _("Fields changed"),
        "undo": _("A change was taken back"),
        "submit": _("Submitted for review"),
        "send_back": _("Sent back to its writer"),
        "approve": _("Approved"),
        "archive": _("Closed and put away"),
        "to_draft": _("Taken back as a draft"),
        "open": _("Published at its hour"),
        "close": _("Closed at its deadline"),
        "withdraw": _("Offer withdrawn"),
        "put_back": _("Put back before the public"),
    }


def story(offer: Offer) -> list[Step]:
    """Return the history of an offer, the latest first; as many queries however long it is."""
    entries = list(history_of(offer))
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


def changes(before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> list[Change]:
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


def whole(offer: Offer, values: Mapping[str, Any]) -> list[Change]:
    """Return all an offer says for who reads it without its form; `values` are its fields, museum among them."""
    unsaid = {"duration_unit"} if offer.duration is None else set()
    if offer.kind != OfferKind.INTERNSHIP:
        unsaid.add("has_agreement")
    said = {name: value for name, value in values.items() if name not in unsaid}
    return changes({}, said, {offer.museum_id: offer.museum.name})


def clashes(theirs: Iterable[Theirs], mine: Mapping[str, Any]) -> list[Clash]:
    """Return what others wrote meanwhile, beside what I wrote in the same fields."""
    found = [one for one in theirs if one.field not in _HIDDEN]
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
    ]


def label(name: str) -> str:
    """Return the name of a field as people read it."""
    try:
        field: Any = Offer._meta.get_field(name)  # noqa: SLF001 -- Django's own door
    except FieldDoesNotExist:
        return name
    found = str(field.verbose_name)
    return found[:1].upper() + found[1:]


def worded(name: str, value: Any, names: Names) -> str:
    """Return a value as people read it; nothing for an empty one."""
    if value in (None, ""):
        return ""
    if name == "museum":
        return names.get(value, "?")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name.endswith("_at") and (at := parse_datetime(value)):
        return moment(at)
    if name in {"deadline", "start_date"} and (date := parse_date(value)):
        return day(date)
    try:
        known = dict(Offer._meta.get_field(name).flatchoices)  # type: ignore[union-attr]  # noqa: SLF001
    except (AttributeError, FieldDoesNotExist):
        known = {}
    return str(known.get(value, value))


def names_of(values: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """Return the names of the museums that values mention by number; no query when none does."""
    numbers = {one["museum"] for one in values if one.get("museum")}
    return {pk: museum.name for pk, museum in Museum.objects.in_bulk(numbers).items()}
