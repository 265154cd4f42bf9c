"""Lists kept because a visitor asked for a link, and forgotten when they promised."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from dentelle.catalogue.models import Record
from dentelle.catalogue.selections import Selection
from dentelle.portal.models import SharedSelection

KEPT = timedelta(days=365)  # what the page promises in words
_SAME_WITHIN = timedelta(hours=1)
_ADDRESS_RESERVED = timedelta(days=365)  # after its day, an address still answers that it is past
_BYTES = 16


class NothingToShareError(Exception):
    """None of the objects of the list is on line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How many lists were emptied because their day came, and how many addresses were freed."""

    emptied: int
    deleted: int


@transaction.atomic
def share_selection(*, selection: Selection, now: datetime) -> SharedSelection:
    """Keep a list under a link that nobody can guess; the same list within the hour is kept once.

    There is no actor: visitors have no account, and nothing tells who asked. Only the objects that
    are on line are kept.

    Raises:
        NothingToShareError: none of its objects is on line.
    """
    public = set(
        Record.objects.public().filter(ark__in=selection.arks).values_list("ark", flat=True)
    )
    content = [
        {"ark": entry.ark, "note": entry.note} for entry in selection.entries if entry.ark in public
    ]
    if not content:
        raise NothingToShareError
    earlier = SharedSelection.objects.filter(
        title=selection.title, content=content, created_at__gte=now - _SAME_WITHIN
    ).first()
    return earlier or SharedSelection.objects.create(
        token=secrets.token_urlsafe(_BYTES),
        title=selection.title,
        content=content,
        created_at=now,
        expires_at=now + KEPT,
    )


@transaction.atomic
def forget_selections(*, now: datetime) -> Forgotten:
    """Erase the lists whose day has come; a year later, their addresses too. A repeat does nothing."""
    past = SharedSelection.objects.expired(now)
    deleted, _by_model = past.filter(expires_at__lte=now - _ADDRESS_RESERVED).delete()
    emptied = past.exclude(content=[], title="").update(content=[], title="")
    return Forgotten(emptied=emptied, deleted=deleted)


@transaction.atomic
def forget_one(*, token: str) -> int:
    """Erase a list before its day, because somebody asked; return how many there were, 1 or 0."""
    deleted, _by_model = SharedSelection.objects.filter(token=token).delete()
    return deleted
