"""What is decided about an event: submitted, published, sent back, withdrawn, told cancelled, copied."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dentelle.agenda import actions as agenda
from dentelle.agenda import rules
from dentelle.agenda.forms import PublishForm, StatusForm
from dentelle.agenda.models import Event
from dentelle.desk.actions import events as decide
from dentelle.desk.event_forms import MessageForm, ReasonForm
from dentelle.desk.queries import event_story, events
from dentelle.desk.queries.scope import museums_for
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.event_screen import NAMES, image_of, museums_of_event, number
from dentelle.desk.views.screens import show
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.queries import history_of

REFUSED = (
    publishing.DecisionError,
    publishing.NotUndoableError,
    publishing.EditedMeanwhileError,
)


@require_POST
@desk_page()
def act(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Take one of the decisions of `_VERBS`."""
    event = get_object_or_404(events.visible(request.user), pk=pk)
    rule, do = _VERBS[verb]
    if not rule(request, event):
        raise PermissionDenied
    try:
        said = do(request, event)
    except REFUSED as error:
        messages.error(request, str(error))
    except (publishing.AlreadyWithdrawnError, publishing.NotWithdrawnError):
        messages.error(request, _("Somebody decided so meanwhile. Load the page again."))
    else:
        messages.success(request, said)
    return redirect("desk:event", event.pk)


def _reviews(request: StaffRequest, _event: Event) -> bool:
    return rules.can_review(request.user)


def _changes(request: StaffRequest, event: Event) -> bool:
    return rules.can_change_now(request.user, museums_of_event(event), event.state)


def _writes(request: StaffRequest, event: Event) -> bool:
    return rules.can_write(request.user, museums_of_event(event))


def _puts_away(request: StaffRequest, event: Event) -> bool:
    return rules.can_put_away(request.user, museums_of_event(event), event.state)


def _tells(request: StaffRequest, event: Event) -> bool:
    return rules.can_tell_status(request.user, museums_of_event(event))


def _checks(request: StaffRequest, event: Event) -> bool:
    return rules.can_verify(request.user, museums_of_event(event))


def _submit(request: StaffRequest, event: Event) -> str:
    if not event.timings or not event.summary:
        raise publishing.DecisionError(
            _("A date and a summary are missing: write them before you submit the event.")
        )
    decide.submit(event=event, actor=request.user, now=timezone.now())
    return _("The event is submitted: it is published as soon as it has been read.")


def _publish(request: StaffRequest, event: Event) -> str:
    form = PublishForm(request.POST)
    if not form.is_valid():
        raise publishing.DecisionError(_("A day and an hour could not be read: choose them again."))
    if not event.timings:
        raise publishing.DecisionError(
            _("No date was found. Write the first day: nothing is published without.")
        )
    asked = form.cleaned_data
    publishing.approve(
        subject=event,
        actor=request.user,
        now=timezone.now(),
        opens_at=asked["opens_at"],
        closes_at=asked["closes_at"],
        seen=number(request.POST.get("version")) or 0,
    )
    if event.state == State.SCHEDULED:
        return _("The event is scheduled: it appears by itself at its hour.")
    return _("The event is published.")


def _draft(request: StaffRequest, event: Event) -> str:
    publishing.to_draft(subject=event, actor=request.user, now=timezone.now())
    return _("The event is a draft again: the public does not see it.")


def _archive(request: StaffRequest, event: Event) -> str:
    publishing.archive(subject=event, actor=request.user, now=timezone.now())
    return _("The event is put away; nothing of it is lost.")


def _withdraw(request: StaffRequest, event: Event) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise publishing.DecisionError(" ".join(map(str, form.errors["reason"])))
    publishing.withdraw(
        subject=event,
        reason=form.cleaned_data["reason"],
        actor=request.user,
        now=timezone.now(),
    )
    return _("The event is withdrawn everywhere.")


def _put_back(request: StaffRequest, event: Event) -> str:
    publishing.put_back(subject=event, reason="", actor=request.user, now=timezone.now())
    return _("The event is public again.")


def _status(request: StaffRequest, event: Event) -> str:
    form = StatusForm(request.POST)
    if not form.is_valid():
        raise publishing.DecisionError(_("Choose whether it takes place."))
    agenda.edit_event(
        event=event,
        values=form.cleaned_data,
        seen=event.version,
        actor=request.user,
        now=timezone.now(),
    )
    return _("It is told everywhere the event is shown.")


