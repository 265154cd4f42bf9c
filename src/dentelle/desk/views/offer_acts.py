"""What is decided about an offer: submitted, published, sent back, closed, withdrawn, copied."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dentelle.desk.actions import offers as decide
from dentelle.desk.event_forms import ReasonForm
from dentelle.desk.offer_forms import NAMES, MessageForm, PublishForm
from dentelle.desk.queries import offer_story, offers
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.event_screen import number
from dentelle.desk.views.screens import show
from dentelle.jobs import actions as jobs
from dentelle.jobs import rules
from dentelle.jobs.mentions import missing
from dentelle.jobs.models import Offer
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.queries import history_of


@require_POST
@desk_page()
def act(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Take one of the decisions of `_VERBS`."""
    offer = get_object_or_404(offers.visible(request.user), pk=pk)
    rule, do = _VERBS[verb]
    if not rule(request, offer):
        raise PermissionDenied
    try:
        said = do(request, offer)
    except publishing.DecisionError as error:
        messages.error(request, str(error))
    except (publishing.AlreadyWithdrawnError, publishing.NotWithdrawnError):
        messages.error(request, _("Somebody decided so meanwhile. Load the page again."))
    else:
        messages.success(request, said)
    return redirect("desk:offer", offer.pk)


def _reviews(request: StaffRequest, _offer: Offer) -> bool:
    return rules.can_review(request.user)


def _changes(request: StaffRequest, offer: Offer) -> bool:
    return rules.can_change(request.user, offer.museum_id, offer.state)


def _takes_back(request: StaffRequest, offer: Offer) -> bool:
    return rules.can_take_back(request.user, offer.museum_id, offer.state)


def _closes(request: StaffRequest, offer: Offer) -> bool:
    return rules.can_close(request.user, offer.museum_id, offer.state)


def _submit(request: StaffRequest, offer: Offer) -> str:
    jobs.submit_offer(offer=offer, actor=request.user, now=timezone.now())
    return _("The offer is submitted: it is published as soon as it has been read.")


def _publish(request: StaffRequest, offer: Offer) -> str:
    form = PublishForm(request.POST)
    if not form.is_valid():
        raise publishing.DecisionError(_("A day and an hour could not be read: choose them again."))
    opens_at = form.cleaned_data["opens_at"]
    jobs.approve_offer(
        offer=offer,
        actor=request.user,
        now=timezone.now(),
        opens_at=opens_at,
        seen=number(request.POST.get("version")) or 0,
    )
    if offer.state == State.SCHEDULED:
        return _("The offer is scheduled: it appears by itself at its hour.")
    return _("The offer is published.")


def _draft(request: StaffRequest, offer: Offer) -> str:
    publishing.to_draft(subject=offer, actor=request.user, now=timezone.now())
    return _("The offer is a draft again: the public does not see it.")


def _archive(request: StaffRequest, offer: Offer) -> str:
    publishing.archive(subject=offer, actor=request.user, now=timezone.now())
    return _("The offer is closed and put away; nothing of it is lost.")


def _withdraw(request: StaffRequest, offer: Offer) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise publishing.DecisionError(" ".join(map(str, form.errors["reason"])))
    reason, now = form.cleaned_data["reason"], timezone.now()
    publishing.withdraw(subject=offer, reason=reason, actor=request.user, now=now)
    return _("The offer is withdrawn everywhere.")


def _put_back(request: StaffRequest, offer: Offer) -> str:
    jobs.put_back_offer(offer=offer, actor=request.user, now=timezone.now())
    return _("The offer is public again.")


Rule = Callable[[StaffRequest, Offer], bool]
_VERBS: dict[str, tuple[Rule, Callable[[StaffRequest, Offer], str]]] = {
    "soumettre": (_changes, _submit),
    "publier": (_reviews, _publish),
    "brouillon": (_takes_back, _draft),
    "archiver": (_closes, _archive),
    "retirer": (_reviews, _withdraw),
    "remettre": (_reviews, _put_back),
}


@require_POST
@desk_page()
def duplicate(request: StaffRequest, pk: int) -> HttpResponse:
    """Make a draft like an offer."""
    offer = get_object_or_404(offers.visible(request.user), pk=pk)
    if not rules.can_write(request.user, offer.museum_id):
        raise PermissionDenied
    made = decide.duplicate(offer=offer, actor=request.user, now=timezone.now())
    messages.success(request, _("Here is the copy, a draft without its days: write them."))
    return redirect("desk:offer", made.pk)


@desk_page(rules.can_review)
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """Read what waits, beside what was public if it was, and approve it or send it back."""
    offer = get_object_or_404(offers.queue(), pk=pk)
    if request.method == "POST":
        return _decided(request, offer)
    before = _was_public(offer)
    after = {name: publishing.plain(offer, name) for name in NAMES}
    context = {
        "offer": offer,
        "is_new": not before,
        "changes": offer_story.WORDS.changes(before, after)
        if before
        else offer_story.whole(offer, after),
        "missing": missing(offer, today=timezone.localdate()),
        "writer": decide.writer(offer),
        "form": MessageForm(),
        "publish_form": PublishForm(),
        "here": "offers",
    }
    return show(request, "offer_review", context)


def _was_public(offer: Offer) -> dict[str, object]:
    """Return the values an offer had when it was last approved; nothing for one nobody ever saw."""
    entries = history_of(offer)
    last = entries.filter(verb="approve").first()
    if last is None:
        return {}
    values = {name: publishing.plain(offer, name) for name in NAMES}
    for entry in entries.filter(pk__gt=last.pk, verb__in=("edit", "undo")):
        values |= {name: value for name, value in entry.before.items() if name in values}
    return values


def _decided(request: StaffRequest, offer: Offer) -> HttpResponse:
    try:
        said = _approved(request, offer) if request.POST.get("do") == "approve" else _sent_back(request, offer)  # fmt: skip
    except publishing.DecisionError as error:
        messages.error(request, str(error))
        return redirect("desk:offer-review", offer.pk)
    messages.success(request, said)
    return redirect(f"{reverse('desk:offers')}?state={State.SUBMITTED}")


def _check_read(request: StaffRequest, offer: Offer) -> None:
    """Refuse a decision about another version than the one that was read."""
    if request.POST.get("version", "") != str(offer.version):
        raise publishing.DecisionError(_("The offer was changed since you read it: read it again."))


def _approved(request: StaffRequest, offer: Offer) -> str:
    _check_read(request, offer)
    return _publish(request, offer)


def _sent_back(request: StaffRequest, offer: Offer) -> str:
    _check_read(request, offer)
    form = MessageForm(request.POST)
    message = form.cleaned_data["message"] if form.is_valid() else ""
    if decide.send_back(offer=offer, message=message, actor=request.user, now=timezone.now()):
        return _("The offer is sent back; a letter leaves to its writer.")
    return _("The offer is sent back. Its writer has no e-mail address here: tell them.")


@require_POST
@desk_page()
def undo(request: StaffRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Take a change of the history back."""
    offer = get_object_or_404(offers.visible(request.user), pk=pk)
    if not _changes(request, offer):
        raise PermissionDenied
    entry = get_object_or_404(history_of(offer), pk=entry_pk)
    try:
        jobs.undo_edit(offer=offer, entry=entry, actor=request.user, now=timezone.now())
    except publishing.NotUndoableError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The change is taken back."))
    return redirect("desk:offer", offer.pk)
