"""The museums a person works for, and what visitors reported."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dentelle.catalogue import actions as catalogue
from dentelle.catalogue import rules, tasks
from dentelle.desk.list_forms import MuseumListForm, ReportListForm
from dentelle.desk.picture_forms import PolicyForm
from dentelle.desk.queries import pictures, records
from dentelle.desk.queries.scope import museums_for, museums_of, within
from dentelle.desk.queries.tables.base import each
from dentelle.desk.queries.tables.records import MUSEUMS, REPORTS
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.lists import asked, file, page_of, query
from dentelle.desk.views.screens import show
from dentelle.museums.models import Museum
from dentelle.participation import actions
from dentelle.participation.models import ErrorReport


@desk_page()
def index(request: StaffRequest) -> HttpResponse:
    """List museums with the number of their records and how complete they are."""
    form = MuseumListForm(request.GET)
    page = page_of(request, _museums(request, form))
    context = {"form": form, "page": page, "query": query(request), "here": "museums"}
    return show(request, "museums", context)


@desk_page()
def index_file(request: StaffRequest, kind: str) -> StreamingHttpResponse:
    """Send the list as a file."""
    return file(MUSEUMS, each(_museums(request, MuseumListForm(request.GET))), kind)


def _museums(request: StaffRequest, form: MuseumListForm) -> QuerySet[Museum]:
    return records.museums_asked(records.museums(request.user), asked(form))


@desk_page()
def policy(request: StaffRequest, pk: int) -> HttpResponse:
    """Decide what a museum shows of the pictures whose rights nobody has checked."""
    museum = get_object_or_404(museums_for(request.user), pk=pk)
    if not rules.can_set_policy(request.user, museum):
        raise PermissionDenied
    form = PolicyForm(request.POST or None, initial={"policy": museum.unchecked_pictures})
    if request.method == "POST" and form.is_valid():
        return _keep_policy(request, museum, form.cleaned_data["policy"])
    context = {
        "museum": museum,
        "form": form,
        "count": pictures.unchecked(museum),
        "here": "museums",
    }
    return show(request, "museum_pictures", context)


def _keep_policy(request: StaffRequest, museum: Museum, policy: str) -> HttpResponse:
    catalogue.set_unchecked_policy(
        museum=museum, policy=policy, actor=request.user, now=timezone.now()
    )
    tasks.follow_policy.enqueue(museum_id=museum.pk, actor_id=request.user.pk)
    messages.success(request, _("Kept. The museum’s unchecked pictures follow within a minute."))
    return redirect("desk:museums")


@desk_page()
def reports(request: StaffRequest) -> HttpResponse:
    """List what visitors reported: what nobody has handled yet, unless asked otherwise."""
    form = ReportListForm(request.GET, user=request.user)
    page = page_of(request, records.reports(request.user, asked(form)))
    context = {"form": form, "page": page, "query": query(request), "here": "reports"}
    return show(request, "reports", context)


@desk_page()
def reports_file(request: StaffRequest, kind: str) -> StreamingHttpResponse:
    """Send the list as a file."""
    form = ReportListForm(request.GET, user=request.user)
    return file(REPORTS, each(records.reports(request.user, asked(form))), kind)


@require_POST
@desk_page()
def handle_report(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark a report as handled."""
    mine = within(ErrorReport.objects.all(), museums_of(request.user), "record__museum")
    report = get_object_or_404(mine, pk=pk)
    actions.close_report(report=report, now=timezone.now())
    return redirect("desk:reports")
