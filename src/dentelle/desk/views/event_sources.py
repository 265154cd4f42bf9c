"""Feeds and sheets of events: adding them, looking at what they would bring, taking it in."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dentelle.accounts.rules import has_role
from dentelle.agenda import actions
from dentelle.agenda.enums import Origin
from dentelle.agenda.models import Feed
from dentelle.agenda.rules import can_announce, can_review
from dentelle.agenda.sources import sheet as sheets
from dentelle.agenda.sources.base import Reading, SourceError
from dentelle.core.outbound import OutboundError
from dentelle.desk.actions import event_sheets
from dentelle.desk.event_source_forms import EventSheetForm, FeedForm, KeptSheetForm
from dentelle.desk.list_forms import FeedListForm
from dentelle.desk.queries import event_sources as queries
from dentelle.desk.queries.tables.base import each
from dentelle.desk.queries.tables.events import FEEDS
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.lists import asked, file, page_of, query
from dentelle.desk.views.screens import show
from dentelle.museums.models import Museum

_PAGE = 12  # feeds a page: each tells what it did
# Columns of a sheet that are no field of an event, with what people call them.
_OTHERS = {
    "uid": lambda: _("Its name, kept from one sending to the next"),
    "museum": lambda: _("Museum"),
    "first": lambda: _("First day"),
    "last": lambda: _("Last day"),
    "starts": lambda: _("From (hour)"),
    "ends": lambda: _("To (hour)"),
    "days": lambda: _("Days of the week"),
    "except": lambda: _("Except on"),
}


@desk_page(can_announce)
def feeds(request: StaffRequest) -> HttpResponse:
    """List the feeds, look at what an address would bring, and subscribe to it."""
    form = FeedForm(request.POST or None, user=request.user)
    if request.method != "POST" or not form.is_valid():
        return _feeds(request, form)
    museum, address = form.cleaned_data["museum"], form.cleaned_data["address"]
    if request.POST.get("do") == "subscribe":
        return _subscribe(request, museum, address)
    try:
        report = actions.look(museum=museum, address=address, now=timezone.now())
    except (OutboundError, SourceError) as error:
        form.add_error("address", str(error))
        return _feeds(request, form)
    return _feeds(request, form, report=report)


def _feeds(
    request: StaffRequest, form: FeedForm, *, report: actions.Report | None = None
) -> HttpResponse:
    narrowing = FeedListForm(request.GET, user=request.user, auto_id="list_%s")
    page = page_of(
        request, queries.narrowed(queries.feeds(request.user), asked(narrowing)), size=_PAGE
    )
    context = {
        "form": form,
        "report": report,
        "counts": queries.counts(report.counts) if report else [],
        "narrowing": narrowing,
        "page": page,
        "query": query(request),
        "feeds": [(feed, queries.last_read(feed)) for feed in page.object_list],
        "told": queries.counts,
        "twice": queries.twice(request.user),
        "may_trust": has_role(request.user),
        "may_review": can_review(request.user),
        "here": "events",
    }
    return show(request, "event_feeds", context)


@desk_page(can_announce)
def feeds_file(request: StaffRequest, kind: str) -> StreamingHttpResponse:
    """Send the list of feeds as a file."""
    form = FeedListForm(request.GET, user=request.user)
    return file(FEEDS, each(queries.narrowed(queries.feeds(request.user), asked(form))), kind)


def _subscribe(request: StaffRequest, museum: Museum, address: str) -> HttpResponse:
    now = timezone.now()
    feed = actions.subscribe(museum=museum, address=address, actor=request.user, now=now)
    _tell(request, feed, read=actions.fetch(feed=feed, actor=request.user, now=now))
    return redirect("desk:event-feeds")


def _tell(request: StaffRequest, feed: Feed, *, read: bool) -> None:
    if not read:
        messages.error(request, feed.last_error)
        return
    made = feed.last_report.get("counts", {}).get("created", 0)
    said = ngettext(
        "The feed was read: %(num)s new event.", "The feed was read: %(num)s new events.", made
    )
    messages.success(request, said % {"num": made})


@require_POST
@desk_page(can_announce)
def act(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Read a feed now, pause it, follow it again, trust it, take what is held, or forget it."""
    feed = get_object_or_404(queries.feeds(request.user), pk=pk)
    now, user = timezone.now(), request.user
    if verb in {"lire", "prendre"}:
        if verb == "prendre" and not can_review(user):
            raise PermissionDenied
        read = actions.fetch(feed=feed, actor=user, now=now, over_public=verb == "prendre")
        _tell(request, feed, read=read)
    elif verb in {"suspendre", "reprendre"}:
        actions.set_active(feed=feed, active=verb == "reprendre", actor=user, now=now)
    elif verb in {"confiance", "relire"}:
        if not has_role(user):
            raise PermissionDenied
        actions.set_trusted(feed=feed, trusted=verb == "confiance", actor=user, now=now)
    else:
        actions.unsubscribe(feed=feed, actor=user, now=now)
        messages.success(request, _("The feed is forgotten. The events it brought stay."))
    return redirect("desk:event-feeds")


