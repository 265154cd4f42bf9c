"""One event in the desk: entered, written, kept by two people at once without loss."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from dentelle.agenda import actions as agenda
from dentelle.agenda import rules
from dentelle.agenda.date_forms import DateForms
from dentelle.agenda.forms import EventForm
from dentelle.agenda.models import Event
from dentelle.desk.actions import events as decide
from dentelle.desk.actions.event_pictures import take_picture
from dentelle.desk.event_forms import PictureForm
from dentelle.desk.queries import event_records, event_story, events
from dentelle.desk.queries.scope import museums_for
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.decisions import number
from dentelle.desk.views.event_screen import (
    Sheet,
    image_of,
    may_write,
    museums_of_event,
    screen,
    sheet_of,
    values_of,
)
from dentelle.desk.views.screens import show
from dentelle.media.enums import Use
from dentelle.media.intake import PictureError
from dentelle.media.models import Image
from dentelle.media.queries import allow
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing


@desk_page(rules.can_announce)
def new(request: StaffRequest) -> HttpResponse:
    """Enter an event: for which museum, then what matters first."""
    museums = museums_for(request.user)
    if request.method == "POST":
        return _save(request, None)
    museum = _asked_museum(request, museums)
    if museum is None:
        return show(request, "event_museum", {"museums": museums, "here": "events"})
    values = {
        "museums": [museum.pk],
        "contact_email": museum.contact_email,
        "contact_phone": museum.phone,
        "website": museum.website,
        "languages": ["fr"],
    }
    return screen(request, None, sheet_of(request, values, version=0))


def _asked_museum(request: StaffRequest, museums: Any) -> Museum | None:
    if slug := request.GET.get("musee"):
        found: Museum = get_object_or_404(museums, slug=slug)
        return found
    first = list(museums[:2])
    if not first:
        raise PermissionDenied
    return first[0] if len(first) == 1 else None


@desk_page()
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Show an event to those who may see it, and write it for those who may write it."""
    event = get_object_or_404(events.visible(request.user), pk=pk)
    if request.method == "POST":
        return _save(request, event)
    return screen(
        request, event, sheet_of(request, values_of(request, event), version=event.version)
    )


def _save(request: StaffRequest, event: Event | None) -> HttpResponse:
    museums = museums_of_event(event) if event else set()
    if event and not may_write(request, event, museums):
        raise PermissionDenied
    allowed = museums_for(request.user)
    initial = {"languages": event.languages} if event else {}
    form = EventForm(request.POST, initial=initial, museums=allowed, others=allowed)
    sheet = Sheet(
        form=form,
        dates=DateForms(request.POST),
        image=_chosen(request, event),
        looked=request.POST.get("look", "").strip(),
        records=_records(request, event),
        looked_records=request.POST.get("look_records", "").strip(),
        picture=PictureForm(request.POST, request.FILES),
    )
    sheet = _with_picture(request, sheet)
    if request.POST.get("do") in {"add", "look"}:
        return screen(request, event, _unread(request, sheet))
    kept = museums - set(allowed.values_list("pk", flat=True))
    if not _is_right(request, sheet, event):
        return screen(request, event, sheet, status=422)
    values = form.values() | {
        "timings": sheet.dates.stored(),
        "museums": sorted(form.museums() | kept),
        "image": sheet.image,
        "records": list(sheet.records),
    }
    return _create(request, values) if event is None else _write(request, event, sheet, values)


def _records(request: StaffRequest, event: Event | None) -> tuple[int, ...]:
    sent = [number(text) for text in request.POST.getlist("records")]
    wanted = {pk for pk in sent if pk}
    before = set(event.records.values_list("pk", flat=True)) if event else set()
    return tuple(event_records.kept(request.user, wanted, before))


def _chosen(request: StaffRequest, event: Event | None) -> Image | None:
    """Return the picture whose button was pressed; without any pressed, the event's stands.

    One whose rights have lapsed has no button: saving the rest does not take it away.
    """
    if event and "image" not in request.POST:
        return event.image
    return image_of(number(request.POST.get("image")))


def _with_picture(request: StaffRequest, sheet: Sheet) -> Sheet:
    """Keep the picture that was sent, whatever becomes of the rest: no browser sends it twice by itself."""
    form = sheet.picture
    if not form.is_valid() or not (file := form.cleaned_data["picture"]):
        return sheet
    try:
        image = take_picture(
            file=file,
            alt=form.cleaned_data["picture_alt"],
            credit=form.cleaned_data["picture_credit"],
            actor=request.user,
            now=timezone.now(),
        )
    except PictureError as error:
        form.add_error("picture", str(error))
        return sheet
    return replace(sheet, image=image, picture=PictureForm())


