"""The picture that social networks show of a page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dentelle.media.cards import draw
from dentelle.portal import cards
from dentelle.portal.views import posts
from dentelle.portal.views.search import too_many
from dentelle.ui.context_processors import network

_COST = 3.0  # of what a client may do in a minute: some tens of milliseconds of drawing


@require_safe
def card(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Draw the card of a thing that is public now, in its own language."""
    found = cards.find(kind, key)
    if found is None:
        raise Http404
    if found.share is None:
        return HttpResponse(status=410)
    with translation.override(found.share.language):
        words = cards.card(found.share, found.kind, **_network(request))
    mark, picture = cards.drawing(words)
    etag = f'"{mark}"'
    if etag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    elif wait := posts.wait(request, "card", _COST):
        return too_many(request, wait)
    else:
        response = HttpResponse(draw(words, picture), content_type="image/png")
    response["ETag"] = etag
    return response


def _network(request: HttpRequest) -> dict[str, str]:
    """Return the network's name; a demonstration says so wherever its name goes."""
    known = network(request)
    said = _("Demonstration data: these museums and these objects are invented.")
    return {"network": known["network_name"], "aside": said if known["demonstration"] else ""}
