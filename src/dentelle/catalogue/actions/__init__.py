"""Verbs of the catalogue: what a run goes through, and decisions about one record."""

from dentelle.catalogue.actions.applying import apply_run
from dentelle.catalogue.actions.claims import RunError
from dentelle.catalogue.actions.depositing import NoRecordError, attach_picture, record_for
from dentelle.catalogue.actions.indexing import pictures_prepared, reindex_museum, reindex_record
from dentelle.catalogue.actions.reading import Progress, read_run
from dentelle.catalogue.actions.rights import (
    changed_rights,
    follow_policy,
    lapse_rights,
    preview_rights,
    put_back_picture,
    restore_rights,
    set_picture_alternative,
    set_picture_rights,
    set_pictures_rights,
    set_unchecked_policy,
    withdraw_picture,
)
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
    "NoRecordError",
    "Progress",
    "RunError",
    "abandon_run",
    "apply_run",
    "approve_run",
    "attach_picture",
    "changed_rights",
    "check_undo",
    "follow_policy",
    "lapse_rights",
    "map_columns",
    "pause_run",
    "pictures_prepared",
    "preview_rights",
    "put_back_picture",
    "put_back_record",
    "read_run",
    "record_for",
    "reindex_museum",
    "reindex_record",
    "restore_rights",
    "resume_run",
    "set_picture_alternative",
    "set_picture_rights",
    "set_pictures_rights",
    "set_unchecked_policy",
    "start_run",
    "undo_run",
    "withdraw_picture",
    "withdraw_record",
]
