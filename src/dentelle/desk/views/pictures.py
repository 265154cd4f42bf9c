"""Pictures in the desk: the list, its file, and the rights of many decided together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dentelle.accounts.models import User
from dentelle.catalogue import actions, tasks
from dentelle.desk.picture_forms import FIELDS, ManyRightsForm, PictureListForm
from dentelle.desk.queries import pictures
from dentelle.desk.queries.events import was_proposed, was_sent_by
from dentelle.desk.queries.tables import pictures as tables
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.decisions import number
from dentelle.desk.views.lists import asked, file
from dentelle.desk.views.screens import show
from dentelle.media import decisions
from dentelle.media.models import Image
from dentelle.media.previews import preview

AT_ONCE = 1_000  # pictures changed while the person waits; more are changed by the worker
_KEPT = ("q", "museum", "licence", "died", "state")


@desk_page()
def index(request: StaffRequest) -> HttpResponse:
    """List pictures with their rights, narrowed by words, museum, licence, makers' death and state."""
    form = PictureListForm(request.GET, user=request.user)
    found = pictures.narrowed(pictures.visible(request.user), asked(form), today=localdate())
    page = pictures.page(
        found,
        after=request.GET.get("apres", ""),
        before=request.GET.get("avant", ""),
        today=localdate(),
    )
    context = {
        "form": form,
        "page": page,
        "query": _query(request.GET),
        "may_edit": pictures.may_edit(request.user),
        "here": "images",
    }
    return show(request, "images", context)


@desk_page()
def index_file(request: StaffRequest, kind: str) -> StreamingHttpResponse:
    """Send the list as a file."""
    form = PictureListForm(request.GET, user=request.user)
    found = pictures.narrowed(pictures.visible(request.user), asked(form), today=localdate())
    return file(tables.PICTURES, tables.pictures(found, today=localdate()), kind)


@desk_page()
def small(request: StaffRequest, pk: int) -> HttpResponse:
    """Send a small view of a picture to who may see it, shown to the public or not."""
    image = get_object_or_404(Image, pk=pk)
    if not _may_see(request.user, image):
        raise Http404
    content = preview(image)
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="image/webp")


def _may_see(user: User, image: Image) -> bool:
    """Say whether a person opens the picture in the desk, sent it, or has it proposed for an event they see."""
    mine = pictures.visible(user).contains(image)
    return mine or was_sent_by(image, user) or was_proposed(image, user)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The pictures chosen in the list: by their numbers, or all those the list was narrowed to."""

    images: QuerySet[Image]
    scope: str
    numbers: str
    query: str


@require_POST
@desk_page()
def rights(request: StaffRequest) -> HttpResponse:
    """Change the rights of many pictures: the form, then what it would do, then do it."""
    chosen = _chosen(request)
    if not chosen.images.exists():
        messages.error(request, _("Tick pictures of the list first, among those you may change."))
        return redirect(_back(chosen))
    step = request.POST.get("step", "")
    form = ManyRightsForm(request.POST, request.FILES) if step else ManyRightsForm()
    if not step or not form.is_valid():
        return _ask(request, chosen, form, status=422 if step else 200)
    images = chosen.images
    if form.cleaned_data["spare"]:
        images = images.filter(rights_decided_at=None)
    if step == "apply":
        return _apply(request, chosen, images, form.changes())
    return _show_preview(request, chosen, images, form)


def _ask(
    request: StaffRequest, chosen: Chosen, form: ManyRightsForm, *, status: int
) -> HttpResponse:
    decided = chosen.images.filter(rights_decided_at__isnull=False).count()
    context = {
        "form": form,
        "chosen": chosen,
        "count": chosen.images.count(),
        "decided": decided,
        "fields": FIELDS,
        "here": "images",
    }
    return show(request, "images_rights", context, status=status)


def _show_preview(
    request: StaffRequest, chosen: Chosen, images: QuerySet[Image], form: ManyRightsForm
) -> HttpResponse:
    found = actions.preview_rights(images=images, change=form.changes())
    context = {
        "chosen": chosen,
        "form": form,
        "given": _given(request, form),
        "count": chosen.images.count(),
        "preview": found,
        "sample": [
            (image, decisions.changes(before, after)) for image, before, after in found.sample
        ],
        "here": "images",
    }
    return show(request, "images_rights_preview", context)


def _given(request: StaffRequest, form: ManyRightsForm) -> list[tuple[str, str]]:
    """Return what was given, to be sent again with the decision; the document by its signed place."""
    left_out = {"csrfmiddlewaretoken", "step", "scope", "numbers", "query", "image", "shown"}
    names = [name for name in request.POST if name not in left_out | {"kept_document"}]
    pairs = [(name, str(value)) for name in names for value in request.POST.getlist(name)]
    return [*pairs, ("kept_document", form.signed_place())]


def _apply(
    request: StaffRequest, chosen: Chosen, images: QuerySet[Image], change: Mapping[str, Any]
) -> HttpResponse:
    numbers = list(images.order_by("pk").values_list("pk", flat=True))
    if len(numbers) > AT_ONCE:
        until = change.get("until")
        written = {**change, "until": until.isoformat()} if until else dict(change)
        tasks.set_pictures_rights.enqueue(numbers=numbers, change=written, actor_id=request.user.pk)
        messages.success(request, _("The pictures are being changed; the list follows."))
        return redirect(_back(chosen))
    done = actions.set_pictures_rights(
        numbers=numbers, change=change, actor=request.user, now=timezone.now()
    )
    said = ngettext("%(num)d picture was changed.", "%(num)d pictures were changed.", done)
    messages.success(request, said % {"num": done})
    return redirect(_back(chosen))


def _chosen(request: StaffRequest) -> Chosen:
    scope, query = request.POST.get("scope", ""), request.POST.get("query", "")
    mine = pictures.editable(request.user)
    if not pictures.may_edit(request.user):
        raise PermissionDenied
    if scope == "all":
        form = PictureListForm(QueryDict(query), user=request.user)
        wanted = form.cleaned_data if form.is_valid() else {"licence": "-"}
        images = pictures.narrowed(mine, wanted, today=localdate())
        return Chosen(images=images, scope=scope, numbers="", query=query)
    given = _numbers(request, scope)
    images = mine.filter(pk__in=given)
    return Chosen(images=images, scope="some", numbers=",".join(map(str, given)), query=query)


def _numbers(request: StaffRequest, scope: str) -> list[int]:
    texts = request.POST.getlist("image") or request.POST.get("numbers", "").split(",")
    if scope == "page":
        texts = request.POST.get("shown", "").split(",")
    return [found for text in texts if (found := number(text))][:AT_ONCE]


def _back(chosen: Chosen) -> str:
    address = reverse("desk:images")
    return f"{address}?{chosen.query}" if chosen.query else address


def _query(given: QueryDict) -> str:
    """Return the narrowing of the list as a query, without its place in the pages."""
    kept = given.copy()
    for name in list(kept):
        if name not in _KEPT or not kept[name]:
            kept.pop(name)
    return kept.urlencode()
