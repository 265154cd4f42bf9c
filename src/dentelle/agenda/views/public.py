"""What is on, for visitors."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dentelle.agenda import linked
from dentelle.agenda.asked import Asked
from dentelle.agenda.enums import Access, Audience
from dentelle.agenda.models import Event
from dentelle.agenda.queries import event as one
from dentelle.agenda.queries import listing, places
from dentelle.agenda.views.choices import choices
from dentelle.agenda.wording import when
from dentelle.publishing.enums import State
from dentelle.ui import paging
from dentelle.ui.addresses import with_query
from dentelle.ui.linked import script
from dentelle.ui.paging import Pages, pages

_SHOWN = 8  # dates written out on a page


def agenda(request: HttpRequest) -> HttpResponse:
    """Show the list of what is on."""
    asked, today = Asked.of(request.GET), localdate()
    if request.GET.get("vue", "") == "carte":
        return _map(request, asked)
    found = listing.listing(asked, today=today, page=paging.asked(request.GET.get("page", "")))
    context = {
        **choices(asked, view="list"),
        "found": found,
        "places": None,
        "steps": _steps(asked, found),
    }
    return render(request, "agenda/agenda.html", context, using="jinja2")


def _map(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Show where what is asked for takes place."""
    found = places.places(asked, today=localdate())
    context = {**choices(asked, view="map"), "found": None, "places": found, "steps": None}
    return render(request, "agenda/agenda.html", context, using="jinja2")


def event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an event, or say that it was taken back."""
    found = one.find(slug)
    if found is None:
        raise Http404
    if not found.is_public:
        return render(
            request,
            "agenda/gone.html",
            {"withdrawn": found.state == State.WITHDRAWN},
            status=410,
            using="jinja2",
        )
    today = localdate()
    page = one.page(found, today=today)
    address = request.build_absolute_uri(request.path)
    context = {
        "page": page,
        "event": found,
        "data": script(linked.event(page, address)),
        "whens": [when(each, today=today) for each in page.coming[:_SHOWN]],
        **_words(found),
    }
    return render(request, "agenda/event.html", context, using="jinja2")


def _words(found: Event) -> dict[str, Any]:
    """Return what the page says of codes; one that is no code of ours is left out."""
    return {
        "audiences": [Audience(key).label for key in found.audiences if key in Audience.values],
        "access": [Access(key).label for key in found.access if key in Access.values],
        "ages": _ages(found.age_from, found.age_to),
        "website": found.website.removeprefix("https://").removeprefix("http://").strip("/"),
        "verified": date_format(found.verified_at, "j F Y") if found.verified_at else "",
    }


def _ages(youngest: int | None, oldest: int | None) -> str:
    if youngest is not None and oldest is not None:
        return _("from %(from)s to %(to)s years old") % {"from": youngest, "to": oldest}
    if youngest is not None:
        return _("from %(from)s years old") % {"from": youngest}
    return _("up to %(to)s years old") % {"to": oldest} if oldest is not None else ""


def _steps(asked: Asked, found: listing.Listing) -> Pages:
    here = reverse("agenda:agenda")

    def address(number: int) -> str:
        page = [("page", str(number))] if number > 1 else []
        return with_query(here, [*asked.parameters(), *page])

    return pages(found.page, found.pages, address)
