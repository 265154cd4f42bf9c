"""What leaves: what waits, what left, and what a person must decide about."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dentelle.desk.account_forms import LettersForm
from dentelle.desk.queries import departures
from dentelle.desk.queries.tables.base import each
from dentelle.desk.queries.tables.people import LETTERS
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.lists import asked, file, page_of, query
from dentelle.desk.views.screens import show
from dentelle.publishing.outbox import actions, rules
from dentelle.publishing.outbox.enums import Fate
from dentelle.publishing.outbox.models import Departure


@desk_page(rules.can_follow)
def index(request: StaffRequest) -> HttpResponse:
    """List what leaves, the latest first, narrowed by words and by what became of it."""
    form = LettersForm(request.GET)
    context = {
        "form": form,
        "page": page_of(request, departures.found(asked(form))),
        "query": query(request),
        "counts": departures.counts(),
        "on_disk": rules.on_disk(),
        "here": "letters",
    }
    return show(request, "letters", context)


@desk_page(rules.can_follow)
def index_file(request: StaffRequest, kind: str) -> StreamingHttpResponse:
    """Send the list as a file: who, what about and when, never what is written."""
    return file(LETTERS, each(departures.found(asked(LettersForm(request.GET)))), kind)


@desk_page(rules.can_follow)
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Show one letter as text, and what became of it."""
    departure = get_object_or_404(Departure, pk=pk)
    may_read = rules.can_read(request.user, private=departure.private)
    context = {
        "departure": departure,
        "text": departures.text(departure) if may_read else None,
        "history": departures.history(departure),
        "may_retry": bool(departure.content) and departure.fate in {Fate.FAILED, Fate.UNKNOWN},
        "may_abandon": departure.fate in {Fate.FAILED, Fate.UNKNOWN, Fate.WAITING},
        "here": "letters",
    }
    return show(request, "letter", context)


@require_POST
@desk_page(rules.can_follow)
def act(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Send again, or give up."""
    departure = get_object_or_404(Departure, pk=pk)
    decide = actions.retry if verb == "renvoyer" else actions.abandon
    try:
        decide(departure=departure, actor=request.user, now=timezone.now())
    except actions.NotStuckError:
        messages.error(request, _("Meanwhile this letter left, or somebody decided about it."))
    else:
        sent = _("The letter leaves again in a moment.")
        messages.success(request, sent if verb == "renvoyer" else _("The letter is given up."))
    return redirect("desk:letter", pk)
