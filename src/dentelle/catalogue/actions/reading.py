"""Read a run's files and stage what they would change; nothing public moves."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dentelle.catalogue import bulk
from dentelle.catalogue.actions import claims
from dentelle.catalogue.actions.claims import Clock, RunError
from dentelle.catalogue.actions.notes import Notes
from dentelle.catalogue.actions.runs import images_source, run_folder
from dentelle.catalogue.actions.seen import Seen, key
from dentelle.catalogue.actions.staging import STAGED, Stager
from dentelle.catalogue.enums import Outcome, RunState
from dentelle.catalogue.formats import registry
from dentelle.catalogue.formats.base import FormatError, Row, Sounding
from dentelle.catalogue.models import ImportRun, Record, StagedRow
from dentelle.catalogue.pictures import Pictures
from dentelle.publishing.enums import State

Progress = Callable[[int, int], None]
BATCH = 2000
_FEW = 10  # fewer refused rows than this never stop a run
_FULL = 100  # percent


@bulk.calm()
@bulk.lean()
def read_run(*, run: ImportRun, now: datetime, progress: Progress | None = None) -> None:
    """Read the files from the beginning and stage each row that changes something or is refused.

    A reading that was killed begins again. It ends in `ready`, in `stopped` when a threshold was
    passed, or in `refused` when a file is ruined: nothing of it is kept then. `progress` is called
    with the bytes read and the bytes there are.

    Raises:
        RunError: the run is not waiting to be read, or was abandoned meanwhile.
    """
    claims.claim(run, states=(RunState.WAITING, RunState.READING), to=RunState.READING, now=now)
    _forget(run)
    clock = Clock(now)
    try:
        with Seen(run_folder(run) / "seen.sqlite3") as references:
            notes = Notes()
            stager = Stager(
                run,
                references=references,
                notes=notes,
                pictures=Pictures(images_source(run)),
            )
            _stage_files(run, stager, clock, progress)
            total = _stage_disappeared(run, stager, references) if run.full else 0
    except FormatError as error:
        _forget(run)
        claims.release(run, state=RunState.REFUSED, stop_reason=str(error))
        return
    counts = stager.counts
    reason = _suspicion(run, counts, total)
    claims.release(
        run,
        state=RunState.STOPPED if reason else RunState.READY,
        stop_reason=reason,
        created=counts[Outcome.CREATED],
        updated=counts[Outcome.UPDATED],
        unchanged=counts[Outcome.UNCHANGED],
        rejected=counts[Outcome.REJECTED],
        disappeared=counts[Outcome.DISAPPEARED],
        rows_total=counts[Outcome.CREATED] + counts[Outcome.UPDATED],
        warnings=notes.listed(),
        seconds=round(clock.seconds(), 3),
    )


def _forget(run: ImportRun) -> None:
    StagedRow.objects.filter(run=run).delete()


def _stage_files(run: ImportRun, stager: Stager, clock: Clock, progress: Progress | None) -> None:
    for batch in bulk.paged(_rows(run), BATCH):
        done = batch[-1][2]
        with transaction.atomic():
            if not claims.beat(run, now=clock.now(), bytes_done=done):
                run.refresh_from_db()
                raise RunError(claims.refusal(run))
            stager.stage((file, row) for file, row, _done in batch)
        if progress:
            progress(done, run.bytes_total)


def _rows(run: ImportRun) -> Iterator[tuple[int, Row, int]]:
    """Go through the rows of every file: the file's number, the row, the bytes read of the run."""
    before = 0
    for number, file in enumerate(run.files):
        path = run_folder(run) / file["path"]
        try:
            for row, done in registry.get(file["format"]).read(path, _sounding(file)):
                yield number, row, before + done
        except FormatError as error:
            raise FormatError(f"{file['name']}: {error}") from error
        before += file["size"]


def _sounding(file: dict[str, Any]) -> Sounding:
    """Return what was found of a file when it was received."""
    known: dict[str, Any] = {
        name: tuple(file[name]) if isinstance(file[name], list) else file[name]
        for name in Sounding.__dataclass_fields__
        if name in file
    }
    return Sounding(**known)


def _stage_disappeared(run: ImportRun, stager: Stager, references: Seen) -> int:
    """List the records of the museums met that no file named; return how many there were before."""
    total = 0
    for museum in sorted(stager.museums):
        records = (
            Record.objects.filter(museum=museum, source=run.source)
            .exclude(state=State.WITHDRAWN)
            .order_by("reference")
            .values_list("pk", "reference")
        )
        for page in bulk.paged(records.iterator(chunk_size=BATCH), BATCH):
            total += len(page)
            present = references.known([key(museum, reference) for _pk, reference in page])
            gone = [each for each in page if key(museum, each[1]) not in present]
            stager.counts[Outcome.DISAPPEARED] += len(gone)
            with transaction.atomic():
                bulk.insert(StagedRow, STAGED, [_gone(run, museum, *each) for each in gone])
    return total


def _gone(run: ImportRun, museum: int, record: int, reference: str) -> tuple[Any, ...]:
    outcome = Outcome.DISAPPEARED.value
    nothing = ("{}", "[]", None, "", "", False)
    return (run.pk, outcome, 0, 0, museum, reference, record, "", *nothing)


def _suspicion(run: ImportRun, counts: dict[str, int], total: int) -> str:
    """Return why a run should be looked at before it is applied, or nothing."""
    read = sum(counts[name] for name in Outcome if name != Outcome.DISAPPEARED)
    if not read:
        return _("The files hold no record.")
    rejected, gone = counts[Outcome.REJECTED], counts[Outcome.DISAPPEARED]
    if rejected == read:
        return _("Every record of the files was refused: the report says why.")
    if rejected >= _FEW and rejected * _FULL > settings.IMPORT_REJECTED_LIMIT * read:
        return _(
            "%(count)d records of %(total)d were refused, more than %(limit)g %%. Check the file, or "
            "apply the import despite this."
        ) % {"count": rejected, "total": read, "limit": settings.IMPORT_REJECTED_LIMIT}
    if run.full and gone * _FULL > settings.IMPORT_DISAPPEARED_LIMIT * total:
        return _(
            "%(count)d records of %(total)d would have disappeared, more than %(limit)g %%. Is the "
            "export complete? Check the file, or apply the import despite this."
        ) % {"count": gone, "total": total, "limit": settings.IMPORT_DISAPPEARED_LIMIT}
    return ""
