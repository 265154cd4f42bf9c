"""Oil paint: a scene laid down in thousands of oriented strokes, thick enough to catch the light."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from dentelle.demo.drawing.composition import compose
from dentelle.demo.drawing.scenes import Scene
from dentelle.demo.drawing.surface import (
    Array,
    Size,
    blur,
    finish,
    grid,
    lit,
    noise,
    resize,
    slopes,
)

Whole = NDArray[np.integer[Any]]

Brush = tuple[Image.Image, Image.Image, int, int]

SKETCH = 0.72  # of the canvas: the size scenes are composed at
_EDGE = 0.3  # the detail from which the brush follows an outline
ANGLES = 36
VARIANTS = 5
# Each pass of the brush: (length, width) in thousandths of the long side, how much of the canvas
# it covers, how far colours stray, and what is repainted (only where the scene has detail).
PASSES = (
    (64, 19.0, 1.5, 0.040, 0.0),
    (42, 12.0, 1.3, 0.050, 0.0),
    (22, 5.6, 1.3, 0.045, 0.34),
    (12, 2.9, 1.1, 0.030, 0.62),
)


@cache
def _brushes(length: int, width: int) -> list[list[Brush]]:
    """Return (mask, ridges, width, height) of a loaded brush's mark, by angle then variant."""
    rng = np.random.default_rng(length * 1000 + width)
    marks = [_mark(rng, length, width) for _ in range(VARIANTS)]
    return [
        [_turned(mask, ridge, -180.0 * step / ANGLES) for mask, ridge in marks]
        for step in range(ANGLES)
    ]


def _turned(mask: Image.Image, ridge: Image.Image, angle: float) -> Brush:
    mask = mask.rotate(angle, Image.Resampling.BILINEAR, expand=True)
    ridge = ridge.rotate(angle, Image.Resampling.BILINEAR, expand=True)
    return mask, ridge, mask.width, mask.height


def _mark(rng: np.random.Generator, length: int, width: int) -> tuple[Image.Image, Image.Image]:
    """Draw one mark, lying along x: bristles run its length, paint piles up at its sides and end."""
    pad = 2
    rows, columns = width + 2 * pad, length + 2 * pad
    y = (np.arange(rows, dtype=np.float32)[:, None] - rows / 2 + 0.5) / (width / 2)
    x = (np.arange(columns, dtype=np.float32)[None, :] - pad) / length
    bend = rng.uniform(-0.35, 0.35) * (x - 0.5) ** 2 * 4
    bristles = np.repeat(rng.uniform(-1, 1, (rows, 1)), columns, axis=1)
    streaks = bristles + 0.5 * noise(rng, (columns, rows), (length / 1.6, 1.6), 1)
    start = rng.uniform(0, 0.06) + 0.05 * bristles
    end = 0.94 - rng.uniform(0, 0.18) + 0.13 * bristles
    inside = (1 - np.abs(y + bend) ** 3) * 1.5
    inside = np.clip(inside, 0, 1) * np.clip((x - start) * 14, 0, 1) * np.clip((end - x) * 7, 0, 1)
    mask = np.clip(inside * (0.92 + 0.22 * streaks), 0, 1)
    ridge = 128 + 70 * streaks + 60 * (np.abs(y + bend) ** 4 - 0.4) + 30 * (x - 0.4)
    return (
        Image.fromarray((mask * 255).astype(np.uint8)),
        Image.fromarray(np.clip(ridge, 0, 255).astype(np.uint8)),
    )