@desk_page(can_announce)
def sheet(request: StaffRequest) -> HttpResponse:
    """Receive a sheet, show what it would bring field by field, then take it in."""
    if "token" in request.POST:
        return _kept(request)
    form = EventSheetForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method != "POST" or not form.is_valid():
        return show(request, "event_sheet", {"form": form, "here": "events"})
    token = event_sheets.keep(
        uploaded=form.cleaned_data["sheet"], user=request.user, now=timezone.now()
    )
    path = event_sheets.kept(token=token, user=request.user)
    assert path is not None  # noqa: S101 -- kept just now
    try:
        columns = sheets.guess(sheets.headings(path))
    except SourceError as error:
        form.add_error("sheet", str(error))
        return show(request, "event_sheet", {"form": form, "here": "events"})
    return _preview(request, path, token, form.cleaned_data["museum"], columns)


def _kept(request: StaffRequest) -> HttpResponse:
    form = KeptSheetForm(request.POST, user=request.user)
    valid = form.is_valid()
    path = event_sheets.kept(token=request.POST["token"], user=request.user)
    if not valid or path is None:
        messages.error(request, _("This sheet is not kept any more: send it again."))
        return redirect("desk:event-sheet")
    museum, names = form.cleaned_data["museum"], sheets.headings(path)
    chosen = {name: request.POST.get(f"column-{n}", "") for n, name in enumerate(names)}
    columns = {name: field if field in sheets.HEADINGS else "" for name, field in chosen.items()}
    if request.POST.get("do") != "take":
        return _preview(request, path, request.POST["token"], museum, columns)
    try:
        reading = sheets.read(path, columns=columns)
    except SourceError:
        return _preview(request, path, request.POST["token"], museum, columns)
    return _take(request, reading, museum)


def _take(request: StaffRequest, reading: Reading, museum: Museum) -> HttpResponse:
    report = _taken(request, reading, museum)
    context = {
        "report": report,
        "counts": queries.counts(report.counts, done=True),
        "told": [one for one in queries.previewed(reading, report) if one.reason or one.problems],
        "taken": True,
        "here": "events",
    }
    return show(request, "event_sheet", context)


def _taken(
    request: StaffRequest, reading: Reading, museum: Museum, *, dry_run: bool = False
) -> actions.Report:
    named = queries.museums_by_name(request.user)
    source = actions.Source(
        museum=museum,
        origin=Origin.SHEET,
        museums=named,
        over_public=can_review(request.user),
    )
    return actions.take_in(
        events=reading.events,
        source=source,
        actor=request.user,
        now=timezone.now(),
        problems=reading.problems,
        dry_run=dry_run,
    )


def _preview(
    request: StaffRequest, path: Path, token: str, museum: Museum, columns: dict[str, str]
) -> HttpResponse:
    context: dict[str, Any] = {
        "token": token,
        "museum": museum,
        "columns": list(columns.items()),
        "choices": [(name, _called(name)) for name in sheets.HEADINGS],
        "told": [],
        "refused": "",
        "here": "events",
    }
    try:
        reading = sheets.read(path, columns=columns)
    except SourceError as error:
        return show(request, "event_sheet", {**context, "refused": str(error)})
    report = _taken(request, reading, museum, dry_run=True)
    context |= {
        "told": queries.previewed(reading, report),
        "counts": queries.counts(report.counts),
        "report": report,
    }
    return show(request, "event_sheet", context)


def _called(name: str) -> str:
    return _OTHERS[name]() if name in _OTHERS else queries.label(name)
