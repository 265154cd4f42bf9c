"""A picture file looked at, measured and made into renditions."""

from dataclasses import dataclass
from pathlib import Path

import pyvips
from django.utils.translation import gettext as _

from dentelle.media import store
from dentelle.media.rules import WIDTHS

pyvips.cache_set_max(0)  # no operation is asked twice, and the cache would hold whole pictures

MAX_PIXELS = 400_000_000
QUALITY = 80
EFFORT = 1  # of WebP, 0 to 6: past 1 each picture costs more than the bytes it saves
_SUFFIXES = {
    "jpegload": (".jpg", "image/jpeg"),
    "pngload": (".png", "image/png"),
    "webpload": (".webp", "image/webp"),
    "tiffload": (".tif", "image/tiff"),
}
# How those files begin. libvips would try its other readers too (SVG is one, an XML parser behind
# it), and their code is not for files that come from outside.
_BEGINNINGS = (
    b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+",
)  # fmt: skip


class PictureError(Exception):
    """A file is no picture we can keep; the message, in the reader's language, says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a first look at a picture found; sizes in pixels, as it is seen (orientation applied)."""

    suffix: str
    mime: str
    width: int
    height: int


def measure(path: Path) -> Measured:
    """Read the header of a picture.

    Raises:
        PictureError: the file is none of the formats we keep, or it is too large.
    """
    image = _opened(path)
    kind = _SUFFIXES.get(str(image.get("vips-loader")))
    if kind is None:
        raise PictureError(
            _("“%(name)s” is in a format that is not kept. JPEG, PNG, TIFF or WebP is wanted.")
            % {"name": path.name}
        )
    if image.width * image.height > MAX_PIXELS:
        raise PictureError(
            _(
                "“%(name)s” has %(found)s million pixels; %(most)s million at most are accepted. Reduce it first."
            )
            % {
                "name": path.name,
                "found": image.width * image.height // 1_000_000,
                "most": MAX_PIXELS // 1_000_000,
            }
        )
    turned = image.get_typeof("orientation") and image.get("orientation") >= 5  # noqa: PLR2004 -- EXIF: 5 to 8 lie on a side
    width, height = (image.height, image.width) if turned else (image.width, image.height)
    return Measured(suffix=kind[0], mime=kind[1], width=width, height=height)


def _opened(path: Path) -> pyvips.Image:
    with path.open("rb") as file:
        if not file.read(8).startswith(_BEGINNINGS):
            raise _unreadable(path)
    try:
        return pyvips.Image.new_from_file(str(path))
    except pyvips.Error as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> PictureError:
    return PictureError(
        _(
            "“%(name)s” cannot be read as a picture. JPEG, PNG, TIFF or WebP is wanted: save it "
            "again from its program."
        )
        % {"name": path.name}
    )


def render(path: Path, key: str) -> str:
    """Write the renditions of a picture and return its dominant colour, as `#rrggbb`.

    Raises:
        PictureError: the pixels cannot be decoded.
    """
    try:
        image = _largest(path)
        if image.hasalpha():
            image = image.flatten(background=[255, 255, 255])
        image = image.copy_memory()  # read once from the file; the smaller ones come from memory
        for width in sorted(WIDTHS, reverse=True):
            image = image.thumbnail_image(width, height=width * 8, size="down").copy_memory()
            content = image.webpsave_buffer(Q=QUALITY, effort=EFFORT, keep="none")
            store.write(store.rendition_path(key, width), content)
        return _tone(image)
    except pyvips.Error as error:
        raise PictureError(
            _(
                "“%(name)s” begins as a picture but its pixels cannot be read. Save it again from its program."
            )
            % {"name": path.name}
        ) from error


def _largest(path: Path) -> pyvips.Image:
    """Return the picture at the largest width, upright, in sRGB.

    Colours are converted only for a file that carries a profile: it costs more than all the rest.
    """
    width = max(WIDTHS)
    profiled = pyvips.Image.new_from_file(str(path)).get_typeof("icc-profile-data")
    options = {"export_profile": "srgb"} if profiled else {}
    return pyvips.Image.thumbnail(
        str(path), width, height=width * 8, size="down", fail_on="error", **options
    )


def _tone(image: pyvips.Image) -> str:
    """Return the mean colour of a small picture."""
    bands = image.colourspace("srgb").shrink(image.width, image.height)(0, 0)
    return "#" + "".join(f"{int(max(0, min(255, band))):02x}" for band in bands[:3])
