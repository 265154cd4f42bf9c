"""What was decided or prepared is brought into the index by the worker, at once."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from dentelle.accounts.signals import decided
from dentelle.catalogue import actions, tasks
from dentelle.catalogue.signals import pictures_changed, record_put_back, record_withdrawn
from dentelle.media.signals import pictures_prepared
from dentelle.museums.models import Museum
from dentelle.museums.signals import museums_changed

# What the index keeps of a museum with each of its records, and whether it keeps them at all.
_INDEXED = {"official_name", "usual_name", "town", "publishes_collections"}


def connect() -> None:
    """Listen to the decisions; imports bring their own records into the index."""
    for signal in (record_withdrawn, record_put_back, pictures_changed):
        signal.connect(_index_now, dispatch_uid="catalogue.index_now")

    pictures_prepared.connect(_read_again, dispatch_uid="catalogue.read_again")
    decided.connect(_museum_decided, sender=Museum, dispatch_uid="catalogue.museum_decided")
    museums_changed.connect(_museums_changed, dispatch_uid="catalogue.museums_changed")


def _read_again(*, image_ids: Iterable[int], **_what: Any) -> None:
    """Have the records of prepared pictures read again: their colours are known now."""
    if actions.pictures_prepared(image_ids=image_ids):
        tasks.index_soon()


def _index_now(**_what: Any) -> None:
    tasks.index_pending.enqueue()


def _museum_decided(*, subject: Museum, before: Mapping[str, Any], **_what: Any) -> None:
    """Queue a museum's records in the transaction that renames it, or that shows or hides them."""
    if _INDEXED & before.keys():
        actions.reindex_museum(museum=subject)


def _museums_changed(*, fields: Mapping[int, Collection[str]], **_what: Any) -> None:
    if any(_INDEXED & set(names) for names in fields.values()):
        tasks.index_pending.enqueue()
