"""Scenes inland: orchard, river and poplars, stacks, a farm, a village under snow, and a museum's front."""

from collections.abc import Callable

import numpy as np

from dentelle.demo.drawing import motifs
from dentelle.demo.drawing.motifs import hexa, maybe
from dentelle.demo.drawing.scenes import Scene, line, reflect, sky
from dentelle.demo.drawing.surface import Array, grid, mix, noise, smooth

GREEN = np.array([0.40, 0.52, 0.24], np.float32)


def ground(rng: np.random.Generator, scene: Scene, start: float, colour: Array) -> None:
    """Lay a field from `start` down: tufts that grow as they come nearer, drifts of light."""
    _x, y = grid(scene.size)
    width, height = scene.size
    bottom = height / max(scene.size)
    edge = start + line(rng, width, 0.015, 0.5)[None, :]
    near = np.clip((y - start) / (bottom - start), 0, 1)
    tufts = noise(rng, scene.size, (width / 12, height / 26), 4)
    drift = noise(rng, scene.size, (width / 2, height / 7), 2)
    p = scene.palette
    colours = mix(colour, p["land"], (0.45 + 0.4 * drift)[..., None])
    colours = mix(
        colours, p["shade"], np.clip(0.55 * smooth(0.0, 0.7, tufts) + 0.2 * near, 0, 0.9)[..., None]
    )
    colours = mix(colours, p["warm"], (0.5 * smooth(0.15, 0.7, -tufts))[..., None])
    scene.lay(
        colours.astype(np.float32),
        smooth(0, 0.006, y - edge),
        0.15 + 0.5 * tufts * near,
        0.1 + 0.1 * float(near.mean()),
    )


def hills(rng: np.random.Generator, scene: Scene, rise: float) -> None:
    """Far hills in the colour of the air, hedged."""
    _x, y = grid(scene.size)
    for layer in range(3):
        crest = (
            scene.horizon
            - rise * (1 - layer / 3)
            + line(rng, scene.size[0], rise * 0.55, 0.35)[None, :]
        )
        colour = mix(
            scene.palette["low"], mix(scene.palette["shade"], GREEN, 0.35), 0.30 + 0.22 * layer
        )
        hedges = smooth(0.2, 0.6, noise(rng, scene.size, (46, 12), 2))
        colours = mix(colour, scene.palette["shade"], (0.35 * hedges)[..., None])
        scene.lay(colours.astype(np.float32), smooth(0, 0.005, y - crest), 0.12 * (layer - 1), 0.05)


def _leaves(scene: Scene, main: Array) -> list[str]:
    p = scene.palette
    return [
        hexa(mix(p["shade"], main, 0.25)),
        hexa(mix(p["shade"], main, 0.6)),
        hexa(main),
        hexa(mix(main, p["land"], 0.5)),
        hexa(mix(main, p["glitter"], 0.55)),
    ]


def tree(
    rng: np.random.Generator, scene: Scene, x: float, y: float, size: float, main: Array
) -> str:
    """An apple tree: crooked trunk, round head, its shade on the grass."""
    lean = float(rng.uniform(-0.2, 0.2)) * size
    trunk = hexa(mix(scene.palette["shade"], np.array([0.35, 0.25, 0.2], np.float32), 0.6))
    return (
        f'<ellipse cx="{x + size * 0.25:.1f}" cy="{y:.1f}" rx="{size * 0.7:.1f}" ry="{size * 0.13:.1f}" fill="{hexa(scene.palette["shade"])}" fill-opacity=".55"/>'
        f'<path d="M{x:.1f} {y:.1f}Q{x + lean:.1f} {y - size * 0.4:.1f} {x + lean * 0.5:.1f} {y - size * 0.9:.1f}M{x + lean * 0.7:.1f} {y - size * 0.5:.1f}l{size * 0.3:.1f}-{size * 0.3:.1f}M{x + lean * 0.6:.1f} {y - size * 0.45:.1f}l-{size * 0.28:.1f}-{size * 0.32:.1f}" stroke="{trunk}" stroke-width="{size * 0.075:.2f}" fill="none" stroke-linecap="round"/>'
        + motifs.crown(rng, x + lean * 0.5, y - size * 0.95, size * 0.55, _leaves(scene, main), 110)
    )


