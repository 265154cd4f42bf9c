"""What the desk does with a museum's page beyond writing it: saying that all of it is right, taking a change back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from dentelle.accounts.models import User
from dentelle.museums import actions as museums
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing
from dentelle.publishing.models import HistoryEntry


@transaction.atomic
def save_page(
    *,
    museum: Museum,
    values: Mapping[str, Any],
    seen: int,
    verified: bool,
    actor: User,
    now: datetime,
) -> list[str]:
    """Write what differs and return the fields; `verified` says that all the rest was read and is right.

    Raises:
        ChangedMeanwhileError: the museum is not any more in the version `seen`.
        ValidationError: a value cannot be.
    """
    changed = museums.edit_museum(museum=museum, values=values, seen=seen, actor=actor, now=now)
    if verified:
        museums.verify_museum(museum=museum, actor=actor, now=now)
    return changed


@transaction.atomic
def undo_page(*, museum: Museum, entry: HistoryEntry, actor: User, now: datetime) -> list[str]:
    """Write back what a change replaced, and return the fields; they stay written by hand.

    Raises:
        NotUndoableError: the entry is no change by hand, or was written over since.
        ValidationError: what it replaced cannot be any more.
    """
    row = Museum.objects.select_for_update().get(pk=museum.pk)
    values = publishing.taken_back(entry=entry, row=row)
    return museums.edit_museum(
        museum=row, values=values, seen=row.version, actor=actor, now=now, verb="undo"
    )
