"""What every room that keeps versions shares: values as a history keeps them, what differs, who came late.

Who saves says which version they had before their eyes; the room compares under a lock, writes, and
leaves the difference to its history. Nothing here reads or writes a table by itself, save the
relations to many of the row it is given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

VERSION = "version"


class ChangedMeanwhileError(Exception):
    """Somebody saved since this version was read; `version` is the one to see."""

    def __init__(self, version: int) -> None:
        super().__init__(_("Somebody changed this while you were writing."))
        self.version = version


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The fields that differ, with their values before and after, as the history keeps them."""

    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def fields(self) -> list[str]:
        return list(self.after)

    def leading_to(self, version: int) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what was before and after with the versions they belong to, the new one given."""
        return {**self.before, VERSION: version - 1}, {**self.after, VERSION: version}


def compare(row: models.Model, values: Mapping[str, Any]) -> Difference:
    """Return what writing `values` would change; of a relation to many, objects or their numbers."""
    before = {name: plain(row, name) for name in values}
    after = {name: plain(row, name, value) for name, value in values.items()}
    changed = [name for name in values if before[name] != after[name]]
    return Difference(
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


def plain(row: models.Model, name: str, value: Any = ...) -> Any:
    """Return a field's value as the history keeps it: JSON, relations by their numbers."""
    field = field_of(row, name)
    if field.many_to_many:
        objects = getattr(row, name).all() if value is ... else value
        return sorted(getattr(each, "pk", each) for each in objects)
    found = getattr(row, field.attname) if value is ... else value
    if isinstance(found, models.Model):
        return found.pk
    if isinstance(found, datetime | date | time):
        return found.isoformat()
    return str(found) if isinstance(found, Decimal) else found


def living(row: models.Model, name: str, value: Any) -> Any:
    """Return a value of the history as the field takes it."""
    field = field_of(row, name)
    if field.many_to_many or field.is_relation:
        return value if field.many_to_many else _related(field, value)
    return field.to_python(value)


def _related(field: Any, value: Any) -> models.Model | None:
    return None if value is None else field.related_model._default_manager.get(pk=value)  # noqa: SLF001


def field_of(row: models.Model, name: str) -> Any:
    """Return the field of that name."""
    return row._meta.get_field(name)  # noqa: SLF001 -- Django's own door
