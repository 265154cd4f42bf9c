"""Faience plates and dishes: a decor with its symmetry, painted by a hand, under a tin glaze."""

import math
from collections.abc import Callable
from functools import partial

import numpy as np
from PIL import Image

from dentelle.demo.drawing import motifs, ornament
from dentelle.demo.drawing.motifs import Rng, group
from dentelle.demo.drawing.ornament import Ink
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
    power,
    rgb,
    shadow,
    shapes,
    smooth,
    warp,
)

INKS = {
    "bleu": Ink("#1b2f6e", ("#24418f", "#4a6cb8", "#93acd9", "#c3d0e8"), "#3a5aa6"),
    "polychrome": Ink(
        "#2c2f58", ("#c8772a", "#a8402c", "#d9b23c", "#3d5aa0", "#e6d08a"), "#4f7d4a"
    ),
    "manganese": Ink("#3f2440", ("#6a3f6b", "#94669a", "#c7a6c6", "#e0cfe0"), "#5a4a6a"),
    "vert": Ink("#23402f", ("#3f7a4f", "#c99a2e", "#7fae78", "#dcd08a"), "#4f8a55"),
    "rouge": Ink("#6e1f1a", ("#b5402c", "#d9774f", "#2f4a8f", "#e3b04a"), "#4a6a9a"),
}
RIM, WELL = 0.92, 0.62  # shares of the radius: where the painted rim ends and the well begins
UNIT = 88.0  # the plate's radius in the units of `shapes`
BORDERS = ("lambrequin", "ferronnerie", "fleurettes", "galon", "filets", "rinceau")
CENTRES = ("panier", "oiseau", "coq", "armoiries", "bouquet", "bateau", "rosace", "maison")


def _ring(ink: Ink, share: float, width: float) -> str:
    return (
        f'<circle r="{UNIT * share:.2f}" fill="none" stroke="{ink.line}" stroke-width="{width}"/>'
    )


def _around(part: str, count: int, radius: float, start: float = 0.0) -> str:
    """Repeat a part made at 0,0 growing upwards (outwards) around the middle."""
    return "".join(
        f'<g transform="rotate({start + 360 * i / count:.3f}) translate(0 {-radius:.2f})">{part}</g>'
        for i in range(count)
    )


def lambrequin(rng: Rng, ink: Ink) -> str:
    """Pendants that hang from the edge, large and small in turn, full of leaf and hatching."""
    count = int(rng.choice([8, 10, 12, 16]))
    depth = UNIT * float(rng.uniform(0.22, 0.29))
    half = UNIT * RIM * math.pi / count
    w = half * 0.92
    big = (
        f'<path d="M{-w:.1f} 0C{-w:.1f} {depth * 0.5:.1f} {-w * 0.35:.1f} {depth * 0.5:.1f} 0 {depth:.1f}C{w * 0.35:.1f} {depth * 0.5:.1f} {w:.1f} {depth * 0.5:.1f} {w:.1f} 0Z" fill="{ink.petals[0]}" stroke="{ink.line}" stroke-width="1"/>'
        f'<path d="M{-w * 0.7:.1f} {depth * 0.08:.1f}C{-w * 0.66:.1f} {depth * 0.36:.1f} {-w * 0.25:.1f} {depth * 0.4:.1f} 0 {depth * 0.78:.1f}C{w * 0.25:.1f} {depth * 0.4:.1f} {w * 0.66:.1f} {depth * 0.36:.1f} {w * 0.7:.1f} {depth * 0.08:.1f}Z" fill="#f3f1ea" stroke="none"/>'
        + group(ornament.tulip(rng, ink, depth * 0.20), 0, depth * 0.36, 1, 180)
        + group(ornament.leaf(ink, depth * 0.34, depth * 0.1), -w * 0.2, depth * 0.14, 1, -115)
        + group(ornament.leaf(ink, depth * 0.34, depth * 0.1), w * 0.2, depth * 0.14, 1, 115)
        + f'<circle cy="{depth * 1.1:.1f}" r="1.1" fill="{ink.line}"/>'
    )
    hatch = "".join(
        f'<path d="M{x:.1f} 0V{depth * 0.22:.1f}" stroke="{ink.line}" stroke-width=".4"/>'
        for x in np.linspace(-w * 0.32, w * 0.32, 7)
    )
    small = (
        f'<path d="M{-w * 0.4:.1f} 0V{depth * 0.24:.1f}Q{-w * 0.1:.1f} {depth * 0.3:.1f} 0 {depth * 0.52:.1f}Q{w * 0.1:.1f} {depth * 0.3:.1f} {w * 0.4:.1f} {depth * 0.24:.1f}V0Z" fill="{ink.petals[-1]}" stroke="{ink.line}" stroke-width=".8"/>{hatch}'
        + group(ornament.flower(rng, ink, depth * 0.13, 6), 0, depth * 0.62, 1)
    )
    return (
        _around(big, count, UNIT * RIM)
        + _around(small, count, UNIT * RIM, 180 / count)
        + _ring(ink, RIM, 4.2)
        + _ring(ink, 0.965, 0.7)
    )


