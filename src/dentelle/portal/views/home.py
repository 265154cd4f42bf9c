"""The door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dentelle.portal.queries import home as reads
from dentelle.portal.views.errors import while_index_answers


@while_index_answers
def home(request: HttpRequest) -> HttpResponse:
    """Show the door: counts, the object of the day, what hangs today, ways in."""
    context = {"door": reads.door(timezone.localdate())}
    return render(request, "portal/home.html", context, using="jinja2")