def _unread(request: StaffRequest, sheet: Sheet) -> Sheet:
    """Return the form as it was sent: nobody is told of errors for having asked for one more line."""
    form = sheet.form
    many = {"audiences", "access", "languages", "others"}
    sent = {
        name: request.POST.getlist(name) if name in many else request.POST.get(name, "")
        for name in form.fields
    }
    more = int(request.POST.get("do") == "add")
    allowed = museums_for(request.user)
    return replace(
        sheet,
        form=EventForm(initial=sent, museums=allowed, others=allowed),
        dates=DateForms.unread(request.POST, more=more),
    )


def _is_right(request: StaffRequest, sheet: Sheet, event: Event | None) -> bool:
    picture_is_right = not sheet.picture.is_bound or sheet.picture.is_valid()
    right = [sheet.form.is_valid(), sheet.dates.is_valid(), picture_is_right]
    if not all(right):
        return False
    form, out = sheet.form, request.POST.get("do") in {"submit", "publish"}
    if sheet.image and not _may_show(request, form.museums(), sheet.image, event):
        form.add_error(
            None,
            _("This picture cannot be shown with the event: choose one of the museum’s list."),
        )
    if out and not sheet.dates.stored():
        form.add_error(
            None, _("No date was found. Write the first day: nothing is published without.")
        )
    if out and not form.cleaned_data["summary"]:
        form.add_error("summary", _("Write a sentence: lists and letters need it."))
    return not form.errors


def _may_show(request: StaffRequest, museums: set[int], image: Image, event: Event | None) -> bool:
    stands = event is not None and (event.image_id == image.pk or _is_proposed(event, image))
    return stands or events.may_show(museums, image, request.user)


def _is_proposed(event: Event, image: Image) -> bool:
    """Say whether a colleague proposed the picture: whoever takes their proposal up keeps it."""
    hand = events.in_hand(event, now=timezone.now())
    return hand is not None and hand.shows(image) and bool(allow(image, Use.SHOW))


def _create(request: StaffRequest, values: dict[str, Any]) -> HttpResponse:
    now = timezone.now()
    museums = Museum.objects.filter(pk__in=values.pop("museums"))
    event = agenda.create_event(values=values, museums=museums, actor=request.user, now=now)
    return _after(request, event)


def _write(
    request: StaffRequest, event: Event, sheet: Sheet, values: dict[str, Any]
) -> HttpResponse:
    now = timezone.now()
    seen = sheet.form.cleaned_data["version"] or 0
    at_once = rules.can_change_now(request.user, museums_of_event(event), event.state)
    asked: dict[str, Any] = {
        "event": event,
        "values": values,
        "seen": seen,
        "actor": request.user,
        "now": now,
    }
    try:
        if at_once:
            changed = agenda.edit_event(**asked)
        else:
            changed = decide.propose(proposal=number(request.POST.get("proposal")), **asked)
    except publishing.EditedMeanwhileError as error:
        return _meanwhile(request, event, values, error)
    if not at_once:
        said = _(
            "Your changes wait for a reviewer; until then the public sees the event as it was."
        )
        messages.success(request, said if changed else _("Nothing was changed."))
        return redirect("desk:event", event.pk)
    return _after(request, event)


def _meanwhile(
    request: StaffRequest,
    event: Event,
    values: dict[str, Any],
    error: publishing.EditedMeanwhileError,
) -> HttpResponse:
    """Show the other's change: saving again is my decision."""
    mine = {name: publishing.plain(event, name, value) for name, value in values.items()}
    kept, clashes = event_story.WORDS.reconciled(error.theirs, mine)
    sheet = replace(sheet_of(request, kept, version=error.version), clashes=clashes)
    return screen(request, event, sheet, status=409)


def _after(request: StaffRequest, event: Event) -> HttpResponse:
    """Submit or publish what was just saved, when its button says so."""
    do, now = request.POST.get("do"), timezone.now()
    museums = museums_of_event(event)
    said = _("The event is kept.")
    try:
        if do == "submit" and rules.can_change_now(request.user, museums, event.state):
            decide.submit(event=event, actor=request.user, now=now)
            said = _("The event is submitted: it is published as soon as it has been read.")
        elif do == "publish" and rules.can_review(request.user):
            publishing.approve(subject=event, actor=request.user, now=now, seen=event.version)
            said = _("The event is published.")
    except publishing.DecisionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("desk:event", event.pk)
