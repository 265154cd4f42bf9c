"""Verbs of the catalogue: what a run goes through, and decisions about one record."""

from dentelle.catalogue.actions.applying import apply_run
from dentelle.catalogue.actions.claims import RunError
from dentelle.catalogue.actions.reading import read_run
from dentelle.catalogue.actions.runs import (
    GivenFile,
    abandon_run,
    approve_run,
    pause_run,
    resume_run,
    start_run,
)
from dentelle.catalogue.actions.undoing import undo_run
from dentelle.catalogue.actions.withdrawals import put_back_record, withdraw_record

__all__ = [
    "GivenFile",
    "RunError",
    "abandon_run",
    "apply_run",
    "approve_run",
    "pause_run",
    "put_back_record",
    "read_run",
    "resume_run",
    "start_run",
    "undo_run",
    "withdraw_record",
]
