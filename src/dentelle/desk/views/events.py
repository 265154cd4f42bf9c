"""Events in the desk: the list, its spreadsheet, and what waits for a reviewer."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dentelle.agenda import rules
from dentelle.agenda.queries.listing import lines
from dentelle.desk.event_forms import EventListForm
from dentelle.desk.queries import events
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.accounts import query
from dentelle.desk.views.screens import show


@require_safe
@desk_page()
def index(request: StaffRequest) -> HttpResponse:
    """List events, narrowed by words, museum, state, kind and time."""
    form = EventListForm(request.GET, user=request.user)
    page, shown = events.found(
        request.user, _asked(form), page=request.GET.get("page", "1"), today=timezone.localdate()
    )
    context = {
        "form": form,
        "page": page,
        "lines": shown,
        "query": query(request),
        "may_announce": rules.can_announce(request.user),
        "may_review": rules.can_review(request.user),
        "here": "events",
    }
    return show(request, "events", context)


def _asked(form: EventListForm) -> dict[str, Any]:
    return form.cleaned_data if form.is_valid() else {}


@require_safe
@desk_page()
def index_csv(request: StaffRequest) -> StreamingHttpResponse:
    """Send the list as a French spreadsheet opens it."""
    today = timezone.localdate()
    form = EventListForm(request.GET, user=request.user)
    rows = events.narrowed(events.visible(request.user), _asked(form), today=today)
    answer = StreamingHttpResponse(
        events.events_csv(rows, today=today), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="agenda-{today:%Y-%m-%d}.csv"'
    return answer


@require_safe
@desk_page(rules.can_review)
def queue(request: StaffRequest) -> HttpResponse:
    """List what waits for a reviewer, the oldest first."""
    rows = list(events.queue().select_related("image", "created_by")[:200])
    proposed = {int(entry.object_id): entry for entry in events.pending()}
    context = {
        "lines": lines(rows, today=timezone.localdate()),
        "proposed": proposed,
        "here": "events",
    }
    return show(request, "events_queue", context)
