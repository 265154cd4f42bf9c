"""Pictures deposited at the desk: by parts that a cut does not lose, or by a plain form.

The addresses a script speaks to answer in JSON: `received` bytes, or an `error` in words.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dentelle.catalogue import actions as catalogue
from dentelle.catalogue import rules
from dentelle.catalogue.actions import NoRecordError
from dentelle.catalogue.models import Record
from dentelle.desk.deposit_forms import AnnouncedForm, DepositForm
from dentelle.desk.queries import deposits
from dentelle.desk.views.access import StaffRequest, desk_page, may_import
from dentelle.desk.views.screens import show
from dentelle.media import actions
from dentelle.media.actions import MisplacedPartError, UploadError
from dentelle.media.intake import PictureError
from dentelle.media.models import Upload
from dentelle.museums.models import Museum

_REFUSALS = (UploadError, PictureError, NoRecordError)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BLOCK = 2 << 20


@desk_page(may_import)
def deposit(request: StaffRequest) -> HttpResponse:
    """Show the form; without script, receive the files it sends."""
    first = {"museum": request.GET.get("musee"), "about": request.GET.get("objet", "")}
    form = DepositForm(
        request.POST or None, request.FILES or None, user=request.user, initial=first
    )
    if request.method == "POST" and form.is_valid():
        for file in form.cleaned_data["pictures"]:
            _receive(request, form.cleaned_data, file)
        return redirect("desk:image-deposit")
    context = {
        "form": form,
        "recent": deposits.recent(request.user),
        "part": _BLOCK,
        "words": _words(),
        "here": "images",
    }
    return show(request, "image_deposit", context, status=422 if form.errors else 200)


def _words() -> dict[str, str]:
    """Return what the script says; it fills in what stands in braces."""
    return {
        "waiting": _("Waiting its turn."),
        "sending": _("{percent} % sent."),
        "paused": _("Paused at {percent} %."),
        "cut": _("The network is cut. Sending goes on by itself when it is back."),
        "checking": _("All is here; the picture is being read."),
        "signed_out": _("You were signed out. Sign in again in another tab, then go on."),
        "failed": _("The site could not take this part. Try again in a moment."),
        "cancelled": _("Given up."),
        "all": _("{done} of {total} pictures are kept."),
    }


def _receive(request: StaffRequest, asked: dict[str, Any], file: UploadedFile[bytes]) -> None:
    """Take a whole file of the plain form, and say what came of it."""
    try:
        upload = _begun(request, asked, file.name or "", file.size or 0)
        if upload.received:  # the form sends the whole file again: what had come of it goes
            actions.forget_upload(upload=upload)
            upload = _begun(request, asked, file.name or "", file.size or 0)
        for block in file.chunks(_BLOCK):
            actions.append_upload(
                upload=upload, offset=upload.received, content=block, now=timezone.now()
            )
        messages.success(request, _kept(request, upload))
    except _REFUSALS as error:
        messages.error(request, str(error))


def _begun(
    request: StaffRequest, asked: dict[str, Any], name: str, size: int, *, sha256: str = ""
) -> Upload:
    """Begin an upload once the object it shows is known.

    Raises:
        NoRecordError: no object, or several.
        UploadError: empty or too large.
    """
    museum: Museum = asked["museum"]
    if not rules.can_import(request.user, museum):
        raise PermissionDenied
    catalogue.record_for(museum=museum, about=asked["about"], name=name)
    return actions.begin_upload(
        owner=request.user, museum=museum, name=name, size=size,
        about=asked["about"], sha256=sha256, now=timezone.now(),
    )  # fmt: skip


def _kept(request: StaffRequest, upload: Upload) -> str:
    """Keep a whole file as a picture of its object; return the sentence that says so.

    Raises:
        NoRecordError: the object went since.
        UploadError: parts are missing.
        PictureError: it is no picture we can keep.
    """
    record = _record_of(request, upload)
    image = actions.finish_upload(upload=upload, now=timezone.now())
    fresh = catalogue.attach_picture(
        record=record, image=image, actor=request.user, now=timezone.now()
    )
    words = {"name": upload.name, "title": record.title}
    if fresh:
        return _("“%(name)s” is kept, as a picture of “%(title)s”.") % words
    return _("“%(name)s” was already a picture of “%(title)s”; nothing was changed.") % words


def _record_of(request: StaffRequest, upload: Upload) -> Record:
    if not rules.can_import(request.user, upload.museum):
        raise PermissionDenied
    return catalogue.record_for(museum=upload.museum, about=upload.about, name=upload.name)


# ── By parts ────────────────────────────────────────────────────────────────────────────────────


def _said(view: Callable[..., JsonResponse]) -> Callable[..., JsonResponse]:
    """Answer a refusal in words, with what was received when a part is misplaced."""

    @wraps(view)
    def answering(request: StaffRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        try:
            return view(request, *args, **kwargs)
        except MisplacedPartError as error:
            return JsonResponse({"error": str(error), "received": error.received}, status=409)
        except _REFUSALS as error:
            return JsonResponse({"error": str(error)}, status=422)

    return answering


def _mine(request: StaffRequest, key: str) -> Upload:
    return get_object_or_404(Upload.objects.select_related("museum", "image"), key=key, owner=request.user)  # fmt: skip


@require_POST
@desk_page(may_import)
@_said
def begin(request: StaffRequest) -> JsonResponse:
    """Announce a file, or find the one begun before; answer where to send its parts."""
    form = AnnouncedForm(request.POST, user=request.user)
    if not form.is_valid():
        raise UploadError(
            " ".join(str(error) for errors in form.errors.values() for error in errors)
        )
    asked = form.cleaned_data
    told = request.POST.get("sha256", "")
    sha256 = told if _SHA256.fullmatch(told) else ""
    upload = _begun(request, asked, asked["name"], asked["size"], sha256=sha256)
    return JsonResponse(
        {"address": reverse("desk:upload", args=[upload.key]), "received": upload.received}
    )


@desk_page(may_import)
@_said
def part(request: StaffRequest, key: str) -> JsonResponse:
    """Say how much of a file is received; take the part that begins at `debut` when one is sent."""
    upload = _mine(request, key)
    if request.method == "POST":
        start = request.GET.get("debut", "")
        if not start.isdecimal():
            raise MisplacedPartError(upload.received)
        actions.append_upload(
            upload=upload, offset=int(start), content=request.body,
            sha256=request.headers.get("X-Part-SHA256", ""), now=timezone.now(),
        )  # fmt: skip
    return JsonResponse({"received": upload.received, "size": upload.size})


@require_POST
@desk_page(may_import)
@_said
def finish(request: StaffRequest, key: str) -> JsonResponse:
    """Keep a whole file as a picture of its object."""
    upload = _mine(request, key)
    sentence = _kept(request, upload)
    record = _record_of(request, upload)
    return JsonResponse({"done": sentence, "record": reverse("desk:record", args=[record.pk])})


@require_POST
@desk_page(may_import)
def forget(request: StaffRequest, key: str) -> HttpResponse:
    """Give up a file that is not all here."""
    actions.forget_upload(upload=_mine(request, key))
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({})
    return redirect("desk:image-deposit")
