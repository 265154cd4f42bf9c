"""Bring a list of museums in: the national register, or the network's own spreadsheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.accounts.signals import decided
from dentelle.core.text import fold
from dentelle.core.writing import compare
from dentelle.museums import names
from dentelle.museums.actions.keeping import keep, tell
from dentelle.museums.actions.matching import Known
from dentelle.museums.actions.report import Line, Report
from dentelle.museums.columns import fields_of, is_register
from dentelle.museums.models import Museum
from dentelle.museums.sheets.base import Sheet, SheetError
from dentelle.museums.sheets.reading import read_sheet
from dentelle.museums.values import Reading, read_cells

# What the network writes better than the register does: the register only fills it when it is empty.
_NETWORKS_OWN = {"usual_name", "short_name", "article", "presentation", "website", "phone"}
_NEVER_CHANGED = {"slug"}
_EMPTY: tuple[Any, ...] = ("", None, [])
Triples = tuple[tuple[str, Any, Any], ...]  # field, before, after; or field, here, in the file


@dataclass(slots=True, kw_only=True)
class _Work:
    """How a file is taken in, and what it changed: the fields of each museum, none for a new one."""

    register: bool
    publishing: bool
    over_hand: bool
    actor: User | None
    now: datetime
    known: Known = field(default_factory=Known)
    seen: dict[int, int] = field(default_factory=dict)
    changed: dict[int, tuple[str, ...]] = field(default_factory=dict)


def import_museums(  # noqa: PLR0913 -- a file, what of it is taken, and who takes it
    *,
    path: Path,
    now: datetime,
    actor: User | None = None,
    region: str = "",
    department: str = "",
    publishing: bool = False,
    over_hand: bool = False,
    dry_run: bool = False,
) -> Report:
    """Create and update museums from a file, all or nothing; return what was done, field by field.

    `region` and `department` keep the lines of one only. `publishing` says that every museum of the
    file publishes its collections. In the network's own spreadsheet an empty cell erases; in the
    register it does not, and what the network wrote itself stays. What somebody wrote by hand stays
    whatever the file, which says so (`Line.kept`); `over_hand` lets the network's spreadsheet write
    over it and decide again. A repeat changes nothing.

    Raises:
        SheetError: the file is ruined, or has no column of ours, or is the register and would write
            `over_hand`; nothing was imported.
    """
    sheet = read_sheet(path)
    columns = fields_of(sheet.headings)
    _check_columns(columns)
    register = is_register(sheet.headings)
    if register and over_hand:
        raise SheetError(
            _("This is the national register: it never writes over what was written here."), line=1
        )
    report = Report(
        encoding=sheet.encoding,
        separator=sheet.separator,
        register=register,
        dry_run=dry_run,
        ignored=tuple(h for i, h in enumerate(sheet.headings) if h and i not in columns),
    )
    kept = {"region": region, "department": department}
    with transaction.atomic():
        work = _Work(
            register=register, publishing=publishing, over_hand=over_hand, actor=actor, now=now
        )
        report.lines.extend(_lines(sheet, columns, kept, work))
        if dry_run:
            transaction.set_rollback(True)
        else:
            tell(work.changed, {pk: names for pk, names in work.changed.items() if names})
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
    sheet: Sheet, columns: Mapping[int, str], kept: Mapping[str, str], work: _Work
) -> Iterator[Line]:
    for number, row in sheet.rows:
        cells = {field: row[position] for position, field in columns.items()}
        if not _is_kept(cells, kept):
            yield Line(line=number, outcome="left_out")
            continue
        reading = read_cells(cells)
        if work.publishing:
            reading.values["publishes_collections"] = True
        yield _line(number, reading, work)


def _line(number: int, reading: Reading, work: _Work) -> Line:
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
    museum = work.known.find(values)
    if museum and museum.pk in work.seen:
        reason = _("This museum is already on line %(line)d of the file.") % {
            "line": work.seen[museum.pk]
        }
        return Line(outcome="refused", reason=reason, slug=museum.slug, **common)
    changes: Triples
    kept: Triples = ()
    if museum is None:
        museum = _create(values, work)
        changes = tuple((key, None, value) for key, value in values.items() if value not in _EMPTY)
        outcome = "created"
    else:
        changes, kept = _update(museum, values, work)
        outcome = "updated" if changes else "unchanged"
    work.seen[museum.pk] = number
    return Line(outcome=outcome, slug=museum.slug, changes=changes, kept=kept, **common)  # type: ignore[arg-type]  # one of Outcome


def _create(values: dict[str, Any], work: _Work) -> Museum:
    values["slug"] = work.known.new_slug(values)
    values["official_name"] = values.get("official_name") or values["usual_name"]
    name = values.get("usual_name") or values["official_name"]
    values["article"] = values.get("article") or names.article_for(name)
    museum = Museum.objects.create(**values)
    work.known.add(museum)
    work.changed[museum.pk] = ()
    decided.send(
        sender=Museum, subject=museum, verb="create", actor=work.actor, now=work.now,
        before={}, after={"official_name": museum.official_name, "town": museum.town},
    )  # fmt: skip
    return museum


def _update(museum: Museum, values: Mapping[str, Any], work: _Work) -> tuple[Triples, Triples]:
    """Write what the file may; return what changed, and what stays because it was written by hand."""
    wanted, kept = {}, []
    for key, value in values.items():
        before = getattr(museum, key)
        if key in _NEVER_CHANGED or value == before or (key == "official_name" and not value):
            continue
        if work.register and value in _EMPTY:
            continue
        if key in museum.locks and not work.over_hand:
            kept.append((key, before, value))
        elif not (work.register and key in _NETWORKS_OWN and before):
            wanted[key] = value
    changes = tuple((key, getattr(museum, key), value) for key, value in wanted.items())
    if changes:
        _write(museum, wanted, work)
    return changes, tuple(kept)


def _write(museum: Museum, wanted: Mapping[str, Any], work: _Work) -> None:
    difference = compare(museum, wanted)
    for key, value in wanted.items():
        setattr(museum, key, value)
    museum.locks = sorted(set(museum.locks) - wanted.keys())
    keep(museum, difference, verb="import", actor=work.actor, now=work.now)
    work.changed[museum.pk] = tuple(wanted)
