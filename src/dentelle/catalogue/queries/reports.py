"""The report of a run, for a page, a terminal, a machine or a spreadsheet."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from django.utils.translation import gettext as _

from dentelle.catalogue.enums import Outcome
from dentelle.catalogue.fields import label
from dentelle.catalogue.models import ImportRun, StagedRow
from dentelle.core.spreadsheets import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run found or did. `warnings` and `files` are those of `ImportRun`."""

    run: int
    state: str
    reason: str
    museum: str
    source: str
    full: bool
    created: int
    updated: int
    unchanged: int
    rejected: int
    disappeared: int
    warnings: tuple[dict[str, Any], ...]
    files: tuple[dict[str, Any], ...]
    seconds: float

    def as_json(self) -> str:
        """Return the report as JSON text."""
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2).decode()


def report(run: ImportRun) -> Report:
    """Return the report of a run."""
    return Report(
        run=run.pk,
        state=run.state,
        reason=run.stop_reason,
        museum=run.museum.slug if run.museum else "",
        source=run.source,
        full=run.full,
        created=run.created,
        updated=run.updated,
        unchanged=run.unchanged,
        rejected=run.rejected,
        disappeared=run.disappeared,
        warnings=tuple(run.warnings),
        files=tuple({key: file[key] for key in file if key != "path"} for file in run.files),
        seconds=run.seconds,
    )


def report_table(run: ImportRun) -> tuple[list[str], Iterator[Row]]:
    """Return the headings of the report's table, and its rows, read as they are gone through."""
    return _headings(), _rows(run)


def _rows(run: ImportRun) -> Iterator[Row]:
    """Go through the lines of the report: a changed field each, or a refused or disappeared record."""
    names = [file["name"] for file in run.files]
    for row in run.rows.select_related("museum").order_by("pk").iterator(chunk_size=2000):
        yield from _lines(row, names)


def _headings() -> list[str]:
    return [
        _("Outcome"),
        _("File"),
        _("Line"),
        _("Museum"),
        _("Reference"),
        _("Field"),
        _("Before"),
        _("After"),
        _("Reason"),
    ]


def _lines(row: StagedRow, names: list[str]) -> Iterator[Row]:
    head = [
        str(Outcome(row.outcome).label),
        names[row.file] if row.line else "",
        row.line or None,
        str(row.museum or ""),
        row.reference,
    ]
    if not row.changes:
        yield [*head, "", "", "", row.reason]
    for tag, before, after in row.changes:
        yield [*head, f"{label(tag)} ({tag})", _cell(before), _cell(after), ""]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else ", ".join(map(str, value))
