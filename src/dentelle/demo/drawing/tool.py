"""Tools of trades: wood with its grain, iron with its rust, brass, each lit and laid on a plain ground."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from dentelle.demo.drawing.motifs import Rng, maybe, pick
from dentelle.demo.drawing.surface import (
    Array,
    Size,
    backdrop,
    blur,
    finish,
    lit,
    mix,
    noise,
    over,
    rgb,
    shadow,
    shapes,
    slopes,
    smooth,
)

DENTS = {"wood": 0.10, "iron": 0.42, "bright": 0.12, "brass": 0.10, "thread": 0.3, "dark": 0.1}
WOODS = ("#8a5a34", "#a8744a", "#6f4528", "#b58a5a", "#7d5638")


@dataclass(frozen=True)
class Part:
    """A part of a tool: what it is made of, its outline, how round it is, which way its grain runs."""

    stuff: str
    path: str
    round: float = 2.0
    grain: str = "x"
    hollow: str = ""


def plane(rng: Rng) -> list[Part]:
    """A joiner's plane seen from the side."""
    long = float(rng.uniform(82, 96))
    horn = "M{} 0C{}-16 {}-34 {}-36C{}-34 {}-24 {}-14L{} 0Z".format(
        *(f"{-long + v:.1f}" for v in (12, 10, 6, 18, 27, 24, 26, 32))
    )
    return [
        Part(
            "wood",
            f"M{-long:.1f} 0Q{-long:.1f}-4 {-long + 5:.1f}-4H{long - 5:.1f}Q{long:.1f}-4 {long:.1f} 1V32H{-long:.1f}Z",
            3.0,
        ),
        Part("wood", horn, 5.0, "y"),
        Part("iron", "M-6 32L22-40H28L2 32Z", 1.0, "y"),
        Part("wood", "M-2-4L12-34Q18-38 20-33L10-4Z", 2.0, "y"),
        Part("dark", "M-10 32L4 0H20L6 32Z", 1.0),
        Part(
            "wood",
            f"M{long - 34:.1f}-4C{long - 36:.1f}-24 {long - 26:.1f}-32 {long - 16:.1f}-30C{long - 8:.1f}-28 {long - 10:.1f}-20 {long - 14:.1f}-18C{long - 16:.1f}-12 {long - 14:.1f}-8 {long - 12:.1f}-4Z",
            4.0,
            "y",
        ),
    ]


def billhook(rng: Rng) -> list[Part]:
    """A hedger's billhook."""
    spur = "M-4-34L-18-38L-16-24L-5-20Z" if maybe(rng, 0.6) else "M-4-30L-5-22Z"
    return [
        Part(
            "iron",
            "M-5-14C-6-30-8-54 2-74C10-88 30-92 38-78C26-80 18-74 15-62C12-44 9-28 7-14Z",
            1.4,
            "y",
        ),
        Part("iron", spur, 1.2, "y"),
        Part("wood", "M-7-16H8L10 10C12 34 10 56 13 74Q6 84-6 80C-11 60-8 34-9 10Z", 6.0, "y"),
        Part("brass", "M-8-18H9V-9H-8Z", 2.0),
    ]


def shears(_rng: Rng) -> list[Part]:
    """Sheep shears, one bow of iron."""
    return [
        Part(
            "iron",
            "M-12-88C-26-50-24-10-14 8L-12 40C-14 70-4 88 0 88C4 88 14 70 12 40L14 8C24-10 26-50 12-88L4 6L6 40C7 62 4 76 0 76C-4 76-7 62-6 40L-4 6Z",
            1.8,
            "y",
        ),
        Part("iron", "M-12-88C-26-50-24-10-14 8L-3 8Z", 0.9, "y"),
        Part("iron", "M12-88C26-50 24-10 14 8L3 8Z", 0.9, "y"),
    ]


def hammer(rng: Rng) -> list[Part]:
    """A shoemaker's or a smith's hammer."""
    wide = float(rng.uniform(26, 38))
    return [
        Part("wood", "M-4-50H5C7 0 9 40 8 84Q0 92-8 84C-7 40-6 0-4-50Z", 6.0, "y"),
        Part(
            "iron",
            f"M{-wide:.0f}-66Q{-wide - 5:.0f}-56 {-wide:.0f}-44L-12-48H12L{wide + 10:.0f}-54Q{wide + 16:.0f}-58 {wide + 10:.0f}-60L12-66Z",
            5.0,
        ),
    ]


