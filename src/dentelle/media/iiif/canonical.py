"""The one spelling of an address, among all those that ask for the same picture.

Source: IIIF Image API 3.0 §4.7 and 2.1 §4.7.
"""

from dentelle.media.iiif import geometry
from dentelle.media.iiif.geometry import Box, Size, nearest
from dentelle.media.iiif.syntax import Asked


def path(version: int, asked: Asked, ground: Size) -> str:
    """Return `region/size/rotation/quality.format` in its canonical spelling."""
    return "/".join((region(asked.box, ground), _size(version, asked), _turned(asked)))


def spellings(version: int, asked: Asked, ground: Size) -> tuple[str, str]:
    """Return the spellings answered without a redirection: the canonical one, and that of tiles."""
    tile = f"{region(asked.box, ground)}/{_plain(version, asked)}/{_turned(asked)}"
    return path(version, asked, ground), tile


def exact(asked: Asked, ground: Size) -> str:
    """Return the spelling in plain numbers, under which tiles and kept pictures lie."""
    return f"{region(asked.box, ground)}/{sides(asked.size)}/{_turned(asked)}"


def region(box: Box, ground: Size) -> str:
    """Return `full`, or `x,y,w,h`."""
    if box.size == ground:
        return "full"
    return f"{box.x},{box.y},{sides(box.size)}"


def sides(size: Size) -> str:
    """Return `w,h`."""
    return f"{size.width},{size.height}"


def _size(version: int, asked: Asked) -> str:
    if asked.size == geometry.limited(asked.box.size):
        return "full" if version == 2 else "max"  # noqa: PLR2004 -- the standard's number
    return _plain(version, asked)


def _plain(version: int, asked: Asked) -> str:
    """Return `w,h`, or in version 2 `w,` where it says the same."""
    size, whole = asked.size, asked.box.size
    if version == 2 and size.height == nearest(whole.height * size.width / whole.width):  # noqa: PLR2004 -- the standard's number
        return f"{size.width},"
    return sides(size)


def _turned(asked: Asked) -> str:
    # Colour is what a picture is by default.
    quality = "default" if asked.quality == "color" else asked.quality
    return f"{'!' if asked.mirrored else ''}{asked.turn}/{quality}.{asked.format}"
