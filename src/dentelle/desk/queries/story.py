"""Histories, proposals and clashes in words, for any kind of thing that the desk writes.

A kind says what its verbs, fields and values are called (`Words`); all the rest is here, once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.core.writing import VERSION
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.queries import Theirs

UNDOABLE = frozenset({"edit", "undo"})


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
    verb: str
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a kind of thing calls its decisions, fields and values, in the reader's language.

    `names` finds, in a constant number of queries, what values mention by number; `worded` is given
    it with a field's name and value. `hidden` are fields nobody reads.
    """

    verbs: Callable[[], Mapping[str, str]]
    label: Callable[[str], str]
    worded: Callable[[str, Any, Any], str]
    names: Callable[[Sequence[Mapping[str, Any]]], Any]
    hidden: frozenset[str] = frozenset({VERSION})

    def story(
        self,
        entries: Iterable[HistoryEntry],
        may_undo: Callable[[HistoryEntry], bool] = lambda _entry: True,
    ) -> list[Step]:
        """Return a history as people read it, in its order; as many queries however long it is."""
        entries = list(entries)
        names = self.names([values for entry in entries for values in (entry.before, entry.after)])
        labels = self.verbs()
        return [
            Step(
                pk=entry.pk,
                at=entry.at,
                who=entry.actor,
                verb=entry.verb,
                label=labels.get(entry.verb, entry.verb),
                note=entry.note,
                changes=tuple(self.changes(entry.before, entry.after, names))
                if entry.before
                else (),
                undoable=entry.verb in UNDOABLE and may_undo(entry),
            )
            for entry in entries
        ]

    def changes(
        self, before: Mapping[str, Any], after: Mapping[str, Any], names: Any = None
    ) -> list[Change]:
        """Return what differs between two states of some fields, as the history keeps them."""
        names = self.names([before, after]) if names is None else names
        return [
            Change(
                field=name,
                label=self.label(name),
                before=self.worded(name, before.get(name), names),
                after=self.worded(name, value, names),
            )
            for name, value in after.items()
            if name not in self.hidden and before.get(name) != value
        ]

    def clashes(self, theirs: Iterable[Theirs], mine: Mapping[str, Any]) -> tuple[Clash, ...]:
        """Return what others wrote meanwhile, beside what I wrote in the same fields."""
        found = [one for one in theirs if one.field not in self.hidden]
        names = self.names([{one.field: one.after} for one in found] + [dict(mine)])
        return tuple(
            Clash(
                label=self.label(one.field),
                theirs=self.worded(one.field, one.after, names) or _("emptied"),
                mine=self.worded(one.field, mine[one.field], names) if one.field in mine else "",
                who=one.actor,
                at=one.at,
            )
            for one in found
        )

    def reconciled(
        self, theirs: Iterable[Theirs], mine: Mapping[str, Any]
    ) -> tuple[dict[str, Any], tuple[Clash, ...]]:
        """Return the values to show a late writer, and what to tell of another's change.

        `mine` holds values as the history keeps them. What I did not touch takes theirs; where we both
        wrote, mine stays in the form: saving again is my decision.
        """
        theirs = list(theirs)
        written = {one.field: one for one in theirs if one.field in mine}
        taken = {name: one.after for name, one in written.items() if mine[name] == one.before}
        both = {
            name: mine[name]
            for name, one in written.items()
            if name not in taken and mine[name] != one.after
        }
        return {**mine, **taken}, self.clashes(theirs, both)


def label_of(model: type[Model], name: str) -> str:
    """Return what a field of a table is called, with a capital; a name that is no field as it is."""
    try:
        field: Any = model._meta.get_field(name)  # noqa: SLF001 -- Django's own door
    except FieldDoesNotExist:
        return name
    found = str(field.verbose_name)
    return found[:1].upper() + found[1:]


def choice_of(model: type[Model], name: str, value: Any) -> str:
    """Return the label of a choice; what is none as it is."""
    try:
        known = dict(model._meta.get_field(name).flatchoices)  # type: ignore[union-attr]  # noqa: SLF001
    except (AttributeError, FieldDoesNotExist):
        known = {}
    return str(known.get(value, value))


def yes_or_no(value: bool) -> str:  # noqa: FBT001 -- it says just that
    """Return a truth in words."""
    return _("yes") if value else _("no")
