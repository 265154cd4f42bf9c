"""Pictures out: bytes of a rendition, when the rights allow."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from dentelle.media import queries

MINUTE = 60  # a withdrawal acts everywhere within a minute: no cache keeps a picture longer


@require_safe
def rendition(request: HttpRequest, key: str, width: int) -> HttpResponse:
    """Send one rendition; a picture that may not be shown is not there."""
    file = queries.rendition(key, width)
    if file is None or not file.exists():
        raise Http404
    etag = f'"{key}-{width}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(file.read_bytes(), content_type="image/webp")
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=MINUTE)
    return response
