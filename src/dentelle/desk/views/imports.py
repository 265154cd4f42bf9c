"""Imports in the desk: send files, see what would change, apply it, undo it."""

import tempfile
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dentelle.catalogue import actions, rules, tasks
from dentelle.catalogue.enums import Outcome, RunState
from dentelle.catalogue.formats.base import FormatError
from dentelle.catalogue.models import ImportRun
from dentelle.catalogue.queries import report, report_table
from dentelle.desk.forms import ImportForm
from dentelle.desk.list_forms import ImportListForm
from dentelle.desk.queries import imports
from dentelle.desk.queries.tables.base import each
from dentelle.desk.queries.tables.records import IMPORTS
from dentelle.desk.views.access import StaffRequest, desk_page, may_import
from dentelle.desk.views.lists import asked, file, page_of, query, sheet
from dentelle.desk.views.screens import show
from dentelle.ui.addresses import with_query

PAGE = 30


@desk_page(may_import)
def index(request: StaffRequest) -> HttpResponse:
    """List the runs, newest first, narrowed by file, museum and state."""
    form = ImportListForm(request.GET, user=request.user)
    page = page_of(request, _found(request, form), size=PAGE)
    context = {"form": form, "page": page, "query": query(request), "here": "imports"}
    return show(request, "imports", context)


@desk_page(may_import)
def index_file(request: StaffRequest, kind: str) -> StreamingHttpResponse:
    """Send the list as a file."""
    return file(
        IMPORTS, each(_found(request, ImportListForm(request.GET, user=request.user))), kind
    )


def _found(request: StaffRequest, form: ImportListForm) -> QuerySet[ImportRun]:
    return imports.narrowed(imports.runs(request.user), asked(form))


@desk_page(may_import)
def new(request: StaffRequest) -> HttpResponse:
    """Receive files and begin to read them."""
    form = ImportForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            run = _start(request, form.cleaned_data)
        except (FormatError, actions.RunError) as error:
            form.add_error(None, str(error))
        else:
            return redirect("desk:import", run.pk)
    status = 422 if form.errors else 200
    return show(request, "import_new", {"form": form, "here": "imports"}, status=status)


def _start(request: StaffRequest, asked: dict[str, Any]) -> ImportRun:
    """Start a run with the files received, under the names their owners gave them."""
    if not rules.can_import(request.user, asked["museum"]):
        raise PermissionDenied
    with tempfile.TemporaryDirectory() as folder:
        files = [
            actions.GivenFile(
                name=PurePath(file.name or "fichier").name, path=_received(folder, number, file)
            )
            for number, file in enumerate(asked["exports"])
        ]
        pictures = asked["pictures"] and _received(folder, len(files), asked["pictures"])
        run = actions.start_run(
            files=files,
            museum=asked["museum"],
            format_name=asked["format"],
            images=pictures or None,
            full=asked["full"],
            actor=request.user,
            now=timezone.now(),
        )
    tasks.read_import.enqueue(run_id=run.pk)
    return run


def _received(folder: str, number: int, file: UploadedFile[bytes]) -> Path:
    """Write a file received, and return where; its suffix alone is kept."""
    place = Path(folder, f"{number}{PurePath(file.name or '').suffix}")
    with place.open("wb") as target:
        for block in file.chunks():
            target.write(block)
    return place


