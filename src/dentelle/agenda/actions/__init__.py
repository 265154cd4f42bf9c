"""Verbs about events: writing them, and taking in what feeds and sheets say."""

from dentelle.agenda.actions.checks import (
    REMINDED_AFTER,
    CheckClosedError,
    answer,
    ask_check,
    claim_reminder,
    close_check,
    confirm,
    forget_checks,
    hold_check,
    verify_event,
)
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
    "REMINDED_AFTER",
    "CheckClosedError",
    "Line",
    "Report",
    "Source",
    "answer",
    "ask_check",
    "carry_on",
    "claim_due",
    "claim_reminder",
    "close_check",
    "confirm",
    "create_event",
    "edit_event",
    "fetch",
    "forget_checks",
    "hold_check",
    "look",
    "materialise",
    "set_active",
    "set_trusted",
    "subscribe",
    "take_in",
    "unsubscribe",
    "verify_event",
]
