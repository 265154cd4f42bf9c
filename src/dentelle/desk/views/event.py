"""One event in the desk: entered, written, kept by two people at once without loss."""

from dataclasses import dataclass, replace
from http import HTTPStatus
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
from dentelle.agenda.forms import FIELDS, PARTS, EventForm, PublishForm, StatusForm, initial_of
from dentelle.agenda.models import Event
from dentelle.desk.actions import events as decide
from dentelle.desk.event_forms import CheckAskForm, ReasonForm
from dentelle.desk.queries import checks, event_story, events
from dentelle.desk.queries.scope import museums_for
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.screens import show
from dentelle.media.models import Image
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry

NAMES = (*FIELDS, "timings", "museums", "image")
_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the form's screen holds. `looked` are the words pictures were looked for with."""

    form: EventForm
    dates: DateForms
    image: Image | None = None
    looked: str = ""
    clashes: tuple[event_story.Clash, ...] = ()
    wrong_image: str = ""


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
    return _screen(request, None, _sheet(request, values, version=0))


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
    return _screen(request, event, _sheet(request, _values(request, event), version=event.version))


def _values(request: StaffRequest, event: Event) -> dict[str, Any]:
    """Return the event's values, with what a contributor has proposed over them."""
    values = {name: publishing.plain(event, name) for name in NAMES}
    proposed = None if rules.can_review(request.user) else events.proposal(event)
    return values | (proposed.after if proposed else {})


def _sheet(request: StaffRequest, values: dict[str, Any], *, version: int) -> Sheet:
    allowed = museums_for(request.user)
    chosen = list(allowed.filter(pk__in=values["museums"]))
    initial = initial_of(values) | {
        "museum": chosen[0].pk if chosen else None,
        "others": [museum.pk for museum in chosen[1:]],
        "version": version,
    }
    return Sheet(
        form=EventForm(initial=initial, museums=allowed, others=allowed),
        dates=DateForms(timings=values.get("timings", ())),
        image=_image(values.get("image")),
    )


def may_write(request: StaffRequest, event: Event, museums: set[int]) -> bool:
    """Say whether the form is open: to change at once, or to propose what an approved event would be."""
    user = request.user
    if rules.can_change_now(user, museums, event.state):
        return True
    return event.state in rules.APPROVED and rules.can_write(user, museums)


def museums_of_event(event: Event) -> set[int]:
    """Return the keys of an event's museums."""
    return set(event.museums.values_list("pk", flat=True))


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
        image=_image(number(request.POST.get("image"))),
        looked=request.POST.get("look", "").strip(),
    )
    if request.POST.get("do") in {"add", "look"}:
        return _screen(request, event, _unread(request, sheet))
    kept = museums - set(allowed.values_list("pk", flat=True))
    if not _is_right(request, sheet, event):
        return _screen(request, event, sheet, status=422)
    values = form.values() | {
        "timings": sheet.dates.stored(),
        "museums": sorted(form.museums() | kept),
        "image": sheet.image,
    }
    return _create(request, values) if event is None else _write(request, event, sheet, values)


def number(text: str | None) -> int | None:
    """Read the number of something; what is none gives nothing."""
    return int(text) if text and text.isdecimal() and len(text) <= _DIGITS else None


def _image(number: int | None) -> Image | None:
    return Image.objects.filter(pk=number).first() if number else None


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
    right = [sheet.form.is_valid(), sheet.dates.is_valid()]
    if not all(right):
        return False
    form, out = sheet.form, request.POST.get("do") in {"submit", "publish"}
    if sheet.image and not _may_show(form.museums(), sheet.image, event):
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


def _may_show(museums: set[int], image: Image, event: Event | None) -> bool:
    same = event is not None and event.image_id == image.pk
    return same or events.may_show(museums, image)


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
    kept, clashes = event_story.reconciled(error.theirs, mine)
    sheet = replace(_sheet(request, kept, version=error.version), clashes=clashes)
    return _screen(request, event, sheet, status=409)


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


def _screen(
    request: StaffRequest, event: Event | None, sheet: Sheet, *, status: int = 200
) -> HttpResponse:
    museums = museums_of_event(event) if event else set(museums_for(request.user).values_list("pk", flat=True)[:200])  # fmt: skip
    user = request.user
    context = {
        "event": event,
        "sheet": sheet,
        "parts": PARTS,
        "choices": events.choices(museums, sheet.looked, chosen=sheet.image),
        "may_write": event is None or may_write(request, event, museums),
        "may_review": rules.can_review(user),
        "here": "events",
    }
    about = _about(request, event, museums, status) if event else {}
    return show(request, "event", context | about, status=status)


def _about(request: StaffRequest, event: Event, museums: set[int], status: int) -> dict[str, Any]:
    user = request.user
    proposed = events.proposal(event)
    return {
        "proposed": proposed,
        "proposal_seen": _proposal_seen(request, proposed, status),
        "proposed_changes": _proposed(proposed),
        "story": event_story.story(event),
        "at_once": rules.can_change_now(user, museums, event.state),
        **_checking(request, event, museums),
        "may_tell": rules.can_tell_status(user, museums),
        "may_put_away": rules.can_put_away(user, museums, event.state),
        "status_form": StatusForm(initial={"status": event.status, "status_note": event.status_note}),
        "publish_form": PublishForm(initial={"opens_at": event.opens_at, "closes_at": event.closes_at}),
        "reason_form": ReasonForm(),
        "is_approved": event.state in {State.PUBLIC, State.SCHEDULED},
    }  # fmt: skip


def _checking(request: StaffRequest, event: Event, museums: set[int]) -> dict[str, Any]:
    """Return what the screen says of checks by the museum: asked by who reviews, told by who works there."""
    user = request.user
    told: dict[str, Any] = {"may_verify": rules.can_verify(user, museums)}
    if not rules.can_review(user):
        return told
    first = event.museums.exclude(contact_email="").order_by("pk").first()
    form = CheckAskForm(
        initial={"to": event.contact_email or (first.contact_email if first else "")}
    )
    return told | {"checks": checks.of_event(event), "ask_form": form, "now": timezone.now()}


def _proposal_seen(request: StaffRequest, proposed: HistoryEntry | None, status: int) -> str:
    """Return the number of the proposal its writer has read: the form sent again says the former one.

    A conflict shows the new one, so that saving again is a decision.
    """
    if request.method == "POST" and status != HTTPStatus.CONFLICT:
        return request.POST.get("proposal", "")
    return str(proposed.pk) if proposed else ""


def _proposed(entry: Any) -> list[event_story.Change]:
    if entry is None:
        return []
    names = event_story.names_of([entry.before, entry.after])
    return event_story.changes(entry.before, entry.after, names)