def sickle(_rng: Rng) -> list[Part]:
    """A reaping hook."""
    return [
        Part(
            "iron",
            "M2 34C-2 20-6 6 2-16C14-48 48-54 62-24C70-6 64 14 50 26C60 6 58-14 46-26C30-40 12-24 10-2C9 12 10 24 10 34Z",
            1.4,
        ),
        Part("wood", "M-1 32H12L14 50C17 64 14 76 16 86Q8 94-2 90C-6 76-2 60-3 48Z", 6.0, "y"),
        Part("brass", "M-2 30H13V37H-2Z", 2.0),
    ]


def brace(_rng: Rng) -> list[Part]:
    """A carpenter's brace with its bit."""
    return [
        Part("wood", "M-13-86Q0-96 13-86Q15-78 8-74L5-62H-5L-8-74Q-15-78-13-86Z", 6.0),
        Part(
            "iron",
            "M-4-64H4V-46C4-38 38-42 38-28V14C38 28 4 24 4 32V50H-4V30C-4 16 30 20 30 10V-24C30-34-4-30-4-46Z",
            3.0,
            "y",
        ),
        Part("wood", "M27-20Q34-24 41-20Q44-6 41 8Q34 12 27 8Q24-6 27-20Z", 6.0, "y"),
        Part("iron", "M-7 44H7L5 60H-5Z", 3.0, "y"),
        Part(
            "iron",
            "M-2 58H2V70L5 73L-3 77L4 81L-3 85L0 94L-2 90L-5 84L3 80L-4 76L4 72L-2 68Z",
            1.4,
            "y",
        ),
    ]


def compass(rng: Rng) -> list[Part]:
    """A cooper's great compass."""
    open_by = float(rng.uniform(26, 44))
    return [
        Part(
            "iron",
            f"M-6-70L-{open_by:.0f} 84L-{open_by + 4:.0f} 92L-{open_by + 3:.0f} 78L-10-66Z",
            2.4,
            "y",
        ),
        Part(
            "iron",
            f"M6-70L{open_by:.0f} 84L{open_by + 4:.0f} 92L{open_by + 3:.0f} 78L10-66Z",
            2.4,
            "y",
        ),
        Part("brass", "M-13-74A13 13 0 1 1 13-74A13 13 0 1 1-13-74Z", 4.0),
        Part("iron", "M-30 22Q0 8 32 24L31 28Q0 13-29 26Z", 1.2),
        Part("brass", "M-4-74A4 4 0 1 1 4-74A4 4 0 1 1-4-74Z", 2.0),
    ]


def axe(_rng: Rng) -> list[Part]:
    """A broad axe."""
    return [
        Part("wood", "M-4-74H5C6-20 10 30 4 88Q-4 94-10 88C-5 30-5-20-4-74Z", 5.0, "y"),
        Part(
            "iron",
            "M-9-70H9L12-60C30-62 46-70 58-78C66-60 66-38 58-20C46-30 30-40 12-42L9-34H-9Z",
            2.2,
            "y",
        ),
        Part("bright", "M58-78C66-60 66-38 58-20L53-24C60-42 60-56 53-74Z", 1.0, "y"),
    ]


def shuttle(_rng: Rng) -> list[Part]:
    """A weaver's shuttle with its thread."""
    return [
        Part("wood", "M-92 0C-60-22-30-24 0-24S60-22 92 0C60 22 30 24 0 24S-60 22-92 0Z", 6.0),
        Part("dark", "M-48-10Q0-15 48-10V10Q0 15-48 10Z", 1.0),
        Part("thread", "M-38-7Q0-12 38-7V7Q0 12-38 7Z", 4.0, "y"),
        Part("iron", "M-99 0L-84-4V4ZM99 0L84-4V4Z", 1.5),
        Part("brass", "M-48-1.500H-36V1.500H-48ZM36-1.500H48V1.500H36Z", 1.0),
    ]


TOOLS: dict[str, Callable[[Rng], list[Part]]] = {
    "rabot": plane,
    "serpe": billhook,
    "forces": shears,
    "marteau": hammer,
    "faucille": sickle,
    "vilebrequin": brace,
    "compas": compass,
    "hache": axe,
    "navette": shuttle,
}


