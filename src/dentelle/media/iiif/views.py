"""Image services over HTTP: what is not a tile made beforehand, and all that is said about pictures."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from dentelle.media.iiif import (
    addresses,
    cache,
    canonical,
    cutting,
    files,
    grants,
    headers,
    packs,
    syntax,
    tiles,
    turnstile,
)
from dentelle.media.iiif import (
    info as descriptions,
)
from dentelle.media.iiif.grants import Grant
from dentelle.media.iiif.syntax import FORMATS, Asked

View = Callable[..., HttpResponse]
_METHODS = ("GET", "HEAD", "OPTIONS")
_LD = "application/ld+json"


class SeeOther(HttpResponseRedirect):
    """What was asked for is told at another address."""

    status_code = 303


def service(view: View) -> View:
    """Answer preflights and other methods; give every answer the headers of other sites' pages.

    The view receives what may be given of the picture; one that may not be shown is not there.
    """

    @csrf_exempt  # nothing is written, and another method than reading is told so
    @wraps(view)
    def answer(request: HttpRequest, version: int, key: str, **parts: str) -> HttpResponse:
        if request.method not in _METHODS:
            response = HttpResponse(status=405, headers={"Allow": ", ".join(_METHODS)})
        elif request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=dict(headers.PREFLIGHT))
        elif grant := grants.of(key):
            response = view(request, version, grant, **parts)
        else:
            response = _refusal(404, _("No picture is shown at this address."))
        for name, value in headers.CORS:
            response[name] = value
        return response

    return answer


@service
def base(request: HttpRequest, version: int, grant: Grant) -> HttpResponse:  # noqa: ARG001
    """Lead from the address of the service to its description (Image API 3.0 §2.2)."""
    response = SeeOther(reverse("iiif:info", args=(version, grant.key)))
    response["Cache-Control"] = headers.PASSING
    return response


@service
def info(request: HttpRequest, version: int, grant: Grant) -> HttpResponse:
    """Send the description of a picture, as JSON-LD to who asks for it."""
    told = descriptions.describe(
        grant, version=version, service=addresses.service(grant.key, version)
    )
    context = descriptions.CONTEXTS[version]
    linked = _LD in request.headers.get("Accept", "")
    response = HttpResponse(
        json.dumps(told, indent=1),
        content_type=f'{_LD};profile="{context}"' if linked else "application/json",
    )
    links = [f'<{descriptions.PROFILES[version]}>;rel="profile"']
    if not linked:
        links.append(f'<{context}>;rel="http://www.w3.org/ns/json-ld#context";type="{_LD}"')
    response["Link"] = ", ".join(links)
    response["Cache-Control"] = headers.PASSING
    patch_vary_headers(response, ["Accept"])
    return response


@service
def allowed(request: HttpRequest, version: int, grant: Grant) -> HttpResponse:  # noqa: ARG001
    """Say to a server of static files whether the tiles of a picture may be sent: 204 or 403."""
    response = HttpResponse(status=204 if grant.lasting else 403)
    response["Cache-Control"] = f"max-age={grants.SECONDS}"
    return response


@service
def image(request: HttpRequest, version: int, grant: Grant, **parts: str) -> HttpResponse:
    """Send a cut of the picture."""
    wanted = (parts["region"], parts["size"], parts["rotation"], parts["name"])
    try:
        asked = syntax.parse(version, wanted, grant.ground)
    except syntax.Unsupported as fault:
        return _refusal(501, str(fault))
    except syntax.Fault as fault:
        return _refusal(400, str(fault))
    rest = "/".join(wanted)
    exact = canonical.exact(asked, grant.ground)
    tile = _tile(version, grant, exact)
    spellings = canonical.spellings(version, asked, grant.ground)
    if rest not in spellings and not (tile and rest == exact):
        return _moved(f"{reverse('iiif:base', args=(version, grant.key))}/{spellings[0]}")
    response = _content(request, grant, asked, exact, tile)
    if response.status_code < 400:  # noqa: PLR2004 -- HTTP
        response["Link"] = headers.link(
            version, addresses.image(grant.key, spellings[0], version=version)
        )
    return response


def _tile(version: int, grant: Grant, exact: str) -> Any:
    """Return the tile made beforehand, if it is one."""
    if not grant.lasting or not exact.endswith(packs.TAIL):
        return None
    return tiles.find(version, grant.key, exact)


def _content(
    request: HttpRequest, grant: Grant, asked: Asked, exact: str, tile: Any
) -> HttpResponse:
    etag = tiles.tag(tile[1]) if tile else _etag(grant, exact)
    if headers.matches(request.headers.get("If-None-Match"), etag):
        response = HttpResponse(status=304)
    else:
        try:
            content = tile[0].read(tile[1]) if tile else _cut(grant, asked, exact)
        except turnstile.Busy:
            return _busy()
        except cutting.Uncut:
            return _refusal(503, _("The files of this picture are not ready. Ask again later."))
        response = _ranged(request, content, etag)
        response["Content-Type"] = FORMATS[asked.format]
    response["ETag"] = etag
    response["Cache-Control"] = headers.LASTING if grant.lasting else headers.PASSING
    return response


def _etag(grant: Grant, exact: str) -> str:
    """Return the tag of a cut before it is made: what it depends on."""
    return f'"{hashlib.sha256(_name(grant, exact).encode()).hexdigest()[:20]}"'


def _name(grant: Grant, exact: str) -> str:
    """Name a cut by all it depends on."""
    return f"{cutting.VERSION} {grant.prepared} {grant.zoom:d} {grant.key}/{exact}"


def _cut(grant: Grant, asked: Asked, exact: str) -> bytes:
    """Return a cut, kept or made; one of a picture that is not prepared yet is not kept.

    Raises:
        Busy: too many are being made.
        Uncut: its files are not there or cannot be read.
    """
    keeps = grant.lasting or not grant.zoom
    if keeps and (kept := cache.read(grant.key, _name(grant, exact))):
        return kept
    source = files.source(grant)
    if source is None:
        raise cutting.Uncut(grant.key)
    with turnstile.turn(asked.size.area):
        content = cutting.cut(asked, source)
    if keeps:
        cache.write(grant.key, _name(grant, exact), content)
    return content


def _ranged(request: HttpRequest, content: bytes, etag: str) -> HttpResponse:
    """Return the content, or the part of it that is asked for."""
    condition = request.headers.get("If-Range")
    asked = request.headers.get("Range") if condition in {None, etag} else None
    try:
        span = headers.span(asked, len(content))
    except ValueError:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{len(content)}"
        return response
    if span:
        response = HttpResponse(content[span[0] : span[1]], status=206)
        response["Content-Range"] = f"bytes {span[0]}-{span[1] - 1}/{len(content)}"
    else:
        response = HttpResponse(content)
    response["Accept-Ranges"] = "bytes"
    return response


def _moved(address: str) -> HttpResponse:
    response = HttpResponsePermanentRedirect(address)
    response["Cache-Control"] = headers.PASSING
    return response


def _busy() -> HttpResponse:
    response = _refusal(503, _("Many pictures are being cut just now. Ask again in some seconds."))
    response["Retry-After"] = str(turnstile.RETRY_AFTER)
    return response


def _refusal(status: int, sentence: str) -> HttpResponse:
    response = HttpResponse(
        sentence + "\n", status=status, content_type="text/plain; charset=utf-8"
    )
    response["Cache-Control"] = "no-store"
    return response
