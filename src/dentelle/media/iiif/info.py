"""What a service says of a picture: `info.json`.

Source: IIIF Image API 3.0 §5 and 2.1 §5. A picture without the use `zoom` is announced as its small
version: any viewer understands that, and nothing larger is behind it.
"""

from typing import Any

from dentelle.media import terms
from dentelle.media.iiif import geometry
from dentelle.media.iiif.geometry import Size
from dentelle.media.iiif.grants import Grant
from dentelle.media.iiif.syntax import FORMATS, QUALITIES

PROTOCOL = "http://iiif.io/api/image"
CONTEXTS = {
    2: "http://iiif.io/api/image/2/context.json",
    3: "http://iiif.io/api/image/3/context.json",
}
PROFILES = {
    2: "http://iiif.io/api/image/2/level2.json",
    3: "http://iiif.io/api/image/3/level2.json",
}
_LIMITS = {
    "maxWidth": geometry.MAX_WIDTH,
    "maxHeight": geometry.MAX_HEIGHT,
    "maxArea": geometry.MAX_AREA,
}
_LEVEL_2 = ("jpg", "png")
_RIGHTS = ("https://creativecommons.org/", "https://rightsstatements.org/")
_FRENCH_DEED = "deed.fr"


def describe(grant: Grant, *, version: int, service: str) -> dict[str, Any]:
    """Return the description of a picture's service, whose absolute address is `service`."""
    return (_second if version == 2 else _third)(grant, service)  # noqa: PLR2004 -- the standard's number


def _third(grant: Grant, service: str) -> dict[str, Any]:
    rights = _rights(grant.licence)
    return {
        "@context": CONTEXTS[3],
        "id": service,
        "type": "ImageService3",
        "protocol": PROTOCOL,
        "profile": "level2",
        **_measures(grant),
        **_LIMITS,
        **({"rights": rights} if rights else {}),
        "preferredFormats": ["jpg"],
        "extraFormats": [form for form in FORMATS if form not in _LEVEL_2],
        "extraQualities": list(QUALITIES[1:]),
        "extraFeatures": ["canonicalLinkHeader", "mirroring", "profileLinkHeader"],
    }


def _second(grant: Grant, service: str) -> dict[str, Any]:
    limits = {
        **_LIMITS,
        "formats": list(FORMATS),
        "qualities": list(QUALITIES),
        "supports": [
            "canonicalLinkHeader", "mirroring", "profileLinkHeader", "regionSquare", "sizeByConfinedWh",
            "sizeByDistortedWh",
        ],
    }  # fmt: skip
    return {
        "@context": CONTEXTS[2],
        "@id": service,
        "protocol": PROTOCOL,
        "profile": [PROFILES[2], limits],
        **_measures(grant),
    }


def _measures(grant: Grant) -> dict[str, Any]:
    """Return width, height, the sizes that are made beforehand, and the tiles."""
    ground, factors = grant.ground, geometry.scale_factors(grant.ground)
    wholes = [geometry.reduced(ground, factor) for factor in reversed(factors)]
    # Without the zoom one tile is the whole: an address of a region would mean another one the day
    # the zoom is granted, and browsers remember.
    tile = geometry.TILE if grant.zoom else geometry.SMALL
    return {
        "width": ground.width,
        "height": ground.height,
        "sizes": [_sides(size) for size in wholes if geometry.in_limits(size)],
        "tiles": [
            {"width": tile, "height": tile, "scaleFactors": factors if grant.zoom else [1]},
        ],
    }


def _sides(size: Size) -> dict[str, int]:
    return {"width": size.width, "height": size.height}


def _rights(licence: str) -> str:
    """Return the licence's address when the standard knows it: it wants those of two houses alone."""
    address = terms.of(licence).address
    if not address.startswith(_RIGHTS):
        return ""
    return "http" + address.removeprefix("https").removesuffix(_FRENCH_DEED)
