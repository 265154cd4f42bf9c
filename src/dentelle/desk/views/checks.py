"""A museum checks an event: asked for by the network, answered by a link that needs no account.

Opening the link changes nothing: the programs that look at letters before people do open links.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dentelle.agenda import actions as agenda
from dentelle.agenda import check_links, rules
from dentelle.agenda.date_forms import DateForms
from dentelle.agenda.forms import PARTS, initial_of
from dentelle.agenda.models import Check
from dentelle.desk.actions import checks as decide
from dentelle.desk.event_forms import AnswerForm, CheckAskForm, CheckForm
from dentelle.desk.queries import checks, event_story, events
from dentelle.desk.queries.story import Clash
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.decisions import number
from dentelle.desk.views.screens import door
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State


@require_POST
@desk_page(rules.can_review)
def ask(request: StaffRequest, pk: int) -> HttpResponse:
    """Send an event to its museum."""
    taken = (State.WITHDRAWN, State.ARCHIVED)  # whose links open nothing
    event = get_object_or_404(events.visible(request.user).exclude(state__in=taken), pk=pk)
    form = CheckAskForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for each in form.errors.values() for error in each))  # fmt: skip
        return redirect("desk:event", event.pk)
    asked = dict(form.cleaned_data)
    version = asked.pop("version") or 0
    try:
        decide.ask_check(
            event=event,
            seen=version if asked["publish"] else None,  # it is published as it was read
            actor=request.user,
            now=timezone.now(),
            **asked,
        )
    except publishing.DecisionError as error:
        messages.error(request, str(error))
        return redirect("desk:event", event.pk)
    messages.success(request, _("The link leaves by mail. Without an answer, a reminder leaves after four days."))  # fmt: skip
    return redirect("desk:event", event.pk)


@require_POST
@desk_page(rules.can_review)
def close(request: StaffRequest, pk: int, check_pk: int) -> HttpResponse:
    """Wait for no answer any more."""
    found = get_object_or_404(Check.objects.select_related("event"), event=pk, pk=check_pk)
    agenda.close_check(check=found, actor=request.user, now=timezone.now())
    messages.success(request, _("The link opens nothing any more."))
    return redirect("desk:event", pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The form of corrections as it stands. `proposal` is the number of the proposal that was read."""

    form: CheckForm
    dates: DateForms
    proposal: str
    clashes: tuple[Clash, ...] = ()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Show an event to its museum, which says that all is right, or corrects."""
    found = check_links.found(token, timezone.now())
    if found is None:
        return _gone(request)
    if request.method == "POST":
        return _answered(request, found)
    if "corriger" in request.GET:
        return _form(request, found, _correction(found))
    return _page(request, found, AnswerForm(), status=200)


def _gone(request: HttpRequest) -> HttpResponse:
    return door(request, "check_gone", {}, status=410)


def _answered(request: HttpRequest, found: Check) -> HttpResponse:
    answer = _right if request.POST.get("do") == "right" else _correct
    try:
        return answer(request, found)
    except agenda.CheckClosedError:
        return _gone(request)


def _page(request: HttpRequest, found: Check, form: AnswerForm, *, status: int) -> HttpResponse:
    page = checks.page(found.event, today=timezone.localdate())
    return door(request, "check", {"check": found, "page": page, "form": form}, status=status)


def _right(request: HttpRequest, found: Check) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        decide.confirm(
            check=found,
            seen=number(request.POST.get("version")) or 0,
            now=timezone.now(),
            **form.cleaned_data,
        )
    except publishing.DecisionError as error:
        messages.error(request, str(error))
    return redirect(request.path)


def _correction(found: Check) -> Correction:
    values, proposed = checks.values(found.event)
    return _of(values, version=found.event.version, proposal=str(proposed.pk) if proposed else "")


def _of(
    values: dict[str, Any],
    *,
    version: int,
    proposal: str,
    clashes: tuple[Clash, ...] = (),
) -> Correction:
    told = {name: values.get(name, "") for name in ("status", "status_note", "by", "words")}
    initial = initial_of(values) | told | {"version": version}
    return Correction(
        form=CheckForm(initial=initial),
        dates=DateForms(timings=values.get("timings", ())),
        proposal=proposal,
        clashes=clashes,
    )


def _correct(request: HttpRequest, found: Check) -> HttpResponse:
    """Write the corrections sent, or show again what is to be looked at."""
    form = CheckForm(request.POST, initial={"languages": found.event.languages})
    sheet = Correction(
        form=form, dates=DateForms(request.POST), proposal=request.POST.get("proposal", "")
    )
    if request.POST.get("do") == "add":
        return _form(request, found, _one_more(request, sheet))
    if not all([form.is_valid(), sheet.dates.is_valid()]):
        return _form(request, found, sheet, status=422)
    values = form.values() | {"timings": sheet.dates.stored()}
    try:
        decide.correct(
            check=found,
            values=values,
            seen=form.cleaned_data["version"] or 0,
            proposal=number(sheet.proposal),
            by=form.cleaned_data["by"],
            words=form.cleaned_data["words"],
            now=timezone.now(),
        )
    except publishing.EditedMeanwhileError as error:
        return _meanwhile(request, found, values, error)
    return redirect(request.path)


def _one_more(request: HttpRequest, sheet: Correction) -> Correction:
    """Return the form as it was sent, with one more date."""
    many = {"audiences", "access", "languages"}
    sent = {
        name: request.POST.getlist(name) if name in many else request.POST.get(name, "")
        for name in sheet.form.fields
    }
    return Correction(
        form=CheckForm(initial=sent),
        dates=DateForms.unread(request.POST, more=1),
        proposal=sheet.proposal,
    )


def _meanwhile(
    request: HttpRequest,
    found: Check,
    values: dict[str, Any],
    error: publishing.EditedMeanwhileError,
) -> HttpResponse:
    """Show what somebody wrote meanwhile: saving again is the museum's decision."""
    event = found.event
    event.refresh_from_db()
    mine = {name: publishing.plain(event, name, value) for name, value in values.items()}
    kept, clashes = event_story.WORDS.reconciled(error.theirs, mine)
    kept |= {name: request.POST.get(name, "") for name in ("by", "words")}
    waiting = events.proposal(event)
    proposal = str(waiting.pk) if waiting else ""
    sheet = _of(kept, version=error.version, proposal=proposal, clashes=clashes)
    return _form(request, found, sheet, status=409)


def _form(
    request: HttpRequest, found: Check, sheet: Correction, *, status: int = 200
) -> HttpResponse:
    context = {"check": found, "event": found.event, "sheet": sheet, "parts": PARTS}
    return door(request, "check_correct", context, status=status)