def orchard(rng: np.random.Generator, scene: Scene) -> None:
    """Apple trees, in blossom or in fruit, in rows that go down the slope."""
    sky(rng, scene, float(rng.uniform(-0.22, -0.08)), 0.45)
    hills(rng, scene, 0.10)
    ground(rng, scene, scene.horizon + 0.02, GREEN)
    blossom = [
        np.array(c, np.float32)
        for c in ((0.93, 0.80, 0.82), (0.42, 0.52, 0.22), (0.95, 0.90, 0.86), (0.62, 0.58, 0.22))
    ]
    main = blossom[int(rng.integers(0, len(blossom)))]
    y = scene.level(scene.horizon)
    parts: list[str] = []
    for row, (drop, size) in enumerate(((5, 13), (16, 24), (38, 44))):
        parts.extend(
            tree(
                rng,
                scene,
                float(x + rng.normal(0, size * 0.2)),
                y + drop + float(rng.normal(0, 1.5)),
                size * float(rng.uniform(0.8, 1.15)),
                main,
            )
            for x in np.arange(-100, 110, size * 1.45)
            if maybe(rng, 0.84 - 0.14 * row)
        )
    scene.place("".join(parts), noise(rng, scene.size, 70, 2) * 1.5, 0.2)
    scene.place(
        "".join(motifs.figure(rng, float(at), y + 34, 15) for at in rng.uniform(-60, 60, 2)),
        1.5,
        0.7,
    )


def river(rng: np.random.Generator, scene: Scene) -> None:
    """A slow river between poplars, given back by the water."""
    sky(rng, scene, float(rng.uniform(-0.05, 0.12)), 0.5)
    hills(rng, scene, 0.08)
    y = scene.level(scene.horizon)
    leaf = mix(GREEN, scene.palette["warm"], float(rng.uniform(0, 0.7)))
    colours = _leaves(scene, leaf)
    parts = []
    for x in np.sort(rng.uniform(-95, 95, int(rng.integers(7, 14)))):
        tall = float(rng.uniform(24, 50))
        parts.append(
            f'<path d="M{x:.1f} {y + 3:.1f}V{y - tall * 0.9:.1f}" stroke="{colours[0]}" stroke-width=".9"/>'
        )
        parts.extend(
            motifs.crown(rng, float(x), y - tall * share, tall * width, colours, 26)
            for share, width in (
                (0.24, 0.17),
                (0.42, 0.19),
                (0.6, 0.17),
                (0.78, 0.14),
                (0.95, 0.09),
            )
        )
    scene.place("".join(parts), 1.4, 0.15)
    ground(rng, scene, scene.horizon + 0.02, GREEN)
    reflect(rng, scene, scene.horizon + 0.055, 0.82)
    if maybe(rng, 0.6):
        scene.place(
            motifs.boat(rng, float(rng.uniform(-60, 60)), y + float(rng.uniform(18, 34)), 30, 0),
            0.2,
        )


