"""Whole addresses of IIIF documents: what an `id` holds, wherever the document is read."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from dentelle.catalogue import arks
from dentelle.interop.paging import Ranks


def whole(path: str) -> str:
    """Return a path of this site as a whole address."""
    return f"{settings.SITE_URL}{path}"


def manifest(ark: str, part: int = 1) -> str:
    """Return the manifest of an object; its pictures beyond the first ones are in other parts."""
    if part == 1:
        return arks.manifest(ark)
    return f"{arks.manifest(ark)}/part/{part}"


def parts(ark: str) -> str:
    """Return the collection of the parts of an object that has many pictures."""
    naan, name = arks.parts(ark)
    if naan == settings.ARK_NAAN:
        return whole(reverse("interop:parts", args=(name,)))
    return whole(reverse("interop:parts-of", args=(naan, name)))


def network() -> str:
    """Return the collection of all museums."""
    return whole(reverse("interop:network"))


def museum(slug: str, ranks: Ranks | None = None) -> str:
    """Return a museum's collection, or a part of it."""
    return with_ranks(reverse("interop:museum", args=(slug,)), [], ranks)


def with_ranks(path: str, pairs: list[tuple[str, str]], ranks: Ranks | None) -> str:
    """Return the address of a list, or of a part of it."""
    said = [*pairs, ("rangs", str(ranks))] if ranks else pairs
    return whole(f"{path}?{urlencode(said)}" if said else path)
