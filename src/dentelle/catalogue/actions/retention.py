"""Let go of what a finished import no longer needs: the rows it staged, its copy of the files.

What stays tells the whole story and undoes it: the run with its counts, warnings and the SHA-256 of
each file, every change of every field, and the rows that were refused or had disappeared.
"""

import shutil
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from dentelle.catalogue.actions.runs import run_folder
from dentelle.catalogue.enums import Outcome, RunState
from dentelle.catalogue.models import ImportRun, StagedRow

BATCH = 5_000
_FINISHED = (RunState.DONE, RunState.UNDONE, RunState.REFUSED, RunState.ABANDONED)


def forget_staging(*, now: datetime) -> int:
    """Let go of the staging of runs finished for `DENTELLE_IMPORT_KEEP_DAYS`; return how many runs.

    In batches: killed on the way, the next call goes on.
    """
    many = 0
    for run in _old(now - timedelta(days=settings.IMPORT_KEEP_DAYS)):
        while _forget_some(run):
            pass
        shutil.rmtree(run_folder(run), ignore_errors=True)
        run.forgotten_at = now
        run.save(update_fields=["forgotten_at"])
        many += 1
    return many


def _old(before: datetime) -> QuerySet[ImportRun]:
    finished = Coalesce("undone_at", "applied_at", "heartbeat_at", "created_at")
    runs = ImportRun.objects.filter(state__in=_FINISHED, forgotten_at__isnull=True)
    return runs.annotate(finished=finished).filter(finished__lt=before).order_by("pk")


def _forget_some(run: ImportRun) -> int:
    """Delete one batch of rows whose changes are kept elsewhere; return how many."""
    rows = StagedRow.objects.filter(run=run, outcome__in=(Outcome.CREATED, Outcome.UPDATED))
    numbers = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    return StagedRow.objects.filter(pk__in=numbers).delete()[0] if numbers else 0
