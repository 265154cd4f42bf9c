"""Tell the index which records to read again; called in the transaction that changed them."""

from collections.abc import Iterable

from django.db import transaction

from dentelle.catalogue import bulk
from dentelle.catalogue.models import Record, RecordImage
from dentelle.museums.models import Museum
from dentelle.search.models import PendingChange

INDEX = "records"
_PAGE = 2_000


def changed(records: Iterable[int]) -> None:
    """Queue records to be indexed again, or taken out of the index when they are no longer public."""
    bulk.insert(PendingChange, ("index", "key"), [(INDEX, str(record)) for record in records])


@transaction.atomic
def reindex_museum(*, museum: Museum) -> int:
    """Have every record of a museum read again by the index, and return how many they are."""
    numbers = Record.objects.filter(museum=museum).order_by("pk").values_list("pk", flat=True)
    count = 0
    for page in bulk.paged(numbers.iterator(chunk_size=_PAGE), _PAGE):
        changed(page)
        count += len(page)
    return count


@transaction.atomic
def reindex_record(*, record: Record) -> None:
    """Have one record read again by the index, after a decision about what it shows."""
    changed([record.pk])


@transaction.atomic
def pictures_prepared(*, image_ids: Iterable[int]) -> int:
    """Have the records of these pictures read again by the index; return how many they are."""
    links = RecordImage.objects.filter(image__in=list(image_ids))
    records = sorted(set(links.values_list("record", flat=True)))
    changed(records)
    return len(records)
