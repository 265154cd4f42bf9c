"""Lace: a net of threads, motifs worked close, a cord that outlines them, on a deep ground."""

import math

import numpy as np
from PIL import Image

from dentelle.demo.drawing.motifs import Rng, group, maybe, pick
from dentelle.demo.drawing.surface import (
    Array,
    Size,
    blur,
    finish,
    grid,
    lit,
    mix,
    noise,
    over,
    rgb,
    shapes,
    slopes,
    smooth,
)

GROUNDS = {
    "nuit": "#16213a",
    "vin": "#3d1220",
    "sapin": "#10302a",
    "prune": "#2b1a38",
    "encre": "#14171c",
    "ardoise": "#27343f",
}
# Vector colours say what is worked: red = close cloth, green = open fillings, blue = cord.
CLOTH, OPEN, CORD = "#ff0000", "#00ff00", "#0000ff"


def _petal(long: float, wide: float, work: str, turn: float) -> str:
    return f'<path transform="rotate({turn:.1f})" d="M0 {-long * 0.16:.2f}C{wide:.2f} {-long * 0.3:.2f} {wide * 1.1:.2f} {-long * 0.95:.2f} 0 {-long:.2f}C{-wide * 1.1:.2f} {-long * 0.95:.2f} {-wide:.2f} {-long * 0.3:.2f} 0 {-long * 0.16:.2f}Z" fill="{work}" stroke="{CORD}" stroke-width="{max(0.5, long * 0.045):.2f}"/>'


def rose(rng: Rng, radius: float) -> str:
    """A flower of close petals, open heart."""
    n = int(rng.integers(5, 9))
    wide = radius * math.sin(math.pi / n) * 0.98
    outer = "".join(
        _petal(radius, wide, CLOTH if (i % 2 or maybe(rng, 0.5)) else OPEN, 360 * i / n)
        for i in range(n)
    )
    inner = "".join(
        _petal(radius * 0.62, wide * 0.55, CLOTH, 360 * (i + 0.5) / n) for i in range(n)
    )
    return (
        outer
        + inner
        + f'<circle r="{radius * 0.2:.2f}" fill="{OPEN}" stroke="{CORD}" stroke-width="{radius * 0.05:.2f}"/><circle r="{radius * 0.07:.2f}" fill="{CORD}"/>'
    )


def leaf(rng: Rng, long: float) -> str:
    """A leaf, half close and half open, along its rib."""
    wide = long * float(rng.uniform(0.2, 0.3))
    cord = max(0.45, long * 0.03)
    right = f"M0 0C{wide:.2f} {-long * 0.25:.2f} {wide:.2f} {-long * 0.7:.2f} 0 {-long:.2f}Z"
    left = f"M0 0C{-wide:.2f} {-long * 0.25:.2f} {-wide:.2f} {-long * 0.7:.2f} 0 {-long:.2f}Z"
    return f'<path d="{right}" fill="{CLOTH}" stroke="{CORD}" stroke-width="{cord:.2f}"/><path d="{left}" fill="{OPEN}" stroke="{CORD}" stroke-width="{cord:.2f}"/><path d="M0 0V{-long:.2f}" stroke="{CORD}" stroke-width="{cord * 1.3:.2f}"/>'


def spray(rng: Rng, long: float) -> str:
    """A stem with leaves in pairs and a flower at its head."""
    bend = float(rng.uniform(-0.4, 0.4)) * long
    parts = [
        f'<path d="M0 0Q{bend:.1f} {-long * 0.5:.1f} {bend * 0.3:.1f} {-long:.1f}" stroke="{CORD}" stroke-width="{long * 0.022:.2f}" fill="none"/>'
    ]
    for share in (0.2, 0.42, 0.64):
        x = 2 * (1 - share) * share * bend + share * share * bend * 0.3
        parts.extend(
            group(
                leaf(rng, long * (0.36 - 0.14 * share)),
                x,
                -long * share,
                1,
                side * float(rng.uniform(48, 70)),
            )
            for side in (-1, 1)
        )
    return "".join(parts) + group(rose(rng, long * 0.24), bend * 0.3, -long, 1)


def _edge(count: int, half: float, y: float, depth: float) -> str:
    """The outline of a band: straight above, scalloped below."""
    step = 2 * half / count
    points = [f"M{-half:.2f} {-y:.2f}H{half:.2f}V{y:.2f}"]
    for i in range(count):
        x = half - step * i
        points.append(
            f"C{x - step * 0.05:.2f} {y + depth:.2f} {x - step * 0.95:.2f} {y + depth:.2f} {x - step:.2f} {y:.2f}"
        )
    return "".join(points) + "Z"


