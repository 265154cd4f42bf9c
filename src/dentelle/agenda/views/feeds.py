"""What is on, for calendars, readers of news and other agendas. Each takes the same question as the list."""

from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from dentelle.agenda import feeds, ical
from dentelle.agenda.actions.events import HORIZON_YEARS
from dentelle.agenda.asked import Asked
from dentelle.agenda.queries import event as one
from dentelle.agenda.queries import exports, listing
from dentelle.agenda.shares import share
from dentelle.catalogue.views import measured
from dentelle.publishing import feeds as news
from dentelle.ui import paging
from dentelle.ui.addresses import with_query
from dentelle.ui.context_processors import network_name

_AHEAD = timedelta(days=366)  # what calendars cannot repeat exactly is told date by date so far


@measured
def calendar(request: HttpRequest) -> HttpResponse:
    """Answer the agenda, or what is asked of it, as a calendar to subscribe to."""
    asked, today = Asked.of(request.GET), localdate()
    found = exports.of_calendar(asked, today=today)
    name = _("Agenda, %(name)s") % {"name": network_name()}
    days = (exports.since(asked, today=today), today + _AHEAD)
    return _ics(found, name, "agenda.ics", days)


@measured
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001
    """Answer one event as a calendar file; cancelled there when it was taken back."""
    found = one.find(slug)
    if found is None:
        raise Http404
    (shown,) = exports.exported([found])
    if not (found.is_public or shown.is_withdrawn):
        return HttpResponse(status=410)
    name = found.title if found.is_public else _("Event withdrawn from the agenda")
    today = localdate()
    until = date(today.year + HORIZON_YEARS, 12, 31)
    return _ics([shown], name, f"{slug}.ics", (exports.since_of(found, today=today), until))


def _ics(
    found: list[exports.Exported], name: str, filename: str, days: tuple[date | None, date]
) -> HttpResponse:
    entries = [
        ical.Entry(
            event=each.event, museums=each.museums, turns=each.turns, is_withdrawn=each.is_withdrawn
        )
        for each in found
    ]
    since, until = days
    content = ical.calendar(entries, name=name, since=since, until=until)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["X-Robots-Tag"] = "noindex"
    return response


@measured
def atom(request: HttpRequest) -> HttpResponse:
    """Answer what was announced last, for readers of news."""
    return _news(request, "atom")


@measured
def rss(request: HttpRequest) -> HttpResponse:
    """Answer the same for readers that know RSS alone."""
    return _news(request, "rss")


def _news(request: HttpRequest, form: news.Form) -> HttpResponse:
    asked = Asked.of(request.GET)
    pairs = asked.parameters()
    channel = news.Channel(
        title=_("Agenda, %(name)s") % {"name": network_name()},
        description=_("What is announced in the museums of the network."),
        page=f"{settings.SITE_URL}{with_query(reverse('agenda:agenda'), pairs)}",
        here=f"{settings.SITE_URL}{with_query(reverse(f'agenda:{form}'), pairs)}",
    )
    found = share(exports.newest(asked, today=localdate()))
    return HttpResponse(
        news.news(found, channel, form), content_type=f"{news.MIMES[form]}; charset=utf-8"
    )


@measured
def data(request: HttpRequest) -> HttpResponse:
    """Answer a page of the agenda as data; `next` is the address of the page that follows."""
    asked, today = Asked.of(request.GET), localdate()
    found = listing.listing(asked, today=today, page=paging.asked(request.GET.get("page", "")))
    rows = [line.event for line in found.lines]
    more = str(found.page + 1) if found.page < found.pages else None
    here = f"{settings.SITE_URL}{reverse('agenda:data')}"
    answer = {
        "success": True,
        "total": found.total,
        "sort": "timings",
        "after": [more] if more else None,
        "next": with_query(here, [*asked.parameters(), ("page", more)]) if more else None,
        "events": feeds.data(found.lines, exports.timings(rows, today=today), now=now()),
    }
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response
