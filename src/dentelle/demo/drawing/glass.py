"""Stained glass: pieces of uneven colour between leads, with the day behind them."""

import math
import zlib

import numpy as np
from PIL import Image

from dentelle.demo.drawing import motifs, ornament
from dentelle.demo.drawing.motifs import Rng, group
from dentelle.demo.drawing.ornament import Ink
from dentelle.demo.drawing.surface import (
    Array,
    Size,
    blur,
    finish,
    grid,
    mix,
    noise,
    rgb,
    shapes,
    smooth,
)

PALETTES = {
    "chartrain": [
        "#15308f",
        "#1f47c4",
        "#b3161f",
        "#d92a2a",
        "#e8b23a",
        "#2f7a4a",
        "#6a2a86",
        "#f0e6c0",
        "#2a5fd0",
    ],
    "ambre": [
        "#d98a1f",
        "#f0b43a",
        "#b5481f",
        "#f5d98a",
        "#7a2f1f",
        "#3a6a5a",
        "#f8ecc8",
        "#c9661f",
    ],
    "lagune": [
        "#1f7a8f",
        "#35b0b5",
        "#8fd9cf",
        "#245a9f",
        "#e9f0d8",
        "#d9c25a",
        "#1f4a6a",
        "#5fa07a",
    ],
    "aurore": [
        "#d9577a",
        "#f08a8a",
        "#f5c08a",
        "#8a5aa8",
        "#f8e3c0",
        "#4a6ab5",
        "#c9355a",
        "#e8d25a",
    ],
    "prairie": [
        "#3f8f3a",
        "#7ab54a",
        "#d9d05a",
        "#2a6a5a",
        "#f3efc8",
        "#c9502f",
        "#2f5aa0",
        "#a8c96a",
    ],
}
LEAD = "#0b0a0c"


def _piece(path: str, colour: str, lead: float = 1.5) -> str:
    """Draw one piece; no two of one colour are quite alike (what differs hangs on its outline)."""
    if colour != "none":
        odd = zlib.crc32(path.encode())
        tone = 0.80 + 0.36 * (odd % 101) / 100
        cast = np.array([(odd >> 8) % 31 - 15, (odd >> 14) % 31 - 15, (odd >> 20) % 31 - 15]) / 255
        colour = motifs.hexa(rgb(colour) * tone + cast.astype(np.float32))
    return f'<path d="{path}" fill="{colour}" stroke="{LEAD}" stroke-width="{lead}" stroke-linejoin="round"/>'


def _sector(inner: float, outer: float, start: float, end: float) -> str:
    def point(r: float, a: float) -> str:
        return f"{r * math.sin(a):.2f} {-r * math.cos(a):.2f}"

    return f"M{point(inner, start)}L{point(outer, start)}A{outer:.2f} {outer:.2f} 0 0 1 {point(outer, end)}L{point(inner, end)}A{inner:.2f} {inner:.2f} 0 0 0 {point(inner, start)}Z"


def _foil(radius: float, lobes: int, colours: list[str], rng: Rng) -> str:
    """A lobed eye of a rose, with a flower at its heart."""
    parts = [f'<circle r="{radius:.2f}" fill="{colours[0]}" stroke="{LEAD}" stroke-width="1.6"/>']
    for i in range(lobes):
        a = 2 * math.pi * i / lobes
        parts.append(
            f'<circle cx="{radius * 0.52 * math.sin(a):.2f}" cy="{-radius * 0.52 * math.cos(a):.2f}" r="{radius * 0.36:.2f}" fill="{colours[1 + i % 2]}" stroke="{LEAD}" stroke-width="1"/>'
        )
    ink = Ink("#1c1512", (colours[-1], colours[3]), colours[2], 0.5)
    return "".join(parts) + group(ornament.flower(rng, ink, radius * 0.38), 0, 0, 1)