def stack(scene: Scene, x: float, y: float, size: float) -> str:
    """One stack of hay, lit from the left."""
    warm, shade = scene.palette["warm"], scene.palette["shade"]
    return (
        f'<ellipse cx="{x + size * 0.55:.1f}" cy="{y:.1f}" rx="{size * 0.95:.1f}" ry="{size * 0.13:.1f}" fill="{hexa(shade)}" fill-opacity=".6"/>'
        f'<path d="M{x - size * 0.45:.1f} {y:.1f}Q{x - size * 0.62:.1f} {y - size * 0.5:.1f} {x - size * 0.5:.1f} {y - size * 0.56:.1f}Q{x - size * 0.34:.1f} {y - size * 0.96:.1f} {x:.1f} {y - size * 1.02:.1f}Q{x + size * 0.36:.1f} {y - size * 0.96:.1f} {x + size * 0.5:.1f} {y - size * 0.55:.1f}Q{x + size * 0.6:.1f} {y - size * 0.45:.1f} {x + size * 0.46:.1f} {y:.1f}Z" fill="{hexa(warm)}"/>'
        f'<path d="M{x:.1f} {y - size * 1.02:.1f}Q{x + size * 0.36:.1f} {y - size * 0.96:.1f} {x + size * 0.5:.1f} {y - size * 0.55:.1f}Q{x + size * 0.6:.1f} {y - size * 0.45:.1f} {x + size * 0.46:.1f} {y:.1f}H{x + size * 0.1:.1f}Q{x + size * 0.2:.1f} {y - size * 0.6:.1f} {x:.1f} {y - size * 1.02:.1f}Z" fill="{hexa(mix(warm, shade, 0.65))}"/>'
        f'<path d="M{x - size * 0.46:.1f} {y - size * 0.53:.1f}Q{x:.1f} {y - size * 0.42:.1f} {x + size * 0.48:.1f} {y - size * 0.53:.1f}" stroke="{hexa(shade)}" stroke-width="{size * 0.03:.2f}" fill="none"/>'
    )


def stacks(rng: np.random.Generator, scene: Scene) -> None:
    """Stacks on stubble at a given hour."""
    sky(rng, scene, float(rng.uniform(-0.15, 0.02)), 0.35)
    hills(rng, scene, 0.09)
    ground(rng, scene, scene.horizon + 0.02, mix(scene.palette["warm"], scene.palette["land"], 0.5))
    y = scene.level(scene.horizon)
    places = sorted(
        zip(rng.uniform(8, 34, 5).tolist(), rng.uniform(-85, 85, 5).tolist(), strict=True)
    )
    scene.place(
        "".join(stack(scene, x, y + drop, 7 + drop * 0.95) for drop, x in places), 1.2, 0.45
    )


def farm(rng: np.random.Generator, scene: Scene) -> None:
    """A farm under thatch among its trees."""
    sky(rng, scene, float(rng.uniform(-0.12, 0.0)), 0.5)
    hills(rng, scene, 0.08)
    y = scene.level(scene.horizon)
    main = mix(GREEN, scene.palette["warm"], float(rng.uniform(0, 0.4)))
    behind = "".join(
        tree(rng, scene, float(x), y + 8, float(rng.uniform(26, 44)), main)
        for x in rng.uniform(-90, 90, 6)
    )
    ground(rng, scene, scene.horizon + 0.03, GREEN)
    scene.place(behind, noise(rng, scene.size, 70, 2) * 1.5, 0.2)
    x = float(rng.uniform(-62, -12))
    scene.place(
        motifs.cottage(rng, x + 52, y + 13, 42) + motifs.cottage(rng, x, y + 20, 62), 0.5, 0.8
    )
    path = f'<path d="M{x + 30:.1f} {y + 20:.1f}Q{x + 20:.1f} {y + 40:.1f} {x + 60:.1f} 80H{x + 10:.1f}Q{x:.1f} {y + 40:.1f} {x + 24:.1f} {y + 20:.1f}Z" fill="{hexa(mix(scene.palette["warm"], scene.palette["cloud"], 0.4))}" fill-opacity=".8"/>'
    scene.place(path, 0.4, 0.0)
    scene.place(motifs.figure(rng, x + 34, y + 32, 15), 1.5, 0.8)
    scene.place(
        tree(rng, scene, float(rng.choice([-78, 80])), y + 42, 46, main),
        noise(rng, scene.size, 70, 2) * 1.5,
        0.2,
    )


