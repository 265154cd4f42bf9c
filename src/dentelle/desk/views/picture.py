"""One picture in the desk: its rights, what is proposed, its history, where it is shown, its withdrawal."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dentelle.accounts.rules import Person
from dentelle.catalogue import actions, rules
from dentelle.catalogue.alternative import alternative
from dentelle.catalogue.public_domain import suggest
from dentelle.desk.forms import WithdrawForm
from dentelle.desk.picture_forms import AlternativeForm, RightsForm
from dentelle.desk.queries import letters, pictures
from dentelle.desk.queries.places import places
from dentelle.desk.queries.proposals import proposals, wanted
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.screens import show
from dentelle.media import decisions, proofs
from dentelle.media.actions import rights_of
from dentelle.media.models import Image
from dentelle.media.rules import Rights
from dentelle.publishing.actions import AlreadyWithdrawnError, NotWithdrawnError
from dentelle.publishing.models import HistoryEntry


@desk_page()
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Show everything that is known of a picture and may be decided about it."""
    image = get_object_or_404(pictures.visible(request.user), pk=pk)
    return _page(
        request, image, RightsForm(initial=_initial(image, request.GET.get("reprendre", "")))
    )


def _page(
    request: StaffRequest, image: Image, form: RightsForm, *, status: int = 200
) -> HttpResponse:
    records, museums = pictures.records(image), pictures.museums(image)
    context = {
        "image": image,
        "records": records,
        "form": form,
        "proposals": proposals(image),
        "suggestions": [
            found for record in records if (found := suggest(record, today=localdate().year))
        ],
        "history": decisions.history(image),
        "places": places(image, records),
        "alternative": AlternativeForm(initial={"alt": image.alt}),
        "composed": alternative(records[0]) if records else "",
        "duplicates": pictures.duplicates(image, request.user),
        "withdraw": WithdrawForm(),
        "letter": letters.withdrawal(image, records, who=str(request.user), now=timezone.now()),
        "may_edit": rules.can_set_rights(request.user, museums),
        "may_withdraw": rules.can_withdraw_picture(request.user, museums),
        "lapsed": bool(image.until and image.until < localdate()),
        "here": "images",
    }
    return show(request, "image", context, status=status)


def _initial(image: Image, source: str) -> dict[str, Any]:
    """Return what the form holds at first: the rights as they are, with what a source proposes."""
    now = rights_of(image)
    kept = {
        name: getattr(now, name) for name in Rights.__dataclass_fields__ if name != "proof_path"
    }
    return kept | wanted(image, source)


@require_POST
@desk_page()
def rights(request: StaffRequest, pk: int) -> HttpResponse:
    """Decide the rights of a picture."""
    image = _mine(request, pk, rules.can_set_rights)
    form = RightsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, image, form, status=422)
    given = dict(form.cleaned_data)
    place = given.pop("document") or image.proof_path
    actions.set_picture_rights(
        image=image,
        rights=Rights(**given, proof_path=place),
        actor=request.user,
        now=timezone.now(),
    )
    messages.success(request, _("The rights of the picture are kept."))
    return redirect("desk:image", pk)


@require_POST
@desk_page()
def restore(request: StaffRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Bring the rights of a picture back to what they were before a decision."""
    image = _mine(request, pk, rules.can_set_rights)
    entry = get_object_or_404(HistoryEntry, pk=entry_pk, object_id=str(image.pk))
    try:
        actions.restore_rights(image=image, entry=entry, actor=request.user, now=timezone.now())
    except (TypeError, ValueError) as error:
        raise Http404 from error
    messages.success(request, _("The rights are again what they were before that decision."))
    return redirect("desk:image", pk)


@require_POST
@desk_page()
def alt(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the alternative text of a picture."""
    image = _mine(request, pk, rules.can_set_rights)
    form = AlternativeForm(request.POST)
    if form.is_valid():
        actions.set_picture_alternative(
            image=image, actor=request.user, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("The alternative text is kept."))
    return redirect("desk:image", pk)


@require_POST
@desk_page()
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Hide a picture everywhere, with its reason."""
    return _decide(request, pk, back=False)


@require_POST
@desk_page()
def put_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a withdrawn picture again."""
    return _decide(request, pk, back=True)


def _decide(request: StaffRequest, pk: int, *, back: bool) -> HttpResponse:
    image = _mine(request, pk, rules.can_withdraw_picture)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["reason"])))
        return redirect("desk:image", pk)
    action = actions.put_back_picture if back else actions.withdraw_picture
    reason = form.cleaned_data["reason"]
    try:
        action(image=image, reason=reason, actor=request.user, now=timezone.now())
    except (AlreadyWithdrawnError, NotWithdrawnError):
        messages.error(request, _("Somebody else has just decided about this picture: look again."))
        return redirect("desk:image", pk)
    messages.success(
        request,
        _("The picture is shown again, as far as its rights go.")
        if back
        else _("The picture is withdrawn everywhere. The letter to the person who asked is below."),
    )
    return redirect("desk:image", pk)


@desk_page()
def proof(request: StaffRequest, pk: int) -> HttpResponse:
    """Give the document that proves the rights to those who may decide them."""
    image = _mine(request, pk, rules.can_set_rights)
    found = proofs.read(image.proof_path)
    if found is None:
        raise Http404
    content, mime, suffix = found
    name = f'attachment; filename="justificatif-{image.pk}{suffix}"'
    return HttpResponse(content, content_type=mime, headers={"Content-Disposition": name})


def _mine(request: StaffRequest, pk: int, rule: Callable[[Person, Collection[int]], bool]) -> Image:
    image: Image = get_object_or_404(pictures.visible(request.user), pk=pk)
    if not rule(request.user, pictures.museums(image)):
        raise PermissionDenied
    return image