def rose(rng: Rng, colours: list[str]) -> str:
    """A rose window."""
    n = int(rng.choice([8, 10, 12, 16]))
    shades = [colours[int(i)] for i in rng.permutation(len(colours))]
    parts = []
    step = 2 * math.pi / n
    for inner, outer, split, first in ((23, 40, 1, 0), (40, 66, 2, 1), (66, 88, 2, 3)):
        for i in range(n * split):
            a = step / split * i
            cut = float(rng.uniform(0.35, 0.65)) * (outer - inner) + inner
            parts.append(
                _piece(
                    _sector(inner, cut, a, a + step / split),
                    shades[(first + i % 2) % len(shades)],
                    0.9,
                )
            )
            parts.append(
                _piece(
                    _sector(cut, outer, a, a + step / split),
                    shades[(first + 2 + i % 3) % len(shades)],
                    0.9,
                )
            )
    for i in range(n):
        turn = math.degrees(step * i)
        petal = "M0-25C13-36 11-58 0-64C-11-58-13-36 0-25Z"
        parts.append(
            f'<g transform="rotate({turn:.2f})">'
            + _piece(petal, shades[i % 2 + 4], 1.8)
            + '<path d="M0-30V-58M0-36l4-5M0-36l-4-5M0-44l4-5M0-44l-4-5" stroke="#1a1210" stroke-width=".8" stroke-opacity=".75" fill="none"/>'
            + group(_foil(7.6, 4, shades[2:], rng), 0, -77, 1)
            + "</g>"
        )
    stone = "".join(
        f'<g transform="rotate({math.degrees(step * (i + 0.5)):.2f})"><path d="M0-24V-88" stroke="#2a2724" stroke-width="3.2"/></g>'
        for i in range(n)
    )
    rings = "".join(
        f'<circle r="{r}" fill="none" stroke="#2a2724" stroke-width="{w}"/>'
        for r, w in ((23.5, 3), (66, 2.6), (88, 4))
    )
    return "".join(parts) + stone + rings + _foil(22, 6, shades, rng)


def _arch(half: float, top: float, bottom: float) -> str:
    shoulder = top + half * 1.75
    return f"M{-half} {bottom}V{shoulder:.1f}C{-half} {top + half * 0.7:.1f} {-half * 0.45:.1f} {top + half * 0.2:.1f} 0 {top}C{half * 0.45:.1f} {top + half * 0.2:.1f} {half} {top + half * 0.7:.1f} {half} {shoulder:.1f}V{bottom}Z"


def _scene(rng: Rng, colours: list[str]) -> str:
    """What a medallion shows: a ship, a bird, a basket, arms, a house."""
    ink = Ink("#1c1512", tuple(colours[:5]), colours[5 % len(colours)], 0.8)
    made = (
        lambda: (
            motifs.ship(rng, 0, 8, 40, 0)
            + _piece("M-30 10Q-20 6-10 10T10 10T30 10V24H-30Z", colours[0])
        ),
        lambda: ornament.bird(rng, ink, 19),
        lambda: ornament.basket(rng, ink, 20),
        lambda: ornament.shield(rng, ink, 17),
        lambda: (
            motifs.cottage(rng, -16, 12, 32)
            + _piece("M-30 12Q0 8 30 12V24H-30Z", colours[5 % len(colours)])
        ),
    )
    return made[int(rng.integers(0, len(made)))]()


def lancet(rng: Rng, colours: list[str]) -> str:
    """A pointed window: medallions one over the other on a trellis, a border of leaves."""
    half, top, bottom = 46.0, -96.0, 96.0
    parts = []
    step = float(rng.choice([10, 12, 14]))
    for row, y in enumerate(np.arange(-110, 110, step)):
        for column, x in enumerate(np.arange(-60, 60, step)):
            shift = step / 2 if row % 2 else 0
            a, b = x + shift, y
            parts.append(
                _piece(
                    f"M{a:.1f} {b - step:.1f}L{a + step / 2:.1f} {b:.1f}L{a:.1f} {b + step:.1f}L{a - step / 2:.1f} {b:.1f}Z",
                    colours[(row * 5 + column * 3) % 3],
                    0.9,
                )
            )
    count = int(rng.choice([2, 3]))
    radius = 31 if count == 3 else 36  # noqa: PLR2004 -- three medallions are smaller
    for i in range(count):
        y = bottom - radius - 12 - i * (2 * radius + 3)
        ring = "".join(
            _piece(_sector(radius - 5, radius, a, a + 0.32), colours[3 + k % 2], 0.7)
            for k, a in enumerate(np.arange(0, 2 * math.pi, 0.314))
        )
        parts.append(
            group(
                f'<circle r="{radius - 4}" fill="{colours[-1 - i]}" stroke="{LEAD}" stroke-width="1.6"/>'
                + "".join(
                    _piece(
                        f"M0 0L{(radius - 5) * math.sin(a):.1f} {(radius - 5) * math.cos(a):.1f}",
                        "none",
                        0.7,
                    )
                    for a in rng.uniform(0, 6.28, 5)
                )
                + group(_scene(rng, colours), 0, 0, radius / 36)
                + ring,
                0,
                y,
                1,
            )
        )
    outline = _arch(half, top, bottom)
    border = f'<path d="{outline}" fill="none" stroke="{colours[3]}" stroke-width="9"/><path d="{outline}" fill="none" stroke="{LEAD}" stroke-width="9" stroke-dasharray="1 8"/><path d="{_arch(half - 4.5, top + 6, bottom - 4.5)}" fill="none" stroke="{LEAD}" stroke-width="1.5"/>'
    bars = "".join(
        f'<path d="M-50 {y:.1f}H50" stroke="{LEAD}" stroke-width="1.3"/>'
        for y in np.linspace(-60, 80, 5)
    )
    return f'<clipPath id="a"><path d="{outline}"/></clipPath><g clip-path="url(#a)">{"".join(parts)}{border}{bars}</g><path d="{outline}" fill="none" stroke="#2a2724" stroke-width="3"/>'


