"""A content state that points at one of our objects leads to its page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from dentelle.catalogue import arks
from dentelle.catalogue.models import Record
from dentelle.interop import addresses, content_state
from dentelle.interop.content_state import ContentStateError, Target
from dentelle.interop.queries.objects import place
from dentelle.interop.views import found
from dentelle.interop.views.answers import RefusedError, leading


@leading
def state(request: HttpRequest) -> HttpResponse:
    """Lead to the page of the object that `iiif-content` points at, at the place it points at."""
    try:
        target = content_state.read(request.GET.get("iiif-content", ""))
    except ContentStateError as error:
        raise RefusedError(400, str(error)) from error
    naan, name = _named(target)
    record = found.record(naan, name, arks.permalink)
    return HttpResponseRedirect(arks.permalink(record.ark) + _where(record, target))


def _named(target: Target) -> tuple[str, str]:
    """Return the ARK of the object whose manifest a state names.

    Raises:
        RefusedError: it is no manifest of this site.
    """
    path = target.manifest.removeprefix(addresses.whole(""))
    try:
        match = resolve(path)
    except Resolver404:
        match = None
    if (
        match is None
        or match.namespace != "interop"
        or not match.view_name.startswith("interop:manifest")
    ):
        raise RefusedError(400, _("This content state points at no object of this site."))
    return match.kwargs.get("naan", ""), match.kwargs["name"]


def _where(record: Record, target: Target) -> str:
    """Return what names the picture, then the region, in the address of the object's page."""
    number = place(record, target.canvas.rpartition("/")[2]) if target.canvas else 0
    query = f"?image={number}" if number > 1 else ""
    return f"{query}#xywh={','.join(map(str, target.region))}" if target.region else query
