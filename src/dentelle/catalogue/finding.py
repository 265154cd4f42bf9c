"""From an address to the record it stands for."""

from typing import TypeGuard

from dentelle.catalogue import arks
from dentelle.catalogue.models import Record, RetiredArk
from dentelle.publishing.enums import State


def find(naan: str, name: str) -> Record | RetiredArk | None:
    """Return the record an address stands for, public or not, what is left of one, or nothing.

    A draft was never shown: its address tells nothing.
    """
    spellings = arks.spellings(naan, name)
    known = Record.objects.exclude(state=State.DRAFT).select_related("museum")
    found: dict[str, Record | RetiredArk] = {
        record.ark: record for record in known.filter(ark__in=spellings)
    }
    if not found:
        retired = RetiredArk.objects.filter(ark__in=spellings).select_related("museum")
        found = {name.ark: name for name in retired}
    return next((found[spelling] for spelling in spellings if spelling in found), None)


def is_shown(record: Record | RetiredArk) -> TypeGuard[Record]:
    """Say whether anybody may see what `find` returned: the rule of `Record.objects.public()`."""
    return isinstance(record, Record) and record.is_public and record.museum.publishes_collections
