"""Offers, for visitors and for machines."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dentelle.catalogue.views import measured
from dentelle.jobs import feeds, linked, queries, wording
from dentelle.jobs.asked import KINDS, Asked
from dentelle.jobs.shares import share
from dentelle.publishing import feeds as news
from dentelle.publishing.enums import State
from dentelle.ui import paging
from dentelle.ui.addresses import with_query
from dentelle.ui.context_processors import network_name
from dentelle.ui.linked import script
from dentelle.ui.paging import Pages, pages


def offers(request: HttpRequest) -> HttpResponse:
    """Show the open offers."""
    asked = Asked.of(request.GET)
    found = queries.listing(asked, page=paging.asked(request.GET.get("page", "")))
    context = {
        "asked": asked,
        "found": found,
        "kinds": [(key, kind.label) for key, kind in KINDS.items()],
        "museums": queries.museums(),
        "chosen": bool(asked.parameters()),
        "steps": _steps(asked, found),
        "files": _files(asked),
        "wording": wording,
    }
    return render(request, "jobs/offers.html", context, using="jinja2")


def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an offer, or say that it is closed or was taken back."""
    found = queries.find(slug)
    if found is None:
        raise Http404
    if not found.is_public:
        withdrawn = found.state == State.WITHDRAWN
        context = {"withdrawn": withdrawn, "closed": "" if withdrawn else wording.closed(found)}
        return render(request, "jobs/gone.html", context, status=410, using="jinja2")
    address = request.build_absolute_uri(request.path)
    context = {
        "offer": found,
        "others": queries.others(found),
        "data": script(linked.offer(found, address)),
        "official": _site(found.apply_url),
        "wording": wording,
    }
    return render(request, "jobs/offer.html", context, using="jinja2")


@measured
def atom(request: HttpRequest) -> HttpResponse:
    """Answer the last offers among those asked for, for readers of news."""
    return _news(request, "atom")


@measured
def rss(request: HttpRequest) -> HttpResponse:
    """Answer the same for readers that know RSS alone."""
    return _news(request, "rss")


def _news(request: HttpRequest, form: news.Form) -> HttpResponse:
    asked = Asked.of(request.GET)
    channel = news.Channel(
        title=_("Jobs and internships, %(name)s") % {"name": network_name()},
        description=_("Jobs, internships and volunteering in the museums of the network."),
        page=_whole("jobs:offers", asked),
        here=_whole(f"jobs:{form}", asked),
    )
    found = share(queries.offers(asked)[: queries.LATEST])
    return HttpResponse(
        news.news(found, channel, form), content_type=f"{news.MIMES[form]}; charset=utf-8"
    )


@measured
def data(request: HttpRequest) -> HttpResponse:
    """Answer a page of the open offers as data; `next` is the address of the page that follows."""
    asked = Asked.of(request.GET)
    found = queries.listing(asked, page=paging.asked(request.GET.get("page", "")))
    more = found.page + 1 if found.page < found.pages else None
    answer = {
        "total": found.total,
        "next": _whole("jobs:data", asked, page=more) if more else None,
        "offers": feeds.data(found.offers),
    }
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _address(name: str, asked: Asked, page: int = 1) -> str:
    more = [("page", str(page))] if page > 1 else []
    return with_query(reverse(name), [*asked.parameters(), *more])


def _whole(name: str, asked: Asked, page: int = 1) -> str:
    return f"{settings.SITE_URL}{_address(name, asked, page)}"


def _steps(asked: Asked, found: queries.Listing) -> Pages:
    return pages(found.page, found.pages, lambda number: _address("jobs:offers", asked, number))


def _files(asked: Asked) -> dict[str, str]:
    return {name: _address(f"jobs:{name}", asked) for name in ("atom", "rss", "data")}


def _site(url: str) -> str:
    """Return the site of an address, as a link says where it leads."""
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")
