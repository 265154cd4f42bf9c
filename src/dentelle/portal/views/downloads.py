"""What of an object is taken away: a picture, the bundle, the sheet, the labels.

Rights are asked at each request; what is sent is counted when its last byte left, never by whom. A
request for headers and a copy the visitor still has are not counted.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http import StreamingHttpResponse as Streaming
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dentelle.catalogue.models import Record
from dentelle.media.exports import files
from dentelle.media.exports.files import RefusedError
from dentelle.media.exports.parts import BrokenFileError
from dentelle.media.exports.sizes import BusyError, NotReadyError
from dentelle.media.models import Image
from dentelle.portal import sheets
from dentelle.portal.actions.downloads import count_download
from dentelle.portal.downloads import bundle as bundles
from dentelle.portal.downloads.names import about, disposition, stem
from dentelle.portal.downloads.section import of_museum
from dentelle.portal.enums import Kind
from dentelle.portal.queries import record as queries
from dentelle.portal.queries.record import RecordPage
from dentelle.portal.sheets import SheetError
from dentelle.portal.views import posts
from dentelle.portal.views.record import gone
from dentelle.portal.views.search import too_many
from dentelle.ui.context_processors import network
from dentelle.ui.typography import fr

MINUTE = 60  # a withdrawal acts everywhere within a minute: no copy is used longer unasked
_AGAIN = 30  # seconds
# Of what a client may do in a minute (`DENTELLE_SEARCH_COST_PER_MINUTE`).
_COST_OF_A_PICTURE, _COST_OF_A_SHEET, _COST_OF_A_BUNDLE = 3.0, 6.0, 12.0
_NO_ROBOT = "noindex, nofollow"
logger = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A public object whose file is asked for."""

    request: HttpRequest
    page: RecordPage

    @property
    def network(self) -> str:
        """The network's name; a demonstration says so wherever its name goes."""
        known = network(self.request)
        name = str(known["network_name"])
        said = _("Demonstration data: these museums and these objects are invented.")
        return f"{name} · {said}" if known["demonstration"] else name


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file about to be sent: `etag` tells its content, `kind` is what is counted."""

    name: str
    mime: str
    etag: str
    kind: str
    cost: float
    shown: bool = False


def _of_an_object(view: View) -> View:
    """Give the view the page of a public object; send the others to what can be said of them."""

    @wraps(view)
    def answer(request: HttpRequest, naan: str, name: str, **rest: str | int) -> HttpResponseBase:
        found = queries.find(naan, name)
        if found is None:
            raise Http404
        if found.ark != f"{naan}/{name}":
            return redirect(_own(request, found.ark, rest), permanent=True)
        if not queries.is_shown(found):
            return gone(request, found)
        asked = _Asked(request=request, page=queries.page(found))
        try:
            return view(asked, **rest)
        except (NotReadyError, BusyError, SheetError):
            logger.warning("A file of %s could not be made now.", found.ark, exc_info=True)
            return _later(asked, _("This file is being prepared"))
        except (BrokenFileError, FileNotFoundError):
            logger.exception("A picture of %s cannot be read.", found.ark)
            return _later(asked, _("This file cannot be read at present"))

    return require_safe(answer)


@_of_an_object
def image(asked: _Asked, number: int, size: str, suffix: str) -> HttpResponseBase:
    """Send one of an object's pictures in a size, with its credit and licence in the file."""
    page = asked.page
    if not 1 <= number <= len(page.images):
        raise Http404
    picture = page.images[number - 1]
    try:
        export = files.export(picture, size, about(page))
    except RefusedError as refusal:
        return _refused(asked, picture, str(refusal))
    if export is None or export.offer.suffix != suffix:
        raise Http404
    tail = f"_{number}" if len(page.images) > 1 else ""
    length = "" if size == "original" else f"_{size}px"
    file = _File(
        name=f"{stem(page)}{tail}{length}.{suffix}",
        mime=export.offer.mime,
        etag=export.etag,
        kind=f"image-{size}",
        cost=_COST_OF_A_PICTURE,
    )

    def opened() -> tuple[int, Iterable[bytes]]:
        ready = export.open()
        return ready.length, ready.stream()

    return _answer(asked, file, opened)


