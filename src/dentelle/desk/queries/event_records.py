"""The objects an event shows, chosen among the public records of a person's museums."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from dentelle.accounts.models import User
from dentelle.catalogue.models import Record
from dentelle.desk.queries.scope import museums_of, within

MOST = 40  # objects of one event
_FOUND = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChoice:
    """An object that may be named, and whether it is."""

    record: Record
    chosen: bool


def allowed(user: User) -> QuerySet[Record]:
    """Return the records a person may name: what is public of their museums."""
    return within(Record.objects.public(), museums_of(user))


def choices(
    user: User, museums: Collection[int], words: str, *, chosen: Collection[int]
) -> list[RecordChoice]:
    """Return the objects chosen, then those the words find among these museums' first."""
    named = Record.objects.filter(pk__in=chosen).select_related("museum").order_by("pk")
    others = _found(user, museums, words) if words else ()
    return [
        *(RecordChoice(record=record, chosen=True) for record in named),
        *(
            RecordChoice(record=record, chosen=False)
            for record in others
            if record.pk not in chosen
        ),
    ]


def _found(user: User, museums: Collection[int], words: str) -> Sequence[Record]:
    rows = allowed(user).filter(museum__in=museums)
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(inventory_number__icontains=word))
    return list(rows.select_related("museum").order_by("pk")[:_FOUND])


def kept(user: User, wanted: Collection[int], before: Collection[int]) -> list[int]:
    """Return the objects to name: those wanted that the person may choose, and others' that stand there."""
    mine = set(allowed(user).filter(pk__in=wanted).values_list("pk", flat=True))
    others = set(before) - set(allowed(user).filter(pk__in=before).values_list("pk", flat=True))
    return sorted(mine | others)[:MOST]
