"""An object as a manifest."""

from typing import Any

from django.http import HttpRequest

from dentelle.interop import addresses
from dentelle.interop.presentation import manifests
from dentelle.interop.views import found
from dentelle.interop.views.answers import MovedError, document


@document
def manifest(request: HttpRequest, name: str, naan: str = "", part: int = 1) -> dict[str, Any]:
    """Answer the manifest of an object, or of one part of one that has very many pictures."""
    known = found.record(naan, name, lambda ark: addresses.manifest(ark, part))
    address = addresses.manifest(known.ark, part)
    if address != addresses.whole(request.path):
        raise MovedError(address)
    return manifests.manifest(found.pictured(known, part))
