"""A museum's own page in the desk: written by its contributor or by the network, said to be right, taken back."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dentelle.core.writing import ChangedMeanwhileError, plain
from dentelle.desk.actions import museums as decide
from dentelle.desk.queries import museum_pages, museum_story, page_asks
from dentelle.desk.queries.scope import museums_for
from dentelle.desk.queries.story import Clash
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.decisions import number
from dentelle.desk.views.event_screen import image_of
from dentelle.desk.views.screens import show
from dentelle.media.models import Image
from dentelle.museums import rules
from dentelle.museums.forms import PARTS, VISIT, MuseumForm, initial_of
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing
from dentelle.publishing.queries import history_of, written_since

_SEVERAL = ("accessibility",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the form's screen holds. `looked` are the words pictures were looked for with."""

    form: MuseumForm
    portrait: Image | None = None
    looked: str = ""
    clashes: tuple[Clash, ...] = ()


@desk_page()
def own(request: StaffRequest) -> HttpResponse:
    """Lead a contributor to their museum's page; one of several museums chooses."""
    museums = list(museums_for(request.user)[:2])
    if not museums:
        raise PermissionDenied
    if len(museums) == 1:
        return redirect("desk:museum", museums[0].pk)
    return redirect("desk:museums")


@desk_page()
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a museum's page to those who may read it, and write it for those who may write it."""
    museum = get_object_or_404(museums_for(request.user), pk=pk)
    if request.method == "POST":
        return _save(request, museum)
    values = {name: plain(museum, name) for name in rules.BY_HAND}
    return _screen(request, museum, _sheet(request, museum, values, version=museum.version))


@require_POST
@desk_page()
def undo(request: StaffRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Take a change of the history back."""
    museum = get_object_or_404(museums_for(request.user), pk=pk)
    entry = get_object_or_404(history_of(museum), pk=entry_pk)
    writable = rules.writable(request.user, museum.pk)
    if not writable or not museum_story.may_undo(entry.before, writable):
        raise PermissionDenied
    try:
        decide.undo_page(museum=museum, entry=entry, actor=request.user, now=timezone.now())
    except publishing.NotUndoableError as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The change is taken back."))
    return redirect("desk:museum", museum.pk)


def _sheet(request: StaffRequest, museum: Museum, values: dict[str, Any], *, version: int) -> Sheet:
    writable = rules.writable(request.user, museum.pk)
    form = MuseumForm(initial=initial_of(values) | {"version": version}, writable=writable)
    key = values.get("portrait", "")
    return Sheet(form=form, portrait=Image.objects.filter(key=key).first() if key else None)


def _save(request: StaffRequest, museum: Museum) -> HttpResponse:
    writable = rules.writable(request.user, museum.pk)
    if not writable:
        raise PermissionDenied
    form = MuseumForm(request.POST, writable=writable)
    sheet = Sheet(
        form=form,
        portrait=_chosen(request, museum),
        looked=request.POST.get("look", "").strip(),
    )
    if request.POST.get("do") == "look":
        return _screen(request, museum, _unread(request, sheet))
    if not _is_right(request, museum, sheet):
        return _screen(request, museum, sheet, status=422)
    key = sheet.portrait.key if sheet.portrait else ""
    return _write(request, museum, sheet, form.values() | {"portrait": key})


def _chosen(request: StaffRequest, museum: Museum) -> Image | None:
    """Return the picture whose button was pressed; a form without buttons changes nothing."""
    if "image" not in request.POST:
        return museum_pages.portrait_of(museum)
    return image_of(number(request.POST["image"]))


def _unread(request: StaffRequest, sheet: Sheet) -> Sheet:
    """Return the form as it was sent: nobody is told of errors for having looked for a picture."""
    sent = {
        name: request.POST.getlist(name) if name in _SEVERAL else request.POST.get(name, "")
        for name in sheet.form.fields
    }
    return replace(sheet, form=MuseumForm(initial=sent, writable=sheet.form.writable))


def _is_right(request: StaffRequest, museum: Museum, sheet: Sheet) -> bool:
    if not sheet.form.is_valid():
        return False
    portrait = sheet.portrait
    if portrait and not museum_pages.may_be_portrait(museum, portrait, request.user):
        sheet.form.add_error(
            None, _("This picture cannot be the museum’s portrait: choose one of the list.")
        )
    return not sheet.form.errors


def _write(
    request: StaffRequest, museum: Museum, sheet: Sheet, values: dict[str, Any]
) -> HttpResponse:
    verified = request.POST.get("do") == "verify"
    seen = sheet.form.cleaned_data["version"]
    try:
        changed = decide.save_page(
            museum=museum, values=values, seen=seen, verified=verified, actor=request.user, now=timezone.now(),
        )  # fmt: skip
    except ChangedMeanwhileError as error:
        return _meanwhile(request, museum, values, seen, error)
    except ValidationError as error:
        sheet.form.refuse(error)
        return _screen(request, museum, sheet, status=422)
    messages.success(request, _said(changed=bool(changed), verified=verified))
    return redirect("desk:museum", museum.pk)


def _said(*, changed: bool, verified: bool) -> str:
    if verified:
        return _("Thank you: the page says that everything on it was checked today.")
    return _("The page is written: visitors read it now.") if changed else _("Nothing was changed.")


def _meanwhile(
    request: StaffRequest,
    museum: Museum,
    values: dict[str, Any],
    seen: int,
    error: ChangedMeanwhileError,
) -> HttpResponse:
    """Show the other's change: what I did not touch takes theirs, saving again is my decision."""
    museum.refresh_from_db()
    mine = {name: plain(museum, name, value) for name, value in values.items()}
    theirs = written_since(museum, seen)
    kept, clashes = museum_story.WORDS.reconciled(theirs, mine)
    shown = {name: plain(museum, name) for name in rules.BY_HAND} | kept
    sheet = _sheet(request, museum, shown, version=error.version)
    return _screen(request, museum, replace(sheet, clashes=clashes), status=409)


def _screen(
    request: StaffRequest, museum: Museum, sheet: Sheet, *, status: int = 200
) -> HttpResponse:
    writable = rules.writable(request.user, museum.pk)
    choices = museum_pages.portrait_choices(museum, sheet.looked) if writable else []
    may_ask = rules.can_ask(request.user)
    context = {
        "museum": museum,
        "sheet": sheet,
        "visit": VISIT,
        "parts": PARTS,
        "choices": [one for one in choices if one.image != sheet.portrait],
        "current": museum_pages.shown(sheet.portrait),
        "may_write": bool(writable),
        "may_write_all": rules.can_write_all(request.user),
        "asks": page_asks.standing(museum, timezone.now()) if may_ask else None,
        "told": [] if writable else museum_story.told(museum),
        "story": museum_story.story(museum, writable),
        "here": "museums",
    }
    return show(request, "museum", context, status=status)
