"""A picture as a canvas with its one painting. Source: IIIF Presentation API 3.0, 3.3, 3.4 and 6.2."""

from collections.abc import Sequence
from typing import Any

from dentelle.interop import addresses
from dentelle.interop.presentation import rights
from dentelle.interop.presentation.languages import french, plain, spoken
from dentelle.interop.queries.objects import Part, View
from dentelle.media.iiif import geometry
from dentelle.media.iiif.addresses import service
from dentelle.media.queries import Picture

JSON = dict[str, Any]
_THUMBNAIL = 320  # pixels wide


def canvases(part: Part) -> list[JSON]:
    """Return the canvases of a part; rights that are not those of all stand on each."""
    apart = len({_terms(view) for view in part.views}) > 1
    return [_canvas(part, view, apart=apart) for view in part.views]


def thumbnail(shown: Picture) -> list[JSON]:
    """Return a small picture that is there already: nothing is computed to show a list of them."""
    width = min(_THUMBNAIL, shown.width)
    return [
        {
            "id": addresses.whole(shown.src),
            "type": "Image",
            "format": "image/webp",
            "width": width,
            "height": max(1, round(width * shown.height / shown.width)),
        }
    ]


def services(key: str) -> list[JSON]:
    """Return the image service of a picture in the two versions that viewers read."""
    return [
        {"id": service(key), "type": "ImageService3", "profile": "level2"},
        {
            "@id": service(key, version=2),
            "@type": "ImageService2",
            "profile": "http://iiif.io/api/image/2/level2.json",
        },
    ]


def _canvas(part: Part, view: View, *, apart: bool) -> JSON:
    name = addresses.canvas(part.record.ark, view.image.key)
    alone = part.total == 1
    label = french(part.record.title) if alone else spoken(str(view.rank))
    return {
        "id": name,
        "type": "Canvas",
        "label": label,
        "summary": french(plain(view.alt)),
        "width": view.image.width,
        "height": view.image.height,
        **(rights.said([view]) if apart else {}),
        "thumbnail": thumbnail(view.picture),
        "items": [_page(name, view)],
    }


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
    """Return the whole picture, at the largest its service gives under this address."""
    given = geometry.limited(_ground(view))
    return {
        "id": f"{service(view.image.key)}/full/max/0/default.jpg",
        "type": "Image",
        "format": "image/jpeg",
        "width": given.width,
        "height": given.height,
        "service": services(view.image.key),
    }


def _ground(view: View) -> geometry.Size:
    """Return the size the picture's service announces: that of its small version without the zoom."""
    whole = geometry.Size(view.image.width, view.image.height)
    return whole if view.zoom else geometry.small(whole)


def _terms(view: View) -> Sequence[Any]:
    image = view.image
    return (image.licence, image.credit, image.mention, view.zoom)
