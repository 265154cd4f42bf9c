"""Bring a list of museums in: the national register, or the network's own spreadsheet."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dentelle.core.text import fold
from dentelle.museums import names
from dentelle.museums.actions.matching import Known
from dentelle.museums.actions.report import Line, Report
from dentelle.museums.columns import fields_of, is_register
from dentelle.museums.models import Museum
from dentelle.museums.sheets.base import Sheet, SheetError
from dentelle.museums.sheets.reading import read_sheet
from dentelle.museums.signals import museums_changed
from dentelle.museums.values import Reading, read_cells

# What the network writes better than the register does: the register only fills it when it is empty.
_NETWORKS_OWN = {"usual_name", "short_name", "article", "presentation", "website", "phone"}
_NEVER_CHANGED = {"slug"}


def import_museums(
    *,
    path: Path,
    region: str = "",
    department: str = "",
    publishing: bool = False,
    dry_run: bool = False,
) -> Report:
    """Create and update museums from a file, all or nothing; return what was done, field by field.

    `region` and `department` keep the lines of one only. `publishing` says that every museum of the
    file publishes its collections. In the network's own spreadsheet an empty cell erases; in the
    register it does not, and what the network wrote itself stays. A repeat changes nothing.

    Raises:
        SheetError: the file is ruined, or has no column of ours; nothing was imported.
    """
    sheet = read_sheet(path)
    columns = fields_of(sheet.headings)
    _check_columns(columns)
    report = Report(
        encoding=sheet.encoding,
        separator=sheet.separator,
        register=is_register(sheet.headings),
        dry_run=dry_run,
        ignored=tuple(h for i, h in enumerate(sheet.headings) if h and i not in columns),
    )
    kept = {"region": region, "department": department}
    with transaction.atomic():
        report.lines.extend(_lines(sheet, columns, report, kept, publishing=publishing))
        if dry_run:
            transaction.set_rollback(True)
        else:
            _tell(report)
    return report


def _check_columns(columns: Mapping[int, str]) -> None:
    found = set(columns.values())
    if not found & {"official_name", "usual_name"} or "town" not in found:
        raise SheetError(
            _(
                "The first line must name the columns. At least “Nom officiel” (or “Nom usuel”) and "
                "“Ville” were wanted, and they were not found."
            ),
            line=1,
        )


def _is_kept(cells: Mapping[str, str], kept: Mapping[str, str]) -> bool:
    return all(not value or fold(cells.get(key, "")) == fold(value) for key, value in kept.items())


def _lines(
    sheet: Sheet,
    columns: Mapping[int, str],
    report: Report,
    kept: Mapping[str, str],
    *,
    publishing: bool,
) -> Iterator[Line]:
    known = Known()
    seen: dict[int, int] = {}
    for number, row in sheet.rows:
        cells = {field: row[position] for position, field in columns.items()}
        if not _is_kept(cells, kept):
            yield Line(line=number, outcome="left_out")
            continue
        reading = read_cells(cells)
        if publishing:
            reading.values["publishes_collections"] = True
        yield _line(number, reading, known, seen, is_register=report.register)


def _line(
    number: int, reading: Reading, known: Known, seen: dict[int, int], *, is_register: bool
) -> Line:
    values = reading.values
    name = values.get("usual_name") or values.get("official_name") or ""
    common: dict[str, Any] = {
        "line": number,
        "name": name,
        "town": values.get("town", ""),
        "warnings": tuple(reading.warnings),
    }
    if reading.problem:
        return Line(outcome="refused", reason=reading.problem, **common)
    museum = known.find(values)
    if museum and museum.pk in seen:
        reason = _("This museum is already on line %(line)d of the file.") % {
            "line": seen[museum.pk]
        }
        return Line(outcome="refused", reason=reason, slug=museum.slug, **common)
    if museum is None:
        museum = _create(values, known)
        changes = tuple(
            (key, None, value) for key, value in values.items() if value not in ("", None, [])
        )
        outcome = "created"
    else:
        changes = _update(museum, values, only_fill=_NETWORKS_OWN if is_register else set())
        outcome = "updated" if changes else "unchanged"
    seen[museum.pk] = number
    return Line(outcome=outcome, slug=museum.slug, changes=changes, **common)  # type: ignore[arg-type]  # one of Outcome


def _create(values: dict[str, Any], known: Known) -> Museum:
    values["slug"] = known.new_slug(values)
    values["official_name"] = values.get("official_name") or values["usual_name"]
    name = values.get("usual_name") or values["official_name"]
    values["article"] = values.get("article") or names.article_for(name)
    museum = Museum.objects.create(**values)
    known.add(museum)
    return museum


def _update(
    museum: Museum, values: Mapping[str, Any], *, only_fill: set[str]
) -> tuple[tuple[str, Any, Any], ...]:
    changes = []
    for key, value in values.items():
        before = getattr(museum, key)
        if key in _NEVER_CHANGED or value == before or (key == "official_name" and not value):
            continue
        if only_fill and (value in ("", None, []) or (key in only_fill and before)):
            continue
        setattr(museum, key, value)
        changes.append((key, before, value))
    if changes:
        museum.save()
    return tuple(changes)


def _tell(report: Report) -> None:
    slugs = [line.slug for line in report.lines if line.outcome in {"created", "updated"}]
    if slugs:
        ids = list(Museum.objects.filter(slug__in=slugs).values_list("pk", flat=True))
        transaction.on_commit(lambda: museums_changed.send(sender=Museum, museum_ids=ids))
