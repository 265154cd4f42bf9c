"""Search of the collections."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def search(request: HttpRequest) -> HttpResponse:
    """Show results."""
    return render(request, "portal/search.html", using="jinja2")


def search_json(request: HttpRequest) -> HttpResponse:
    """Answer the same list for machines."""
    return JsonResponse({})


def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer words that begin so."""
    return JsonResponse([], safe=False)


def advanced(request: HttpRequest) -> HttpResponse:
    """Show the form of the fields."""
    return render(request, "portal/search.html", using="jinja2")
