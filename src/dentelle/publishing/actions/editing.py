"""Write a thing that people edit: every change kept, none lost when two people save.

Who saves says which version they had before their eyes. Another's change since then is shown to
them (`EditedMeanwhileError`); saving again with the version they have now seen is their decision.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.core import writing
from dentelle.core.writing import plain
from dentelle.publishing.actions.deciding import record_history
from dentelle.publishing.models import HistoryEntry, Scheduled
from dentelle.publishing.queries import Theirs, written_since
from dentelle.publishing.signals import visibility_changed

__all__ = [
    "EditedMeanwhileError",
    "NotUndoableError",
    "Theirs",
    "edit",
    "plain",
    "taken_back",
    "undo_edit",
]
VERB, UNDO = "edit", "undo"


class EditedMeanwhileError(writing.ChangedMeanwhileError):
    """Somebody saved since this version was read; `theirs` says what, `version` is the one to see."""

    def __init__(self, theirs: tuple[Theirs, ...], version: int) -> None:
        super().__init__(version)
        self.theirs = theirs


class NotUndoableError(Exception):
    """The change cannot be taken back; the message, in the reader's language, says why."""


@transaction.atomic
def edit(
    *, subject: Scheduled, values: Mapping[str, Any], seen: int, actor: User | None, now: datetime
) -> list[str]:
    """Write the values that differ, and return the names of their fields.

    `values` maps fields to Python values; of a relation to many, to the objects or their numbers.
    `subject` is the row its caller read: who may write was asked of the state it was in.

    Raises:
        EditedMeanwhileError: the thing is not any more in the version `seen`, or in that state: what a
            contributor still writes at once in a draft is proposed once it was approved.
    """
    row = _locked(subject)
    if row.version != seen or row.state != subject.state:
        raise EditedMeanwhileError(written_since(row, seen), row.version)
    return _write(subject, row, values, verb=VERB, actor=actor, now=now)


@transaction.atomic
def undo_edit(*, entry: HistoryEntry, actor: User | None, now: datetime) -> list[str]:
    """Write back what an edit replaced, and return the fields.

    Raises:
        NotUndoableError: the entry is no edit, or one of its fields was written again since.
    """
    subject = entry.subject
    if not isinstance(subject, Scheduled):
        raise NotUndoableError(_("Only a change of fields can be taken back."))
    row = _locked(subject)
    values = taken_back(entry=entry, row=row)
    return _write(subject, row, values, verb=UNDO, actor=actor, now=now)


def taken_back(*, entry: HistoryEntry, row: models.Model) -> dict[str, Any]:
    """Return what an edit replaced in a row, as its fields take it; the caller locks the row and writes.

    Raises:
        NotUndoableError: the entry is no edit, or one of its fields was written again since.
    """
    if entry.verb not in {VERB, UNDO}:
        raise NotUndoableError(_("Only a change of fields can be taken back."))
    wanted = {name: value for name, value in entry.before.items() if name != writing.VERSION}
    again = [name for name in wanted if plain(row, name) != entry.after.get(name)]
    if again:
        labels = ", ".join(str(writing.field_of(row, name).verbose_name) for name in again)
        raise NotUndoableError(
            _("Changed again since: %(fields)s. Take back the later change first.")
            % {"fields": labels}
        )
    return {name: writing.living(row, name, value) for name, value in wanted.items()}


def _locked(subject: Scheduled) -> Scheduled:
    rows = type(subject)._default_manager  # noqa: SLF001 -- Django's own door
    found: Scheduled = rows.select_for_update().get(pk=subject.pk)
    return found


def _write(
    subject: Scheduled,
    row: Scheduled,
    values: Mapping[str, Any],
    *,
    verb: str,
    actor: User | None,
    now: datetime,
) -> list[str]:
    difference = writing.compare(row, values)
    changed = difference.fields
    if not changed:
        return []
    for name in changed:
        if writing.field_of(row, name).many_to_many:
            getattr(row, name).set(values[name])
        else:
            setattr(row, name, values[name])
            setattr(subject, name, values[name])
    row.version += 1
    row.save()
    subject.version = row.version
    before, after = difference.leading_to(row.version)
    record_history(subject=row, verb=verb, actor=actor, now=now, before=before, after=after)
    model, number = type(row), row.pk
    transaction.on_commit(lambda: visibility_changed.send(sender=model, numbers=[number]))
    return changed
