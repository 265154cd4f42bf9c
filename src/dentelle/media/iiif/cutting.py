"""Pictures cut by libvips from files of our own: a pyramid, or a rendition."""

import math

import pyvips

from dentelle.media.iiif.files import Source
from dentelle.media.iiif.geometry import Box, Size
from dentelle.media.iiif.syntax import Asked

pyvips.cache_set_max(0)  # no cut is asked twice, and the cache would hold decoded pictures
VERSION = 1  # of what is cut: raise it when the same address would give other bytes
_HALF = 128
_WRITERS = {
    "jpg": (".jpg", {"Q": 85, "optimize_coding": True}),
    "png": (".png", {"compression": 4}),
    "webp": (".webp", {"Q": 80, "effort": 1}),
    "avif": (".avif", {"Q": 55, "effort": 0}),
}


class Uncut(Exception):  # noqa: N818 -- the room's errors say what is so
    """The source cannot be read."""


def cut(asked: Asked, source: Source) -> bytes:
    """Return the encoded picture, of exactly the size asked for.

    Raises:
        Uncut: libvips cannot read the source.
    """
    try:
        image = _sized(asked, source)
        if asked.mirrored:
            image = image.fliphor()
        if asked.turn:
            image = image.rot(f"d{asked.turn}")
        suffix, options = _WRITERS[asked.format]
        written: bytes = _coloured(image, asked.quality).write_to_buffer(
            suffix, keep="none", **options
        )
    except pyvips.Error as error:
        raise Uncut(str(source.path)) from error
    return written


def _sized(asked: Asked, source: Source) -> pyvips.Image:
    """Return the region at its size, from the smallest level that holds its detail."""
    box, size = asked.box, asked.size
    image, across, down = _level(source, box.size, size)
    if image.hasalpha():
        image = image.flatten(background=[255, 255, 255])
    if size.width > box.size.width * across or size.height > box.size.height * down:
        return _stretched(image, box, size, (across, down))
    left, top = int(box.x * across), int(box.y * down)
    right = min(image.width, math.ceil((box.x + box.size.width) * across))
    bottom = min(image.height, math.ceil((box.y + box.size.height) * down))
    left, top = min(left, right - 1), min(top, bottom - 1)
    region = image.crop(left, top, right - left, bottom - top)
    return region.thumbnail_image(size.width, height=size.height, size="force")


def _level(source: Source, region: Size, size: Size) -> tuple[pyvips.Image, float, float]:
    """Open a level of the source; return it with its width and height over those announced."""
    image = pyvips.Image.new_from_file(str(source.path))
    pages = image.get("n-pages") if image.get_typeof("n-pages") else 1
    wanted = int(math.log2(max(1.0, min(region.width / size.width, region.height / size.height))))
    page = min(pages - 1, wanted)
    if page > 0:
        image = pyvips.Image.new_from_file(str(source.path), page=page)
    return image, image.width / source.ground.width, image.height / source.ground.height


def _stretched(
    image: pyvips.Image, box: Box, size: Size, scale: tuple[float, float]
) -> pyvips.Image:
    """Return a region larger than its source: the size stays true while the detail is awaited."""
    across, down = size.width / box.size.width, size.height / box.size.height
    area = [round(box.x * across), round(box.y * down), size.width, size.height]
    matrix = [across / scale[0], 0, 0, down / scale[1]]
    return image.affine(matrix, oarea=area, extend="copy")


def _coloured(image: pyvips.Image, quality: str) -> pyvips.Image:
    if quality in {"default", "color"}:
        return image
    grey = image.colourspace("b-w")
    return grey if quality == "gray" else (grey > _HALF).copy(interpretation="b-w")
