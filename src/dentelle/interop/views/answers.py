"""How IIIF documents are sent: open to scripts of any site, negotiated, conditional, kept a minute.

Source: IIIF Presentation API 3.0, 6 (HTTP requests and responses); Fetch, 3.2 (CORS).
"""

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _

from dentelle.search.engine import EngineError

View = Callable[..., HttpResponse]
PRESENTATION = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'
_JSON, _LINKED = "application/json", "application/ld+json"
_METHODS = "GET, HEAD, OPTIONS"
_SHARED_SECONDS = 60  # a withdrawal acts everywhere within a minute
_RETRY_SECONDS = 120
logger = logging.getLogger(__name__)


class RefusedError(Exception):
    """A document that is not given; the message says why, to people, `status` to machines."""

    def __init__(self, status: int, sentence: str, **headers: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.headers = status, sentence, headers


class MovedError(Exception):
    """A document that has another address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def document(view: Callable[..., dict[str, Any]]) -> View:
    """Make a view of a function that returns a document, or raises why it does not."""
    return _door(view, _sent)


def leading(view: View) -> View:
    """Make a view of a function that leads elsewhere, or raises why it does not."""
    return _door(view, lambda _request, response: response)


def _door(make: Callable[..., Any], send: Callable[[HttpRequest, Any], HttpResponse]) -> View:
    @wraps(make)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = _asked(request) or send(request, make(request, *args, **kwargs))
        except MovedError as moved:
            response = _kept(HttpResponsePermanentRedirect(moved.address))
        except RefusedError as refused:
            response = _refused(refused)
        except EngineError:
            logger.exception("The index of the records cannot be read.")
            response = _refused(_unready())
        return opened(response)

    return answer


def _asked(request: HttpRequest) -> HttpResponse | None:
    """Return the answer to a question about the door itself; nothing when a document is asked for."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method not in {"GET", "HEAD"}:
        raise RefusedError(405, _("IIIF documents are read, not written."), Allow=_METHODS)
    return None


def opened(response: HttpResponse) -> HttpResponse:
    """Let scripts of any site read an answer."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = _METHODS
    # A profile in `Accept` makes browsers ask beforehand.
    response["Access-Control-Allow-Headers"] = "*"
    response["Access-Control-Max-Age"] = "86400"
    response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    return response


def _sent(request: HttpRequest, made: dict[str, Any]) -> HttpResponse:
    kind, content = _preferred(request), orjson.dumps(made)
    response = HttpResponse(content, content_type=kind)
    response["ETag"] = f'"{hashlib.blake2b(content + kind.encode(), digest_size=12).hexdigest()}"'
    patch_vary_headers(response, ("Accept",))
    _kept(response)
    # The middleware that does this for pages leaves HEAD out.
    return get_conditional_response(request, response["ETag"], None, response) or response


def _preferred(request: HttpRequest) -> str:
    """Return the type of the answer: JSON-LD, unless plain JSON is wanted, or a browser shows it."""
    wanted = request.get_preferred_type([PRESENTATION, _LINKED, _JSON, "text/html"])
    return PRESENTATION if wanted in {PRESENTATION, _LINKED, None} else _JSON


def _unready() -> RefusedError:
    sentence = _("The index of the collections cannot be read just now. Ask again in two minutes.")
    return RefusedError(503, sentence, **{"Retry-After": str(_RETRY_SECONDS)})


def _refused(refused: RefusedError) -> HttpResponse:
    content = orjson.dumps({"status": refused.status, "error": refused.sentence})
    response = HttpResponse(content, status=refused.status, content_type=_JSON)
    for name, value in refused.headers.items():
        response[name] = value
    if refused.status in {404, 410}:
        return _kept(response)
    response["Cache-Control"] = "no-store"
    return response


def _kept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=0, s_maxage=_SHARED_SECONDS)
    return response
