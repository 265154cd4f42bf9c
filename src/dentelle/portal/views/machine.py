"""Addresses for machines: sitemaps, health."""

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import localdate

from dentelle.museums.models import Museum
from dentelle.portal.queries import sitemap
from dentelle.search import engines
from dentelle.search.engine import EngineError

_XML = "application/xml; charset=utf-8"
_MINUTE = "public, max-age=0, s-maxage=60"
_DAY = "public, max-age=3600, s-maxage=86400"


def sitemap_index(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """List the pages of the sitemap."""
    rows = "".join(
        f"<sitemap><loc>{settings.SITE_URL}/sitemap-{page}.xml</loc></sitemap>"
        for page in ("pages", *range(1, sitemap.pages() + 1))
    )
    return _xml("sitemapindex", rows)


def sitemap_pages(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """List the pages that are no object: home, directory, museums, what is on."""
    pages = sitemap.others(today=localdate())
    response = _xml("urlset", "".join(f"<url><loc>{address}</loc></url>" for address in pages))
    response["Cache-Control"] = _MINUTE  # an embargo ends at its minute
    return response


def sitemap_records(request: HttpRequest, page: int) -> HttpResponse:  # noqa: ARG001
    """List the objects whose number falls in one range."""
    if page < 1 or page > sitemap.pages():
        raise Http404
    rows = "".join(
        f"<url><loc>{address}</loc><lastmod>{day}</lastmod></url>"
        for address, day in sitemap.records(page)
    )
    return _xml("urlset", rows)


def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say that the process answers; asks nothing of anything else."""
    return _state({"state": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say whether the database and the index answer, each by name."""
    checks = {"database": _database(), "index": _index()}
    is_ready = all(value == "ok" for value in checks.values())
    return _state(checks, status=200 if is_ready else 503)


def _database() -> str:
    try:
        Museum.objects.exists()  # a table of ours: an empty database is not ready
    except DatabaseError as error:
        return type(error).__name__
    return "ok"


def _index() -> str:
    try:
        engines.get("records").generation()
    except (EngineError, KeyError) as error:
        return type(error).__name__
    return "ok"


def _state(state: dict[str, str], status: int = 200) -> HttpResponse:
    response = JsonResponse(state, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _xml(root: str, rows: str) -> HttpResponse:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{root}>\n'
    )
    response = HttpResponse(text, content_type=_XML)
    response["Cache-Control"] = _DAY
    return response
