"""Printed cottons: copperplate scenes in one colour, sprigs, trailing flowers, stripes; woven, worn, creased."""

import numpy as np
from PIL import Image

from dentelle.demo.drawing import motifs, ornament
from dentelle.demo.drawing.motifs import Rng, group
from dentelle.demo.drawing.ornament import Ink
from dentelle.demo.drawing.surface import (
    Array,
    Size,
    backdrop,
    finish,
    grid,
    lit,
    mix,
    noise,
    over,
    power,
    rgb,
    shadow,
    shapes,
    slopes,
    smooth,
    warp,
)

TOILES = {
    "rouge": "#a3303a",
    "violet": "#5c3a63",
    "bleu": "#2d4377",
    "sepia": "#6a4630",
    "vert": "#3d5a3f",
}
GROUNDS = {
    "ecru": "#ece2cc",
    "garance": "#8f2f2a",
    "indigo": "#22335c",
    "brun": "#4a3028",
    "blanc": "#f2eee2",
    "jonquille": "#e3c06a",
}
CHINTZ = Ink(
    "#3a2420", ("#b23a34", "#d98a7a", "#4a6a9f", "#e3b95a", "#7a3f6a", "#eac9b8"), "#4a7048", 0.45
)
PALE = Ink("#f0e2c8", ("#e8b8a0", "#f0e2c8", "#d9a35a", "#9ab0c9", "#d98a7a"), "#8fae7a", 0.45)


def _hatch(rng: Rng, x: float, y: float, wide: float, colour: str) -> str:
    return "".join(
        f'<path d="M{x + wide * t - wide / 2:.1f} {y + float(rng.normal(0, 0.4)):.1f}l{wide * 0.05:.1f} {2.4 * (1 - abs(2 * t - 1)) + 0.6:.1f}" stroke="{colour}" stroke-width=".35"/>'
        for t in np.linspace(0, 1, int(wide * 1.2))
    )


def _island(rng: Rng, colour: str, kind: int) -> str:
    """One of the little worlds of a toile, all in one colour, on its tuft of ground."""
    tones = [colour] * 5
    ink = Ink(colour, ("#ece2cc", "#ece2cc"), colour, 0.5)
    tree = (
        f'<path d="M-17 0Q-15-10-18-19M-16-9l6-7M-17-12l-6-6" stroke="{colour}" stroke-width="1.3" fill="none"/>'
        + "".join(
            f'<path d="M{x:.1f} {y:.1f}q1.200-2 2.400 0q1.200-2 2.400 0" stroke="{colour}" stroke-width=".6" fill="none"/>'
            for x, y in zip(-19 + rng.normal(0, 5.5, 70), -24 + rng.normal(0, 4.5, 70), strict=True)
        )
    )
    scenes = (
        f'<path d="M-4 0V-9L2-15L16-15L20-9V0Z" fill="#ece2cc" stroke="{colour}" stroke-width=".7"/><path d="M-5-9L2-15H16L21-9Z" fill="{colour}" fill-opacity=".75"/><path d="M3 0V-6H7V0M11-6H15V-2H11Z" fill="{colour}" fill-opacity=".6"/>'
        + tree,
        group(motifs.ship(rng, 0, 0, 34, 0), 6, -4, 1)
        + "".join(
            f'<path d="M{-18 + 5 * i} {2 + i % 2}q3-2 6 0t6 0" stroke="{colour}" stroke-width=".6" fill="none"/>'
            for i in range(8)
        ),
        group(ornament.bird(rng, ink, 16), 6, -12, 1) + tree,
        group(ornament.basket(rng, Ink(colour, ("#ece2cc", colour), colour, 0.4), 15), 6, -10, 1)
        + tree,
        f'<path d="M-2 0V-20H0V0M12 0V-20H14V0M-4-20H16L15-23H-3Z M-5 0H17V2H-5Z" fill="{colour}" fill-opacity=".8"/><path d="M6-23V-28M3-28H9" stroke="{colour}"/>'
        + group(ornament.bouquet(rng, ink, 10, 5), 6, -1, 1)
        + tree,
    )
    tuft = (
        f'<path d="M-26 1Q-10-3 4 0T28 1Q16 5 2 4T-26 1Z" fill="{colour}" fill-opacity=".55"/>'
        + _hatch(rng, 0, 3, 46, tones[0])
    )
    return scenes[kind % len(scenes)] + tuft


