"""What is decided about an event: submitted, published, sent back, withdrawn, told cancelled, copied."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from dentelle.accounts.models import User
from dentelle.agenda import actions as agenda
from dentelle.agenda import rules
from dentelle.agenda.enums import EventStatus
from dentelle.agenda.forms import StatusForm
from dentelle.agenda.models import Event
from dentelle.desk.actions import events as decide
from dentelle.desk.decision_forms import MessageForm, PeriodForm
from dentelle.desk.queries import event_story, events
from dentelle.desk.queries.scope import museums_for
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.decisions import (
    Decisions,
    Deed,
    archive,
    hours,
    message,
    number,
    put_back,
    seen,
    to_draft,
    told,
    withdraw,
)
from dentelle.desk.views.event_screen import NAMES, image_of, museums_of_event
from dentelle.desk.views.screens import show
from dentelle.publishing import actions as publishing
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.queries import approved_values


def _reviews(user: User, _event: Event) -> bool:
    return rules.can_review(user)


def _changes(user: User, event: Event) -> bool:
    return rules.can_change_now(user, museums_of_event(event), event.state)


def _writes(user: User, event: Event) -> bool:
    return rules.can_write(user, museums_of_event(event))


def _puts_away(user: User, event: Event) -> bool:
    return rules.can_put_away(user, museums_of_event(event), event.state)


def _tells(user: User, event: Event) -> bool:
    return rules.can_tell_status(user, museums_of_event(event))


def _checks(user: User, event: Event) -> bool:
    return rules.can_verify(user, museums_of_event(event))


def _submit(request: StaffRequest, event: Event) -> None:
    if not event.timings or not event.summary:
        raise publishing.DecisionError(
            _("A date and a summary are missing: write them before you submit the event.")
        )
    decide.submit(event=event, actor=request.user, now=timezone.now())


def _publish(request: StaffRequest, event: Event) -> None:
    period = hours(PeriodForm(request.POST))
    if not event.timings:
        raise publishing.DecisionError(
            _("No date was found. Write the first day: nothing is published without.")
        )
    publishing.approve(
        subject=event, actor=request.user, now=timezone.now(), seen=seen(request), **period
    )


def _status(request: StaffRequest, event: Event) -> None:
    form = StatusForm(request.POST)
    if not form.is_valid():
        raise publishing.DecisionError(_("Choose whether it takes place."))
    values = form.cleaned_data
    resumes = values["status"] == EventStatus.PLANNED != event.status
    if resumes and values["status_note"] == event.status_note:
        values["status_note"] = ""  # the storm is over: what was said of it is not said any more
    agenda.edit_event(
        event=event,
        values=values,
        seen=event.version,
        actor=request.user,
        now=timezone.now(),
    )


def _verify(request: StaffRequest, event: Event) -> None:
    user = request.user
    agenda.verify_event(event=event, by=str(user), actor=user, now=timezone.now())


def _renounce(request: StaffRequest, event: Event) -> None:
    proposal = number(request.POST.get("proposal"))
    decide.renounce(event=event, proposal=proposal, actor=request.user, now=timezone.now())


def _undo(request: StaffRequest, event: Event, entry: HistoryEntry) -> None:
    decide.undo(event=event, entry=entry, actor=request.user, now=timezone.now())


DECISIONS: Decisions[Event] = Decisions(
    page="desk:event",
    visible=events.visible,
    deeds={
        "soumettre": Deed(
            may=_changes,
            do=_submit,
            said=gettext_lazy(
                "The event is submitted: it is published as soon as it has been read."
            ),
        ),
        "publier": Deed(
            may=_reviews,
            do=_publish,
            said=gettext_lazy("The event is published."),
            later=gettext_lazy("The event is scheduled: it appears by itself at its hour."),
        ),
        "brouillon": Deed(
            may=_changes,
            do=to_draft,
            said=gettext_lazy("The event is a draft again: the public does not see it."),
        ),
        "archiver": Deed(
            may=_puts_away,
            do=archive,
            said=gettext_lazy("The event is put away; nothing of it is lost."),
        ),
        "retirer": Deed(
            may=_reviews, do=withdraw, said=gettext_lazy("The event is withdrawn everywhere.")
        ),
        "remettre": Deed(
            may=_reviews,
            do=put_back,
            said=gettext_lazy("The withdrawal is taken back: the event is again as it was."),
        ),
        "situation": Deed(
            may=_tells,
            do=_status,
            said=gettext_lazy("It is told everywhere the event is shown."),
        ),
        "renoncer": Deed(
            may=_writes,
            do=_renounce,
            said=gettext_lazy("The changes are given up; the event stays as it is."),
        ),
        "verifier": Deed(
            may=_checks,
            do=_verify,
            said=gettext_lazy("Thank you: the page says that it was checked today."),
        ),
    },
    may_undo=_changes,
    take_back=_undo,
)
act = require_POST(desk_page()(DECISIONS.act))
undo = require_POST(desk_page()(DECISIONS.undo))


@require_POST
@desk_page()
def duplicate(request: StaffRequest, pk: int) -> HttpResponse:
    """Make a draft like an event, for the museums of it that are the person's."""
    event = get_object_or_404(events.visible(request.user), pk=pk)
    if not _writes(request.user, event):
        raise PermissionDenied
    museums = event.museums.filter(pk__in=museums_for(request.user).values("pk"))
    made = decide.duplicate(event=event, museums=museums, actor=request.user, now=timezone.now())
    messages.success(request, _("Here is the copy, a draft without dates: write them."))
    return redirect("desk:event", made.pk)


@desk_page(rules.can_review)
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """Read what waits beside what is public, and approve it or send it back; a refusal loses no word."""
    event = get_object_or_404(events.queue(), pk=pk)
    proposed = events.proposal(event)
    if request.method == "POST" and told(request, lambda: _decided(request, event, proposed)):
        return redirect("desk:events-queue")
    values = {name: publishing.plain(event, name) for name in NAMES}
    before = values if proposed else approved_values(event, NAMES)
    after = proposed.after if proposed else values
    context = {
        "event": event,
        "proposed": proposed,
        "is_new": not before,
        "changes": event_story.WORDS.changes(before, after),
        "is_over": event.is_over(timezone.localdate()),
        "picture": image_of(after.get("image")),
        "writer": decide.written_by(event),
        "form": MessageForm(request.POST or None),
        "publish_form": PeriodForm(request.POST or None),
        "here": "events",
    }
    return show(request, "event_review", context, status=409 if request.method == "POST" else 200)


def _decided(request: StaffRequest, event: Event, proposed: HistoryEntry | None) -> str:
    # A proposal that nobody had on their screen is decided about by nobody.
    read = (number(request.POST.get("proposal")) or 0) if proposed else None
    if request.POST.get("do") == "approve":
        return _approved(request, event, read)
    leaves = decide.send_back(
        event=event,
        message=message(request),
        proposal=read,
        seen=seen(request),
        actor=request.user,
        now=timezone.now(),
    )
    if leaves:
        return _("The event is sent back; a letter leaves to its writer.")
    return _("The event is sent back. Its writer has no e-mail address here: tell them.")


def _approved(request: StaffRequest, event: Event, proposal: int | None) -> str:
    if proposal is None:
        return DECISIONS.deeds["publier"].done(request, event)
    decide.accept(
        event=event,
        proposal=proposal,
        seen=seen(request),
        actor=request.user,
        now=timezone.now(),
    )
    return _("The changes are published.")
