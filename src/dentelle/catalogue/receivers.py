"""A decision about a record or its picture is brought into the index by the worker, at once."""

from typing import Any

from dentelle.catalogue import tasks
from dentelle.catalogue.signals import pictures_changed, record_put_back, record_withdrawn


def connect() -> None:
    """Listen to the decisions; imports bring their own records into the index."""
    for signal in (record_withdrawn, record_put_back, pictures_changed):
        signal.connect(_index_now, dispatch_uid="catalogue.index_now")


def _index_now(**_what: Any) -> None:
    tasks.index_pending.enqueue()