def ferronnerie(rng: Rng, ink: Ink) -> str:
    """Scrolls of ironwork back to back."""
    count = int(rng.choice([10, 12, 14, 16]))
    d = UNIT * 0.24
    scroll = f'<path d="M0 {d:.1f}C{d * 0.7:.1f} {d * 0.9:.1f} {d * 0.75:.1f} {d * 0.1:.1f} {d * 0.25:.1f} {d * 0.1:.1f}C{-d * 0.02:.1f} {d * 0.1:.1f} {d * 0.02:.1f} {d * 0.5:.1f} {d * 0.28:.1f} {d * 0.42:.1f}" fill="none" stroke="{ink.petals[0]}" stroke-width="2"/>'
    part = (
        scroll
        + f'<g transform="scale(-1 1)">{scroll}</g>'
        + group(ornament.leaf(ink, d * 0.55, d * 0.14), 0, d * 0.62, 1)
        + f'<circle cy="{d * 0.8:.1f}" r="1.6" fill="{ink.petals[1]}"/>'
    )
    between = group(ornament.flower(rng, ink, d * 0.2), 0, d * 0.42, 1)
    return (
        _around(part, count, UNIT * RIM)
        + _around(between, count, UNIT * RIM, 180 / count)
        + _ring(ink, RIM + 0.015, 2.2)
        + _ring(ink, 0.965, 0.6)
    )


def fleurettes(rng: Rng, ink: Ink) -> str:
    """Sprigs strewn on the rim."""
    count = int(rng.choice([4, 5, 6]))
    sprigs = [
        group(ornament.sprig(rng, ink, UNIT * 0.24), -UNIT * 0.1, UNIT * 0.2, 1, 62)
        for _ in range(2)
    ]
    tiny = group(ornament.flower(rng, ink, UNIT * 0.045), 0, UNIT * 0.14, 1)
    return (
        "".join(_around(sprigs[i % 2], 1, UNIT * RIM, 360 * i / count) for i in range(count))
        + _around(tiny, count, UNIT * RIM, 180 / count + 8)
        + f'<circle r="{UNIT * 0.97:.1f}" fill="none" stroke="{ink.petals[0]}" stroke-width="2.6"/>'
    )


def galon(rng: Rng, ink: Ink) -> str:
    """A braid of lozenges with reserves in which a flower stands."""
    count = int(rng.choice([36, 44, 52]))
    reserves = int(rng.choice([3, 4, 6]))
    d = UNIT * 0.2
    w = UNIT * (RIM - 0.1) * math.pi / count
    lozenge = f'<path d="M0 0L{w:.1f} {d / 2:.1f}L0 {d:.1f}L{-w:.1f} {d / 2:.1f}Z" fill="none" stroke="{ink.line}" stroke-width=".7"/><circle cy="{d / 2:.1f}" r="1.3" fill="{ink.petals[1]}"/>'
    reserve = (
        f'<ellipse cy="{d / 2:.1f}" rx="{d * 0.95:.1f}" ry="{d * 0.56:.1f}" fill="#f2f0ea" stroke="{ink.line}" stroke-width="1"/>'
        + group(ornament.flower(rng, ink, d * 0.36), 0, d / 2, 1)
        + group(ornament.leaf(ink, d * 0.5, d * 0.14), d * 0.25, d / 2, 1, 80)
        + group(ornament.leaf(ink, d * 0.5, d * 0.14), -d * 0.25, d / 2, 1, -80)
    )
    return (
        _around(lozenge, count, UNIT * RIM)
        + _ring(ink, RIM, 1.5)
        + _ring(ink, RIM - 0.2, 1.5)
        + _around(reserve, reserves, UNIT * RIM)
    )


def filets(rng: Rng, ink: Ink) -> str:
    """Plain bands, and a toothed edge."""
    teeth = _around(
        f'<path d="M-2 0Q0 6 2 0Z" fill="{ink.petals[0]}"/>',
        int(rng.choice([60, 72, 90])),
        UNIT * 0.945,
    )
    return (
        teeth
        + _ring(ink, 0.95, 2.4)
        + _ring(ink, 0.86, 0.7)
        + f'<circle r="{UNIT * 0.80:.1f}" fill="none" stroke="{ink.petals[1]}" stroke-width="{rng.uniform(3, 6):.1f}" stroke-opacity=".8"/>'
        + _ring(ink, 0.745, 0.7)
    )


