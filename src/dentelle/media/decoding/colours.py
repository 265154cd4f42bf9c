"""Colours of a picture: the main ones, what people call them, and a descriptor of its look."""

from typing import Any

import numpy as np
import pyvips
from numpy.typing import NDArray

MAIN = 5
_SEEDS, _ROUNDS = 8, 12
_CLOSE = 12.0  # Lab units under which two main colours are one to the eye
REAL = 0.08  # share of the picture from which a colour gives it its name
_GRID = 8  # the descriptor is a picture of 8 by 8 in Lab, one byte a value: 192 bytes

Points = NDArray[np.float32]  # (n, 3): L 0 to 100, a and b about -110 to 110


def look(small: pyvips.Image) -> dict[str, Any]:
    """Return `palette`, `colours` and `descriptor` (hexadecimal) of a small sRGB picture."""
    points = _lab(small)
    return {
        "palette": palette(points),
        "colours": names(points),
        "descriptor": descriptor(small).hex(),
    }


def _lab(image: pyvips.Image) -> Points:
    lab = image.colourspace("lab").cast("float")
    values = np.frombuffer(lab.write_to_memory(), dtype=np.float32)
    return values.reshape(-1, 3)


def descriptor(small: pyvips.Image) -> bytes:
    """Return the look of a picture in 192 bytes; proportions are left out."""
    grid = small.thumbnail_image(_GRID, height=_GRID, size="force")
    values = _lab(grid) * (2.55, 1, 1) + (0, 128, 128)
    grey: bytes = np.clip(np.rint(values), 0, 255).astype(np.uint8).tobytes()
    return grey


def palette(points: Points) -> list[tuple[str, float]]:
    """Return the main colours as `("#rrggbb", share)`, the largest share first."""
    centres, counts = _joined(*_means(points))
    order = np.argsort(-counts, kind="stable")[:MAIN]
    shares = counts[order] / counts.sum()
    return [
        (_hexadecimal(centre), round(float(share), 3))
        for centre, share in zip(centres[order], shares, strict=True)
    ]


def _means(points: Points) -> tuple[Points, NDArray[np.int64]]:
    """Find means (k-means, begun from points far from each other: the same picture gives the same)."""
    centres = points.mean(axis=0, keepdims=True)
    while len(centres) < _SEEDS:
        centres = np.vstack([centres, points[_distances(points, centres).min(axis=1).argmax()]])
    nearest = np.zeros(len(points), dtype=np.int64)
    for _round in range(_ROUNDS):
        nearest = _distances(points, centres).argmin(axis=1)
        for number in range(len(centres)):
            if (mine := nearest == number).any():
                centres[number] = points[mine].mean(axis=0)
    return centres, np.bincount(nearest, minlength=len(centres))


def _distances(points: Points, centres: Points) -> Points:
    squared: Points = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    return squared


def _joined(centres: Points, counts: NDArray[np.int64]) -> tuple[Points, NDArray[np.int64]]:
    """Join the means that the eye would not tell apart."""
    kept: list[int] = []
    counts = counts.copy()
    for number in np.argsort(-counts, kind="stable"):
        near = [k for k in kept if np.linalg.norm(centres[k] - centres[number]) < _CLOSE]
        if near:
            counts[near[0]] += counts[number]
        elif counts[number]:
            kept.append(int(number))
    return centres[kept], counts[kept]


def _hexadecimal(lab: NDArray[np.float32]) -> str:
    dot = pyvips.Image.new_from_memory(lab.astype(np.float32).tobytes(), 1, 1, 3, "float")
    bands = dot.copy(interpretation="lab").colourspace("srgb")(0, 0)
    return "#" + "".join(f"{int(max(0, min(255, band))):02x}" for band in bands)


def names(points: Points) -> list[str]:
    """Return what people call the colours of a real share, the largest first."""
    called = np.select(*_rules(points), default="grey")
    found, counts = np.unique(called, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    return [str(found[at]) for at in order if counts[at] >= REAL * len(points)]


def _rules(points: Points) -> tuple[list[NDArray[np.bool_]], list[str]]:
    """Return tests in their order, and the name each gives.

    Bounds of hue are degrees in Lab: pure sRGB red stands at 40, yellow at 103, green at 136, cyan
    at 196, blue at 306, magenta at 328. Dark oranges and yellows are brown; light reds are pink.
    """
    light, a, b = points.T
    chroma, hue = np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360
    dull = chroma < np.where(light > 80, 9, 8)  # noqa: PLR2004 -- tints show less near white
    warm = (hue < 100) | (hue >= 345)  # noqa: PLR2004 -- red to yellow
    tests: list[tuple[NDArray[np.bool_], str]] = [
        ((light < 14) | (dull & (light < 25)), "black"),  # noqa: PLR2004
        ((light > 88) & (chroma < 14), "white"),  # noqa: PLR2004
        (dull, "grey"),
        (warm & (hue < 345) & (hue >= 45) & ((light < 55) | (chroma < 35)) & (light < 80), "brown"),  # noqa: PLR2004
        ((hue >= 20) & (hue < 45) & (light < 45) & (chroma < 38), "brown"),  # noqa: PLR2004
        (((hue < 45) | (hue >= 345)) & (light > 62), "pink"),  # noqa: PLR2004
        ((hue < 45) | (hue >= 350), "red"),  # noqa: PLR2004
        (hue < 78, "orange"),  # noqa: PLR2004
        (hue < 108, "yellow"),  # noqa: PLR2004
        (hue < 168, "green"),  # noqa: PLR2004
        (hue < 225, "turquoise"),  # noqa: PLR2004
        (hue < 307, "blue"),  # noqa: PLR2004
        ((hue >= 325) & (light > 55), "pink"),  # noqa: PLR2004
        (hue < 360, "violet"),  # noqa: PLR2004
    ]
    return [test for test, _name in tests], [name for _test, name in tests]
