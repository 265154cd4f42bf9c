"""What every drawing stands on: grounds, noise, light on relief, shadows, and vector shapes made pixels.

A canvas is a float32 array (height, width, 3) of 0 to 1; a mask or a height is (height, width).
Sizes are (width, height) in pixels, as Pillow says them.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyvips
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Array = NDArray[Any]
Size = tuple[int, int]
Colour = Sequence[float]


def rgb(code: str) -> Array:
    """Return `#rrggbb` as three numbers of 0 to 1."""
    return np.array([int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)], np.float32)


def mix(first: Any, second: Any, share: Any) -> Any:
    """Go from the first to the second by `share`."""
    return first + (second - first) * share


def smooth(low: Any, high: Any, value: Array) -> Array:
    """Rise softly from 0 at `low` to 1 at `high` (which may be the smaller)."""
    t = np.clip((value - low) / (high - low), 0, 1)
    risen: Array = t * t * (3 - 2 * t)
    return risen.astype(np.float32)


def power(values: Array, exponent: float) -> Array:
    """Raise positive values to a power: by logarithms, ten times faster than the operator."""
    raised: Array = np.exp(exponent * np.log(np.maximum(values, 1e-6)))
    return raised


def grid(size: Size) -> tuple[Array, Array]:
    """Return x and y of every pixel, from -1 to 1 along the longer side, 0 in the middle."""
    width, height = size
    half = max(size) / 2
    x = (np.arange(width, dtype=np.float32) - width / 2 + 0.5) / half
    y = (np.arange(height, dtype=np.float32) - height / 2 + 0.5) / half
    return np.broadcast_to(x[None, :], (height, width)), np.broadcast_to(
        y[:, None], (height, width)
    )


def resize(values: Array, size: Size) -> Array:
    """Bring a field to another size, smoothly."""
    image = Image.fromarray(np.ascontiguousarray(values, np.float32))
    return np.asarray(image.resize(size, Image.Resampling.BICUBIC))


def noise(
    rng: np.random.Generator, size: Size, cell: tuple[float, float] | float, octaves: int = 3
) -> Array:
    """Return soft noise around 0 (about -1 to 1); `cell` is the size of its largest grains in pixels.

    Summed on a coarse canvas and enlarged once: nothing in it is finer than its smallest grain.
    """
    across, down = cell if isinstance(cell, tuple) else (cell, cell)
    finest = 2 ** (octaves - 1)
    width = min(size[0], max(4, round(size[0] / max(1.0, across / finest / 2))))
    height = min(size[1], max(4, round(size[1] / max(1.0, down / finest / 2))))
    total = np.zeros((height, width), np.float32)
    strength, whole = 1.0, 0.0
    for octave in range(octaves):
        columns = min(width, max(2, round(size[0] / across * 2**octave) + 2))
        rows = min(height, max(2, round(size[1] / down * 2**octave) + 2))
        grains = rng.random((rows, columns), np.float32) * 2 - 1
        total += np.float32(strength) * resize(grains, (width, height))
        whole += strength
        strength *= 0.55
    total *= np.float32(1.6 / whole)
    return total if (width, height) == size else _enlarge(total, size)


def _enlarge(values: Array, size: Size) -> Array:
    return np.asarray(Image.fromarray(values).resize(size, Image.Resampling.BILINEAR))


def blur(mask: Array, radius: float) -> Array:
    """Blur a mask of 0 to 1; large radii are blurred small, which the eye cannot tell."""
    step = max(1, int(radius / 4))
    height, width = mask.shape
    image = Image.fromarray((np.clip(mask, 0, 1) * 255).astype(np.uint8))
    if step > 1:
        image = image.resize((max(1, width // step), max(1, height // step)), Image.Resampling.BOX)
    image = image.filter(ImageFilter.GaussianBlur(radius / step))
    if step > 1:
        image = image.resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(image, np.float32) / 255


def shapes(inside: str, size: Size) -> Array:
    """Render the inside of an SVG whose box is -100 to 100 along the longer side: (height, width, 4)."""
    width, height = size
    half_w, half_h = 100 * width / max(size), 100 * height / max(size)
    markup = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="{-half_w:.3f} {-half_h:.3f} {2 * half_w:.3f} {2 * half_h:.3f}">{inside}</svg>'
    )
    picture = pyvips.Image.svgload_buffer(markup.encode(), unlimited=True)
    return np.asarray(picture.numpy(), np.float32) / 255


def over(canvas: Array, colour: Any, alpha: Array) -> None:
    """Lay a colour (or a canvas) over the canvas, in place, as much as `alpha` says."""
    share = alpha[..., None]
    canvas += (np.asarray(colour, np.float32) - canvas) * share


def backdrop(rng: np.random.Generator, size: Size, tone: str, floor: float = 0.45) -> Array:
    """Return the paper roll of a museum's studio: light from the upper left, floor turning into wall."""
    x, y = grid(size)
    light = 1.04 - 0.10 * (x + 0.35) ** 2 - 0.10 * (y + 0.25) ** 2
    light = light + 0.05 * smooth(floor - 0.25, floor + 0.15, y) + 0.006 * noise(rng, size, 3, 1)
    return (rgb(tone) * light[..., None]).astype(np.float32)


