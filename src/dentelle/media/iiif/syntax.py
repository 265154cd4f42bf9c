"""What an address asks for, read against the size the service announces.

Source: IIIF Image API 3.0 §4 and 2.1 §4. Numbers are ASCII and short: an address comes from anywhere.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from dentelle.media.iiif import geometry
from dentelle.media.iiif.geometry import Box, Size, nearest

QUALITIES = ("default", "color", "gray", "bitonal")
FORMATS = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}
_KNOWN_FORMATS = frozenset({"tif", "gif", "jp2", "pdf"})  # the standard's, which are not made here
_SHOWN = 40  # characters of an address that a sentence repeats
_WHOLE, _PART = r"([0-9]{1,9})", r"([0-9]{1,9}(?:\.[0-9]{1,9})?)"
_PIXELS = re.compile(rf"{_WHOLE},{_WHOLE},{_WHOLE},{_WHOLE}")
_PERCENTS = re.compile(rf"pct:{_PART},{_PART},{_PART},{_PART}")
_PERCENT = re.compile(rf"pct:{_PART}")
_SIDES = re.compile(r"(!?)([0-9]{0,9}),([0-9]{0,9})")
_ROTATION = re.compile(rf"(!?){_PART}")
_WHOLE_TURN = 360
_QUARTER = 90


class Fault(Exception):  # noqa: N818 -- it is the asker's
    """An address that cannot be answered; the message says what was found and what is wanted."""


class Unsupported(Fault):
    """A sound address for something the standard lets a service leave out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is wanted: `turn` is 0, 90, 180 or 270 degrees clockwise, after mirroring."""

    box: Box
    size: Size
    mirrored: bool
    turn: int
    quality: str
    format: str


def parse(version: int, parts: tuple[str, str, str, str], ground: Size) -> Asked:
    """Read `(region, size, rotation, "quality.format")` for a picture announced as `ground`.

    Raises:
        Fault: a part is malformed, outside the picture, larger than its region or beyond the limits.
        Unsupported: enlarging, a turn that is no quarter, or a format that is not made here.
    """
    region, size, rotation, name = parts
    box = _box(region, ground)
    mirrored, turn = _rotation(rotation)
    quality, form = _name(name)
    return Asked(
        box=box,
        size=_size(version, size, box.size),
        mirrored=mirrored,
        turn=turn,
        quality=quality,
        format=form,
    )


def _box(text: str, ground: Size) -> Box:
    if text == "full":
        return Box(0, 0, ground)
    if text == "square":
        side = min(ground.width, ground.height)
        return Box((ground.width - side) // 2, (ground.height - side) // 2, Size(side, side))
    if found := _PIXELS.fullmatch(text):
        x, y, width, height = map(int, found.groups())
    elif found := _PERCENTS.fullmatch(text):
        x, y, width, height = _of_percents(found.groups(), ground)
    else:
        raise Fault(
            _("“%(found)s” is no region. “full”, “square”, “x,y,w,h” or “pct:x,y,w,h” is wanted.")
            % {"found": text[:_SHOWN]}
        )
    width, height = min(width, ground.width - x), min(height, ground.height - y)
    if width < 1 or height < 1:
        raise Fault(
            _(
                "The region “%(found)s” holds nothing of the picture, which has %(width)d × "
                "%(height)d pixels. A region inside it is wanted."
            )
            % {"found": text[:_SHOWN], "width": ground.width, "height": ground.height}
        )
    return Box(x, y, Size(width, height))


def _of_percents(found: tuple[str, ...], ground: Size) -> tuple[int, int, int, int]:
    """Return left, top, width and height in pixels; a share of nothing is nothing."""
    x, y, width, height = (Fraction(number) / 100 for number in found)
    left, top = int(x * ground.width), int(y * ground.height)
    return (
        left,
        top,
        nearest(float(width * ground.width)) if width else 0,
        nearest(float(height * ground.height)) if height else 0,
    )


def _size(version: int, text: str, region: Size) -> Size:
    if text == "max" or (text == "full" and version == 2):  # noqa: PLR2004 -- the standard's number
        return geometry.limited(region)
    if text.startswith("^") and version != 2:  # noqa: PLR2004 -- the standard's number
        _size_wanted(version, text[1:], region)  # malformed is malformed all the same
        raise Unsupported(
            _("“%(found)s” may enlarge, which is not done here. Ask for it without “^”.")
            % {"found": text[:_SHOWN]}
        )
    size = _size_wanted(version, text, region)
    if not size.within(region):
        raise Fault(
            _(
                "The size “%(found)s” is larger than its region, %(width)d × %(height)d pixels; "
                "pictures are not enlarged. A smaller size, or “max”, is wanted."
            )
            % {"found": text[:_SHOWN], "width": region.width, "height": region.height}
        )
    if not geometry.in_limits(size):
        raise Fault(
            _(
                "The size “%(found)s” is beyond what is given at once: %(side)d pixels a side and "
                "%(area)d in all. A smaller size, or “max”, is wanted."
            )
            % {"found": text[:_SHOWN], "side": geometry.MAX_WIDTH, "area": geometry.MAX_AREA}
        )
    return size


def _size_wanted(version: int, text: str, region: Size) -> Size:
    """Return the size an address asks for, whether it may be given or not."""
    if text == "max":
        return geometry.limited(region)
    if (found := _PERCENT.fullmatch(text)) and Fraction(found[1]):
        return region.scaled(float(Fraction(found[1]) / 100))
    if found := _SIDES.fullmatch(text):
        width, height = int(found[2] or 0), int(found[3] or 0)
        if found[1] and width and height:
            return _confined(version, Size(width, height), region)
        sized = not found[1] and (width or not found[2]) and (height or not found[3])
        if sized and (width or height):
            return Size(
                width or nearest(region.width * height / region.height),
                height or nearest(region.height * width / region.width),
            )
    raise Fault(
        _(
            "“%(found)s” is no size. “max”, “w,”, “,h”, “pct:n”, “w,h” or “!w,h” is wanted, in "
            "numbers above zero."
        )
        % {"found": text[:_SHOWN]}
    )


def _confined(version: int, frame: Size, region: Size) -> Size:
    """Return the largest size of the region's shape inside a frame and the limits.

    A frame larger than the region on both sides is refused in version 3, as the standard's own
    validator wants; version 2 gives the region as it is.
    """
    factor = min(frame.width / region.width, frame.height / region.height)
    if factor > 1:
        return frame if version != 2 else geometry.limited(region)  # noqa: PLR2004 -- the standard's number
    size = region.scaled(factor)
    return size if geometry.in_limits(size) else geometry.limited(region)


def _rotation(text: str) -> tuple[bool, int]:
    found = _ROTATION.fullmatch(text)
    if not found or Fraction(found[2]) > _WHOLE_TURN:
        raise Fault(
            _(
                "“%(found)s” is no rotation. A number from 0 to 360 is wanted, after “!” to mirror first."
            )
            % {"found": text[:_SHOWN]}
        )
    degrees = Fraction(found[2]) % _WHOLE_TURN
    if degrees % _QUARTER:
        raise Unsupported(
            _("Pictures are turned by 0, 90, 180 or 270 degrees, not by “%(found)s”.")
            % {"found": text[:_SHOWN]}
        )
    return bool(found[1]), int(degrees)


def _name(text: str) -> tuple[str, str]:
    quality, _dot, form = text.rpartition(".")
    if quality not in QUALITIES:
        raise Fault(
            _("“%(found)s” is no quality. “default”, “color”, “gray” or “bitonal” is wanted.")
            % {"found": quality[:_SHOWN]}
        )
    if form in FORMATS:
        return quality, form
    kind = Unsupported if form in _KNOWN_FORMATS else Fault
    raise kind(
        _("“%(found)s” is no format made here. “jpg”, “png”, “webp” or “avif” is wanted.")
        % {"found": form[:_SHOWN]}
    )