def village(rng: np.random.Generator, scene: Scene) -> None:
    """A village under snow, its steeple, bare trees."""
    sky(rng, scene, float(rng.uniform(-0.16, -0.02)), 0.45)
    hills(rng, scene, 0.07)
    y = scene.level(scene.horizon)
    ground(rng, scene, scene.horizon + 0.01, np.array([0.90, 0.92, 0.95], np.float32))
    steeple = float(rng.uniform(-40, 40))
    parts = [
        f'<path d="M{steeple - 4:.1f} {y + 4:.1f}V{y - 18:.1f}L{steeple:.1f} {y - 38:.1f}L{steeple + 4:.1f} {y - 18:.1f}V{y + 4:.1f}Z" fill="#7d8496"/>'
    ]
    for rank, x in enumerate(np.sort(rng.uniform(-95, 75, 8))):
        parts.append(
            motifs.cottage(
                rng, float(x), y + 5 + 2.4 * (rank % 4), float(rng.uniform(18, 30)), snow=True
            )
        )
    for x in rng.uniform(-95, 95, 7):
        tall = float(rng.uniform(16, 34))
        foot = y + float(rng.uniform(10, 26))
        parts.append(motifs.bare(rng, float(x), foot, tall, "#4a4452"))
    parts.extend(
        motifs.figure(rng, float(x), y + float(rng.uniform(18, 34)), 8)
        for x in rng.uniform(-60, 60, 2)
    )
    scene.place("".join(parts), 1.4, 0.8)


def front(rng: np.random.Generator, scene: Scene) -> None:
    """The front of a museum on its square."""
    sky(rng, scene, 0.22, 0.4)
    y = scene.level(scene.horizon)
    wall, roof = (
        motifs.pick(rng, ["#d9cdb6", "#c9b497", "#cfc3bb", "#b8654a", "#d6c7a2"]),
        motifs.pick(rng, motifs.ROOFS),
    )
    wide, tall, bays = (
        float(rng.uniform(62, 84)),
        float(rng.uniform(26, 40)),
        int(rng.integers(5, 10)),
    )
    parts = [motifs.house(rng, -104, y, 22, tall * 0.8), motifs.house(rng, 82, y, 24, tall * 0.9)]
    parts.append(
        f'<rect x="{-wide}" y="{y - tall:.1f}" width="{2 * wide}" height="{tall:.1f}" fill="{wall}"/>'
    )
    parts.append(
        f'<path d="M{-wide - 2} {y - tall:.1f}L{-wide + 10} {y - tall - 15:.1f}H{wide - 10}L{wide + 2} {y - tall:.1f}Z" fill="{roof}"/>'
    )
    parts.append(
        f'<path d="M-14 {y - tall:.1f}V{y - tall - 4:.1f}L0 {y - tall - 17:.1f}L14 {y - tall - 4:.1f}V{y - tall:.1f}Z" fill="#e6dcc6"/><circle cy="{y - tall - 6:.1f}" r="4" fill="#5a6470"/>'
    )
    for bay in range(bays):
        x = -wide + 2 * wide * (bay + 0.5) / bays
        parts.extend(
            f'<path d="M{x - 2.4:.1f} {y - tall * level + tall * 0.30:.1f}V{y - tall * level:.1f}q2.4-3 4.8 0V{y - tall * level + tall * 0.30:.1f}Z" fill="#3d4a58" stroke="#efe7d6" stroke-width="1"/>'
            for level in (0.88, 0.42)
        )
    parts.append(
        f'<path d="M-5 {y:.1f}V{y - tall * 0.42:.1f}q5-5 10 0V{y:.1f}Z" fill="#5a3b2a" stroke="#efe7d6" stroke-width="1.4"/>'
    )
    parts.append(
        f'<rect x="{wide * 0.82}" y="{y - tall:.1f}" width="{wide * 0.18:.1f}" height="{tall:.1f}" fill="#26304a" fill-opacity=".2"/>'
    )
    ground(rng, scene, scene.horizon, np.array([0.78, 0.72, 0.62], np.float32))
    scene.place("".join(parts), 1.5, 1.0)
    leaf = mix(GREEN, scene.palette["warm"], float(rng.uniform(0, 0.5)))
    scene.place(
        "".join(tree(rng, scene, x, y + 9, 30, leaf) for x in (-88.0, 88.0)),
        noise(rng, scene.size, 60, 2) * 1.4,
        0.4,
    )


LAND: dict[str, Callable[[np.random.Generator, Scene], None]] = {
    "verger": orchard,
    "riviere": river,
    "meules": stacks,
    "ferme": farm,
    "neige": village,
    "facade": front,
}
