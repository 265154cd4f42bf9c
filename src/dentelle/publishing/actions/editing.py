"""Write a thing that people edit: every change kept, none lost when two people save.

Who saves says which version they had before their eyes. Another's change since then is shown to
them (`EditedMeanwhileError`); saving again with the version they have now seen is their decision.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.publishing.actions.deciding import record_history
from dentelle.publishing.models import HistoryEntry, Scheduled
from dentelle.publishing.signals import visibility_changed

VERB = "edit"
_VERSION = "version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """What another wrote in a field, as the history keeps it."""

    field: str
    before: Any
    after: Any
    actor: User | None
    at: datetime


class EditedMeanwhileError(Exception):
    """Somebody saved since this version was read; `theirs` says what, `version` is the one to see."""

    def __init__(self, theirs: tuple[Theirs, ...], version: int) -> None:
        super().__init__(_("Somebody changed this while you were writing."))
        self.theirs = theirs
        self.version = version


class NotUndoableError(Exception):
    """The change cannot be taken back; the message, in the reader's language, says why."""


@transaction.atomic
def edit(
    *, subject: Scheduled, values: Mapping[str, Any], seen: int, actor: User | None, now: datetime
) -> list[str]:
    """Write the values that differ, and return the names of their fields.

    `values` maps fields to Python values; of a relation to many, to the objects or their numbers.

    Raises:
        EditedMeanwhileError: the thing is not any more in the version `seen`.
    """
    row = _locked(subject)
    if row.version != seen:
        raise EditedMeanwhileError(_since(row, seen), row.version)
    return _write(subject, row, values, verb=VERB, note="", actor=actor, now=now)


@transaction.atomic
def undo_edit(*, entry: HistoryEntry, actor: User | None, now: datetime) -> list[str]:
    """Write back what an edit replaced, and return the fields.

    Raises:
        NotUndoableError: the entry is no edit, or one of its fields was written again since.
    """
    subject = entry.subject
    if entry.verb not in {VERB, "undo"} or not isinstance(subject, Scheduled):
        raise NotUndoableError(_("Only a change of fields can be taken back."))
    row = _locked(subject)
    wanted = {name: value for name, value in entry.before.items() if name != _VERSION}
    again = [name for name in wanted if plain(row, name) != entry.after.get(name)]
    if again:
        labels = ", ".join(str(_field(row, name).verbose_name) for name in again)
        raise NotUndoableError(
            _("Changed again since: %(fields)s. Take back the later change first.")
            % {"fields": labels}
        )
    values = {name: _living(row, name, value) for name, value in wanted.items()}
    return _write(subject, row, values, verb="undo", note="", actor=actor, now=now)


def plain(subject: models.Model, name: str, value: Any = ...) -> Any:
    """Return a field's value as the history keeps it: JSON, relations by their numbers."""
    field = _field(subject, name)
    if field.many_to_many:
        objects = getattr(subject, name).all() if value is ... else value
        return sorted(getattr(each, "pk", each) for each in objects)
    found = getattr(subject, field.attname) if value is ... else value
    if isinstance(found, models.Model):
        return found.pk
    if isinstance(found, datetime | date | time):
        return found.isoformat()
    return str(found) if isinstance(found, Decimal) else found


def _locked(subject: Scheduled) -> Scheduled:
    rows = type(subject)._default_manager  # noqa: SLF001 -- Django's own door
    found: Scheduled = rows.select_for_update().get(pk=subject.pk)
    return found


def _write(  # noqa: PLR0913 -- a write with its line of history
    subject: Scheduled,
    row: Scheduled,
    values: Mapping[str, Any],
    *,
    verb: str,
    note: str,
    actor: User | None,
    now: datetime,
) -> list[str]:
    before = {name: plain(row, name) for name in values}
    after = {name: plain(row, name, value) for name, value in values.items()}
    changed = [name for name in values if before[name] != after[name]]
    if not changed:
        return []
    for name in changed:
        if _field(row, name).many_to_many:
            getattr(row, name).set(values[name])
        else:
            setattr(row, name, values[name])
    row.version += 1
    row.save()
    for name in [name for name in changed if not _field(row, name).many_to_many]:
        setattr(subject, name, values[name])
    subject.version = row.version
    record_history(
        subject=row,
        verb=verb,
        actor=actor,
        now=now,
        note=note,
        before={**{name: before[name] for name in changed}, _VERSION: row.version - 1},
        after={**{name: after[name] for name in changed}, _VERSION: row.version},
    )
    model, number = type(row), row.pk
    transaction.on_commit(lambda: visibility_changed.send(sender=model, numbers=[number]))
    return changed


def _since(row: Scheduled, seen: int) -> tuple[Theirs, ...]:
    """Return what was written after a version, the first value and the last of each field."""
    kind = ContentType.objects.get_for_model(row)
    entries = HistoryEntry.objects.filter(content_type=kind, object_id=str(row.pk))
    found: dict[str, Theirs] = {}
    for entry in entries.filter(after__version__gt=seen).select_related("actor").order_by("pk"):
        for name, value in entry.after.items():
            first = found[name].before if name in found else entry.before.get(name)
            found[name] = Theirs(
                field=name, before=first, after=value, actor=entry.actor, at=entry.at
            )
    found.pop(_VERSION, None)
    return tuple(found.values())


def _living(subject: models.Model, name: str, value: Any) -> Any:
    """Return a value of the history as the field takes it."""
    field = _field(subject, name)
    if field.many_to_many or field.is_relation:
        return value if field.many_to_many else _related(field, value)
    return field.to_python(value)


def _related(field: Any, value: Any) -> models.Model | None:
    return None if value is None else field.related_model._default_manager.get(pk=value)  # noqa: SLF001


def _field(subject: models.Model, name: str) -> Any:
    return subject._meta.get_field(name)  # noqa: SLF001 -- Django's own door
