"""The members of the network."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from dentelle.portal import linked
from dentelle.portal.queries import museums as queries


def museums(request: HttpRequest) -> HttpResponse:
    """Show the directory, on a map and in a list that says the same."""
    directory = queries.directory(_theme(request))
    return render(request, "portal/museums.html", {"directory": directory}, using="jinja2")


def museums_json(request: HttpRequest) -> HttpResponse:
    """Answer the directory for machines."""
    directory = queries.directory(_theme(request))
    rows = [_as_json(request, member) for part in directory.departments for member in part.members]
    return JsonResponse({"museums": rows}, json_dumps_params={"ensure_ascii": False})


def museum(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one museum."""
    page = queries.museum(slug, today=localdate())
    if page is None:
        raise Http404
    address = request.build_absolute_uri(request.path)
    context = {
        "page": page,
        "museum": page.museum,
        "data": linked.script(linked.museum(page.museum, address, page.portrait)),
    }
    return render(request, "portal/museum.html", context, using="jinja2")


def _theme(request: HttpRequest) -> str:
    return " ".join(request.GET.get("theme", "").split())[:120]


def _as_json(request: HttpRequest, member: queries.Member) -> dict[str, Any]:
    return {
        "slug": member.slug,
        "name": member.name,
        "town": member.town,
        "department": member.department,
        "themes": list(member.themes),
        "objects": member.count,
        "url": request.build_absolute_uri(member.href),
    }
