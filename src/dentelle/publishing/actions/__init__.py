"""Decisions about what is public. Each is atomic and leaves its line in the history."""

from dentelle.publishing.actions.deciding import (
    AlreadyWithdrawnError,
    NotWithdrawnError,
    put_back,
    record_history,
    withdraw,
)
from dentelle.publishing.actions.editing import (
    EditedMeanwhileError,
    NotUndoableError,
    Theirs,
    edit,
    plain,
    taken_back,
    undo_edit,
)
from dentelle.publishing.actions.reviewing import (
    DecisionError,
    approve,
    archive,
    open_and_close,
    send_back,
    submit,
    to_draft,
)

__all__ = [
    "AlreadyWithdrawnError",
    "DecisionError",
    "EditedMeanwhileError",
    "NotUndoableError",
    "NotWithdrawnError",
    "Theirs",
    "approve",
    "archive",
    "edit",
    "open_and_close",
    "plain",
    "put_back",
    "record_history",
    "send_back",
    "submit",
    "taken_back",
    "to_draft",
    "undo_edit",
    "withdraw",
]
