"""What changed in an offer, field by field, in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from dentelle.desk.queries.story import Change, Step, Words, choice_of, label_of, yes_or_no
from dentelle.jobs.enums import OfferKind
from dentelle.jobs.models import Offer
from dentelle.museums.models import Museum
from dentelle.publishing.queries import history_of
from dentelle.ui.moments import day, moment

# `closes_at` says again what `deadline` says.
_HIDDEN = frozenset({"version", "published_at", "submitted_at", "closes_at"})
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


def label(name: str) -> str:
    """Return the name of a field as people read it."""
    return label_of(Offer, name)


def worded(name: str, value: Any, names: Names) -> str:
    """Return a value as people read it; nothing for an empty one."""
    if value in (None, ""):
        return ""
    if name == "museum":
        return names.get(value, "?")
    if isinstance(value, bool):
        return yes_or_no(value)
    if name.endswith("_at") and (at := parse_datetime(value)):
        return moment(at)
    if name in {"deadline", "start_date"} and (date := parse_date(value)):
        return day(date)
    return choice_of(Offer, name, value)


def names_of(values: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """Return the names of the museums that values mention by number; no query when none does."""
    numbers = {one["museum"] for one in values if one.get("museum")}
    return {pk: museum.name for pk, museum in Museum.objects.in_bulk(numbers).items()}


WORDS = Words(verbs=verbs, label=label, worded=worded, names=names_of, hidden=_HIDDEN)


def story(offer: Offer) -> list[Step]:
    """Return the history of an offer, the latest first; as many queries however long it is."""
    return WORDS.story(history_of(offer))


def whole(offer: Offer, values: Mapping[str, Any]) -> list[Change]:
    """Return all an offer says for who reads it without its form; `values` are its fields, museum among them."""
    unsaid = {"duration_unit"} if offer.duration is None else set()
    if offer.kind != OfferKind.INTERNSHIP:
        unsaid.add("has_agreement")
    said = {name: value for name, value in values.items() if name not in unsaid}
    return WORDS.changes({}, said, {offer.museum_id: offer.museum.name})