def _verify(request: StaffRequest, event: Event) -> str:
    user = request.user
    agenda.verify_event(event=event, by=str(user), actor=user, now=timezone.now())
    return _("Thank you: the page says that it was checked today.")


def _renounce(request: StaffRequest, event: Event) -> str:
    decide.renounce(event=event, actor=request.user, now=timezone.now())
    return _("The changes are given up; the event stays as it is.")


Rule = Callable[[StaffRequest, Event], bool]
_VERBS: dict[str, tuple[Rule, Callable[[StaffRequest, Event], str]]] = {
    "soumettre": (_changes, _submit),
    "publier": (_reviews, _publish),
    "brouillon": (_changes, _draft),
    "archiver": (_puts_away, _archive),
    "retirer": (_reviews, _withdraw),
    "remettre": (_reviews, _put_back),
    "situation": (_tells, _status),
    "renoncer": (_writes, _renounce),
    "verifier": (_checks, _verify),
}


@require_POST
@desk_page()
def duplicate(request: StaffRequest, pk: int) -> HttpResponse:
    """Make a draft like an event, for the museums of it that are the person's."""
    event = get_object_or_404(events.visible(request.user), pk=pk)
    if not _writes(request, event):
        raise PermissionDenied
    museums = event.museums.filter(pk__in=museums_for(request.user).values("pk"))
    made = decide.duplicate(event=event, museums=museums, actor=request.user, now=timezone.now())
    messages.success(request, _("Here is the copy, a draft without dates: write them."))
    return redirect("desk:event", made.pk)


@desk_page(rules.can_review)
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """Read what waits beside what is public, and approve it or send it back."""
    event = get_object_or_404(events.queue(), pk=pk)
    proposed = events.proposal(event)
    if request.method == "POST":
        return _decided(request, event, proposed)
    values = {name: publishing.plain(event, name) for name in NAMES}
    before = values if proposed else _was_public(event)
    after = proposed.after if proposed else values
    context = {
        "event": event,
        "proposed": proposed,
        "is_new": not before,
        "changes": event_story.WORDS.changes(before, after),
        "picture": image_of(after.get("image")),
        "writer": decide.written_by(event),
        "form": MessageForm(),
        "publish_form": PublishForm(),
        "here": "events",
    }
    return show(request, "event_review", context)


def _was_public(event: Event) -> dict[str, object]:
    """Return the values an event had when it was last approved; nothing for one nobody ever saw."""
    entries = history_of(event)
    last = entries.filter(verb="approve").first()
    if last is None:
        return {}
    values = {name: publishing.plain(event, name) for name in NAMES}
    for entry in entries.filter(pk__gt=last.pk, verb__in=("edit", "undo")):
        values |= {name: value for name, value in entry.before.items() if name in values}
    return values


def _decided(request: StaffRequest, event: Event, proposed: HistoryEntry | None) -> HttpResponse:
    decided = _approved if request.POST.get("do") == "approve" else _sent_back
    # A proposal that nobody had on their screen is decided about by nobody.
    read = (number(request.POST.get("proposal")) or 0) if proposed else None
    try:
        said = decided(request, event, read)
    except REFUSED as error:
        messages.error(request, str(error))
        return redirect("desk:event-review", event.pk)
    messages.success(request, said)
    return redirect("desk:events-queue")


def _approved(request: StaffRequest, event: Event, proposal: int | None) -> str:
    if proposal is None:
        return _publish(request, event)
    decide.accept(
        event=event,
        proposal=proposal,
        seen=number(request.POST.get("version")) or 0,
        actor=request.user,
        now=timezone.now(),
    )
    return _("The changes are published.")


def _sent_back(request: StaffRequest, event: Event, proposal: int | None) -> str:
    form = MessageForm(request.POST)
    leaves = decide.send_back(
        event=event,
        message=form.cleaned_data["message"] if form.is_valid() else "",
        proposal=proposal,
        actor=request.user,
        now=timezone.now(),
    )
    if leaves:
        return _("The event is sent back; a letter leaves to its writer.")
    return _("The event is sent back. Its writer has no e-mail address here: tell them.")


@require_POST
@desk_page()
def undo(request: StaffRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Take a change of the history back."""
    event = get_object_or_404(events.visible(request.user), pk=pk)
    if not _changes(request, event):
        raise PermissionDenied
    entry = get_object_or_404(history_of(event), pk=entry_pk)
    try:
        decide.undo(event=event, entry=entry, actor=request.user, now=timezone.now())
    except publishing.NotUndoableError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The change is taken back."))
    return redirect("desk:event", event.pk)
