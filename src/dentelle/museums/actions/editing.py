"""The one door of writing a museum by hand, and of saying that its page is right."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from dentelle.accounts.models import User
from dentelle.accounts.signals import decided
from dentelle.core.writing import ChangedMeanwhileError, compare
from dentelle.museums import names
from dentelle.museums.actions.keeping import keep, tell
from dentelle.museums.models import Museum
from dentelle.museums.rules import BY_HAND

_PLACE = {"latitude", "longitude"}


@transaction.atomic
def edit_museum(
    *,
    museum: Museum,
    values: Mapping[str, Any],
    seen: int,
    actor: User | None,
    now: datetime,
    verb: str = "edit",
) -> list[str]:
    """Write the values that differ, and return the names of their fields.

    A field written by hand is locked: the register leaves it. The slug is none of them. `verb` is what
    the history says was done. A name that changes takes its article along.

    Raises:
        ChangedMeanwhileError: the museum is not any more in the version `seen`.
        ValidationError: a value cannot be; its messages are under the names of the fields.
        ValueError: nobody writes one of these fields by hand.
    """
    if strange := sorted(values.keys() - BY_HAND):
        message = (
            f"Unexpected field {', '.join(strange)}, use one of: {', '.join(sorted(BY_HAND))}."
        )
        raise ValueError(message)
    row = Museum.objects.select_for_update().get(pk=museum.pk)
    if row.version != seen:
        raise ChangedMeanwhileError(row.version)
    difference = compare(row, {**_article(row, values), **values})
    if not difference.fields:
        return []
    for name in difference.fields:
        setattr(row, name, values[name] if name in values else difference.after[name])
    row.locks = sorted({*row.locks, *_locked(values.keys() & set(difference.fields))})
    _check(row, difference.fields)
    keep(row, difference, verb=verb, actor=actor, now=now)
    tell([row.pk], {row.pk: difference.fields})
    museum.refresh_from_db()
    return difference.fields


@transaction.atomic
def verify_museum(*, museum: Museum, actor: User | None, now: datetime) -> bool:
    """Record that the museum found its whole page right; return False when it said so today already."""
    row = Museum.objects.select_for_update().get(pk=museum.pk)
    if row.verified_at and localdate(row.verified_at) == localdate(now):
        return False
    row.verified_at = museum.verified_at = now
    row.save(update_fields=["verified_at"])
    decided.send(
        sender=Museum, subject=row, verb="verify", actor=actor, now=now, before={}, after={}
    )
    tell([row.pk], {row.pk: ["verified_at"]})
    return True


def _article(row: Museum, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the article of a new name, unless a person chose the one there is."""
    old = row.name
    new = values.get("usual_name", row.usual_name) or values.get("official_name", row.official_name)
    guessed = row.article == names.article_for(old)
    return {"article": names.article_for(new)} if new != old and guessed else {}


def _locked(fields: Iterable[str]) -> set[str]:
    """Return the fields to lock: half a place is never another's."""
    found = set(fields)
    return found | _PLACE if found & _PLACE else found


def _check(row: Museum, fields: Iterable[str]) -> None:
    """Look at what is written, not at what an old import left in the other fields.

    Raises:
        ValidationError: a value cannot be.
    """
    every = {field.name for field in Museum._meta.get_fields()}  # noqa: SLF001 -- Django's own door
    row.clean_fields(exclude=every - set(fields))
    row.clean()
    row.validate_constraints()
