"""Sizes and boxes, in pixels, and how much is given at most."""

import math
from dataclasses import dataclass

MAX_WIDTH = MAX_HEIGHT = 4096
MAX_AREA = 12_000_000  # a printed A4 at 300 dots an inch is 8.7 million
SMALL = 640  # longest side of what is shown of a picture without the use `zoom`
TILE = 512


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height, at least one pixel each."""

    width: int
    height: int

    @property
    def area(self) -> int:
        """Pixels in all."""
        return self.width * self.height

    def within(self, other: "Size") -> bool:
        """Say whether it is no wider and no higher than another."""
        return self.width <= other.width and self.height <= other.height

    def scaled(self, factor: float) -> "Size":
        """Return the nearest size in whole pixels."""
        return Size(nearest(self.width * factor), nearest(self.height * factor))


@dataclass(frozen=True, slots=True)
class Box:
    """A region of a picture: left, top, and its size."""

    x: int
    y: int
    size: Size


def nearest(length: float) -> int:
    """Round a length half up, to one pixel at least."""
    return max(1, math.floor(length + 0.5))


def limited(size: Size) -> Size:
    """Return the largest size of this shape that is given: never larger, never beyond the limits."""
    factor = min(
        1.0,
        MAX_WIDTH / size.width,
        MAX_HEIGHT / size.height,
        math.sqrt(MAX_AREA / size.area),
    )
    if factor == 1.0:
        return size
    return Size(max(1, int(size.width * factor)), max(1, int(size.height * factor)))


def in_limits(size: Size) -> bool:
    """Say whether a size may be given."""
    return size.width <= MAX_WIDTH and size.height <= MAX_HEIGHT and size.area <= MAX_AREA


def small(size: Size) -> Size:
    """Return the size of the small version of a picture."""
    return size.scaled(min(1.0, SMALL / max(size.width, size.height)))


def scale_factors(size: Size) -> list[int]:
    """Return 1, 2, 4… until the whole picture is one tile."""
    longest = max(size.width, size.height)
    return [1 << step for step in range(max(0, math.ceil(math.log2(longest / TILE))) + 1)]


def reduced(size: Size, factor: int) -> Size:
    """Return the size of the whole picture at a scale factor; tiles are rounded up alike."""
    return Size(-(-size.width // factor), -(-size.height // factor))
