"""Pictures out: bytes of a rendition, when the rights allow."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from dentelle.media import queries
from dentelle.media.rules import MIMES

MINUTE = 60  # a withdrawal acts everywhere within a minute: no cache keeps a picture longer


@require_safe
def rendition(request: HttpRequest, key: str, width: int, kind: str = "webp") -> HttpResponse:
    """Send one rendition (`kind` is one of `rules.FORMATS`); a picture that may not be shown is not there."""
    file = queries.rendition(key, width, kind)
    if file is None or not file.exists():
        raise Http404
    etag = f'"{key}-{width}-{kind}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(file.read_bytes(), content_type=MIMES[kind])
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=MINUTE)
    return response
