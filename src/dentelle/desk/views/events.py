"""Events in the desk: the list, what waits for a reviewer, and both as files."""

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from dentelle.agenda import rules
from dentelle.agenda.models import Event
from dentelle.desk.event_forms import EventListForm
from dentelle.desk.list_forms import QueueForm
from dentelle.desk.queries import event_queue, events
from dentelle.desk.queries.tables import events as tables
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.lists import asked, file, page_of, query
from dentelle.desk.views.screens import show


@require_safe
@desk_page()
def index(request: StaffRequest) -> HttpResponse:
    """List events, narrowed by words, museum, state, kind and time."""
    form = EventListForm(request.GET, user=request.user)
    page, shown = events.found(
        request.user, asked(form), page=request.GET.get("page", "1"), today=localdate()
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


@require_safe
@desk_page()
def index_file(request: StaffRequest, kind: str) -> StreamingHttpResponse:
    """Send the list as a file."""
    today, form = localdate(), EventListForm(request.GET, user=request.user)
    found = events.narrowed(events.visible(request.user), asked(form), today=today)
    return file(tables.EVENTS, tables.events(found, today=today), kind)


@require_safe
@desk_page(rules.can_review)
def queue(request: StaffRequest) -> HttpResponse:
    """List what waits for a reviewer, the oldest first, narrowed by words, museum and kind."""
    form = QueueForm(request.GET, user=request.user)
    page = page_of(request, _queue(form).select_related("image", "created_by"))
    context = {
        "form": form,
        "page": page,
        "rows": event_queue.waiting(list(page.object_list), today=localdate()),
        "query": query(request),
        "here": "events",
    }
    return show(request, "events_queue", context)


@require_safe
@desk_page(rules.can_review)
def queue_file(request: StaffRequest, kind: str) -> StreamingHttpResponse:
    """Send what waits as a file."""
    found = _queue(QueueForm(request.GET, user=request.user))
    return file(tables.QUEUE, tables.queue(found, today=localdate()), kind)


def _queue(form: QueueForm) -> QuerySet[Event]:
    return event_queue.narrowed(asked(form), today=localdate())