def toile(rng: Rng, about: dict[str, str]) -> str:
    """A toile: islands in quincunx, garlands between."""
    colour = TOILES[about.get("ink", "rouge")]
    kinds = [int(k) for k in rng.permutation(5)[:3]]
    drawn = [_island(rng, colour, kind) for kind in kinds]
    swag = Ink(colour, ("#ece2cc", colour), colour, 0.4)
    between = group(ornament.sprig(rng, swag, 15), 0, 4, 1)
    parts = []
    for row, y in enumerate(range(-104, 130, 40)):
        for column, x in enumerate(range(-130, 150, 62)):
            parts.append(
                group(
                    drawn[(row + column) % 3],
                    x + 31 * (row % 2),
                    y,
                    1.0 if (row + column) % 2 else 0.92,
                )
            )
            parts.append(
                group(between, x + 31 + 31 * (row % 2), y + 4, 0.9, 20 if column % 2 else -20)
            )
    return "".join(parts)


def trail(rng: Rng, about: dict[str, str]) -> str:
    """An indienne: stems that wind upwards, flowers that no garden has."""
    ink = PALE if about.get("ground") in {"garance", "indigo", "brun"} else CHINTZ
    heads = [ornament.flower(rng, ink, float(rng.uniform(8, 12))) for _ in range(3)] + [
        ornament.tulip(rng, ink, 8)
    ]
    leaves = [ornament.leaf(ink, 11, 3.4), ornament.leaf(ink, 8, 3)]
    buds = [ornament.flower(rng, ink, 3.4, 5), ornament.sprig(rng, ink, 12)]
    stem = (
        '<path d="M0 30C26 20 26-4 0-12S-26-42 0-52" fill="none" stroke="'
        + ink.leaf
        + '" stroke-width="1.7"/>'
    )
    tile = [stem, stem.replace("1.7", ".5").replace(ink.leaf, ink.line)]
    tile += [group(leaves[i % 2], 21, -32, 1.05, 36 + 72 * i) for i in range(5)]
    tile += [
        group(buds[i], 21, -32 + side * 6, 0.95, 90 - side * 90 + 12)
        for i, side in enumerate((1, -1))
    ]
    tile += [
        group(heads[0], 21, -32, 1.0),
        group(heads[3], 21, -13, 0.7, 180),
        group(heads[1], 19, 9, 0.6),
    ]
    for t, (x, y, side) in enumerate(((10, 25, 1), (9, -8, 1), (-9, -18, -1), (-10, -46, -1))):
        tile.append(group(leaves[t % 2], x, y, 0.8, side * (50 + 12 * t)))
        tile.append(group(buds[0], x - side * 5, y - 5, 0.7))
    drawn = "".join(tile)
    return "".join(
        group(drawn, x, y + (41 if column % 2 else 0), 1)
        for column, x in enumerate(range(-150, 160, 42))
        for y in range(-150, 190, 82)
    )


