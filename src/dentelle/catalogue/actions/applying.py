"""Apply a run: one transaction a batch, so that a killed worker leaves whole batches and nothing else.

In the transaction of a batch stand the records, their changes, the marks on the staged rows, the
documents to index again, and the run's progress. A batch is public when it is committed. What is
compared is the record as it is now, not as it was when the file was read.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import connection, transaction

from dentelle.catalogue import bulk
from dentelle.catalogue.actions import claims
from dentelle.catalogue.actions.claims import Clock
from dentelle.catalogue.actions.runs import images_source
from dentelle.catalogue.actions.writing import Waiting, Writer
from dentelle.catalogue.enums import Outcome, RunState
from dentelle.catalogue.models import ImportRun
from dentelle.catalogue.pictures import Pictures
from dentelle.catalogue.signals import run_applied

Progress = Callable[[int, int], None]
BATCH = 2000
_STAGED = (
    "id",
    "museum_id",
    "reference",
    "values",
    "images",
    "base_hash",
    "outcome",
)


@bulk.calm()
@bulk.lean()
def apply_run(*, run: ImportRun, now: datetime, progress: Progress | None = None) -> None:
    """Write what was staged and is not yet applied; a run that was killed goes on where it stopped.

    It returns early, without error, when the run is paused or abandoned meanwhile: `run.state`
    says so. `progress` is called with the rows applied and the rows there are.

    Raises:
        RunError: the run is not approved, or somebody else applies it.
    """
    claims.claim(run, states=(RunState.APPROVED, RunState.APPLYING), to=RunState.APPLYING, now=now)
    clock = Clock(now)
    writer = Writer(run, pictures=Pictures(images_source(run)))
    for batch in _batches(run):
        with_pictures = writer.kept_pictures(batch, now=now)
        with transaction.atomic():
            run.rows_done += len(batch)
            if not claims.beat(run, now=clock.now(), rows_done=run.rows_done):
                break
            writer.write(batch, pictures=with_pictures, now=now)
        if progress:
            progress(run.rows_done, run.rows_total)
    else:
        _finish(run, writer, clock, now)
        return
    run.refresh_from_db()


def _batches(run: ImportRun) -> Iterator[list[Waiting]]:
    """Go through what is not applied: first what is created, then what is updated."""
    for outcome in (Outcome.CREATED, Outcome.UPDATED):
        last = 0
        while batch := _after(run, outcome, last):
            last = batch[-1].pk
            yield batch


def _after(run: ImportRun, outcome: Outcome, last: int) -> list[Waiting]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(connection.ops.quote_name(name) for name in _STAGED)} "  # noqa: S608 -- our own names
            "FROM catalogue_stagedrow WHERE run_id = %s AND outcome = %s AND id > %s "
            "AND NOT applied ORDER BY id LIMIT %s",
            [run.pk, outcome.value, last, BATCH],
        )
        return [Waiting(*row) for row in cursor.fetchall()]


def _finish(run: ImportRun, writer: Writer, clock: Clock, now: datetime) -> None:
    """Close the run; rows that turned out otherwise than they were read are counted as they went."""
    with transaction.atomic():
        claims.release(
            run,
            state=RunState.DONE,
            applied_at=now,
            seconds=round(run.seconds + clock.seconds(), 3),
            **writer.final_counts(),
        )
        transaction.on_commit(lambda: run_applied.send(sender=ImportRun, run_id=run.pk))