@_of_an_object
def bundle(asked: _Asked) -> HttpResponseBase:
    """Send pictures, record and terms in one archive."""
    if wait := _wait(asked, _COST_OF_A_BUNDLE):
        return too_many(asked.request, wait)
    made = bundles.of([asked.page], network=asked.network)
    file = _File(
        name=f"{made.name}.zip", mime="application/zip", etag=made.etag, kind=Kind.BUNDLE, cost=0
    )
    return _answer(asked, file, lambda: (0, made.stream()))


@_of_an_object
def sheet(asked: _Asked) -> HttpResponseBase:
    """Send the object's sheet, one or two A4 pages."""
    if wait := _wait(asked, _COST_OF_A_SHEET):
        return too_many(asked.request, wait)
    made = sheets.objects([asked.page], network=asked.network)
    return _pdf(asked, made, stem(asked.page), Kind.SHEET)


@_of_an_object
def label(asked: _Asked) -> HttpResponseBase:
    """Send the object's label, large and small, to print and cut out."""
    if wait := _wait(asked, _COST_OF_A_SHEET):
        return too_many(asked.request, wait)
    made = sheets.labels([asked.page], size="both", network=asked.network)
    return _pdf(asked, made, "_".join((stem(asked.page), _("label"))), Kind.LABEL)


def _pdf(asked: _Asked, made: sheets.Made, name: str, kind: str) -> HttpResponseBase:
    file = _File(
        name=f"{name}.pdf", mime="application/pdf", etag=made.etag, kind=kind, cost=0, shown=True
    )
    return _answer(asked, file, lambda: (len(made.content), (made.content,)))


def _answer(
    asked: _Asked, file: _File, opened: Callable[[], tuple[int, Iterable[bytes]]]
) -> HttpResponseBase:
    """Send a file, or its headers, or that the copy the visitor has still holds."""
    etag = f'"{file.etag}"'
    response: HttpResponseBase
    if etag in asked.request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    elif file.cost and (wait := _wait(asked, file.cost)):
        return too_many(asked.request, wait)
    else:
        response = _sent(asked, file, opened)
    response["ETag"] = etag
    response["X-Robots-Tag"] = _NO_ROBOT
    patch_cache_control(response, private=True, max_age=MINUTE)
    return response


def _sent(
    asked: _Asked, file: _File, opened: Callable[[], tuple[int, Iterable[bytes]]]
) -> HttpResponseBase:
    length, chunks = opened()
    if asked.request.method == "HEAD":
        response: HttpResponseBase = HttpResponse(content_type=file.mime)
    else:
        counted = _counted(chunks, asked.page.record, file.kind)
        response = Streaming(counted, content_type=file.mime)
    if length:
        response["Content-Length"] = str(length)
    response["Content-Disposition"] = disposition(
        file.name, kind="inline" if file.shown else "attachment"
    )
    return response


def _counted(chunks: Iterable[bytes], record: Record, kind: str) -> Iterator[bytes]:
    """Give the bytes, then count them as taken; a count that cannot be written spoils no download."""
    yield from chunks
    try:
        count_download(record=record, kind=kind, day=timezone.localdate())
    except DatabaseError:
        logger.exception("A download was not counted.")


def _wait(asked: _Asked, cost: float) -> int:
    return posts.wait(asked.request, "download", cost)


def _refused(asked: _Asked, picture: Image, reason: str) -> HttpResponse:
    title = _("This picture may not be taken away")
    status = 403 if picture.is_public else 410
    return _said(asked, title, reason, status=status)


def _later(asked: _Asked, title: str) -> HttpResponse:
    response = _said(asked, title, _("Ask for it again in a minute."), status=503)
    response["Retry-After"] = str(_AGAIN)
    return response


def _said(asked: _Asked, title: str, reason: str, *, status: int) -> HttpResponse:
    page = asked.page
    context = {
        "title": title,
        "reason": fr(reason),
        "record": page.record,
        "museum": page.museum,
        "of_museum": of_museum(page.museum),
        "ask": status != 503,  # noqa: PLR2004 -- what is only late needs no permission
    }
    template = "portal/downloads/answer.html"
    return render(asked.request, template, context, status=status, using="jinja2")


def _own(request: HttpRequest, ark: str, rest: dict[str, str | int]) -> str:
    """Return the same address with the one spelling of the ARK."""
    naan, _slash, name = ark.partition("/")
    match = request.resolver_match
    address = reverse(
        match.view_name if match else "portal:record", args=(naan, name, *rest.values())
    )
    query = request.META["QUERY_STRING"]
    return f"{address}?{query}" if query else address
