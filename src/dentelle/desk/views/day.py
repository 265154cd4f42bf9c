"""The first screen."""

from django.http import HttpResponse

from dentelle.desk.queries.day import day
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.screens import show


@desk_page()
def home(request: StaffRequest) -> HttpResponse:
    """Show what waits today."""
    return show(request, "home", {"day": day(request.user), "here": "home"})
