"""Reads of the seam."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast

from dentelle.accounts.models import User
from dentelle.core.writing import VERSION, plain
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry, Scheduled

Thing = TypeVar("Thing", bound=Scheduled)
_OF_A_DRAFT = ("send_back", "submit", "approve", "to_draft")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """What another wrote in a field, as the history keeps it."""

    field: str
    before: Any
    after: Any
    actor: User | None
    at: datetime


def history_of(subject: Model) -> QuerySet[HistoryEntry]:
    """Return what was decided about a thing, the latest first, with who decided."""
    kind = ContentType.objects.get_for_model(subject)
    entries = HistoryEntry.objects.filter(content_type=kind, object_id=str(subject.pk))
    return entries.select_related("actor").order_by("-at", "-pk")


def sent_back(rows: QuerySet[Thing]) -> QuerySet[Thing]:
    """Keep the drafts a reviewer sent back and nobody submitted since; `asked` is the message of each."""
    drafts = with_last(rows.filter(state=State.DRAFT), _OF_A_DRAFT)
    return cast("QuerySet[Thing]", drafts.filter(decided="send_back"))


def with_last(rows: QuerySet[Thing], verbs: Collection[str]) -> QuerySet[Any]:
    """Say of each thing what was told of it last among some verbs: `decided`, its message `asked`, `decided_at`."""
    kind = ContentType.objects.get_for_model(rows.model)
    told = HistoryEntry.objects.filter(
        content_type=kind, object_id=Cast(OuterRef("pk"), CharField()), verb__in=verbs
    ).order_by("-at", "-pk")
    last = {"decided": "verb", "asked": "note", "decided_at": "at"}
    found: QuerySet[Any] = rows.annotate(
        **{name: Subquery(told.values(of)[:1]) for name, of in last.items()}
    )
    return found


def written_since(subject: Model, version: int) -> tuple[Theirs, ...]:
    """Return what was written after a version, the first value and the last of each field."""
    entries = history_of(subject).filter(after__version__gt=version).order_by("pk")
    found: dict[str, Theirs] = {}
    for entry in entries:
        for name, value in entry.after.items():
            first = found[name].before if name in found else entry.before.get(name)
            found[name] = Theirs(
                field=name, before=first, after=value, actor=entry.actor, at=entry.at
            )
    found.pop(VERSION, None)
    return tuple(found.values())


def approved_values(subject: Model, names: Iterable[str]) -> dict[str, Any]:
    """Return the values some fields had when a thing was last approved; nothing for one that never was."""
    entries = history_of(subject)
    last = entries.filter(verb="approve").first()
    if last is None:
        return {}
    values = {name: plain(subject, name) for name in names}
    for entry in entries.filter(pk__gt=last.pk, verb__in=("edit", "undo")):
        values |= {name: value for name, value in entry.before.items() if name in values}
    return values
