"""Verbs of the catalogue: what a run goes through, and decisions about one record."""

from dentelle.catalogue.actions.applying import apply_run
from dentelle.catalogue.actions.claims import RunError
from dentelle.catalogue.actions.indexing import reindex_record
from dentelle.catalogue.actions.reading import Progress, read_run
from dentelle.catalogue.actions.rights import set_picture_rights, withdraw_picture
from dentelle.catalogue.actions.runs import (
    GivenFile,
    abandon_run,
    approve_run,
    map_columns,
    pause_run,
    resume_run,
    start_run,
)
from dentelle.catalogue.actions.undoing import check_undo, undo_run
from dentelle.catalogue.actions.withdrawals import put_back_record, withdraw_record

__all__ = [
    "GivenFile",
    "Progress",
    "RunError",
    "abandon_run",
    "apply_run",
    "approve_run",
    "check_undo",
    "map_columns",
    "pause_run",
    "put_back_record",
    "read_run",
    "reindex_record",
    "resume_run",
    "set_picture_rights",
    "start_run",
    "undo_run",
    "withdraw_picture",
    "withdraw_record",
]
