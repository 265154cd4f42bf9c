"""Search of the collections: the page, its part alone, the same list for machines, words as one types."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from dentelle.catalogue import views
from dentelle.portal import asked as asking
from dentelle.portal import limits
from dentelle.portal.forms import AdvancedForm
from dentelle.portal.queries import machine, questions
from dentelle.portal.queries import search as reads
from dentelle.portal.views import errors
from dentelle.ui.views import in_json, is_for_machines

_TOO_MANY = 429
_PART = "Dentelle-Part"  # a header that portal/search.js sends: only what changes is wanted


@errors.while_index_answers
def search(request: HttpRequest) -> HttpResponse:
    """Show one page of results: the whole page, or its changing part when the page's script asks."""
    asked = asking.read(request.GET)
    if wait := wait_of(request, asked):
        return too_many(request, wait)
    found = reads.search(asked, today=timezone.localdate())
    part = request.headers.get(_PART) is not None
    template = "portal/search_part.html" if part else "portal/search.html"
    response = render(request, template, {"found": found}, using="jinja2")
    patch_vary_headers(response, (_PART,))
    response["Dentelle-Address"] = found.canonical
    return response


@errors.while_index_answers
def search_json(request: HttpRequest) -> HttpResponse:
    """Answer the same list, with its counts, for machines."""
    asked = asking.read(request.GET)
    if wait := wait_of(request, asked):
        return too_many(request, wait)
    found = reads.search(asked, today=timezone.localdate())
    return JsonResponse(machine.answer(found, site=request.build_absolute_uri("/")))


@errors.while_index_answers
def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer what the text typed may become, most frequent first."""
    text = asking.read(request.GET).text
    return JsonResponse(reads.suggestions(text), safe=False)


def advanced(request: HttpRequest) -> HttpResponse:
    """Show the form of the fields; filled in, it becomes an address of the search."""
    form = AdvancedForm(request.GET or None)
    if request.GET and form.is_valid():
        return redirect(questions.address(form.asked()))
    return render(request, "portal/advanced.html", {"form": form}, using="jinja2")


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """Answer 429, with how many seconds to wait."""
    if is_for_machines(request):
        said = _("This connection asks for more than its share. Wait %(seconds)d seconds.")
        return in_json(said % {"seconds": wait}, status=_TOO_MANY, wait=wait)
    response = render(
        request, "portal/errors/429.html", {"wait": wait}, status=_TOO_MANY, using="jinja2"
    )
    response["Retry-After"] = str(wait)
    return response


def wait_of(request: HttpRequest, asked: asking.Asked) -> int:
    """Return how many seconds this client must wait before it searches again, 0 for none."""
    return views.wait_of(request, limits.cost_of(asked))
