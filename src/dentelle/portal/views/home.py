"""The door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Show the door of the collections."""
    return render(request, "portal/home.html", using="jinja2")
