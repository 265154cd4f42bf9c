"""Write one batch of records, inside the transaction that holds it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count

from dentelle.catalogue import bulk
from dentelle.catalogue.actions import arks, indexing, seen
from dentelle.catalogue.actions.proposing import Proposals, concerns
from dentelle.catalogue.changes import Change, changed, differences, filled
from dentelle.catalogue.columns import DERIVED, derived_values, fields_hash
from dentelle.catalogue.enums import Outcome
from dentelle.catalogue.models import (
    ImportRun,
    Record,
    RecordChange,
    RecordImage,
    RetiredArk,
    StagedRow,
)
from dentelle.catalogue.pictures import IMAGES, Pictures, credit
from dentelle.media import actions as media
from dentelle.media.intake import PictureError
from dentelle.media.models import Image
from dentelle.museums.enums import UncheckedPictures
from dentelle.museums.models import Museum
from dentelle.publishing.enums import State

_CREATED = (
    "id",
    "state",
    "withdrawn_at",
    "withdrawn_reason",
    "museum",
    "source",
    "reference",
    "ark",
    "fields",
    "fields_hash",
    *DERIVED,
    "run",
    "created_at",
    "updated_at",
)
_UPDATED = ("fields", "fields_hash", *DERIVED, "run", "updated_at")
_CHANGE = ("run", "record", "field", "before", "after", "undone")
_PRESENT = ("id", "reference", "fields", "fields_hash", "run", "updated_at")


class Waiting(NamedTuple):
    """A staged row waiting to be applied; `values` is JSON, `images` JSON or nothing."""

    pk: int
    museum: int
    reference: str
    values: Any
    images: Any
    base_hash: str
    outcome: str


class Present(NamedTuple):
    """A record as it is now; `fields` is JSON, `run` and `updated_at` those of its last writing."""

    pk: int
    reference: str
    fields: Any
    fields_hash: str
    run: int | None
    updated_at: Any


class Writer:
    """Writes the batches of one run."""

    def __init__(self, run: ImportRun, *, pictures: Pictures) -> None:
        self._run, self._pictures = run, pictures
        self._changes: list[tuple[Any, ...]] = []
        self._proposals = Proposals()
        self._otherwise = False

    def kept_pictures(self, batch: Iterable[Waiting], *, now: datetime) -> dict[int, list[int]]:
        """Put the pictures of a batch in the store: staged row to image numbers, in order.

        This stands before the batch's transaction because it is slow, and a repeat is harmless.
        """
        pictured = [row for row in batch if row.images is not None]
        closed = _closed() if pictured else set()
        return {
            row.pk: self._keep(
                bulk.load(row.images), bulk.load(row.values), row.museum in closed, now
            )
            for row in pictured
        }

    def write(
        self, batch: Sequence[Waiting], *, pictures: Mapping[int, list[int]], now: datetime
    ) -> None:
        """Write a batch: records, changes, marks, documents to index again."""
        present = self._present(batch)
        created = [row for row in batch if _key(row) not in present]
        updated = [row for row in batch if _key(row) in present]
        numbers = self._create(created, now)
        changed_numbers = self._update(updated, present, now)
        numbers.update(changed_numbers)
        self._link({numbers[row.pk]: pictures[row.pk] for row in batch if row.pk in pictures})
        self._proposals.keep(now=now)
        bulk.insert(RecordChange, _CHANGE, self._changes)
        self._changes.clear()
        bulk.update(StagedRow, ("applied", "record"), [(True, numbers[r.pk], r.pk) for r in batch])
        indexing.changed(numbers.values())

    def final_counts(self) -> dict[str, int]:
        """Return the counts to correct when rows turned out otherwise than they were read."""
        if not self._otherwise:
            return {}
        found = StagedRow.objects.filter(run=self._run, applied=True).values_list("outcome")
        counts = dict(found.annotate(Count("pk")))
        unchanged = self._run.unchanged + counts.get(Outcome.UNCHANGED, 0)
        return {
            "created": counts.get(Outcome.CREATED, 0),
            "updated": counts.get(Outcome.UPDATED, 0),
            "unchanged": unchanged,
        }

    def _present(self, batch: Iterable[Waiting]) -> dict[str, Present]:
        wanted: dict[int, list[str]] = defaultdict(list)
        for row in batch:
            wanted[row.museum].append(row.reference)
        return {
            seen.key(museum, row[1]): Present(*row)
            for museum, references in wanted.items()
            for row in bulk.among(
                Record,
                _PRESENT,
                where={"museum": museum, "source": self._run.source},
                column="reference",
                values=references,
            )
        }

    def _create(self, rows: Sequence[Waiting], now: datetime) -> dict[int, int]:
        """Insert records and return their numbers by staged row; all are public but those withdrawn before."""
        if not rows:
            return {}
        numbers = dict(
            zip((row.pk for row in rows), bulk.reserve_keys(Record, len(rows)), strict=True)
        )
        retired = self._retired(rows)
        taken: set[str] = set()
        at, inserted = bulk.moment(now), []
        for row in rows:
            number, before = numbers[row.pk], retired.get(_key(row))
            fields = filled(bulk.load(row.values))
            text = bulk.dump(fields)
            ark = before.ark if before else self._named(number, fields, taken)
            inserted.append(
                (
                    number,
                    *_state(before),
                    row.museum,
                    self._run.source,
                    row.reference,
                    ark,
                    text,
                    fields_hash(text),
                    *derived_values(fields),
                    self._run.pk,
                    at,
                    at,
                )
            )
            self._changes.append((self._run.pk, number, "", None, None, False))
            if row.images is not None:
                self._proposals.add(number, fields)
            if row.outcome != Outcome.CREATED:
                self._correct(row, Outcome.CREATED, [])
        bulk.insert(Record, _CREATED, inserted)
        RetiredArk.objects.filter(pk__in=[each.pk for each in retired.values()]).delete()
        return numbers

    def _retired(self, rows: Iterable[Waiting]) -> dict[str, RetiredArk]:
        """Return the names kept for these references, to be given back."""
        wanted: dict[int, list[str]] = defaultdict(list)
        for row in rows:
            wanted[row.museum].append(row.reference)
        kept = RetiredArk.objects.filter(source=self._run.source)
        return (
            {
                seen.key(museum, each.reference): each
                for museum, references in wanted.items()
                for each in kept.filter(museum=museum, reference__in=references)
            }
            if kept.exists()
            else {}
        )

    def _named(self, number: int, fields: Mapping[str, str], taken: set[str]) -> str:
        """Return the ARK of a new record: the museum's own when nobody has it, else a new one."""
        ark = arks.imported(fields)
        if (
            not ark
            or ark in taken
            or Record.objects.filter(ark=ark).exists()
            or RetiredArk.objects.filter(ark=ark).exists()
        ):
            return arks.mint(number)
        taken.add(ark)
        return ark

    def _update(
        self, rows: Iterable[Waiting], present: Mapping[str, Present], now: datetime
    ) -> dict[int, int]:
        """Write what differs from the records as they are now, and return their numbers by staged row."""
        numbers, updated, at = {}, [], bulk.moment(now)
        for row in rows:
            record = present[_key(row)]
            numbers[row.pk] = record.pk
            fields = bulk.load(record.fields)
            changes = differences(fields, bulk.load(row.values))
            if record.fields_hash != row.base_hash:
                self._correct(row, _outcome(row, changes), changes)
            if not changes and row.images is None:
                continue
            self._remember(record, changes)
            result = changed(fields, changes)
            if row.images is not None or concerns(changes):
                self._proposals.add(record.pk, result)
            text = bulk.dump(result)
            updated.append(
                (text, fields_hash(text), *derived_values(result), self._run.pk, at, record.pk)
            )
        bulk.update(Record, _UPDATED, updated)
        return numbers

    def _remember(self, record: Present, changes: Iterable[Change]) -> None:
        """Keep what undoing needs: who wrote the record before and when, and each field's text."""
        run = self._run.pk
        before = bulk.dump({"run": record.run, "updated_at": str(record.updated_at)})
        self._changes.append((run, record.pk, "", before, None, False))
        self._changes.extend((run, record.pk, tag, old, new, False) for tag, old, new in changes)

    def _correct(self, row: Waiting, outcome: Outcome, changes: list[Change]) -> None:
        """Say on the staged row what really came of it: the record was written since the reading."""
        self._otherwise = True
        StagedRow.objects.filter(pk=row.pk).update(outcome=outcome, changes=changes)

    def _keep(
        self,
        images: Sequence[Sequence[str]],
        values: Mapping[str, str],
        closed: bool,  # noqa: FBT001 -- one of the row's own parts
        now: datetime,
    ) -> list[int]:
        known = dict(
            Image.objects.filter(key__in=[key for _name, key in images]).values_list("key", "pk")
        )
        return [
            number
            for name, key in images
            if (number := known.get(key) or self._added(name, values, closed, now))
        ]

    def _added(
        self,
        name: str,
        values: Mapping[str, str],
        closed: bool,  # noqa: FBT001 -- the same
        now: datetime,
    ) -> int | None:
        """Return the number of a picture added to the store; nothing when it is gone or damaged.

        `closed` says that its museum shows no picture that nobody has checked.
        """
        uses = () if closed else None
        if not self._pictures.key(name):
            return None
        with self._pictures.file(name) as path:
            try:
                image = media.add_image(
                    path=path, original_name=name, credit=credit(values), uses=uses, now=now
                )
            except PictureError as error:
                self._tell(str(error))
                return None
        return image.pk

    def _tell(self, reason: str) -> None:
        note = {
            "kind": "damaged-picture",
            "field": "REFIM",
            "text": reason,
            "count": 1,
        }
        self._run.warnings.append(note | {"suggestion": "", "file": 0, "line": 0})
        ImportRun.objects.filter(pk=self._run.pk).update(warnings=self._run.warnings)

    def _link(self, wanted: Mapping[int, Sequence[int]]) -> None:
        """Give records their pictures in order, and take away those no longer named."""
        if not wanted:
            return
        before: dict[int, list[int]] = {record: [] for record in wanted}
        links = RecordImage.objects.filter(record__in=wanted).order_by("rank", "pk")
        for record, image, deposited in links.values_list("record", "image", "deposited"):
            if not deposited:
                before[record].append(image)
        moved = {record for record, images in wanted.items() if before[record] != [*images]}
        for record in moved:
            self._changes.append(
                (
                    self._run.pk,
                    record,
                    IMAGES,
                    bulk.dump(before[record]),
                    bulk.dump(list(wanted[record])),
                    False,
                )
            )
        set_pictures({record: wanted[record] for record in moved})


