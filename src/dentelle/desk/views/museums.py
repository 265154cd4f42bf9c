"""The museums a person works for, and what visitors reported."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from dentelle.desk.queries import records
from dentelle.desk.queries.scope import museums_of, within
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.screens import show
from dentelle.participation import actions
from dentelle.participation.models import ErrorReport


@desk_page()
def index(request: StaffRequest) -> HttpResponse:
    """List museums with the number of their records and how complete they are."""
    return show(request, "museums", {"museums": records.museums(request.user), "here": "museums"})


@desk_page()
def reports(request: StaffRequest) -> HttpResponse:
    """List what visitors reported and nobody has handled yet."""
    page = records.reports(request.user, request.GET.get("page", "1"))
    return show(request, "reports", {"page": page, "here": "reports"})


@require_POST
@desk_page()
def handle_report(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark a report as handled."""
    mine = within(ErrorReport.objects.all(), museums_of(request.user), "record__museum")
    report = get_object_or_404(mine, pk=pk)
    actions.close_report(report=report, now=timezone.now())
    return redirect("desk:reports")
