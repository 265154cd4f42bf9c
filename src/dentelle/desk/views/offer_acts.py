"""What is decided about an offer: submitted, published, sent back, closed, withdrawn, copied."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from dentelle.accounts.models import User
from dentelle.desk.actions import offers as decide
from dentelle.desk.decision_forms import MessageForm, OpeningForm
from dentelle.desk.offer_forms import NAMES
from dentelle.desk.queries import offer_story, offers
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.decisions import (
    Decisions,
    Deed,
    archive,
    hours,
    message,
    seen,
    to_draft,
    told,
    withdraw,
)
from dentelle.desk.views.screens import show
from dentelle.jobs import actions as jobs
from dentelle.jobs import rules
from dentelle.jobs.mentions import missing
from dentelle.jobs.models import Offer
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.queries import approved_values


def _reviews(user: User, _offer: Offer) -> bool:
    return rules.can_review(user)


def _changes(user: User, offer: Offer) -> bool:
    return rules.can_change(user, offer.museum_id, offer.state)


def _takes_back(user: User, offer: Offer) -> bool:
    return rules.can_take_back(user, offer.museum_id, offer.state)


def _closes(user: User, offer: Offer) -> bool:
    return rules.can_close(user, offer.museum_id, offer.state)


def _submit(request: StaffRequest, offer: Offer) -> None:
    jobs.submit_offer(offer=offer, actor=request.user, now=timezone.now())


def _publish(request: StaffRequest, offer: Offer) -> None:
    opening = hours(OpeningForm(request.POST))
    jobs.approve_offer(
        offer=offer, actor=request.user, now=timezone.now(), seen=seen(request), **opening
    )


def _put_back(request: StaffRequest, offer: Offer) -> None:
    jobs.put_back_offer(offer=offer, actor=request.user, now=timezone.now())


def _undo(request: StaffRequest, offer: Offer, entry: HistoryEntry) -> None:
    jobs.undo_edit(offer=offer, entry=entry, actor=request.user, now=timezone.now())


DECISIONS: Decisions[Offer] = Decisions(
    page="desk:offer",
    visible=offers.visible,
    deeds={
        "soumettre": Deed(
            may=_changes,
            do=_submit,
            said=gettext_lazy(
                "The offer is submitted: it is published as soon as it has been read."
            ),
        ),
        "publier": Deed(
            may=_reviews,
            do=_publish,
            said=gettext_lazy("The offer is published."),
            later=gettext_lazy("The offer is scheduled: it appears by itself at its hour."),
        ),
        "brouillon": Deed(
            may=_takes_back,
            do=to_draft,
            said=gettext_lazy("The offer is a draft again: the public does not see it."),
        ),
        "archiver": Deed(
            may=_closes,
            do=archive,
            said=gettext_lazy("The offer is closed and put away; nothing of it is lost."),
        ),
        "retirer": Deed(
            may=_reviews, do=withdraw, said=gettext_lazy("The offer is withdrawn everywhere.")
        ),
        "remettre": Deed(
            may=_reviews, do=_put_back, said=gettext_lazy("The offer is public again.")
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
    """Make a draft like an offer."""
    offer = get_object_or_404(offers.visible(request.user), pk=pk)
    if not rules.can_write(request.user, offer.museum_id):
        raise PermissionDenied
    made = decide.duplicate(offer=offer, actor=request.user, now=timezone.now())
    messages.success(request, _("Here is the copy, a draft without its days: write them."))
    return redirect("desk:offer", made.pk)


@desk_page(rules.can_review)
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """Read what waits, beside what was public if it was, and approve it or send it back; a refusal loses no word."""
    offer = get_object_or_404(offers.queue(), pk=pk)
    if request.method == "POST" and told(request, lambda: _decided(request, offer)):
        return redirect(f"{reverse('desk:offers')}?state={State.SUBMITTED}")
    before = approved_values(offer, NAMES)
    after = {name: publishing.plain(offer, name) for name in NAMES}
    context = {
        "offer": offer,
        "is_new": not before,
        "changes": offer_story.WORDS.changes(before, after)
        if before
        else offer_story.whole(offer, after),
        "missing": missing(offer, today=timezone.localdate()),
        "writer": decide.writer(offer),
        "form": MessageForm(request.POST or None),
        "publish_form": OpeningForm(request.POST or None),
        "here": "offers",
    }
    return show(request, "offer_review", context, status=409 if request.method == "POST" else 200)


def _decided(request: StaffRequest, offer: Offer) -> str:
    if request.POST.get("do") == "approve":
        return DECISIONS.deeds["publier"].done(request, offer)
    leaves = decide.send_back(
        offer=offer,
        message=message(request),
        seen=seen(request),
        actor=request.user,
        now=timezone.now(),
    )
    if leaves:
        return _("The offer is sent back; a letter leaves to its writer.")
    return _("The offer is sent back. Its writer has no e-mail address here: tell them.")