def rinceau(rng: Rng, ink: Ink) -> str:
    """A running stem that flowers at each turn."""
    count = int(rng.choice([8, 10, 12]))
    points = []
    for i in range(count * 12 + 1):
        a = 2 * math.pi * i / (count * 12)
        r = UNIT * (0.79 + 0.065 * math.sin(a * count))
        points.append(f"{r * math.sin(a):.2f} {-r * math.cos(a):.2f}")
    stem = f'<path d="M{"L".join(points)}Z" fill="none" stroke="{ink.leaf}" stroke-width="1.6"/>'
    bloom = _around(
        ornament.flower(rng, ink, UNIT * 0.075), count, UNIT * 0.745, 90 / count
    ) + _around(ornament.flower(rng, ink, UNIT * 0.055), count, UNIT * 0.845, 270 / count)
    leaves = _around(ornament.leaf(ink, UNIT * 0.11, UNIT * 0.03), count, UNIT * 0.78, 0) + _around(
        f'<g transform="rotate(160)">{ornament.leaf(ink, UNIT * 0.1, UNIT * 0.03)}</g>',
        count,
        UNIT * 0.80,
        180 / count,
    )
    return stem + leaves + bloom + _ring(ink, 0.93, 1.4) + _ring(ink, 0.96, 0.6)


def rosace(rng: Rng, ink: Ink) -> str:
    """A rosette of pointed leaves and flowers, ring within ring."""
    n = int(rng.choice([8, 10, 12]))
    u = UNIT * 0.52
    outer = (
        f'<path d="M0 0C{u * 0.22:.1f} {-u * 0.3:.1f} {u * 0.16:.1f} {-u * 0.6:.1f} 0 {-u * 0.78:.1f}C{-u * 0.16:.1f} {-u * 0.6:.1f} {-u * 0.22:.1f} {-u * 0.3:.1f} 0 0Z" fill="{ink.petals[1]}" stroke="{ink.line}" stroke-width="1"/>'
        f'<path d="M0 {-u * 0.12:.1f}V{-u * 0.62:.1f}" stroke="{ink.line}" stroke-width=".8"/>'
    )
    return (
        _around(ornament.tulip(rng, ink, u * 0.13), n, u * 0.82, 180 / n)
        + _around(outer, n, u * 0.12)
        + _around(f'<circle r="{u * 0.05:.1f}" fill="{ink.petals[0]}"/>', n, u * 0.98)
        + ornament.flower(rng, ink, u * 0.34, n)
    )


def boat(rng: Rng, ink: Ink) -> str:
    """A ship on three strokes of sea."""
    ship = motifs.ship(rng, 0, 8, 62, 0)
    waves = "".join(
        f'<path d="M-38 {16 + 5 * i}q6-4 12 0t12 0t12 0t12 0t12 0t12 0" stroke="{ink.petals[0]}" stroke-width="{1.8 - i * 0.4}" fill="none"/>'
        for i in range(3)
    )
    return f"<g>{ship}</g>{waves}"


def cottage(rng: Rng, ink: Ink) -> str:
    """A house between two trees."""
    trees = "".join(
        group(
            f'<path d="M0 14V-6" stroke="{ink.line}" stroke-width="1.6"/>'
            + motifs.crown(rng, 0, -10, 11, [ink.line, *ink.petals[:3], ink.leaf], 26),
            x,
            4,
            1,
        )
        for x in (-27, 26, 36)
    )
    return (
        trees
        + motifs.cottage(rng, -16, 18, 32)
        + f'<path d="M-44 18Q0 14 46 18Q20 24 0 23T-44 18Z" fill="{ink.leaf}" stroke="{ink.line}" stroke-width=".7"/>'
    )


def centre(rng: Rng, ink: Ink, name: str) -> str:
    """Draw what stands in the well."""
    made: dict[str, Callable[[], str]] = {
        "panier": partial(ornament.basket, rng, ink, 37),
        "oiseau": partial(ornament.bird, rng, ink, 34),
        "coq": partial(ornament.rooster, rng, ink, 34),
        "armoiries": partial(ornament.shield, rng, ink, 34),
        "bouquet": lambda: group(ornament.bouquet(rng, ink, 56, 9), 0, 30, 1),
        "bateau": partial(boat, rng, ink),
        "rosace": partial(rosace, rng, ink),
        "maison": partial(cottage, rng, ink),
    }
    return made[name]()


