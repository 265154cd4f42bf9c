"""An object: its page, and the same for machines."""

import io
from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from dentelle.agenda.queries import soon
from dentelle.catalogue import arks
from dentelle.catalogue.fields import public_fields
from dentelle.catalogue.models import Record, RetiredArk
from dentelle.portal import citations, erc, linked
from dentelle.portal.downloads import section
from dentelle.portal.queries import record as queries
from dentelle.portal.queries.alike import alike
from dentelle.portal.queries.compare import address as compare_address
from dentelle.portal.queries.museums import map_of
from dentelle.portal.queries.neighbours import Neighbours, neighbours
from dentelle.portal.queries.similar import similar
from dentelle.search.engine import EngineError
from dentelle.ui.addresses import with_query
from dentelle.ui.context_processors import network


def record(request: HttpRequest, naan: str, name: str) -> HttpResponse:
    """Show an object, answer its ARK metadata when `?info` is asked, or say that it was taken back."""
    found = _found(naan, name)
    if moved := _elsewhere(request, found, naan, name, "record"):
        return moved
    if not queries.is_shown(found):
        return gone(request, found)
    page = queries.page(found)
    known = network(request)
    if request.META["QUERY_STRING"] in {"info", "?info", "?"} or "info" in request.GET:
        text = erc.text(page, network=known["network_name"])
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    shown = queries.chosen(page, request.GET.get("image", ""))
    near = similar(found)
    context = {
        "page": page,
        "record": found,
        "shown": shown,
        "views": _views(request, page),
        "compare": compare_address(page, shown),
        "downloads": section.section(page),
        "museum": page.museum,
        "citations": citations.citations(
            page, network=known["network_name"], today=timezone.localdate()
        ),
        "neighbours": near,
        "alike": alike(page, leave_out=[neighbour.item.key for neighbour in near]),
        "events": soon.showing(found.pk, today=timezone.localdate()),
        "drawn": map_of(page.museum),
        "list": _list(request.GET.get("liste", "")),
        "data": linked.script(linked.record(page)),
    }
    return render(request, "portal/record.html", context, using="jinja2")


def _views(request: HttpRequest, page: queries.RecordPage) -> list[str]:
    """Return the address of the page with each of its pictures on the stage; the first needs no number."""
    token = request.GET.get("liste", "")
    kept = [("liste", token)] if token else []
    first = page.pictures[0].number if page.pictures else 0
    return [
        with_query(request.path, [*kept, *([("image", str(n))] if n != first else [])])
        for n in (shown.number for shown in page.pictures)
    ]


def plain(request: HttpRequest, naan: str, name: str) -> HttpResponse:
    """Send `ark:NAAN/name` and `ark:/NAAN/name/` to the one address of the object."""
    found = _found(naan, name)
    return _moved(request, arks.href(found.ark))


def record_json(request: HttpRequest, naan: str, name: str) -> HttpResponse:
    """Answer the public fields of an object."""
    found = _found(naan, name)
    if moved := _elsewhere(request, found, naan, name, "record-json"):
        return moved
    if not queries.is_shown(found):
        return JsonResponse({"ark": found.ark, "state": "withdrawn"}, status=410)
    return JsonResponse(_as_json(queries.page(found)), json_dumps_params={"ensure_ascii": False})


def qr(request: HttpRequest, naan: str, name: str) -> HttpResponse:
    """Draw the object's permanent address as a QR code."""
    found = _found(naan, name)
    if moved := _elsewhere(request, found, naan, name, "record-qr"):
        return moved
    if not queries.is_shown(found):
        return gone(request, found)
    drawing = io.BytesIO()
    code = segno.make(arks.permalink(found.ark), error="m", micro=False)
    code.save(drawing, kind="svg", scale=6, border=3, dark="#000", light="#fff")
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")


def gone(request: HttpRequest, found: Record | RetiredArk) -> HttpResponse:
    """Say that an object was taken back; the reason kept in the history is the museum's own."""
    context = {"title": "", "reason": "", "museum": found.museum.name}
    return render(request, "portal/gone.html", context, status=410, using="jinja2")


def _list(token: str) -> Neighbours | None:
    """Return what stands around the object in the list it was reached from; a page needs no index."""
    try:
        return neighbours(token) if token else None
    except (EngineError, KeyError):
        return None


def _found(naan: str, name: str) -> Record | RetiredArk:
    found = queries.find(naan, name)
    if found is None:
        raise Http404
    return found


def _elsewhere(
    request: HttpRequest, found: Record | RetiredArk, naan: str, name: str, view: str
) -> HttpResponse | None:
    """Return the way to the one spelling of an address, or nothing when it is already that."""
    if found.ark == f"{naan}/{name}":
        return None
    return _moved(request, arks.href(found.ark, view))


def _moved(request: HttpRequest, address: str) -> HttpResponse:
    query = request.META["QUERY_STRING"]
    return redirect(f"{address}?{query}" if query else address, permanent=True)


def _as_json(page: queries.RecordPage) -> dict[str, Any]:
    row = page.record
    return {
        "ark": f"ark:/{row.ark}",
        "url": page.permalink,
        "title": row.title,
        "title_is_a_title": page.is_titled,
        "makers": [
            {
                "name": maker.name,
                "qualifier": maker.qualifier,
                "role": maker.role,
                "doubtful": maker.doubtful,
            }
            for maker in page.makers
        ],
        "date": {
            "text": row.date_line,
            "from": row.year_from,
            "to": row.year_to,
            "certainty": row.certainty,
        },
        "museum": {
            "slug": page.museum.slug,
            "name": page.museum.name,
            "town": page.museum.town,
            "museofile": page.museum.museofile,
        },
        "inventory_number": row.inventory_number,
        "reference": row.reference,
        "fields": {
            field.tag: {"label": str(field.label), "text": text}
            for field, text in public_fields(row.fields)
        },
        "pictures": [
            {
                "url": shown.picture.large,
                "credit": shown.credit,
                "licence": shown.picture.licence,
                "alt": shown.alt,
            }
            for shown in page.pictures
        ],
        "updated_at": row.updated_at.isoformat(),
    }
