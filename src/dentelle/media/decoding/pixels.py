"""A picture as it is seen: upright, in sRGB, on white, with nothing said of it left inside."""

from typing import Any

import pyvips

from dentelle.media.decoding.opening import Opened, open_picture

_WHITE = [255, 255, 255]


def smaller(opened: Opened, width: int, *, height: int | None = None) -> pyvips.Image:
    """Return the picture at most so wide and high, as it is seen, in memory.

    The reader shrinks as it decodes where the format lets it (JPEG, WebP, pyramids).
    """
    box = {"height": height or width * 8, "size": "down"}
    if not opened.decoded:
        options: dict[str, Any] = {"export_profile": "srgb"} if profiled(opened.image) else {}
        image = pyvips.Image.thumbnail(opened.path, width, fail_on="error", **box, **options)
    else:
        image = _coloured(opened.image).thumbnail_image(width, **box)
    return bare(_flat(image)).copy_memory()


def whole(path: str) -> pyvips.Image:
    """Return the whole picture as it is seen, decoded as it is read when nothing turns it."""
    opened = open_picture(path, sequential=True)
    if opened.orientation > 2:  # noqa: PLR2004 -- 1 and 2 keep lines in their order
        opened = open_picture(path)
    return bare(_flat(_coloured(opened.image.autorot())))


def profiled(image: pyvips.Image) -> bool:
    """Say whether the colours must be converted: it costs more than all the rest.

    A profile that calls itself sRGB is what is wanted already.
    """
    if image.interpretation == "cmyk":
        return True
    if not image.get_typeof("icc-profile-data"):
        return False
    profile = bytes(image.get("icc-profile-data"))
    named = (b"sRGB IEC61966", "sRGB IEC61966".encode("utf-16-be"))
    return not any(name in profile for name in named)


def _coloured(image: pyvips.Image) -> pyvips.Image:
    """Return the picture in sRGB, eight bits."""
    if profiled(image):
        try:
            image = image.icc_transform("srgb", embedded=True, input_profile="cmyk" if image.interpretation == "cmyk" else "srgb", depth=8)  # fmt: skip
        except pyvips.Error:  # a profile of other bands, or damaged: the colours as they stand
            image = image.copy()
            image.remove("icc-profile-data")
    return image.colourspace("srgb")


def _flat(image: pyvips.Image) -> pyvips.Image:
    image = image.colourspace("srgb")
    if image.hasalpha():
        image = image.flatten(background=_WHITE)
    return image.cast("uchar")


def bare(image: pyvips.Image) -> pyvips.Image:
    """Return the picture without a word about itself: no place, no camera, no profile."""
    image = image.copy(xres=1, yres=1)
    for field in image.get_fields():
        if image.get_typeof(field) and field not in _HEADER:
            image.remove(field)
    return image


_HEADER = {
    "width", "height", "bands", "format", "coding", "interpretation", "xoffset", "yoffset",
    "xres", "yres", "filename", "vips-sequential", "vips-loader",
}  # fmt: skip
