"""What happened to a record: what imports changed and what people decided, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

import orjson
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dentelle.accounts.models import User
from dentelle.catalogue.fields import label
from dentelle.catalogue.models import Record, RecordChange
from dentelle.catalogue.pictures import IMAGES
from dentelle.publishing.models import HistoryEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field from one text to another; nothing stands for an absent field."""

    tag: str
    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened: `run_id` when an import did it, `undone` when it was taken back."""

    at: datetime
    label: str
    actor: User | None = None
    run_id: int | None = None
    note: str = ""
    undone: bool = False
    changes: tuple[FieldChange, ...] = ()


def history(record: Record) -> list[Event]:
    """Return the events of a record, newest first."""
    events = [*_imports(record), *_decisions(record)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _imports(record: Record) -> Iterable[Event]:
    rows = (
        RecordChange.objects.filter(record=record)
        .select_related("run", "run__started_by")
        .order_by("run", "pk")
    )
    for run, changes in groupby(rows, key=lambda row: row.run):
        written = list(changes)
        heads = [change for change in written if not change.field]
        fields = [change for change in written if change.field]
        created = any(head.before is None for head in heads)
        undone = any(change.undone for change in written)
        yield Event(
            at=run.applied_at or run.created_at,
            label=_import_label(created=created, undone=undone),
            actor=run.started_by,
            run_id=run.pk,
            undone=undone,
            changes=tuple(_change(change) for change in fields),
        )


def _import_label(*, created: bool, undone: bool) -> str:
    if undone:
        return _("Changed by an import, then undone")
    return _("Created by an import") if created else _("Changed by an import")


def _change(change: RecordChange) -> FieldChange:
    if change.field == IMAGES:
        return FieldChange(
            tag="REFIM",
            label=_("Pictures"),
            before=_pictures(change.before),
            after=_pictures(change.after),
        )
    return FieldChange(
        tag=change.field, label=label(change.field), before=change.before, after=change.after
    )


def _pictures(numbers: str | None) -> str:
    count = len(orjson.loads(numbers or "[]"))
    return ngettext("%(count)d picture", "%(count)d pictures", count) % {"count": count}


def _decisions(record: Record) -> Iterable[Event]:
    labels = {"withdraw": _("Withdrawn"), "put_back": _("Put back before the public")}
    entries = HistoryEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Record), object_id=str(record.pk)
    ).select_related("actor")
    for entry in entries:
        yield Event(
            at=entry.at,
            label=labels.get(entry.verb, entry.verb),
            actor=entry.actor,
            note=entry.note,
        )
