"""Records in the desk: the list, one record with its history, and what may be decided about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dentelle.catalogue import actions, rules
from dentelle.catalogue.fields import label
from dentelle.catalogue.models import Record
from dentelle.catalogue.queries import history
from dentelle.desk.forms import RecordSearchForm, RightsForm, WithdrawForm
from dentelle.desk.queries import records
from dentelle.desk.queries.tables.base import each
from dentelle.desk.queries.tables.records import RECORDS
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.lists import asked, file, page_of, query
from dentelle.desk.views.screens import show
from dentelle.media.models import Image
from dentelle.media.queries import picture


@desk_page()
def index(request: StaffRequest) -> HttpResponse:
    """List records, narrowed by words, museum and state."""
    form = RecordSearchForm(request.GET, user=request.user)
    page = page_of(request, _found(request, form))
    context = {"form": form, "page": page, "query": query(request), "here": "records"}
    return show(request, "records", context)


@desk_page()
def index_file(request: StaffRequest, kind: str) -> StreamingHttpResponse:
    """Send the list as a file."""
    found = _found(request, RecordSearchForm(request.GET, user=request.user))
    return file(RECORDS, each(found), kind)


def _found(request: StaffRequest, form: RecordSearchForm) -> QuerySet[Record]:
    return records.narrowed(records.visible(request.user), asked(form))


@desk_page()
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a record as the museum wrote it, what is derived, its pictures and its history."""
    record = get_object_or_404(records.visible(request.user), pk=pk)
    images = [
        link.image for link in record.record_images.select_related("image").order_by("rank", "pk")
    ]
    context = {
        "record": record,
        "missing": [label(tag) for tag in record.derived.get("score_missing", [])],
        "fields": records.fields(record),
        "images": [
            (image, picture(image), RightsForm(initial=vars(image), prefix=f"image{image.pk}"))
            for image in images
        ],
        "history": history(record),
        "may_withdraw": rules.can_withdraw(request.user, record),
        "form": WithdrawForm(),
        "here": "records",
    }
    return show(request, "record", context)


@require_POST
@desk_page()
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a record from the public, with its reason."""
    return _decide(request, pk, "withdraw")


@require_POST
@desk_page()
def put_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Make a withdrawn record public again."""
    return _decide(request, pk, "put_back")


def _decide(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    record = get_object_or_404(records.visible(request.user), pk=pk)
    if not rules.can_withdraw(request.user, record):
        raise PermissionDenied
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["reason"])))
        return redirect("desk:record", pk)
    action = actions.withdraw_record if verb == "withdraw" else actions.put_back_record
    action(
        record=record, reason=form.cleaned_data["reason"], actor=request.user, now=timezone.now()
    )
    messages.success(
        request,
        _("The record is withdrawn everywhere.")
        if verb == "withdraw"
        else _("The record is public again."),
    )
    return redirect("desk:record", pk)


@require_POST
@desk_page()
def image_rights(request: StaffRequest, pk: int, image_pk: int) -> HttpResponse:
    """Decide the licence and credit of one of a record's pictures."""
    record = get_object_or_404(records.visible(request.user), pk=pk)
    if not rules.can_withdraw(request.user, record):
        raise PermissionDenied
    image = get_object_or_404(Image, pk=image_pk, record_images__record=record)
    form = RightsForm(request.POST, prefix=f"image{image.pk}")
    if form.is_valid():
        actions.set_picture_rights(
            image=image,
            rights=actions.changed_rights(image, form.cleaned_data),
            actor=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("The rights of the picture are kept."))
    return redirect("desk:record", pk)