def _picots(count: int, half: float, y: float, depth: float) -> str:
    """The tiny loops along the scallops."""
    parts = []
    step = 2 * half / count
    for i in range(count * 9):
        t = (i % 9 + 0.5) / 9
        x = -half + step * (i // 9 + t)
        low = y + depth * 3 * t * (1 - t)
        parts.append(
            f'<circle cx="{x:.2f}" cy="{low + 1.1:.2f}" r=".85" fill="none" stroke="{CORD}" stroke-width=".5"/>'
        )
    return "".join(parts)


def band(rng: Rng) -> tuple[str, str]:
    """A border: the same spray at each scallop, a footing above. Returns (outline, motifs)."""
    count = int(rng.integers(3, 7))
    half, y, depth = 92.0, float(rng.uniform(34, 44)), float(rng.uniform(10, 17))
    step = 2 * half / count
    fan = [
        group(leaf(rng, y * 0.62), side * step * 0.10, y * 0.86, 1, side * turn)
        for side in (-1, 1)
        for turn in (38, 74)
    ]
    motif = (
        "".join(fan)
        + group(spray(rng, y * 1.05), 0, y * 0.80, 1)
        + group(rose(rng, y * 0.24), 0, y * 0.80, 1)
    )
    high = group(leaf(rng, y * 0.42), 0, -y * 0.52, 1, 90) + group(
        leaf(rng, y * 0.42), 0, -y * 0.52, 1, -90
    )
    small = high + group(rose(rng, y * 0.2), 0, -y * 0.52, 1)
    dots = "".join(
        f'<circle cx="{float(dx):.1f}" cy="{float(dy):.1f}" r="1.5" fill="{CLOTH}" stroke="{CORD}" stroke-width=".4"/>'
        for dx in np.linspace(-step * 0.4, step * 0.4, 4)
        for dy in (-y * 0.78, -y * 0.15 + abs(float(dx)) * 0.5)
    )
    parts = [group(motif + dots, -half + step * (i + 0.5), 0, 1) for i in range(count)]
    parts += [group(small, -half + step * i, 0, 1) for i in range(1, count)]
    parts.append(
        f'<rect x="{-half}" y="{-y}" width="{2 * half}" height="2.6" fill="{CLOTH}"/><path d="M{-half} {-y + 4.5:.1f}H{half}" stroke="{CORD}" stroke-width=".8" stroke-dasharray="1.6 1.2"/>'
    )
    parts.append(
        f'<path d="{_edge(count, half, y, depth)}" fill="none" stroke="{CORD}" stroke-width="1.5"/>'
        + _picots(count, half, y, depth)
    )
    return _edge(count, half, y, depth), "".join(parts)


def _lobed(radius: float, count: int, depth: float) -> str:
    points = []
    for i in range(count):
        a, b = 2 * math.pi * i / count, 2 * math.pi * (i + 1) / count
        far = radius + depth
        c = (
            f"{far * math.cos(a + 0.1 * (b - a)):.2f} {far * math.sin(a + 0.1 * (b - a)):.2f}",
            f"{far * math.cos(b - 0.1 * (b - a)):.2f} {far * math.sin(b - 0.1 * (b - a)):.2f}",
        )
        start = f"M{radius:.2f} 0" if i == 0 else ""
        points.append(
            f"{start}C{c[0]} {c[1]} {radius * math.cos(b):.2f} {radius * math.sin(b):.2f}"
        )
    return "".join(points) + "Z"


def medallion(rng: Rng) -> tuple[str, str]:
    """A round piece: sprays going out from a rose, lobes at its edge."""
    n = int(rng.choice([6, 8, 10, 12]))
    radius = float(rng.uniform(70, 76))
    size = 0.75 if max(n, 8) == n else 0.9
    ray, between = spray(rng, radius * 0.62 * size), leaf(rng, radius * 0.42)
    parts = [
        f'<g transform="rotate({360 * i / n:.2f}) translate(0 {-radius * 0.27:.1f})">{ray}</g><g transform="rotate({360 * (i + 0.5) / n:.2f}) translate(0 {-radius * 0.52:.1f})">{between}</g>'
        for i in range(n)
    ]
    outline = _lobed(radius, 2 * n, radius * 0.16)
    dots = "".join(
        f'<circle r="1.6" cx="{radius * 1.03 * math.cos(a):.2f}" cy="{radius * 1.03 * math.sin(a):.2f}" fill="{CLOTH}" stroke="{CORD}" stroke-width=".6"/>'
        for a in np.linspace(0, 2 * math.pi, 2 * n, endpoint=False) + math.pi / (2 * n)
    )
    parts += [
        rose(rng, radius * 0.25),
        f'<path d="{outline}" fill="none" stroke="{CORD}" stroke-width="1.6"/><circle r="{radius * 0.95:.1f}" fill="none" stroke="{CORD}" stroke-width=".8" stroke-dasharray="2 1.4"/>',
        dots,
    ]
    return outline, "".join(parts)


def collar(rng: Rng) -> tuple[str, str]:
    """A collar laid flat: a ring open in front, sprays all round."""
    outer, inner, gap = 74.0, float(rng.uniform(26, 32)), 0.35
    count = int(rng.integers(9, 14))
    lobes = []
    total = 2 * math.pi - 2 * gap
    for i in range(count):
        a, b = (
            gap + total * i / count - math.pi / 2 * -1,
            gap + total * (i + 1) / count + math.pi / 2,
        )
        f = outer * 1.17
        lobes.append(
            f"C{f * math.cos(a + 0.06):.2f} {f * math.sin(a + 0.06):.2f} {f * math.cos(b - 0.06):.2f} {f * math.sin(b - 0.06):.2f} {outer * math.cos(b):.2f} {outer * math.sin(b):.2f}"
        )
    a0, a1 = gap + math.pi / 2, gap + math.pi / 2 + total
    path = f"M{outer * math.cos(a0):.2f} {outer * math.sin(a0):.2f}{''.join(lobes)}L{inner * math.cos(a1):.2f} {inner * math.sin(a1):.2f}A{inner:.1f} {inner:.1f} 0 1 0 {inner * math.cos(a0):.2f} {inner * math.sin(a0):.2f}Z"
    motif = (
        spray(rng, (outer - inner) * 0.74)
        + group(leaf(rng, 15), 9, -20, 1, 8)
        + group(leaf(rng, 15), -9, -20, 1, -8)
    )
    parts = []
    for i in range(count):
        middle = math.degrees(gap + total * (i + 0.5) / count) + 180
        parts.append(
            f'<g transform="rotate({middle:.2f}) translate(0 {-inner - 4:.1f})">{motif}</g>'
        )
    parts.append(f'<path d="{path}" fill="none" stroke="{CORD}" stroke-width="1.5"/>')
    return path, f"<g>{''.join(parts)}</g>"


def mesh(rng: np.random.Generator, size: Size, cell: float) -> Array:
    """Return the hexagonal ground: 1 on a thread, 0 in a hole. `cell` in pixels."""
    width, height = size
    x = np.arange(width, dtype=np.float32)[None, :] + 1.6 * noise(rng, size, 70, 2)
    y = np.arange(height, dtype=np.float32)[:, None] + 1.6 * noise(rng, size, 70, 2)
    k = 2 * math.pi / cell
    waves = (
        np.cos(k * x)
        + np.cos(k * (x * 0.5 + y * 0.8660254))
        + np.cos(k * (x * 0.5 - y * 0.8660254))
    )
    return smooth(-0.15, -0.95, waves)


def draw(rng: np.random.Generator, size: Size, about: dict[str, str]) -> Image.Image:
    """Work a piece of lace (`form`: bande, medaillon, col) and lay it on its ground (`ground`)."""
    form = about.get("form", "bande")
    outline, motifs = {"bande": band, "medaillon": medallion, "col": collar}[form](rng)
    shown = shapes(f'<path d="{outline}" fill="#ffffff"/>', size)[..., 3]
    worked = shapes(motifs, size)
    reach = smooth(0.03, 0.12, blur(shown, max(size) / 190))  # nothing is worked beyond the edge
    red, green, blue = (worked[..., i] * worked[..., 3] * reach for i in range(3))
    unit = max(size) / 1000
    x, y = grid(size)
    half = max(size) / 2
    net = mesh(rng, size, 6.2 * unit)
    threads = (x * half / unit, y * half / unit)
    cloth = 0.93 + 0.07 * np.sin(threads[0][:1] * 2.3) * np.sin(threads[1][:, :1] * 2.3)
    gauze = np.clip(
        0.52
        + 0.48
        * np.sin((threads[0] + threads[1]) * 1.05)
        * np.sin((threads[0] - threads[1]) * 1.05),
        0,
        1,
    )
    bare = shown * np.clip(1 - 1.4 * (red + green + blue), 0, 1)
    cover = np.clip(bare * net * 0.80 + red * cloth + green * (0.25 + 0.65 * gauze) + blue, 0, 1)
    height = 0.9 * blur(blue, 1.6 * unit) + 0.20 * red * cloth + 0.18 * cover + 0.25 * green * gauze
    diffuse, _ = lit(*slopes(height, 2.6))
    ground = rgb(GROUNDS[about.get("ground", "nuit")])
    nap = 1 + 0.10 * noise(rng, size, max(size) / 2, 2) + 0.05 * noise(rng, size, 2.2, 1)
    canvas = ground * (nap * (1.12 - 0.22 * (x * x + y * y)))[..., None]
    canvas = (
        canvas
        * (1 - 0.5 * blur(np.roll(cover, (round(5 * unit), round(4 * unit)), (0, 1)), 4 * unit))[
            ..., None
        ]
    )
    thread = rgb(about.get("thread", pick(rng, ["#f4efe2", "#efe6d2", "#f7f5ee"])))
    tone = mix(0.62, 1.22, diffuse) * (1 + 0.04 * noise(rng, size, 90, 2))
    over(canvas, thread * tone[..., None], cover)
    return finish(canvas)