def decor(rng: Rng, about: dict[str, str]) -> str:
    """Draw the whole decor of a plate."""
    ink = INKS[about.get("ink", "bleu")]
    borders = {
        "lambrequin": lambrequin,
        "ferronnerie": ferronnerie,
        "fleurettes": fleurettes,
        "galon": galon,
        "filets": filets,
        "rinceau": rinceau,
    }
    middle = about.get("centre", "panier")
    well = "" if middle == "rosace" else _ring(ink, WELL - 0.03, 0.9) + _ring(ink, WELL - 0.06, 0.5)
    drawn = centre(rng, ink, middle)
    if middle in {"bateau", "maison"}:
        drawn = group(drawn, 0, -4, 1.0 if middle == "bateau" else 1.25)
    return borders[about.get("border", "lambrequin")](rng, ink) + well + drawn


def _shape(radius: Array) -> tuple[Array, Array]:
    """Return the plate's slope outwards (rim, fall, well) and how worn its lip is, by distance."""
    fall = smooth(WELL - 0.05, WELL + 0.01, radius) * smooth(WELL + 0.10, WELL + 0.03, radius)
    lip = smooth(0.955, 0.985, radius)
    foot = smooth(0.30, 0.0, radius) * 0.02
    return 0.05 * smooth(0.66, 0.72, radius) + 0.42 * fall - 0.55 * lip - foot, lip


def _tinted(layer: Array, ink: Ink, single: bool) -> Array:  # noqa: FBT001 -- one-colour decor or not
    """Bring borrowed motifs (ships, houses) into the one colour of a camaïeu."""
    if not single:
        return layer[..., :3]
    grey = layer[..., :3].mean(2, keepdims=True)
    dark, pale = rgb(ink.line), rgb(ink.petals[-1])
    tinted: Array = mix(dark, pale, np.clip(grey * 1.15 - 0.12, 0, 1))
    return tinted


def draw(rng: np.random.Generator, size: Size, about: dict[str, str]) -> Image.Image:
    """Paint a plate (`ink`, `border`, `centre`) and photograph it from above."""
    canvas = backdrop(rng, size, about.get("ground", "#cfccc6"), 2.0)
    x, y = grid(size)
    lobes = int(about.get("lobes", "0"))
    angle = np.arctan2(y, x)
    edge = 0.88 * (1 + 0.003 * noise(rng, size, 300, 1)) + (
        0.012 * np.abs(np.cos(angle * lobes / 2)) if lobes else 0
    )
    radius = np.hypot(x, y) / edge
    inside = smooth(1.0, 0.994, radius)
    ink = INKS[about.get("ink", "bleu")]
    layer = shapes(decor(rng, about), size)
    shake = max(size) * 0.0026
    layer = warp(rng, layer, shake, 42)
    body = rgb(
        {
            "bleu": "#e9ecee",
            "polychrome": "#efeadd",
            "manganese": "#efe9e4",
            "vert": "#ece9d6",
            "rouge": "#f0e9da",
        }[about.get("ink", "bleu")]
    )
    glaze = (
        body * (1 + 0.025 * noise(rng, size, 120, 3) + 0.008 * noise(rng, size, 3, 1))[..., None]
    )
    wash = 0.82 + 0.28 * noise(rng, size, 26, 3)
    colour = _tinted(layer, ink, about.get("ink") in {"bleu", "manganese"} or "ink" not in about)
    over(
        glaze,
        colour * (0.94 + 0.10 * noise(rng, size, 18, 2))[..., None],
        layer[..., 3] * np.clip(wash, 0.45, 0.97),
    )
    halo = blur(layer[..., 3], max(size) * 0.004)
    glaze = mix(glaze, mix(rgb(ink.petals[1]), np.float32(1), 0.35), (0.10 * halo)[..., None])
    slope, lip = _shape(radius)
    dx, dy = x / np.maximum(np.hypot(x, y), 1e-4), y / np.maximum(np.hypot(x, y), 1e-4)
    ripple = 0.010 * noise(rng, size, 60, 2)
    diffuse, shine = lit(-slope * dx + ripple, -slope * dy + ripple, gloss=46)
    chips = smooth(0.55, 0.75, noise(rng, size, (22, 22), 2)) * smooth(0.965, 0.992, radius)
    glaze = mix(glaze, rgb("#c9a582"), np.clip(0.85 * chips + 0.22 * lip, 0, 1)[..., None])
    plate = glaze * (0.42 + 0.98 * diffuse)[..., None] + (0.42 * shine)[..., None]
    window = smooth(0.055, 0.02, np.hypot((x + 0.40) * 0.8, y + 0.47)) * (
        0.6 + 0.4 * power(np.abs(np.sin(x * 90)), 8)
    )
    plate = plate + (0.28 * window * smooth(0.7, 0.74, radius))[..., None]
    mask = inside.astype(np.float32)
    shadow(canvas, mask, (max(size) // 60, max(size) // 45), max(size) / 34, 0.42)
    shadow(canvas, mask, (max(size) // 220, max(size) // 160), max(size) / 150, 0.40)
    over(canvas, plate, mask)
    return finish(canvas)
