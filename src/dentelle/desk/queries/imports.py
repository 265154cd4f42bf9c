"""Import runs as the screens show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from dentelle.accounts.models import User
from dentelle.catalogue.enums import Outcome
from dentelle.catalogue.fields import FIELDS, label
from dentelle.catalogue.models import ImportRun, StagedRow
from dentelle.desk.queries.scope import museums_of, within

PAGE = 50


def runs(user: User) -> QuerySet[ImportRun]:
    """Return the runs a person may see, newest first."""
    found = ImportRun.objects.select_related("museum", "started_by")
    return within(found, museums_of(user)).order_by("-pk")


def narrowed(found: QuerySet[ImportRun], asked: Mapping[str, Any]) -> QuerySet[ImportRun]:
    """Keep the runs a list was asked for; a run is known by its first file, which names it on the list."""
    if museum := asked.get("museum"):
        found = found.filter(museum=museum)
    if state := asked.get("state"):
        found = found.filter(state=state)
    for word in asked.get("q", "").split():
        found = found.filter(files__0__name__icontains=word)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field of a row: what it was, what it becomes; None is absent."""

    tag: str
    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A staged row with the words a person reads."""

    row: StagedRow
    file: str
    title: str
    changes: list[Change]


def rows(run: ImportRun, outcome: str, page: str) -> tuple[Page[StagedRow], list[RowView]]:
    """Return one page of the rows of an outcome; two queries whatever the run's size."""
    total = {str(kind): getattr(run, kind) for kind in Outcome if hasattr(run, kind)}.get(
        outcome, 0
    )
    found = run.rows.filter(outcome=outcome).select_related("museum", "record").order_by("id")
    paginator = _Counted(found, PAGE, total)
    current = paginator.get_page(page)
    files = [entry.get("name", "") for entry in run.files]
    return current, [_view(row, files) for row in current.object_list]


class _Counted(Paginator[StagedRow]):
    """A paginator that knows the count: the run already holds it."""

    def __init__(self, object_list: QuerySet[StagedRow], per_page: int, total: int) -> None:
        super().__init__(object_list, per_page)
        self._total = total

    @property
    def count(self) -> int:
        return self._total


def _view(row: StagedRow, files: list[str]) -> RowView:
    """Return a row with its labels."""
    pairs: list[list[Any]] = row.changes or [[tag, None, text] for tag, text in row.values.items()]
    return RowView(
        row=row,
        file=files[row.file] if row.file < len(files) else "",
        title=next(
            (row.values[tag] for tag in ("TITR", "APPL", "DENO") if row.values.get(tag)), ""
        ),
        changes=[
            Change(tag=tag, label=label(tag), before=before, after=after)
            for tag, before, after in pairs
        ],
    )


def headings(run: ImportRun) -> list[str]:
    """Return the headings of the run's files, each once, in their order."""
    return list(
        dict.fromkeys(heading for entry in run.files for heading in entry.get("headings", []))
    )


def columns(run: ImportRun) -> list[tuple[str, str]]:
    """Pair each heading with the field it was recognised or chosen as."""
    guessed: dict[str, str] = {}
    for entry in run.files:
        guessed |= entry.get("columns", {})
    return [
        (heading, run.mapping.get(heading, guessed.get(heading, ""))) for heading in headings(run)
    ]


def field_choices() -> list[tuple[str, str]]:
    """Return the fields a column may be, in the order of the notice."""
    return [(tag, f"{label(tag)} ({tag})") for tag in FIELDS]
