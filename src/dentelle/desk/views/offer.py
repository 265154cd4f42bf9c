"""One offer in the desk: entered, written, kept by two people at once without loss."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from dentelle.desk.event_forms import ReasonForm
from dentelle.desk.offer_forms import NAMES, OPEN, PARTS, OfferForm, PublishForm
from dentelle.desk.queries import offer_story, offers
from dentelle.desk.queries.scope import museums_for
from dentelle.desk.queries.story import Clash
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.screens import show
from dentelle.jobs import actions as jobs
from dentelle.jobs import rules
from dentelle.jobs.enums import OfferKind
from dentelle.jobs.mentions import missing
from dentelle.jobs.models import Offer
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing
from dentelle.publishing.models import APPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the form's screen holds: `kind` says which parts stand open."""

    form: OfferForm
    kind: str
    clashes: tuple[Clash, ...] = ()


@desk_page(rules.can_offer)
def new(request: StaffRequest) -> HttpResponse:
    """Enter an offer: of which museum and what kind, then its form, the museum's contact written in."""
    if request.method == "POST":
        return _save(request, None)
    museums = museums_for(request.user)
    if not museums.exists():
        raise PermissionDenied
    kind = request.GET.get("genre", "")
    if kind not in OfferKind.values or "musee" not in request.GET:
        return show(request, "offer_kind", {"museums": museums, "kinds": OfferKind.choices, "here": "offers"})  # fmt: skip
    museum = get_object_or_404(museums, slug=request.GET["musee"])
    return _screen(request, None, _sheet(request, _first_values(museum, kind), version=0))


def _first_values(museum: Museum, kind: str) -> dict[str, Any]:
    """Return what a new offer says before anybody types: where its museum reads its mail, who answers."""
    return {
        "museum": museum.pk,
        "kind": kind,
        "is_open_to_all": True,
        "duration_unit": "months",
        "apply_email": museum.contact_email,
        "contact": museum.phone,
    }


@desk_page()
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Show an offer to those who may see it, and write it for those who may write it."""
    offer = get_object_or_404(offers.visible(request.user), pk=pk)
    if request.method == "POST":
        return _save(request, offer)
    values = {name: publishing.plain(offer, name) for name in NAMES}
    return _screen(request, offer, _sheet(request, values, version=offer.version))


def _sheet(request: StaffRequest, values: dict[str, Any], *, version: int) -> Sheet:
    form = OfferForm(initial=values | {"version": version}, museums=museums_for(request.user))
    return Sheet(form=form, kind=values["kind"])


def _save(request: StaffRequest, offer: Offer | None) -> HttpResponse:
    if offer and not rules.can_change(request.user, offer.museum_id, offer.state):
        raise PermissionDenied
    form = OfferForm(request.POST, museums=museums_for(request.user))
    if not _is_right(request, form):
        return _screen(request, offer, Sheet(form=form, kind=request.POST.get("kind", "")), status=422)  # fmt: skip
    values = form.values()
    return _create(request, values) if offer is None else _write(request, offer, form, values)


def _is_right(request: StaffRequest, form: OfferForm) -> bool:
    """Say whether what was typed can be kept, and, to leave for the public, whether nothing needed lacks."""
    if form.is_valid() and request.POST.get("do") in {"submit", "publish"}:
        for mention in missing(Offer(**form.values()), today=timezone.localdate()):
            if mention.needed:
                form.add_error(mention.field, mention.said)
    return not form.errors


def _create(request: StaffRequest, values: dict[str, Any]) -> HttpResponse:
    museum = values.pop("museum")
    now = timezone.now()
    offer = jobs.create_offer(values=values, museum=museum, actor=request.user, now=now)
    return _after(request, offer)


def _write(
    request: StaffRequest, offer: Offer, form: OfferForm, values: dict[str, Any]
) -> HttpResponse:
    seen = form.cleaned_data["version"] or 0
    try:
        jobs.edit_offer(
            offer=offer, values=values, seen=seen, actor=request.user, now=timezone.now()
        )
    except publishing.EditedMeanwhileError as error:
        return _meanwhile(request, offer, values, error)
    return _after(request, offer)


def _meanwhile(
    request: StaffRequest,
    offer: Offer,
    values: dict[str, Any],
    error: publishing.EditedMeanwhileError,
) -> HttpResponse:
    """Show the other's change: what I did not touch takes theirs, saving again is my decision."""
    mine = {name: publishing.plain(offer, name, value) for name, value in values.items()}
    kept, clashes = offer_story.WORDS.reconciled(error.theirs, mine)
    sheet = _sheet(request, kept, version=error.version)
    return _screen(request, offer, replace(sheet, clashes=clashes), status=409)


def _after(request: StaffRequest, offer: Offer) -> HttpResponse:
    """Submit or publish what was just saved, when its button says so."""
    do, now, user = request.POST.get("do"), timezone.now(), request.user
    said = _("The offer is kept.")
    try:
        if do == "submit":
            jobs.submit_offer(offer=offer, actor=user, now=now)
            said = _("The offer is submitted: it is published as soon as it has been read.")
        elif do == "publish" and rules.can_review(user):
            jobs.approve_offer(offer=offer, actor=user, now=now, seen=offer.version)
            said = _("The offer is published.")
    except publishing.DecisionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("desk:offer", offer.pk)


def _screen(
    request: StaffRequest, offer: Offer | None, sheet: Sheet, *, status: int = 200
) -> HttpResponse:
    context = {
        "offer": offer,
        "sheet": sheet,
        "parts": PARTS,
        "open": OPEN.get(OfferKind(sheet.kind), ()) if sheet.kind in OfferKind.values else (),
        "may_write": offer is None or rules.can_change(request.user, offer.museum_id, offer.state),
        "may_review": rules.can_review(request.user),
        "here": "offers",
    }
    about = _about(request, offer) if offer else {}
    return show(request, "offer", context | about, status=status)


def _about(request: StaffRequest, offer: Offer) -> dict[str, Any]:
    user, museum, state = request.user, offer.museum_id, offer.state
    values = {name: publishing.plain(offer, name) for name in NAMES}
    return {
        "whole": offer_story.whole(offer, values),
        "missing": missing(offer, today=timezone.localdate()),
        "story": offer_story.story(offer),
        "may_decide": rules.can_write(user, museum),
        "may_take_back": rules.can_take_back(user, museum, state),
        "may_close": rules.can_close(user, museum, state),
        "publish_form": PublishForm(initial={"opens_at": offer.opens_at}),
        "reason_form": ReasonForm(),
        "is_approved": state in APPROVED,
    }
