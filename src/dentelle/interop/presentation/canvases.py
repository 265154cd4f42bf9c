"""A picture as a canvas with its one painting. Source: IIIF Presentation API 3.0, 3.3, 3.4 and 6.2."""

from collections.abc import Sequence
from typing import Any

from dentelle.interop import addresses
from dentelle.interop.presentation import rights
from dentelle.interop.presentation.languages import LanguageMap, french, no_language, plain
from dentelle.interop.queries.objects import Part, View
from dentelle.media.iiif import geometry
from dentelle.media.iiif.addresses import service
from dentelle.media.models import Image
from dentelle.media.queries import address

JSON = dict[str, Any]
_THUMBNAIL = 320  # pixels wide


def canvases(part: Part) -> list[JSON]:
    """Return the canvases of a part; rights that are not those of all stand on each."""
    apart = len({_terms(view) for view in part.views}) > 1
    manifest = addresses.manifest(part.record.ark)
    return [
        {
            **_canvas(f"{manifest}/canvas/{view.image.key}", view),
            "label": _label(part, view),
            **(rights.said([view]) if apart else {}),
        }
        for view in part.views
    ]


def thumbnail(image: Image) -> list[JSON]:
    """Return a small picture that is there already: nothing is computed to show a list of them."""
    width = min(_THUMBNAIL, image.width)
    return [
        {
            "id": addresses.whole(address(image.key, _THUMBNAIL)),
            "type": "Image",
            "format": "image/webp",
            "width": width,
            "height": max(1, round(width * image.height / image.width)),
        }
    ]


def _canvas(name: str, view: View) -> JSON:
    return {
        "id": name,
        "type": "Canvas",
        "summary": french(plain(view.alt)),
        "width": view.image.width,
        "height": view.image.height,
        "thumbnail": thumbnail(view.image),
        "items": [_page(name, view)],
    }


def _label(part: Part, view: View) -> LanguageMap:
    return french(part.record.title) if part.total == 1 else no_language(str(view.rank))


def _page(canvas: str, view: View) -> JSON:
    return {
        "id": f"{canvas}/page",
        "type": "AnnotationPage",
        "items": [
            {
                "id": f"{canvas}/painting",
                "type": "Annotation",
                "motivation": "painting",
                "body": _body(view),
                "target": canvas,
            }
        ],
    }


def _body(view: View) -> JSON:
    """Return the whole picture, at the largest its service gives under this address.

    The service stands there in the two versions that viewers read.
    """
    given, latest = geometry.limited(_ground(view)), service(view.image.key)
    return {
        "id": f"{latest}/full/max/0/default.jpg",
        "type": "Image",
        "format": "image/jpeg",
        "width": given.width,
        "height": given.height,
        "service": [
            {"id": latest, "type": "ImageService3", "profile": "level2"},
            {
                "@id": service(view.image.key, version=2),
                "@type": "ImageService2",
                "profile": "http://iiif.io/api/image/2/level2.json",
            },
        ],
    }


def _ground(view: View) -> geometry.Size:
    """Return the size the picture's service announces: that of its small version without the zoom."""
    whole = geometry.Size(view.image.width, view.image.height)
    return whole if view.zoom else geometry.small(whole)


def _terms(view: View) -> Sequence[Any]:
    image = view.image
    return (image.licence, image.credit, image.mention, view.zoom)
