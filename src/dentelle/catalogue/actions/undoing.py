"""Take a run back: every record as it was before, to the letter. In batches, and resumable.

Runs are undone from the last to the first: one that later runs built on is refused, and they are
named. A record the run created is deleted; its name is kept, so that its address says that it is
gone, and the same reference gets it again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from django.db import connection, transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.catalogue import bulk, usages
from dentelle.catalogue.actions import claims, indexing
from dentelle.catalogue.actions.claims import Clock, RunError
from dentelle.catalogue.actions.proposing import Proposals, concerns
from dentelle.catalogue.actions.writing import set_pictures
from dentelle.catalogue.changes import Change, changed
from dentelle.catalogue.columns import DERIVED, derived_values, fields_hash
from dentelle.catalogue.enums import RunState
from dentelle.catalogue.models import ImportRun, Record, RecordChange, RetiredArk
from dentelle.catalogue.pictures import IMAGES
from dentelle.catalogue.signals import run_undone
from dentelle.publishing import actions as publishing

Progress = Callable[[int, int], None]
BATCH = 500
_STATES = (RunState.DONE, RunState.PAUSED, RunState.ABANDONED, RunState.UNDOING)
_RESTORED = ("fields", "fields_hash", *DERIVED, "run", "updated_at")
_NAMED = 5  # pages named in a refusal
# Runs that wrote the same records later, with how many.
_LATER = """
    SELECT later.run_id, COUNT(DISTINCT later.record_id)
    FROM catalogue_recordchange AS mine
    JOIN catalogue_recordchange AS later
      ON later.record_id = mine.record_id AND later.id > mine.id AND later.run_id <> mine.run_id
    WHERE mine.run_id = %s AND mine.field = '' AND NOT mine.undone
      AND later.field = '' AND NOT later.undone
    GROUP BY later.run_id ORDER BY later.run_id
"""


@bulk.calm()
@bulk.lean()
def undo_run(
    *, run: ImportRun, actor: User | None, now: datetime, progress: Progress | None = None
) -> None:
    """Restore what a run changed and delete what it created; one that was killed goes on.

    `progress` is called with the records done and the records there are.

    Raises:
        RunError: the run changed nothing yet, later runs wrote the same records, or pages use a
            record it created; the message names them.
    """
    check_undo(run=run)
    claims.claim(run, states=_STATES, to=RunState.UNDOING, now=now)
    clock = Clock(now)
    heads = RecordChange.objects.filter(run=run, field="")
    total, done = heads.count(), heads.filter(undone=True).count()
    while batch := list(heads.filter(undone=False).order_by("-pk")[:BATCH]):
        with transaction.atomic():
            if not claims.beat(run, now=clock.now()):
                run.refresh_from_db()
                raise RunError(claims.refusal(run))
            _undo(run, batch, now)
        done += len(batch)
        if progress:
            progress(done, total)
    _finish(run, actor, now)


def check_undo(*, run: ImportRun) -> None:
    """Refuse what `undo_run` would refuse, and write nothing.

    Raises:
        RunError: as `undo_run`.
    """
    if reason := _obstacle(run):
        raise RunError(reason)


def _obstacle(run: ImportRun) -> str:
    """Return why a run cannot be undone now, or nothing."""
    if run.state not in _STATES:
        return claims.refusal(run)
    with connection.cursor() as cursor:
        cursor.execute(_LATER, [run.pk])
        later = cursor.fetchall()
    if later:
        named = ", ".join(f"{number} ({count})" for number, count in later)
        return _(
            "Later imports wrote the same records (import, and number of records): %(runs)s. Undo "
            "them first, the last one first."
        ) % {"runs": named}
    return _used(run)


def _used(run: ImportRun) -> str:
    """Return the sentence that names the pages using a record the run created."""
    created = RecordChange.objects.filter(run=run, field="", before=None, undone=False)
    for page in bulk.paged(created.order_by("pk").values_list("record", flat=True), BATCH):
        if used := usages.find(page):
            titles = ", ".join(f"“{usage.title}”" for usage in used[:_NAMED])
            return _(
                "Pages show records that this import created: %(pages)s. Take these records out of "
                "them first."
            ) % {"pages": titles}
    return ""


def _undo(run: ImportRun, batch: Sequence[RecordChange], now: datetime) -> None:
    created = [head.record_id for head in batch if head.before is None]
    restored = {head.record_id: head.before for head in batch if head.before is not None}
    _restore(run, restored, now)
    RecordChange.objects.filter(run=run, record__in=restored).update(undone=True)
    indexing.changed([*created, *restored])
    _delete(created, now)


def _restore(run: ImportRun, heads: Mapping[int, str], now: datetime) -> None:
    """Write records back as they were: fields, what is derived from them, run and moment, pictures."""
    changes, pictures = _changes(run, heads)
    present = bulk.among(Record, ("id", "fields"), where={}, column="id", values=list(heads))
    rows, proposals = [], Proposals()
    for number, stored in present:
        fields = changed(bulk.load(stored), changes[number])
        text = bulk.dump(fields)
        before = orjson.loads(heads[number])
        rows.append(
            (
                text,
                fields_hash(text),
                *derived_values(fields),
                before["run"],
                _moment(before["updated_at"]),
                number,
            )
        )
        if number in pictures or concerns(changes[number]):
            proposals.add(number, fields)
    bulk.update(Record, _RESTORED, rows)
    set_pictures(pictures)
    proposals.keep(now=now)


def _changes(
    run: ImportRun, records: Iterable[int]
) -> tuple[Mapping[int, list[Change]], dict[int, list[int]]]:
    """Return the changes that lead back, by record, and the pictures there were."""
    changes: dict[int, list[Change]] = defaultdict(list)
    pictures: dict[int, list[int]] = {}
    rows = RecordChange.objects.filter(run=run, record__in=records).exclude(field="")
    for record, tag, before, after in rows.values_list("record", "field", "before", "after"):
        if tag == IMAGES:
            pictures[record] = orjson.loads(before or "[]")
        else:
            changes[record].append([tag, after, before])
    return changes, pictures


def _moment(text: str) -> Any:
    """Return a moment kept as text, whether it was kept as the database's driver writes it or not."""
    parsed = parse_datetime(text)
    return text if parsed is None or parsed.tzinfo is None else bulk.moment(parsed)


def _delete(records: Sequence[int], now: datetime) -> None:
    """Delete records and keep their names, with their withdrawal if they had one."""
    gone = Record.objects.filter(pk__in=records)
    kept = gone.values_list(
        "ark", "museum", "source", "reference", "title", "withdrawn_at", "withdrawn_reason"
    )
    RetiredArk.objects.bulk_create(
        RetiredArk(
            ark=ark,
            museum_id=museum,
            source=source,
            reference=reference,
            title=title,
            withdrawn_at=withdrawn_at,
            withdrawn_reason=reason,
            retired_at=now,
        )
        for ark, museum, source, reference, title, withdrawn_at, reason in kept
    )
    gone.delete()


def _finish(run: ImportRun, actor: User | None, now: datetime) -> None:
    with transaction.atomic():
        claims.release(run, state=RunState.UNDONE, undone_at=now)
        publishing.record_history(subject=run, verb="undo", actor=actor, now=now)
        transaction.on_commit(lambda: run_undone.send(sender=ImportRun, run_id=run.pk))
