"""Coins and medals: dies cut in relief, struck off centre, worn, and lit from the side."""

import math

import numpy as np
from PIL import Image

from dentelle.demo.drawing import lettering
from dentelle.demo.drawing.motifs import Rng, group, maybe
from dentelle.demo.drawing.surface import (
    Array,
    Size,
    backdrop,
    blur,
    finish,
    grid,
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

METALS = {
    "or": ("#d9a53a", "#fff0b8", "#7a4f12"),
    "argent": ("#b9b9b4", "#ffffff", "#4a4a4c"),
    "billon": ("#8f8a7c", "#e3dcc8", "#3c3830"),
    "bronze": ("#7f5f3a", "#e3bf8a", "#38281a"),
    "cuivre": ("#a8653f", "#f3c09a", "#46241a"),
}
UP = "#ffffff"


def _stroke(path: str, width: float) -> str:
    return f'<path d="{path}" fill="none" stroke="{UP}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>'


def _fill(path: str) -> str:
    return f'<path d="{path}" fill="{UP}"/>'


def _ring(radius: float, count: int, dot: float) -> str:
    return "".join(
        f'<circle cx="{radius * math.cos(a):.2f}" cy="{radius * math.sin(a):.2f}" r="{dot}" fill="{UP}"/>'
        for a in np.linspace(0, 2 * math.pi, count, endpoint=False)
    )


def profile(rng: Rng) -> list[str]:
    """A head in profile to the right: (mass, features, hair), each a layer higher than the last."""
    nose, chin, brow = (float(v) for v in rng.uniform(-1.5, 1.5, 3))
    head = (
        f"M-20 46C-14 34-22 26-25 12C-30-8-22-34 2-37C18-39 26-30 27-20C{28 + brow:.1f}-15 27-13 {28 + brow:.1f}-10L{37 + nose:.1f} 4C{38 + nose:.1f} 7 34 8 31 8"
        f"L33 13C34 15 31 16 31 17C34 19 32 22 31 23C{33 + chin:.1f} 29 {30 + chin:.1f} 35 22 34C17 33 12 32 10 34C9 40 14 44 22 50Q0 58-20 46Z"
    )
    eye = (
        _stroke("M19-9Q23-12 27-9M20-7Q23-9 26-7Q23-5 20-7", 1.4)
        + _stroke("M17-14Q23-17 28-13", 1.6)
        + _stroke("M30 17Q26 17 24 19", 1.2)
        + _stroke("M33 6Q29 7 28 4", 1.1)
    )
    curls = []
    for _ in range(46):
        a, r = float(rng.uniform(-0.4, 2.6)), float(rng.uniform(14, 32))
        x, y = -4 - r * math.cos(a) * 0.75, -8 - r * math.sin(a)
        curls.append(
            _stroke(
                f"M{x:.1f} {y:.1f}q{rng.uniform(-5, 0):.1f} {rng.uniform(2, 6):.1f} {rng.uniform(-4, 3):.1f} {rng.uniform(5, 9):.1f}",
                1.7,
            )
        )
    ear = _stroke("M-3-2Q4-6 5 1Q4 7-1 9Q-4 3-3-2", 1.8)
    return [_fill(head), eye + ear, "".join(curls)]


def laurel(_rng: Rng) -> str:
    """A wreath over the hair, tied at the nape."""
    parts = [_stroke("M24-25Q4-38-22-14", 1.4)]
    for i in range(9):
        t = i / 8
        x, y = 24 - 46 * t, -25 - 24 * math.sin(math.pi * t) * 0.8 + 10 * t
        parts.extend(
            group(_fill("M0 0C3-3 3-8 0-11C-3-8-3-3 0 0Z"), x, y, 0.9, turn + 40 * t)
            for turn in (35, 100)
        )
    return "".join(parts) + _stroke("M-22-13Q-34-8-36 2M-22-12Q-30 0-30 12", 1.6)


def crown(_rng: Rng) -> str:
    """An open crown of fleurons."""
    return _fill("M-24-22L-20-44L-12-32L-4-48L4-33L13-46L18-31L26-40L25-20Q0-30-24-22Z") + _stroke(
        "M-24-21Q0-30 25-19", 1.4
    )


def cross(rng: Rng) -> list[str]:
    """A cross with flowered ends, something in each quarter."""
    arm = _fill("M-5 0L-8-38Q0-33 8-38L5 0Z") + _fill("M0-36q5-8 0-14q-5 6 0 14Z")
    bezant = (
        f'<circle cy="-24" r="5" fill="{UP}"/>'
        if maybe(rng, 0.5)
        else _fill("M0-33C4-28 6-24 2-22L4-14H-4L-2-22C-6-24-4-28 0-33Z")
    )
    return [
        "".join(group(arm, 0, 0, 1, 90 * i) for i in range(4)) + f'<circle r="8" fill="{UP}"/>',
        "".join(group(bezant, 0, 0, 1, 45 + 90 * i) for i in range(4)),
    ]


def ship(_rng: Rng) -> list[str]:
    """A single-masted cog on the waves."""
    hull = _fill("M-40 8L-34 26Q0 36 34 26L42 4Q30 14 0 14T-40 8Z") + _fill(
        "M-44 4H-28V12H-42ZM30 0H46V8H32Z"
    )
    sail = _fill("M-22-38H24Q32-18 22 2H-22Q-12-18-22-38Z")
    detail = (
        _stroke("M0-52V14M-44 4L0-50L44 2M-24-39H26", 1.8)
        + _stroke("M-14-36Q-4-18-14 1M2-37Q12-18 2 1M14-37Q24-18 14 2", 1.1)
        + _stroke(
            "M-40 36q7-5 13 0t13 0t13 0t13 0t13 0t13 0M-34 43q6-5 12 0t12 0t12 0t12 0t12 0", 1.7
        )
        + _fill("M0-52L14-56L0-60Z")
    )
    return [hull + sail, detail]


def temple(_rng: Rng) -> list[str]:
    """A front of columns."""
    mass = (
        _fill("M-40-18L0-42L40-18Z")
        + _fill("M-38-14H38V-8H-38Z")
        + _fill("M-42 32H42V40H-42ZM-36 25H36V31H-36Z")
    )
    columns = "".join(
        _fill(f"M{x - 3.4} 24L{x - 2.6} -7H{x + 2.6}L{x + 3.4} 24Z")
        for x in (-31, -15.5, 0, 15.5, 31)
    )
    return [mass, columns + f'<circle cy="-25" r="5" fill="{UP}"/>']


def horse(_rng: Rng) -> list[str]:
    """A horse all in curves and pellets, as peoples before the legions cut them."""
    body = _fill(
        "M-30-2C-24-16 0-14 8-8C14-20 16-30 26-32L36-22L32-18L24-20C24-6 24 4 14 8C0 12-18 12-28 8Z"
    )
    legs = _stroke(
        "M-24 6L-32 20L-26 36M-12 10L-18 24L-10 38M10 8L20 20L14 36M18 4L32 12L34 30", 4
    ) + _stroke("M-30 0C-44-8-40 14-46 22", 3)
    mane = "".join(_stroke(f"M{8 + 2.4 * i} {-12 - 4 * i}l-8-4", 1.8) for i in range(6))
    pellets = "".join(
        f'<circle cx="{x}" cy="{y}" r="3.6" fill="{UP}"/>'
        for x, y in ((-10, -28), (0, 24), (40, -4), (-36, -26))
    )
    wheel = group(
        f'<circle r="9" fill="none" stroke="{UP}" stroke-width="2.4"/>'
        + _stroke("M-9 0H9M0-9V9", 1.8),
        -14,
        -38,
        0.8,
    )
    return [body, legs + mane + pellets + wheel]


def fleurs(rng: Rng) -> list[str]:
    """A shield with lilies, crowned."""
    lily = "M0-14C7-6 5 2 2 5H-2C-5 2-7-6 0-14ZM-3 5C-14 8-14-6-9-8C-8-2-5 2-3 3ZM3 5C14 8 14-6 9-8C8-2 5 2 3 3ZM-7 6H7V9H-7ZM-2 9H2L3 16H-3Z"
    return [
        _stroke("M-26-22H26V8Q24 32 0 42Q-24 32-26 8Z", 3),
        "".join(group(_fill(lily), x, y, 0.82) for x, y in ((-12, -6), (12, -6), (0, 20)))
        + group(crown(rng), 0, -4, 0.85),
    ]


FACES = {"croix": cross, "nef": ship, "temple": temple, "cheval": horse, "ecu": fleurs}


def relief(layers: list[str], legend: str, size: Size, inner: float) -> Array:
    """Turn a die's layers into a height in pixels: each layer rounded at its edges, and worn."""
    unit = max(size) / 1000
    height = np.zeros((size[1], size[0]), np.float32)
    for rank, layer in enumerate(layers):
        mask = shapes(layer, size)[..., 3]
        height += (
            (34 if rank == 0 else 11)
            * unit
            * (
                0.62 * blur(mask, 16 * unit)
                + 0.26 * blur(mask, 5 * unit)
                + 0.12 * blur(mask, 1.6 * unit)
            )
        )
    text = shapes(
        lettering.around(legend, 73, 13, 2.6, UP) + _ring(inner, 70, 1.0) + _ring(89, 96, 1.5), size
    )[..., 3]
    return height + 12 * unit * (0.6 * blur(text, 2.4 * unit) + 0.4 * blur(text, 1.0 * unit))


def face(rng: Rng, layers: list[str], legend: str, across: int, metal: str) -> tuple[Array, Array]:
    """Strike one face in a square of `across` pixels: (colours, mask)."""
    size = (across, across)
    x, y = grid(size)
    angle = np.arctan2(y, x)
    ragged = np.interp(
        angle,
        np.linspace(-math.pi, math.pi, 25),
        np.append(v := 0.955 + rng.uniform(-0.022, 0.012, 24), v[0]),
    )
    distance = np.hypot(x, y)
    mask = smooth(0.004, -0.006, distance - ragged).astype(np.float32)
    unit = across / 1000
    die = relief(layers, legend, size, 66)
    shift = tuple(int(v) for v in rng.integers(-int(20 * unit) - 1, int(20 * unit) + 2, 2))
    die = np.roll(die, shift, (0, 1))
    worn = np.clip(0.85 + 0.4 * noise(rng, size, 190 * unit, 2), 0.4, 1.1)
    surface = (
        die * worn
        + 3.0 * unit * noise(rng, size, 130 * unit, 3)
        + 0.30 * unit * noise(rng, size, 5, 2)
    )
    surface = surface + 26 * unit * smooth(0.0, 0.075, ragged - distance)
    pits = smooth(0.80, 0.95, noise(rng, size, 11, 2)) * 1.6 * unit
    diffuse, shine = lit(*slopes(surface - pits, 0.85), light=(-0.60, -0.60, 0.55), gloss=12)
    base, light, dark = (rgb(code) for code in METALS[metal])
    hollow = np.clip(
        (blur(np.clip(die / (34 * unit), 0, 1), 14 * unit) - die / (34 * unit)) * 1.6, 0, 1
    )
    colours = mix(dark, base, smooth(0.05, 0.66, diffuse)[..., None])
    colours = mix(
        colours, light, (0.75 * smooth(0.55, 1.0, diffuse) + 0.35 * shine).clip(0, 1)[..., None]
    )
    colours = mix(colours, dark, (0.55 * hollow)[..., None])
    if metal in {"bronze", "cuivre", "billon"}:
        green = smooth(0.05, 0.75, noise(rng, size, 150 * unit, 4))
        colours = mix(colours, colours * rgb("#6fae8a") * 1.25, (0.75 * green)[..., None])
    return colours.astype(np.float32), mask


def draw(rng: np.random.Generator, size: Size, about: dict[str, str]) -> Image.Image:
    """Show both faces of a coin (`metal`, `head`: lauree, couronnee, nue; `back`; `legend`; `exergue`)."""
    canvas = backdrop(rng, size, about.get("ground", "#d5d2cc"), 2.0)
    across = int(min(size[0] / 2, size[1]) * 0.90)
    head = profile(rng)
    worn_on_head = {"lauree": laurel, "couronnee": crown}.get(about.get("head", "lauree"))
    if worn_on_head:
        head.append(worn_on_head(rng))
    front = [group(layer, -3, 3, 1.08) for layer in head]
    back = [group(layer, 0, 0, 1.08) for layer in FACES[about.get("back", "croix")](rng)]
    metal = about.get("metal", "argent")
    for rank, (layers, legend) in enumerate(
        ((front, about.get("legend", "AVBRIVA")), (back, about.get("exergue", "MONETA")))
    ):
        colours, mask = face(rng, layers, legend, across, metal)
        whole = np.zeros((size[1], size[0]), np.float32)
        left = int(size[0] * (0.25 + 0.5 * rank) - across / 2)
        top = (size[1] - across) // 2
        whole[top : top + across, left : left + across] = mask
        shadow(canvas, whole, (max(size) // 150, max(size) // 110), max(size) / 110, 0.55)
        part = canvas[top : top + across, left : left + across]
        over(part, colours, mask)
    return finish(canvas)