def shadow(canvas: Array, mask: Array, shift: tuple[int, int], radius: float, depth: float) -> None:
    """Darken the canvas under a mask moved by `shift` (right, down) and softened."""
    moved = np.roll(mask, (shift[1], shift[0]), (0, 1))
    canvas *= 1 - depth * blur(moved, radius)[..., None]


def slopes(height: Array, strength: float) -> tuple[Array, Array]:
    """Return how steeply a height in pixels falls, to the right and down."""
    right = np.zeros_like(height)
    down = np.zeros_like(height)
    right[:, 1:-1] = (height[:, 2:] - height[:, :-2]) * (strength / 2)
    down[1:-1] = (height[2:] - height[:-2]) * (strength / 2)
    return right, down


def lit(
    right: Array, down: Array, light: Colour = (-0.5, -0.65, 0.58), gloss: float = 30.0
) -> tuple[Array, Array]:
    """Return (diffuse, highlight) of a surface that slopes so, under one light up left."""
    lx, ly, lz = np.asarray(light, np.float32) / np.float32(np.linalg.norm(light))
    length = np.sqrt(right * right + down * down + 1)
    diffuse = np.clip((-right * lx - down * ly + lz) / length, 0, 1)
    hx, hy, hz = lx, ly, lz + 1
    norm = np.float32(np.sqrt(hx * hx + hy * hy + hz * hz))
    half = np.clip((-right * hx - down * hy + hz) / (length * norm), 0, 1)
    for _ in range(round(math.log2(gloss))):
        half = half * half  # to the power of `gloss`, or the power of two nearest to it
    return diffuse.astype(np.float32), half.astype(np.float32)


def warp(rng: np.random.Generator, picture: Array, reach: float, cell: float) -> Array:
    """Shake a picture (h, w, 4) as a hand would, by up to `reach` pixels over `cell` pixels."""
    height, width = picture.shape[:2]
    columns, rows = max(2, round(width / cell)), max(2, round(height / cell))
    xs = np.rint(np.linspace(0, width, columns + 1))
    ys = np.rint(np.linspace(0, height, rows + 1))
    moved_x = xs[None, :] + rng.uniform(-reach, reach, (rows + 1, columns + 1))
    moved_y = ys[:, None] + rng.uniform(-reach, reach, (rows + 1, columns + 1))
    corners = np.stack([moved_x, moved_y], -1)
    cells = []
    for j in range(rows):
        for i in range(columns):
            box = (int(xs[i]), int(ys[j]), int(xs[i + 1]), int(ys[j + 1]))
            quad = [*corners[j, i], *corners[j + 1, i], *corners[j + 1, i + 1], *corners[j, i + 1]]
            cells.append((box, [float(v) for v in quad]))
    image = Image.fromarray((picture * 255).astype(np.uint8))
    turned = image.transform(
        (width, height), Image.Transform.MESH, cells, Image.Resampling.BILINEAR
    )
    return np.asarray(turned, np.float32) / 255


def finish(canvas: Array) -> Image.Image:
    """Return the canvas as a picture."""
    return Image.fromarray((np.clip(canvas, 0, 1) * 255 + 0.5).astype(np.uint8))