@desk_page(may_import)
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a run: what was found, what would change, and what may be done now."""
    run = get_object_or_404(imports.runs(request.user), pk=pk)
    outcome = request.GET.get("quoi", "")
    if outcome not in Outcome.values or outcome == Outcome.UNCHANGED:
        outcome = _first_outcome(run)
    page, rows = imports.rows(run, outcome, request.GET.get("page", "1"))
    # Between the asking and the worker's first step the run still reads as applied.
    followed = run.state == RunState.DONE and request.GET.get("suivi") == "annulation"
    context = {
        "run": run, "outcome": outcome, "outcomes": _tabs(run), "page": page, "rows": rows,
        "followed": followed, "may": {verb for verb in _VERBS if _may(request, run, verb)},
        "moving": followed or run.state in {RunState.WAITING, RunState.READING, RunState.APPROVED, RunState.APPLYING, RunState.UNDOING},
        "states": RunState, "here": "imports",
    }  # fmt: skip
    template = "_run" if request.headers.get("HX-Request") else "import"
    response = show(request, template, context)
    response["Vary"] = "HX-Request"
    return response


def _may(request: StaffRequest, run: ImportRun, verb: str) -> bool:
    """Say whether this person may do this to this run."""
    if verb == "appliquer":
        return rules.can_approve(request.user, run)
    if verb == "annuler":
        return rules.can_undo(request.user)
    return rules.can_see_run(request.user, run)


def _tabs(run: ImportRun) -> list[tuple[str, str, int]]:
    """Return the outcomes with their labels and counts."""
    return [(str(o), str(o.label), getattr(run, o)) for o in Outcome]


def _first_outcome(run: ImportRun) -> str:
    """Return the outcome most worth a look: refusals, then changes."""
    order = (Outcome.REJECTED, Outcome.UPDATED, Outcome.CREATED, Outcome.DISAPPEARED)
    return str(next((o for o in order if getattr(run, o)), Outcome.CREATED))


@desk_page(may_import)
def columns(request: StaffRequest, pk: int) -> HttpResponse:
    """Say which field each column of a spreadsheet is, then read it."""
    run = get_object_or_404(imports.runs(request.user), pk=pk)
    if request.method == "POST":
        chosen = {
            heading: request.POST.get(f"column-{number}", "")
            for number, heading in enumerate(imports.headings(run))
        }
        try:
            actions.map_columns(
                run=run, columns=chosen, name=request.POST.get("name", "").strip(),
                actor=request.user, now=timezone.now(),
            )  # fmt: skip
        except actions.RunError as error:
            messages.error(request, str(error))
        else:
            tasks.read_import.enqueue(run_id=run.pk)
            return redirect("desk:import", run.pk)
    context = {
        "run": run,
        "columns": imports.columns(run),
        "choices": imports.field_choices(),
        "here": "imports",
    }
    return show(request, "import_columns", context)


@require_POST
@desk_page(may_import)
def act(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Do one thing to a run: approve and apply, pause, resume, abandon, undo."""
    run = get_object_or_404(imports.runs(request.user), pk=pk)
    if not _may(request, run, verb):
        raise PermissionDenied
    try:
        _VERBS[verb](request, run)
    except actions.RunError as error:
        messages.error(request, str(error))
        return redirect("desk:import", pk)
    follow = {"suivi": "annulation"} if verb == "annuler" else {}
    return redirect(with_query(reverse("desk:import", args=[pk]), follow))


def _apply(request: StaffRequest, run: ImportRun) -> None:
    despite = request.POST.get("despite") == "yes"
    actions.approve_run(run=run, despite=despite, actor=request.user, now=timezone.now())
    tasks.apply_import.enqueue(run_id=run.pk)


def _pause(request: StaffRequest, run: ImportRun) -> None:
    actions.pause_run(run=run, actor=request.user, now=timezone.now())


def _resume(request: StaffRequest, run: ImportRun) -> None:
    actions.resume_run(run=run, actor=request.user, now=timezone.now())
    tasks.apply_import.enqueue(run_id=run.pk)


def _abandon(request: StaffRequest, run: ImportRun) -> None:
    actions.abandon_run(run=run, actor=request.user, now=timezone.now())
    messages.success(request, _("The run is abandoned; nothing was changed."))


def _undo(request: StaffRequest, run: ImportRun) -> None:
    actions.check_undo(run=run)
    tasks.undo_import.enqueue(run_id=run.pk, actor_id=request.user.pk)


_VERBS: dict[str, Callable[[StaffRequest, ImportRun], None]] = {
    "appliquer": _apply,
    "suspendre": _pause,
    "reprendre": _resume,
    "abandonner": _abandon,
    "annuler": _undo,
}


@desk_page(may_import)
def report_file(request: StaffRequest, pk: int, kind: str) -> HttpResponseBase:
    """Give the report as a file: a table, or JSON."""
    run = get_object_or_404(imports.runs(request.user), pk=pk)
    name = f"import-{run.pk}"
    if kind == "json":
        return HttpResponse(
            report(run).as_json(),
            content_type="application/json",
            headers={"Content-Disposition": f'attachment; filename="{name}.json"'},
        )
    return sheet(kind, name, name, *report_table(run))
