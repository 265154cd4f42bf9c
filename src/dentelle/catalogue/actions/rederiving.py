"""Derive records anew, after the rules changed; the museum's own text is never touched."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from dentelle.catalogue import bulk
from dentelle.catalogue.actions import indexing
from dentelle.catalogue.columns import DERIVED, derived_values
from dentelle.catalogue.derivation.derive import VERSION
from dentelle.catalogue.models import Record
from dentelle.museums.models import Museum

_BATCH = 1_000
Progress = Callable[[int, int], None]


def rederive_records(
    *, museum: Museum | None = None, everything: bool = False, progress: Progress | None = None
) -> int:
    """Derive the records of older rules (all of them with `everything`); return how many were read.

    Each batch is one transaction and queues its records for the index; killed at any point, a second
    call takes up the records that are still of older rules.
    """
    records = (
        Record.objects.all() if everything else Record.objects.exclude(derived_version=VERSION)
    )
    if museum is not None:
        records = records.filter(museum=museum)
    total, done, last = records.count(), 0, 0
    while batch := _rederive_batch(records, last):
        done, last = done + len(batch), batch[-1]
        if progress is not None:
            progress(done, total)
    return done


@transaction.atomic
def _rederive_batch(records: QuerySet[Any], after: int) -> Sequence[int]:
    """Derive the next records after a key and return their keys."""
    # Locked, so that an import cannot write new text between the reading and the writing.
    locked = records.filter(pk__gt=after).select_for_update().order_by("pk")
    rows = list(locked.values_list("pk", "fields")[:_BATCH])
    bulk.update(Record, DERIVED, [(*derived_values(fields), pk) for pk, fields in rows])
    numbers = [pk for pk, _fields in rows]
    indexing.changed(numbers)
    return numbers
