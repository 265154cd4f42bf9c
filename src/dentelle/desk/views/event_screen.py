"""What the screen of an event holds and shows: its form as it stands, and what may be decided beside it."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from dentelle.agenda import rules
from dentelle.agenda.date_forms import DateForms
from dentelle.agenda.forms import FIELDS, PARTS, EventForm, StatusForm, initial_of
from dentelle.agenda.models import Event
from dentelle.desk.decision_forms import PeriodForm, ReasonForm
from dentelle.desk.event_forms import CheckAskForm, PictureForm
from dentelle.desk.queries import checks, event_records, event_story, events
from dentelle.desk.queries.scope import museums_for
from dentelle.desk.queries.story import Change, Clash
from dentelle.desk.views.access import StaffRequest
from dentelle.desk.views.screens import show
from dentelle.media.models import Image
from dentelle.publishing import actions as publishing
from dentelle.publishing.models import APPROVED, HistoryEntry

_FIRST = ("title", "kind", "timings", "timing_note", "museums")  # in the order people read them
NAMES = tuple(dict.fromkeys((*_FIRST, *FIELDS, "image", "records")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the form's screen holds. `looked` and `looked_records` are the words that were looked for."""

    form: EventForm
    dates: DateForms
    image: Image | None = None
    looked: str = ""
    records: tuple[int, ...] = ()
    looked_records: str = ""
    picture: PictureForm = field(default_factory=PictureForm)
    clashes: tuple[Clash, ...] = ()


def image_of(number: int | None) -> Image | None:
    """Return the picture of a number, or nothing."""
    return Image.objects.filter(pk=number).first() if number else None


def may_write(request: StaffRequest, event: Event, museums: set[int]) -> bool:
    """Say whether the form is open: to change at once, or to propose what an approved event would be."""
    user = request.user
    if rules.can_change_now(user, museums, event.state):
        return True
    return event.state in APPROVED and rules.can_write(user, museums)


def museums_of_event(event: Event) -> set[int]:
    """Return the keys of an event's museums."""
    return set(event.museums.values_list("pk", flat=True))


def values_of(request: StaffRequest, event: Event) -> dict[str, Any]:
    """Return the event's values, with what a contributor has proposed over them, or is to take up again."""
    values = {name: publishing.plain(event, name) for name in NAMES}
    hand = None if rules.can_review(request.user) else events.in_hand(event, now=timezone.now())
    return values | (hand.over(values) if hand else {})


def sheet_of(request: StaffRequest, values: dict[str, Any], *, version: int) -> Sheet:
    """Return the screen’s form filled in with an event’s values."""
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
        image=image_of(values.get("image")),
        records=tuple(values.get("records", ())),
    )


def screen(
    request: StaffRequest, event: Event | None, sheet: Sheet, *, status: int = 200
) -> HttpResponse:
    """Show the form with what may be decided beside it."""
    museums = museums_of_event(event) if event else set(museums_for(request.user).values_list("pk", flat=True)[:200])  # fmt: skip
    user = request.user
    context = {
        "event": event,
        "sheet": sheet,
        "parts": PARTS,
        "choices": events.choices(museums, sheet.looked, chosen=sheet.image),
        "objects": event_records.choices(user, museums, sheet.looked_records, chosen=sheet.records),
        "may_write": event is None or may_write(request, event, museums),
        "may_review": rules.can_review(user),
        "here": "events",
    }
    about = _about(request, event, museums, status) if event else {}
    return show(request, "event", context | about, status=status)


def _about(request: StaffRequest, event: Event, museums: set[int], status: int) -> dict[str, Any]:
    user = request.user
    hand = events.in_hand(event, now=timezone.now())
    refused = hand.refusal if hand else None
    proposed = hand.proposal if hand and not refused else None
    return {
        "hand": hand,
        "proposed": proposed,
        "refused": refused,
        "refused_changes": _proposed(hand.proposal) if hand and refused else [],
        "proposal_seen": _proposal_seen(request, proposed, status),
        "proposed_changes": _proposed(proposed),
        "story": event_story.story(event),
        "when": event_story.when(event),
        "is_over": event.is_over(timezone.localdate()),
        "has_many_dates": len(event.timings) > 1 or any("rule" in one for one in event.timings),
        "at_once": rules.can_change_now(user, museums, event.state),
        **_checking(request, event, museums),
        "may_tell": rules.can_tell_status(user, museums),
        "may_put_away": rules.can_put_away(user, museums, event.state),
        "status_form": StatusForm(initial={"status": event.status, "status_note": event.status_note}),
        "publish_form": PeriodForm(initial={"opens_at": event.opens_at, "closes_at": event.closes_at}),
        "reason_form": ReasonForm(),
        "is_approved": event.state in APPROVED,
    }  # fmt: skip


def _checking(request: StaffRequest, event: Event, museums: set[int]) -> dict[str, Any]:
    """Return what the screen says of checks by the museum: asked by who reviews, told by who works there."""
    user = request.user
    told: dict[str, Any] = {"may_verify": rules.can_verify(user, museums)}
    if not rules.can_review(user):
        return told
    first = event.museums.exclude(contact_email="").order_by("pk").first()
    form = CheckAskForm(
        initial={
            "to": event.contact_email or (first.contact_email if first else ""),
            "version": event.version,
        }
    )
    return told | {"checks": checks.of_event(event), "ask_form": form, "now": timezone.now()}


def _proposal_seen(request: StaffRequest, proposed: HistoryEntry | None, status: int) -> str:
    """Return the number of the proposal its writer has read: the form sent again says the former one.

    A conflict shows the new one, so that saving again is a decision.
    """
    if request.method == "POST" and status != HTTPStatus.CONFLICT:
        return request.POST.get("proposal", "")
    return str(proposed.pk) if proposed else ""


def _proposed(entry: Any) -> list[Change]:
    if entry is None:
        return []
    return event_story.WORDS.changes(entry.before, entry.after)
