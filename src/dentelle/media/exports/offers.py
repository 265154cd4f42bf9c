"""What of a picture may be taken away: its sizes, each with its dimensions, weight and permission."""

from dataclasses import dataclass

from dentelle.media.enums import Use
from dentelle.media.exports import jpeg, png, sizes, tiff, webp
from dentelle.media.models import Image
from dentelle.media.queries import Permission, allow

ORIGINAL = "original"
# Longest side in pixels: for a message or a page, for a screen, for a printed page (25 cm at 300 dpi).
SIZES = (640, 1600, 3000)
SMALL = SIZES[0]  # all there is of a picture for the public without the right to zoom
_SUFFIXES = {jpeg.MIME: "jpg", png.MIME: "png", webp.MIME: "webp", tiff.MIME: "tif"}
# JPEG holds no longer side; past so many pixels a conversion would cost too much for one visitor.
_LONGEST_JPEG, _MOST_PIXELS = 65_500, 100_000_000
# Bytes a pixel takes at this quality, as seen on photographs of paintings and objects.
_BYTES_A_PIXEL = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One file that can be made of a picture; `longest` is 0 when it is sent as it was received.

    `weight` is in bytes, `exact` says that it is known and not estimated. `converted` marks the whole
    picture put into JPEG because its own format is one that few programs open.
    """

    name: str
    suffix: str
    mime: str
    longest: int
    width: int
    height: int
    weight: int
    exact: bool
    converted: bool
    permission: Permission


def offers(image: Image) -> tuple[Offer, ...]:
    """Return the sizes smaller than the picture, then the whole of it, allowed or not; no query."""
    longest = max(image.width, image.height)
    smaller = [_sized(image, str(size), size) for size in SIZES if size < longest]
    whole = _original(image)
    return (*smaller, whole) if whole else tuple(smaller)


def find(image: Image, name: str) -> Offer | None:
    """Return the offer of this name, or nothing."""
    return next((offer for offer in offers(image) if offer.name == name), None)


def permission(image: Image, longest: int) -> Permission:
    """Say whether a visitor may take the picture away at this size (its longest side, in pixels)."""
    taken = allow(image, Use.DOWNLOAD)
    return taken if not taken or longest <= SMALL else allow(image, Use.ZOOM)


def _original(image: Image) -> Offer | None:
    longest = max(image.width, image.height)
    if image.mime in _SUFFIXES:
        return Offer(
            name=ORIGINAL,
            suffix=_SUFFIXES[image.mime],
            mime=image.mime,
            longest=0,
            width=image.width,
            height=image.height,
            weight=image.size,
            exact=True,
            converted=False,
            permission=permission(image, longest),
        )
    if longest > _LONGEST_JPEG or image.width * image.height > _MOST_PIXELS:
        return None
    return _sized(image, ORIGINAL, longest)


def _sized(image: Image, name: str, longest: int) -> Offer:
    scale = longest / max(image.width, image.height)
    width, height = (max(1, round(side * scale)) for side in (image.width, image.height))
    made = _made(image.key, name)
    return Offer(
        name=name,
        suffix="jpg",
        mime=jpeg.MIME,
        longest=longest,
        width=width,
        height=height,
        weight=made or round(width * height * _BYTES_A_PIXEL),
        exact=bool(made),
        converted=name == ORIGINAL,
        permission=permission(image, longest),
    )


def _made(key: str, name: str) -> int:
    try:
        return sizes.place(key, name).stat().st_size
    except FileNotFoundError:
        return 0
