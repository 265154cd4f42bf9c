"""Tell the index which records to read again; called in the transaction that changed them."""

from collections.abc import Iterable

from dentelle.catalogue import bulk
from dentelle.search.models import PendingChange

INDEX = "records"


def changed(records: Iterable[int]) -> None:
    """Queue records to be indexed again, or taken out of the index when they are no longer public."""
    bulk.insert(PendingChange, ("index", "key"), [(INDEX, str(record)) for record in records])
