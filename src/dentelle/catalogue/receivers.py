"""What was decided or prepared is brought into the index by the worker, at once."""

from collections.abc import Iterable
from typing import Any

from dentelle.catalogue import actions, tasks
from dentelle.catalogue.signals import pictures_changed, record_put_back, record_withdrawn
from dentelle.media.signals import pictures_prepared


def connect() -> None:
    """Listen to the decisions; imports bring their own records into the index."""
    for signal in (record_withdrawn, record_put_back, pictures_changed):
        signal.connect(_index_now, dispatch_uid="catalogue.index_now")

    pictures_prepared.connect(_read_again, dispatch_uid="catalogue.read_again")


def _read_again(*, image_ids: Iterable[int], **_what: Any) -> None:
    """Have the records of prepared pictures read again: their colours are known now."""
    if actions.pictures_prepared(image_ids=image_ids):
        tasks.index_soon()


def _index_now(**_what: Any) -> None:
    tasks.index_pending.enqueue()
