"""The history of a picture, in words: what was decided, by whom, from what to what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.media.enums import Licence, Use
from dentelle.media.models import Image
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One right from one value to another, both as people read them."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of history; `restorable` says that the rights can be brought back to before it."""

    pk: int
    at: datetime
    actor: User | None
    label: str
    note: str
    changes: tuple[Change, ...]
    restorable: bool


def history(image: Image) -> list[Decision]:
    """Return the decisions about a picture, newest first: one query."""
    entries = HistoryEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Image), object_id=str(image.pk)
    )
    return [_decision(entry) for entry in entries.select_related("actor").order_by("-at", "-pk")]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what differs between two states as the history keeps them."""
    labels = _labels()
    names = [name for name in labels if name in before or name in after]
    return tuple(
        Change(label=labels[name], before=said(name, old), after=said(name, new))
        for name in names
        if (old := before.get(name)) != (new := after.get(name))
    )


def said(name: str, value: Any) -> str:
    """Return a right's value in the reader's language."""
    if not value:
        return _("none") if name == "uses" else ""
    return _SAID.get(name, str)(value)


def uses_line(uses: list[str]) -> str:
    """Return uses in words, in the order they are always given."""
    if set(uses) >= set(Use):
        return _("every use")
    return ", ".join(str(use.label) for use in Use if use in uses)


def _decision(entry: HistoryEntry) -> Decision:
    return Decision(
        pk=entry.pk,
        at=entry.at,
        actor=entry.actor,
        label=_verbs().get(entry.verb, entry.verb),
        note=entry.note,
        changes=changes(entry.before, entry.after) if entry.verb != "lapse" else (),
        restorable=entry.verb in {"set_rights", "follow_policy"} and "licence" in entry.before,
    )


def _verbs() -> dict[str, str]:
    return {
        "set_rights": _("Rights decided"),
        "follow_policy": _("Brought to the policy of its museum"),
        "lapse": _("Its rights came to their end"),
        "set_alt": _("Alternative text written"),
        "send_with_event": _("Sent with an event"),
        "withdraw": _("Withdrawn"),
        "put_back": _("Put back before the public"),
    }


def _labels() -> dict[str, str]:
    return {
        "licence": _("Licence"),
        "uses": _("Uses granted"),
        "until": _("Until"),
        "credit": _("Credit line"),
        "holder": _("Rights holder"),
        "photographer": _("Photographer"),
        "mention": _("Mandatory mention"),
        "proof": _("Proof"),
        "proof_path": _("Document"),
        "alt": _("Alternative text"),
        "state": _("State"),
    }


def _licence(value: str) -> str:
    return str(Licence(value).label) if value in Licence.values else value


def _state(value: str) -> str:
    return str(State(value).label) if value in State.values else value


_SAID: Mapping[str, Callable[[Any], str]] = {
    "licence": _licence,
    "state": _state,
    "uses": uses_line,
    "until": lambda value: date_format(date.fromisoformat(value), "j F Y"),
    "proof_path": lambda value: str(value).rpartition(".")[2].upper(),
}