def sprigs(rng: Rng, about: dict[str, str]) -> str:
    """Small sprigs in quincunx, dots between."""
    ink = PALE if about.get("ground") in {"garance", "indigo", "brun"} else CHINTZ
    small = [ornament.sprig(rng, ink, 13) for _ in range(2)]
    dot = f'<circle r="1" fill="{ink.fill(rng)}"/>'
    step = float(rng.choice([18, 22, 26]))
    parts = []
    for row, y in enumerate(np.arange(-110, 120, step * 0.8)):
        for column, x in enumerate(np.arange(-120, 125, step)):
            at = x + (step / 2 if row % 2 else 0)
            parts.append(
                group(small[(row // 2 + column) % 2], at, y, step / 24, -16 if row % 2 else 16)
                + group(dot, at + step / 2, y - 3, 1)
            )
    return "".join(parts)


def stripes(rng: Rng, about: dict[str, str]) -> str:
    """Stripes, plain and garlanded in turn."""
    ink = PALE if about.get("ground") in {"garance", "indigo", "brun"} else CHINTZ
    first, second = ink.fill(rng), ink.fill(rng)
    step = float(rng.choice([28, 34, 42]))
    garland = "".join(
        group(ornament.leaf(ink, 6, 2), 2 * np.sin(y / 7), y, 1, 55 if i % 2 else -55)
        + (group(ornament.flower(rng, ink, 3.6), -2 * np.sin(y / 7), y, 1) if i % 3 == 0 else "")
        for i, y in enumerate(np.arange(-110, 112, 5.0))
    )
    parts = []
    for x in np.arange(-120, 130, step):
        parts.append(
            f'<rect x="{x:.1f}" y="-120" width="{step * 0.34:.1f}" height="240" fill="{first}" fill-opacity=".85"/><rect x="{x + step * 0.38:.1f}" y="-120" width="1.2" height="240" fill="{second}"/><rect x="{x + step * 0.96:.1f}" y="-120" width="1.2" height="240" fill="{second}"/>'
        )
        parts.append(group(garland, x + step * 0.68, 0, 1))
    return "".join(parts)


def _fragment(rng: np.random.Generator, size: Size) -> Array:
    """Return the outline of a piece cut by scissors and frayed by time."""
    x, y = grid(size)
    w, h = size[0] / max(size) * 0.91, size[1] / max(size) * 0.91
    bow = 0.012 * noise(rng, size, max(size) / 2, 1)
    fray = 0.006 * noise(rng, size, (2.2, 14), 1) + bow
    fray_x = 0.006 * noise(rng, size, (14, 2.2), 1) + bow
    return (
        smooth(w + 0.004, w - 0.004, np.abs(x) + fray_x)
        * smooth(h + 0.004, h - 0.004, np.abs(y) + fray)
    ).astype(np.float32)


def draw(rng: np.random.Generator, size: Size, about: dict[str, str]) -> Image.Image:
    """Print a cloth (`pattern`: toile, indienne, semis, rayures; `ink`; `ground`) and lay it flat."""
    pattern = about.get("pattern", "toile")
    ground = GROUNDS[about.get("ground", "ecru")]
    layer = shapes(
        {"toile": toile, "indienne": trail, "semis": sprigs, "rayures": stripes}[pattern](
            rng, about
        ),
        size,
    )
    layer = warp(rng, layer, max(size) * 0.0022, 56)
    x, y = grid(size)
    half = max(size) / 2
    cloth = rgb(ground) * (1 + 0.05 * noise(rng, size, max(size) / 3, 3))[..., None]
    colours = layer[..., :3]
    if pattern == "toile":
        ink = rgb(TOILES[about.get("ink", "rouge")])
        colours = mix(ink, rgb(ground), smooth(0.35, 0.9, colours.mean(2))[..., None])
    wear = np.clip(0.86 + 0.16 * noise(rng, size, 10, 2), 0.5, 0.97)
    over(cloth, colours, layer[..., 3] * wear)
    weave = np.sin(x * half * 2.1 + 0.8 * noise(rng, size, 60, 1)) * np.sin(y * half * 2.1)
    slub = noise(rng, size, (60, 1.6), 1) + noise(rng, size, (1.6, 60), 1)
    cloth = cloth * (1 + 0.045 * weave + 0.035 * slub)[..., None]
    folds = noise(rng, size, (max(size) / 2, max(size) / 3), 2) + 0.35 * power(
        np.abs(np.sin((x + 0.02 * y) * 3.4 + 1.0)), 14
    )
    diffuse, _ = lit(*slopes(folds * max(size), 0.022))
    cloth = cloth * (0.45 + 0.95 * diffuse)[..., None]
    stain = smooth(0.62, 0.8, noise(rng, size, max(size) / 5, 3))
    cloth = mix(cloth, cloth * rgb("#d9b98a"), (0.35 * stain)[..., None])
    mask = _fragment(rng, size)
    canvas = backdrop(rng, size, about.get("wall", "#d8d4cb"), 2.0)
    shadow(canvas, mask, (max(size) // 200, max(size) // 150), max(size) / 160, 0.45)
    over(canvas, cloth, mask)
    return finish(canvas)