def _closed() -> set[int]:
    """Return the museums that show no picture nobody has checked."""
    closed = Museum.objects.filter(unchecked_pictures=UncheckedPictures.HIDDEN)
    return set(closed.values_list("pk", flat=True))


def set_pictures(wanted: Mapping[int, Sequence[int]]) -> None:
    """Make the pictures of records these ones, in this order; those deposited at the desk stay last.

    One that was deposited and is wanted is from then on one of these.
    """
    RecordImage.objects.filter(record__in=wanted, deposited=False).delete()
    for record, images in wanted.items():
        RecordImage.objects.filter(record=record, image__in=images).delete()
    RecordImage.objects.bulk_create(
        RecordImage(record_id=record, image_id=image, rank=rank)
        for record, images in wanted.items()
        for rank, image in enumerate(dict.fromkeys(images))
    )


def _key(row: Waiting) -> str:
    return seen.key(row.museum, row.reference)


def _outcome(row: Waiting, changes: Sequence[Change]) -> Outcome:
    return Outcome.UPDATED if changes or row.images is not None else Outcome.UNCHANGED


def _state(before: RetiredArk | None) -> tuple[str, Any, str]:
    """Return the state of a record that comes (back): a withdrawal outlives even its record."""
    if before is not None and before.withdrawn_at is not None:
        return State.WITHDRAWN.value, bulk.moment(before.withdrawn_at), before.withdrawn_reason
    return State.PUBLIC.value, None, ""