def _detail(scene: Scene) -> Array:
    """Say where the scene changes, from 0 (flat) to 1 (an edge); there, turn the brush along the edge."""
    width, height = scene.size
    small = (width // 2, height // 2)
    grey = resize(scene.colours.mean(2), small)
    across, down = slopes(grey, 14.0)
    strength = np.hypot(across, down)
    soft_x, soft_y, soft = (_soften(v) for v in (across * across, across * down, down * down))
    tangent = 0.5 * np.arctan2(2 * soft_y, soft_x - soft) + np.pi / 2
    detail = resize(np.clip(blur(np.clip(strength, 0, 1), 3) * 2.2, 0, 1), scene.size)
    edge = np.asarray(Image.fromarray(tangent.astype(np.float32)).resize(scene.size))
    scene.angles = np.where(detail > _EDGE, edge, scene.angles)
    return np.clip(detail, 0, 1)


def _soften(values: Array) -> Array:
    """Average a field over its neighbours."""
    image = Image.fromarray(values.astype(np.float32))
    quarter = image.resize((image.width // 4, image.height // 4), Image.Resampling.BOX)
    return np.asarray(quarter.resize(image.size, Image.Resampling.BILINEAR))


def _strokes(
    rng: np.random.Generator,
    scene: Scene,
    detail: Array,
    brush: tuple[int, float, float, float, float],
) -> tuple[Whole, Whole, Array, Whole]:
    """Choose where a pass puts its marks: x, y, colours and angle steps, in painting order."""
    length, width, cover, stray, threshold = brush
    height_px, width_px = detail.shape
    unit = max(detail.shape) / 1000
    count = int(cover * height_px * width_px / (length * width * unit * unit))
    x = rng.integers(0, width_px, count)
    y = rng.integers(0, height_px, count)
    if threshold:
        wanted = detail[y, x] + scene.busy[y, x] > threshold * rng.uniform(0.5, 1.5, count)
        x, y = x[wanted], y[wanted]
    colours = scene.colours[y, x]
    jitter = rng.normal(0, stray, (len(x), 1)) + rng.normal(0, stray * 0.38, (len(x), 3))
    colours = np.clip(colours * (1 + jitter) + jitter * 0.06, 0, 1)
    angles = scene.angles[y, x] + rng.normal(0, 0.13, len(x))
    steps = np.rint(angles / np.pi * ANGLES).astype(int) % ANGLES
    order = np.argsort(y + rng.uniform(-60, 60, len(x)) * unit) if threshold == 0 else slice(None)
    return x[order], y[order], (colours[order] * 255).astype(np.uint8), steps[order]


def paint(rng: np.random.Generator, scene: Scene, size: Size) -> Image.Image:
    """Lay a scene down in strokes and light the paint."""
    unit = max(size) / 1000
    base = scene.colours * 0.90 + np.array([0.07, 0.05, 0.03], np.float32)
    picture = finish(base)
    relief = Image.new("L", size, 110)
    detail = _detail(scene)
    for brush in PASSES:
        marks = _brushes(max(6, round(brush[0] * unit)), max(2, round(brush[1] * unit)))
        x, y, colours, steps = _strokes(rng, scene, detail, brush)
        variants = rng.integers(0, VARIANTS, len(x))
        inks = map(tuple, colours.tolist())
        for x0, y0, ink, step, variant in zip(
            x.tolist(), y.tolist(), inks, steps.tolist(), variants.tolist(), strict=True
        ):
            mask, ridge, wide, tall = marks[step][variant]
            left, top = x0 - wide // 2, y0 - tall // 2
            box = (left, top, left + wide, top + tall)
            # The images' own cores: thousands of marks a picture, and Image.paste checks each one.
            picture.im.paste(ink, box, mask.im)
            relief.im.paste(ridge.im, box, mask.im)
    return _varnish(rng, scene, picture, relief)


def _varnish(
    rng: np.random.Generator, scene: Scene, picture: Image.Image, relief: Image.Image
) -> Image.Image:
    """Touch up what is small, light the ridges of paint and the weave, warm the whole a little."""
    size = scene.size
    canvas = np.asarray(picture, np.float32) / 255
    canvas = canvas + (scene.colours - canvas) * (0.55 * scene.busy)[..., None]
    x, y = grid(size)
    half = max(size) / 2
    weave = np.sin(x[:1] * half * 1.55) * np.sin(y[:, :1] * half * 1.55)
    height = np.asarray(relief, np.float32) / 255 + 0.035 * weave
    diffuse, shine = lit(*slopes(height, 1.5), gloss=24)
    canvas = canvas * (0.30 + 1.22 * diffuse)[..., None] + (0.05 * shine)[..., None]
    age = 1 - 0.05 * (x * x + y * y) + 0.015 * noise(rng, size, max(size) / 3, 2)
    return finish(canvas * age[..., None] * np.array([1.01, 1.0, 0.975], np.float32))


def draw(rng: np.random.Generator, size: Size, about: dict[str, str]) -> Image.Image:
    """Paint the scene the notice names (`about["scene"]`, `about["hour"]`)."""
    sketch = compose(rng, (round(size[0] * SKETCH), round(size[1] * SKETCH)), about)
    return paint(rng, _enlarged(sketch, size), size)


def _enlarged(sketch: Scene, size: Size) -> Scene:
    """Bring a sketch to the size of the canvas; the brush hides what that loses."""
    colours = finish(sketch.colours).resize(size, Image.Resampling.BICUBIC)
    angles = Image.fromarray(sketch.angles).resize(size, Image.Resampling.NEAREST)
    busy = Image.fromarray(sketch.busy.astype(np.float32)).resize(size, Image.Resampling.BILINEAR)
    return Scene(
        np.asarray(colours, np.float32) / 255,
        np.asarray(angles),
        np.asarray(busy),
        size,
        sketch.palette,
        sketch.horizon,
    )