def _wood(rng: np.random.Generator, size: Size, along: str) -> Array:
    """Return planed and handled wood, its grain along x or y."""
    dark = rgb(pick(rng, list(WOODS)))
    cell = (360.0, 18.0) if along == "x" else (18.0, 360.0)
    rings = noise(rng, size, cell, 3)
    lines = np.sin(rings * 26) * 0.5 + 0.5
    pores = smooth(0.45, 0.8, noise(rng, size, (40, 2) if along == "x" else (2, 40), 1))
    wood = mix(dark, dark * 1.42, np.clip(0.5 + 0.35 * rings, 0, 1)[..., None])
    wood = mix(wood, dark * 0.62, (0.30 * lines + 0.30 * pores).clip(0, 0.6)[..., None])
    lit_wood: Array = wood * (1 + 0.10 * noise(rng, size, max(size) / 4, 2))[..., None]
    return lit_wood


def _metal(rng: np.random.Generator, size: Size, stuff: str) -> Array:
    """Return iron (with rust), bright steel, brass, thread or a dark hollow."""
    base = rgb(
        {
            "iron": "#4c4a4a",
            "bright": "#a5a6a6",
            "brass": "#a8833f",
            "thread": "#d8c9a8",
            "dark": "#1d1712",
        }[stuff]
    )
    body = base * (1 + 0.14 * noise(rng, size, 26, 3) + 0.05 * noise(rng, size, 2.5, 1))[..., None]
    if stuff == "iron":
        rust = smooth(0.12, 0.75, noise(rng, size, 90, 5))
        body = mix(
            body,
            rgb("#7a4628") * (1 + 0.25 * noise(rng, size, 6, 2))[..., None],
            (0.72 * rust)[..., None],
        )
    if stuff == "thread":
        body = body * (0.85 + 0.2 * np.sin(np.arange(size[0]) * 1.3))[None, :, None]
    return body


def draw(rng: np.random.Generator, size: Size, about: dict[str, str]) -> Image.Image:
    """Lay a tool (`tool`) on the table, turned a little."""
    canvas = backdrop(rng, size, about.get("ground", "#dcd9d2"), 2.0)
    parts = TOOLS[about.get("tool", "rabot")](rng)
    turn = float(rng.uniform(-16, 16)) + (
        90 if size[0] > size[1] and about.get("tool") not in {"rabot", "navette"} else 0
    )
    scale = 0.92 if min(size) / max(size) > 0.55 else 0.8  # noqa: PLR2004 -- leave room in long pictures
    unit = max(size) / 200
    masks = [
        shapes(
            f'<g transform="rotate({turn:.1f}) scale({scale})"><path d="{part.path}" fill="#fff" stroke="#fff" stroke-width=".6" stroke-linejoin="round"/></g>',
            size,
        )[..., 3]
        for part in parts
    ]
    whole = np.max(np.stack(masks), axis=0)
    shadow(canvas, whole, (round(5 * unit), round(6 * unit)), 7 * unit, 0.40)
    shadow(canvas, whole, (round(1.4 * unit), round(1.6 * unit)), 1.6 * unit, 0.45)
    for part, mask in zip(parts, masks, strict=True):
        rows, columns = _around(mask, round(10 * unit))
        _lay(rng, canvas[rows, columns], size, part, mask[rows, columns])
    return finish(canvas)


def _around(mask: Array, margin: int) -> tuple[slice, slice]:
    """Return the rows and columns a mask occupies, with a margin."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return (
        slice(max(0, rows[0] - margin), rows[-1] + margin),
        slice(max(0, columns[0] - margin), columns[-1] + margin),
    )


def _lay(rng: np.random.Generator, canvas: Array, size: Size, part: Part, mask: Array) -> None:
    """Make one part of its stuff, round its edges, light it and put it down."""
    unit = max(size) / 200
    wood = part.stuff == "wood"
    sideways = part.grain == "x" or size[0] > size[1]
    size = (mask.shape[1], mask.shape[0])
    body = _wood(rng, size, "x" if sideways else "y") if wood else _metal(rng, size, part.stuff)
    soft = part.round * unit
    height = soft * (1.5 * blur(mask, soft) + 0.8 * blur(mask, max(1.0, soft / 4)))
    dents = DENTS[part.stuff] * (noise(rng, size, 44, 2) + 0.16 * noise(rng, size, 3, 1))
    diffuse, shine = lit(*slopes(height + dents * unit * 0.42, 0.95), gloss=18 if wood else 30)
    gloss = {"wood": 0.10, "iron": 0.28, "bright": 0.5, "brass": 0.5}.get(part.stuff, 0.0)
    shadow(canvas, mask, (round(0.8 * unit), round(1.0 * unit)), 1.2 * unit, 0.35)
    over(canvas, body * (0.28 + 1.25 * diffuse)[..., None] + (gloss * shine)[..., None], mask)
