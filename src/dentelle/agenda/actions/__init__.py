"""Verbs about events: writing them, and taking in what feeds and sheets say."""

from dentelle.agenda.actions.events import carry_on, create_event, edit_event, materialise
from dentelle.agenda.actions.feeding import (
    claim_due,
    fetch,
    look,
    set_active,
    set_trusted,
    subscribe,
    unsubscribe,
)
from dentelle.agenda.actions.taking import Line, Report, Source, take_in

__all__ = [
    "Line",
    "Report",
    "Source",
    "carry_on",
    "claim_due",
    "create_event",
    "edit_event",
    "fetch",
    "look",
    "materialise",
    "set_active",
    "set_trusted",
    "subscribe",
    "take_in",
    "unsubscribe",
]
