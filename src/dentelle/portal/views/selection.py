"""A visitor's list: the page where it is made, the page to read and print, the slides, the files."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from dentelle.catalogue import selections
from dentelle.catalogue.selections import Selection
from dentelle.core.text import slugify
from dentelle.portal.queries import selection as queries
from dentelle.portal.queries.selection import Listed
from dentelle.portal.selection import machine, outputs, tables
from dentelle.portal.views import posts
from dentelle.portal.views.errors import while_index_answers
from dentelle.portal.views.search import too_many

_DIGITS = 9
_COST = 1.0  # of the client's searches a minute: looking for more objects is a search
_Response = TypeVar("_Response", bound=HttpResponseBase)
_Gesture = Callable[[Selection, str], Selection]
_GESTURES: dict[str, _Gesture] = {
    "ajouter": selections.add,
    "retirer": selections.remove,
    "monter": lambda made, ark: selections.move(made, ark, -1),
    "descendre": lambda made, ark: selections.move(made, ark, 1),
}


@while_index_answers
def selection(request: HttpRequest) -> HttpResponse:
    """Show the list and what can be done with it; what a form says becomes a canonical address."""
    words = " ".join(request.GET.get("q", "").split())[:200]
    pasted = selections.ark_of(words) if "ark:" in words else ""
    wanted, last = _made(request, pasted)
    if not _is_said(request, wanted):
        return redirect(_address(wanted, "" if pasted else words, last))
    if words and (wait := posts.wait(request, "selection", _COST)):
        return too_many(request, wait)
    return page(request, queries.listed(wanted), words=words)


def page(
    request: HttpRequest, found: Listed, *, words: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    """Show the page where a list is made."""
    context = {
        "listed": found,
        "pairs": selections.pairs(found.selection),
        "words": words,
        "offered": queries.offered(words, found.selection.arks) if words else None,
        "problem": problem,
        "outputs": outputs.known(),
        "most": selections.MOST,
        "longest": {"title": selections.LONGEST_TITLE, "note": selections.LONGEST_NOTE},
    }
    response = render(request, "portal/selection.html", context, status=status, using="jinja2")
    return private(response)


def sheet(request: HttpRequest) -> HttpResponse:
    """Show the list to be read and printed."""
    found = _listed(request)
    response = render(
        request,
        "portal/selection_sheet.html",
        {"listed": found, "kept": None, "until": ""},
        using="jinja2",
    )
    return private(response)


def slides(request: HttpRequest) -> HttpResponse:
    """Show one object of the list, large, with ways to the next and the one before."""
    found = _listed(request)
    if not found.rows:
        return redirect(f"{reverse('portal:selection')}?{found.query}")
    wanted = request.GET.get("vue", "")
    asked = int(wanted) if wanted.isdecimal() and len(wanted) <= _DIGITS else 1
    number = min(max(asked, 1), len(found.rows))
    context = {
        "listed": found,
        "row": found.rows[number - 1],
        "total": len(found.rows),
        "address": f"{reverse('portal:selection-slides')}?{found.query}",
    }
    return private(render(request, "portal/slides.html", context, using="jinja2"))


def selection_csv(request: HttpRequest) -> HttpResponse:
    """Answer the list as a table."""
    found = _listed(request)
    response = HttpResponse(tables.table(found.rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{stem(found)}.csv"
    )
    return private(response)


def selection_json(request: HttpRequest) -> HttpResponse:
    """Answer the list for machines."""
    found = _listed(request)
    address = request.build_absolute_uri(f"{reverse('portal:selection')}?{found.query}")
    said = machine.answer(found, address=address, site=request.build_absolute_uri("/").rstrip("/"))
    return private(JsonResponse(said, json_dumps_params={"ensure_ascii": False}))


def private(response: _Response) -> _Response:
    """Keep a visitor's words out of shared caches and search engines."""
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def query_of(request: HttpRequest) -> str:
    """Return what follows `?` as text; what came unescaped is taken as UTF-8."""
    query: str = request.META["QUERY_STRING"]
    return query.encode("latin-1", "replace").decode("utf-8", "replace")


def stem(found: Listed) -> str:
    """Return the name of the list's files, without what says their kind."""
    return slugify(found.selection.title)[:60].strip("-") or _("my-selection")


def _made(request: HttpRequest, pasted: str) -> tuple[Selection, str]:
    """Return the list after what a form asked, and the object that was last touched."""
    if "vider" in request.GET:
        return Selection(), ""
    wanted, last = selections.read(query_of(request)), pasted
    if pasted:
        wanted = selections.add(wanted, pasted)
    for name, gesture in _GESTURES.items():
        for text in request.GET.getlist(name):
            last = selections.ark_of(text)
            wanted = gesture(wanted, last) if last else wanted
    return wanted, last


def _is_said(request: HttpRequest, wanted: Selection) -> bool:
    """Say whether the address is the list's own; one that says too much is answered where it is."""
    said = selections.decoded(query_of(request))
    told = [pair for pair in said if pair[0] != "q" or "ark:" in pair[1]]
    return told == selections.pairs(wanted) or bool(wanted.cut) or wanted.is_shortened


def _address(wanted: Selection, words: str, last: str) -> str:
    """Return the address of a list; the object last touched is where the page opens."""
    query = "&".join(
        filter(None, [selections.write(wanted), urlencode({"q": words}) if words else ""])
    )
    address = f"{reverse('portal:selection')}?{query}" if query else reverse("portal:selection")
    return f"{address}#{queries.anchor(last)}" if last in wanted.arks else address


def _listed(request: HttpRequest) -> Listed:
    return queries.listed(selections.read(query_of(request)))