def panel(rng: Rng, colours: list[str]) -> str:
    """A panel of a house: clear lozenges, a great medallion."""
    step = 17.0
    clear = ["#b9c2a4", "#a9b896", "#c4c0a0", "#9fb2a2"]
    parts = []
    for row, y in enumerate(np.arange(-120, 121, step)):
        for column, x in enumerate(np.arange(-120, 121, step)):
            a, shift = x + (step / 2 if row % 2 else 0), step
            parts.append(
                _piece(
                    f"M{a:.1f} {y - shift:.1f}L{a + step / 2:.1f} {y:.1f}L{a:.1f} {y + shift:.1f}L{a - step / 2:.1f} {y:.1f}Z",
                    clear[(row * 7 + column * 5) % 4],
                    1.1,
                )
            )
    crown = "".join(
        _piece(_sector(44, 54, a, a + 0.262), colours[k % 4], 1)
        for k, a in enumerate(np.arange(0, 2 * math.pi, 0.2618))
    )
    disc = f'<circle r="45" fill="{colours[-1]}" stroke="{LEAD}" stroke-width="2"/>' + "".join(
        _piece(f"M0 0L{44 * math.sin(a):.1f} {44 * math.cos(a):.1f}", "none", 0.9)
        for a in rng.uniform(0, 6.28, 6)
    )
    return "".join(parts) + crown + disc + group(_scene(rng, colours), 0, 0, 1.35)


def _light(rng: np.random.Generator, size: Size) -> Array:
    """Return how the day comes through: sky above, trees below, and the glass's own streaks."""
    _x, y = grid(size)
    day = 1.12 - 0.22 * y + 0.26 * noise(rng, size, max(size) / 3, 2)
    streaks = noise(rng, size, (max(size) / 60, max(size) / 12), 3)
    bubbles = smooth(0.72, 0.9, noise(rng, size, 7, 1))
    return day * (1 + 0.20 * streaks) + 0.12 * bubbles


def draw(rng: np.random.Generator, size: Size, about: dict[str, str]) -> Image.Image:
    """Light a window (`form`: rose, lancette, panneau; `palette`)."""
    form = about.get("form", "rose")
    colours = list(PALETTES[about.get("palette", "chartrain")])
    inside = {"rose": rose, "lancette": lancet, "panneau": panel}[form](rng, colours)
    layer = shapes(inside, size)
    alpha = layer[..., 3]
    glass = layer[..., :3]
    bright = glass.max(2)
    through = smooth(0.10, 0.24, bright) * alpha
    light = _light(rng, size)
    pieces = np.power(glass, 1.12) * light[..., None]
    lead = 1 - through
    sheen = smooth(0.2, 0.8, noise(rng, size, 30, 2)) * 0.05
    stone = (
        rgb("#171513")
        * (1 + 0.35 * noise(rng, size, 18, 4))[..., None]
        * (1.0 if form != "panneau" else 0.6)
    )
    dark = mix(stone, rgb(LEAD) + sheen[..., None], alpha[..., None])
    canvas = mix(
        pieces * mix(0.72, 1.0, blur(through, max(size) / 260))[..., None], dark, lead[..., None]
    )
    glow = np.stack(
        [blur(np.clip(pieces[..., i] * through * 0.9, 0, 1), max(size) / 45) for i in range(3)], -1
    )
    canvas = canvas + 0.34 * glow * (0.35 + 0.65 * lead)[..., None]
    hot = np.clip(canvas - 0.9, 0, 1).mean(2, keepdims=True)
    return finish(canvas + 0.3 * hot)
