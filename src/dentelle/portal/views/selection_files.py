"""A visitor's list as files made of its objects' pages: pictures in a ZIP, a sheet and labels as PDF."""

import logging
from collections.abc import Iterator

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dentelle.catalogue import selections
from dentelle.portal import sheets
from dentelle.portal.actions.downloads import count_download
from dentelle.portal.downloads.names import disposition
from dentelle.portal.queries import selection as queries
from dentelle.portal.queries.selection import Listed
from dentelle.portal.selection import tables
from dentelle.portal.selection.archive import Archive
from dentelle.portal.sheets import Made, SheetError
from dentelle.portal.views import posts
from dentelle.portal.views.search import too_many
from dentelle.portal.views.selection import page, private, query_of, stem
from dentelle.ui.context_processors import network

# Of what a client may do in a minute (`DENTELLE_SEARCH_COST_PER_MINUTE`): some five archives, ten sheets.
_COST_OF_AN_ARCHIVE, _COST_OF_A_SHEET = 48.0, 24.0
logger = logging.getLogger(__name__)


@require_safe
def selection_zip(request: HttpRequest) -> HttpResponseBase:
    """Send the pictures that may be downloaded, and a text that says whose they are."""
    found = _listed(request)
    if refusal := _refusal(request, found, _COST_OF_AN_ARCHIVE):
        return refusal
    items = queries.pages(found)
    archive = Archive(
        title=found.selection.title,
        network=_network(request),
        items=items,
        table=tables.table(found.rows),
        when=max((each.record.updated_at for each, _note in items), default=timezone.now()),
    )
    chunks = [] if request.method == "HEAD" else _counted(archive)
    response = StreamingHttpResponse(chunks, content_type="application/zip")
    response["Content-Disposition"] = disposition(f"{stem(found)}.zip")
    return private(response)


@require_safe
def selection_pdf(request: HttpRequest) -> HttpResponseBase:
    """Send the list as pages to print: each object with its note."""
    found = _listed(request)
    if refusal := _refusal(request, found, _COST_OF_A_SHEET):
        return refusal
    title = found.selection.title or _("Selection of objects")
    try:
        made = sheets.selection(title, queries.pages(found), network=_network(request))
    except SheetError:
        return _later(request, found)
    return _pdf(made, f"{stem(found)}.pdf")


@require_safe
def selection_labels(request: HttpRequest) -> HttpResponseBase:
    """Send the labels of the objects, to print and cut out."""
    found = _listed(request)
    if refusal := _refusal(request, found, _COST_OF_A_SHEET):
        return refusal
    pages = [each for each, _note in queries.pages(found)]
    try:
        made = sheets.labels(pages, network=_network(request))
    except SheetError:
        return _later(request, found)
    return _pdf(made, "-".join((stem(found), _("labels.pdf"))))


def _listed(request: HttpRequest) -> Listed:
    return queries.listed(selections.read(query_of(request)))


def _refusal(request: HttpRequest, found: Listed, cost: float) -> HttpResponseBase | None:
    if not found.rows:
        return page(request, found, status=404)
    if wait := posts.wait(request, "download", cost):
        return too_many(request, wait)
    return None


def _network(request: HttpRequest) -> str:
    return str(network(request)["network_name"])


def _pdf(made: Made, name: str) -> HttpResponseBase:
    response = HttpResponse(made.content, content_type="application/pdf")
    response["Content-Disposition"] = disposition(name, kind="inline")
    return private(response)


def _later(request: HttpRequest, found: Listed) -> HttpResponseBase:
    logger.warning("A list could not be made into a sheet.")
    problem = _("This file cannot be made at present. Ask for it again in a minute.")
    response = page(request, found, problem=problem, status=503)
    response["Retry-After"] = "60"
    return response


def _counted(archive: Archive) -> Iterator[bytes]:
    """Give the bytes, then count each picture as taken; who took it is not known."""
    yield from archive.stream()
    try:
        for each, size in archive.taken:
            count_download(record=each.record, kind=f"image-{size}", day=timezone.localdate())
    except DatabaseError:
        logger.exception("Downloads were not counted.")
