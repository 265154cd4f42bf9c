"""From rows of a file to what each would do; a batch costs the same few statements whatever its size."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from dentelle.catalogue import bulk
from dentelle.catalogue.actions import arks, seen
from dentelle.catalogue.actions.members import Members
from dentelle.catalogue.actions.notes import Note, Notes
from dentelle.catalogue.changes import Change, differences, filled
from dentelle.catalogue.columns import fields_hash
from dentelle.catalogue.enums import Outcome
from dentelle.catalogue.formats.base import Row
from dentelle.catalogue.models import ImportRun, Record, RecordImage, RetiredArk, StagedRow
from dentelle.catalogue.pictures import IMAGES, Pictures, named

STAGED = (
    "run",
    "outcome",
    "file",
    "line",
    "museum",
    "reference",
    "record",
    "base_hash",
    "values",
    "changes",
    "images",
    "reason",
    "original",
    "applied",
)
_LONGEST_REFERENCE = 80
# A record that has none of these is nothing a visitor could look at.
_SHOWN = ("INV", "DOMN", "DENO", "TITR", "APPL")


class Candidate(NamedTuple):
    """A row whose museum and reference are known."""

    file: int
    row: Row
    museum: int
    reference: str
    key: str


class Known(NamedTuple):
    """The record a row is about, as it is now."""

    pk: int
    fields_hash: str


class Stager:
    """Stages the batches of one run; `counts` are by outcome, `museums` those met."""

    def __init__(
        self, run: ImportRun, *, references: seen.Seen, notes: Notes, pictures: Pictures
    ) -> None:
        self._run, self._seen, self._notes, self._pictures = run, references, notes, pictures
        self._members = Members(run.museum)
        self._empty: dict[int, bool] = {}
        self._deposited: set[tuple[int, str]] = set()  # record and key of pictures imports leave
        self._staged: list[tuple[Any, ...]] = []
        self.counts: Counter[str] = Counter()
        self.museums: set[int] = {run.museum_id} if run.museum_id else set()

    def stage(self, batch: Iterable[tuple[int, Row]]) -> None:
        """Stage one batch, inside the transaction of the caller."""
        candidates = self._without_repeats(
            [each for file, row in batch if (each := self._identified(file, row))]
        )
        known = self._known(candidates)
        pictures = self._present_pictures(candidates, known)
        differing = []
        for each in candidates:
            for sentence in each.row.warnings:
                self._notes.add(Note("row", "", sentence), file=each.file, line=each.row.line)
            record = known.get(each.key)
            if record is None:
                self._create(each)
            elif self._differs(each, record, pictures):
                differing.append(each)
            else:
                self.counts[Outcome.UNCHANGED] += 1
        self._update(differing, known, pictures)
        self._staged.sort(key=itemgetter(2, 3))  # by file and line, as a person reads them
        bulk.insert(StagedRow, STAGED, self._staged)
        self._staged.clear()

    def _identified(self, file: int, row: Row) -> Candidate | None:
        """Return the row with its museum and reference, or refuse it."""
        values = row.values
        reference = values.get("REF", "").strip()
        museum, reason = None, row.problem
        try:
            museum = self._members.of(values.get("MUSEO", ""))
        except LookupError as error:
            reason = reason or str(error.args[0])
        reason = reason or _reference_problem(reference)
        if museum is None or reason:
            self._reject(file, row, reason=reason, museum=museum, reference=reference)
            return None
        self.museums.add(museum)
        return Candidate(file, row, museum, reference, seen.key(museum, reference))

    def _without_repeats(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Refuse the rows whose reference an earlier row of the run had."""
        met = dict(self._seen.known([each.key for each in candidates]))
        fresh = []
        for each in candidates:
            if each.key in met:
                self._reject(
                    each.file,
                    each.row,
                    reason=self._repeat(each.reference, met[each.key]),
                    museum=each.museum,
                    reference=each.reference,
                )
            else:
                met[each.key] = seen.Met(each.file, each.row.line)
                fresh.append(each)
        self._seen.add((each.key, each.file, each.row.line) for each in fresh)
        return fresh

    def _repeat(self, reference: str, where: seen.Met) -> str:
        return _(
            "The reference %(reference)s was read already, on line %(line)d of the file “%(file)s”. "
            "Only the first record is kept: give each its own reference."
        ) % {
            "reference": reference,
            "line": where.line,
            "file": self._run.files[where.file]["name"],
        }

    def _known(self, candidates: Iterable[Candidate]) -> dict[str, Known]:
        """Return the records there are, by key, one statement a museum."""
        wanted: dict[int, list[str]] = defaultdict(list)
        for each in candidates:
            wanted[each.museum].append(each.reference)
        return {
            seen.key(museum, reference): Known(pk, digest)
            for museum, references in wanted.items()
            if not self._is_new(museum)
            for pk, reference, digest in bulk.among(
                Record,
                ("id", "reference", "fields_hash"),
                where={"museum": museum, "source": self._run.source},
                column="reference",
                values=references,
            )
        }

    def _is_new(self, museum: int) -> bool:
        """Say whether a museum had no record of this source when it was first met."""
        if museum not in self._empty:
            records = Record.objects.filter(museum=museum, source=self._run.source)
            self._empty[museum] = not records.exists()
        return self._empty[museum]

    def _present_pictures(
        self, candidates: Iterable[Candidate], known: Mapping[str, Known]
    ) -> dict[int, dict[str, str]]:
        """Return the pictures of the records whose row speaks of pictures: name to key, in order."""
        wanted = [
            known[each.key].pk
            for each in candidates
            if each.key in known and self._speaks_of_pictures(each.row)
        ]
        found: dict[int, dict[str, str]] = {}
        if wanted:
            links = RecordImage.objects.filter(record__in=wanted).order_by("rank", "pk")
            for record, name, key, deposited in links.values_list(
                "record", "image__original_name", "image__key", "deposited"
            ):
                found.setdefault(record, {})[name] = key
                if deposited:
                    self._deposited.add((record, key))
        return found

    def _speaks_of_pictures(self, row: Row) -> bool:
        return (self._pictures.given and bool(named(row))) or row.values.get("REFIM") == ""

    def _wanted_pictures(
        self, each: Candidate, present: Mapping[str, str], *, tell: bool = False
    ) -> list[list[str]] | None:
        """Return `[name, key]` of the pictures the record should have; nothing to leave them alone.

        A picture that is named and was not sent again stays when the record has it.
        """
        if not self._speaks_of_pictures(each.row):
            return None
        wanted = []
        for name in named(each.row):
            key = self._pictures.key(name) or present.get(name, "")
            if key:
                wanted.append([name, key])
            elif tell:
                problem = self._pictures.problems.get(name)
                note = (
                    Note("damaged-picture", "REFIM", problem)
                    if problem
                    else Note("picture", "REFIM", name)
                )
                self._notes.add(note, file=each.file, line=each.row.line)
        return wanted

    def _differs(
        self, each: Candidate, record: Known, pictures: Mapping[int, Mapping[str, str]]
    ) -> bool:
        text = bulk.dump(filled(each.row.values))
        if fields_hash(text) != record.fields_hash:
            return True
        present = pictures.get(record.pk, {})
        wanted = self._wanted_pictures(each, present)
        theirs = [key for key in present.values() if (record.pk, key) not in self._deposited]
        return wanted is not None and [key for _name, key in wanted] != theirs

    def _create(self, each: Candidate) -> None:
        values = each.row.values
        if not any(values.get(tag) for tag in _SHOWN):
            self._reject(
                each.file,
                each.row,
                reason=_nothing_to_show(),
                museum=each.museum,
                reference=each.reference,
            )
            return
        self._tell_of_taken_ark(each)
        if self._notes.checks_terms:
            added = [[tag, None, text] for tag, text in values.items()]
            self._notes.add_terms(added, file=each.file, line=each.row.line)
        self._add(
            Outcome.CREATED, each, images=self._wanted_pictures(each, {}, tell=True), changes=[]
        )

    def _tell_of_taken_ark(self, each: Candidate) -> None:
        ark = arks.imported(each.row.values)
        if ark and (
            Record.objects.filter(ark=ark).exists()
            or RetiredArk.objects.filter(ark=ark).exclude(reference=each.reference).exists()
        ):
            self._notes.add(Note("ark", "ARK", ark), file=each.file, line=each.row.line)

    def _update(
        self,
        differing: Sequence[Candidate],
        known: Mapping[str, Known],
        pictures: Mapping[int, Mapping[str, str]],
    ) -> None:
        """Compare field by field the rows whose fingerprint differs; some may change nothing."""
        keys = [known[each.key].pk for each in differing]
        fields = (
            {
                pk: bulk.load(text)
                for pk, text in bulk.among(
                    Record, ("id", "fields"), where={}, column="id", values=keys
                )
            }
            if keys
            else {}
        )
        for each in differing:
            record = known[each.key]
            present = pictures.get(record.pk, {})
            changes = differences(fields[record.pk], each.row.values)
            self._notes.add_terms(changes, file=each.file, line=each.row.line)
            images = self._wanted_pictures(each, present, tell=True)
            if images is not None and [key for _name, key in images] != list(present.values()):
                changes.append([IMAGES, list(present), [name for name, _key in images]])
            else:
                images = None
            if changes:
                self._add(Outcome.UPDATED, each, record=record, changes=changes, images=images)
            else:
                self.counts[Outcome.UNCHANGED] += 1

    def _add(
        self,
        outcome: Outcome,
        each: Candidate,
        *,
        changes: list[Change],
        images: list[list[str]] | None,
        record: Known | None = None,
    ) -> None:
        self.counts[outcome] += 1
        self._staged.append(
            (
                self._run.pk,
                outcome.value,
                each.file,
                each.row.line,
                each.museum,
                each.reference,
                record.pk if record else None,
                record.fields_hash if record else "",
                bulk.dump(dict(each.row.values)),
                bulk.dump(changes),
                None if images is None else bulk.dump(images),
                "",
                "",
                False,
            )
        )

    def _reject(
        self, file: int, row: Row, *, reason: str, museum: int | None, reference: str
    ) -> None:
        """Keep a refused row; its reference is not reported as disappeared."""
        self.counts[Outcome.REJECTED] += 1
        if museum is not None and reference:
            self._seen.add([(seen.key(museum, reference), file, row.line)])
        original = row.original or "\n".join(f"{tag}: {text}" for tag, text in row.values.items())
        self._staged.append(
            (
                self._run.pk,
                Outcome.REJECTED.value,
                file,
                row.line,
                museum,
                reference[:_LONGEST_REFERENCE],
                None,
                "",
                bulk.dump(dict(row.values)),
                "[]",
                None,
                reason,
                original,
                False,
            )
        )


def _reference_problem(reference: str) -> str:
    if not reference:
        return _(
            "No reference: the field REF is missing or empty. Give each record its permanent reference."
        )
    if len(reference) > _LONGEST_REFERENCE:
        return _(
            "The reference has %(length)d characters; %(most)d at most are possible. Is REF the right column?"
        ) % {"length": len(reference), "most": _LONGEST_REFERENCE}
    return ""


def _nothing_to_show() -> str:
    return _(
        "Nothing to show: TITR, DENO, APPL, DOMN and INV are all missing or empty. Fill in one of them at least."
    )
