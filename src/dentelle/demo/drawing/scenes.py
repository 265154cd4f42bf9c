"""Coasts and country of the Val d'Aubrive, as colours, directions of the brush, and where it hurries less."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dentelle.demo.drawing import motifs
from dentelle.demo.drawing.motifs import maybe
from dentelle.demo.drawing.surface import Array, Size, grid, mix, noise, shapes, smooth

# hour: sky top, sky middle, sky low, light of clouds, shade of clouds, far sea, near sea, glitter,
# light of land, shade of land, warm of land.
HOURS = {
    "aube": "#8fa3c4 #cfc0c9 #f6d3b0 #fbe6cf #a793b3 #b7aec0 #6f86a3 #ffe9c4 #c9b98f #5d6480 #d8a27c",
    "matin": "#7fa8d6 #a9c9e2 #dfe8e3 #fbf8ee #a9b7c9 #86aebf #3f7f92 #f4fbf4 #d9d2a0 #5c7a68 #e2c089",
    "midi": "#4f8fd0 #8dbbe2 #cfe2e6 #ffffff #9fb3cc #5fa3b8 #1f6f8a #ffffff #e6e0a8 #4f7a52 #efd28e",
    "soir": "#6f86b0 #d9a88f #ffb054 #ffd48a #8d6a8c #c78f7a #4f6a86 #ffd27a #d39a5c #4a4f6b #e07b3f",
    "couchant": "#5b6a9c #c4757a #ff8a3c #ffc06a #6d4f78 #a9706f #3c4f72 #ff9f55 #a9704f #3b3a58 #d65f38",
    "orage": "#3f4a5c #66717f #a8aaa0 #c9c8b8 #343c4a #56686c #2d4a4e #dfe4da #9a9a72 #333f42 #a88f62",
    "brume": "#b9c0c8 #cdd0d2 #e3ddd2 #f0ebe2 #aab1ba #bcc3c7 #93a3ab #f6f1e6 #bdb9a4 #7f8a8e #c9b69c",
    "nuit": "#16233f #22365a #3f5878 #7f93a8 #131c33 #2b4562 #10233c #e8e6c4 #4a5a62 #101a2b #66705f",
    "neige": "#a3b1c4 #c3ccd8 #e6e0da #f4f2ee #98a4b8 #a9bac8 #6f8aa3 #fbfbf7 #eef0f2 #8797b4 #e9dcd0",
    "automne": "#8aa6c4 #bcc9d0 #ead9bf #f7eedc #a59fb0 #93a8a8 #56777a #fdf2d8 #d8a650 #6a5a48 #c8642f",
}
_MOST = 0.5  # of a pixel, to decide how it is brushed
NAMES = [
    "top",
    "middle",
    "low",
    "cloud",
    "gloom",
    "far",
    "near",
    "glitter",
    "land",
    "shade",
    "warm",
]


@dataclass
class Scene:
    """Colours (h, w, 3), directions in radians (0 along x, clockwise), and busyness 0 to 1."""

    colours: Array
    angles: Array
    busy: Array
    size: Size
    palette: dict[str, Array]
    horizon: float = 0.0  # in -1 … 1 of the long side

    def lay(self, colour: Array, alpha: Array, angles: Array | float, busy: float = 0.0) -> None:
        """Put something over what is there, with its own way of being brushed."""
        share = alpha[..., None]
        self.colours += (colour - self.colours) * share
        own = alpha > _MOST
        self.angles = np.where(own, angles, self.angles).astype(np.float32)
        self.busy = np.maximum(self.busy, alpha * busy)

    def place(self, inside: str, angles: Array | float = 1.5, busy: float = 0.8) -> None:
        """Put vector shapes over the scene."""
        layer = shapes(inside, self.size)
        self.lay(layer[..., :3], layer[..., 3], angles, busy)

    def level(self, y: float) -> float:
        """Turn a height of -1 … 1 into the units of `place`."""
        return 100 * y


def sky(
    rng: np.random.Generator, scene: Scene, horizon: float, clouds: float = 0.5
) -> tuple[float, float]:
    """Fill the canvas with sky down to the horizon (-1 … 1); return where its light stands (x, y)."""
    scene.horizon = horizon
    x, y = grid(scene.size)
    top = -scene.size[1] / max(scene.size)
    fall = np.clip((y - top) / (horizon - top), 0, 1.2)
    p = scene.palette
    colours = mix(
        mix(p["top"], p["middle"], smooth(0, 0.6, fall)[..., None]),
        p["low"],
        smooth(0.45, 1.0, fall)[..., None],
    )
    light = (float(rng.uniform(-0.6, 0.6)), float(mix(top, horizon, rng.uniform(0.45, 0.86))))
    glow = np.exp(-((x - light[0]) ** 2 + ((y - light[1]) * 1.6) ** 2) * 5)
    colours = mix(colours, p["cloud"], (0.55 * glow)[..., None])
    cell = max(scene.size) * 0.42
    billow = noise(rng, scene.size, (cell, cell * 0.36), 4) + (clouds - 0.5)
    lit_side = smooth(0.02, 0.42, billow)
    under = smooth(0.10, 0.62, np.roll(billow, -scene.size[1] // 22, 0))
    colours = mix(colours, p["cloud"], (lit_side * 0.85)[..., None])
    colours = mix(colours, p["gloom"], (under * 0.62)[..., None])
    disc = smooth(0.036, 0.026, np.hypot(x - light[0], y - light[1]))
    colours = mix(colours, mix(p["glitter"], np.float32(1), 0.4), (disc * 0.95)[..., None])
    scene.colours = colours.astype(np.float32)
    swirl = noise(rng, scene.size, cell * 1.3, 2)
    scene.angles = (0.9 * swirl - 0.12).astype(np.float32)
    return light


def sea(
    rng: np.random.Generator, scene: Scene, light: tuple[float, float], swell: float = 0.5
) -> Array:
    """Lay the sea from the horizon down: bands that widen as they come, and the path of the light."""
    x, y = grid(scene.size)
    width, height = scene.size
    bottom = height / max(scene.size)
    near = np.clip((y - scene.horizon) / (bottom - scene.horizon), 0, 1)
    rows = near[:, 0]
    flat = noise(rng, (width, 320), (width / (7 if swell < 1 else 3.5), 8 if swell < 1 else 18), 3)
    index = np.clip((320 * rows**0.45), 0, 319).astype(int)
    stretched = flat[index]
    crests = 0.9 - 2.6 * np.abs(stretched)
    waves = np.where(near > 0, mix(stretched, crests, min(0.75, 0.5 * swell)), 0).astype(np.float32)
    p = scene.palette
    colours = mix(p["far"], p["near"], smooth(0, 0.85, near + 0.28 * waves * swell)[..., None])
    colours = mix(colours, p["top"], ((0.30 + 0.25 * swell) * smooth(0.1, 0.8, waves))[..., None])
    colours = mix(
        colours,
        p["shade"],
        np.clip(0.55 * swell * smooth(0.0, -0.9, waves) * (0.35 + near), 0, 0.9)[..., None],
    )
    path = np.exp(-(((x - light[0]) / (0.07 + 0.26 * near)) ** 2))
    sparkle = smooth(0.0, 0.45, waves + 0.3 * noise(rng, scene.size, (26, 5), 1)) * path
    colours = mix(colours, p["glitter"], (0.9 * sparkle)[..., None])
    foam = smooth(0.55, 1.0, waves * swell) * smooth(0.02, 0.3, near)
    colours = mix(colours, np.float32(0.93), (foam * 0.9)[..., None])
    mask = smooth(-0.002, 0.002, y - scene.horizon)
    scene.lay(
        colours, mask, 0.10 * noise(rng, scene.size, width / 5, 2) + 0.35 * waves * swell, 0.12
    )
    return waves


def line(rng: np.random.Generator, width: int, rough: float, cell: float) -> Array:
    """Return a rough profile along x, in units of the long side."""
    profile: Array = noise(rng, (width, 2), (width * cell, 2), 5)[0] * rough
    return profile


def cliff(rng: np.random.Generator, scene: Scene, side: int, top: float, reach: float) -> None:
    """Raise a chalk cliff from one side (-1 left, 1 right): grass above, beds of flint, blue shade."""
    x, y = grid(scene.size)
    p = scene.palette
    along = np.clip((x * side + reach) / (1 + reach) * 1.25, -1, 1.3)
    crest = scene.horizon - (
        top * smooth(-0.02, 0.10, along) * (0.75 + 0.45 * np.clip(along, 0, 1))
    )
    crest = crest + line(rng, scene.size[0], 0.018, 0.12)[None, :]
    foot = scene.horizon + 0.03 + 0.30 * np.clip(along, 0, 1) ** 2
    inside = smooth(0, 0.006, y - crest) * smooth(0.006, 0, y - foot) * smooth(-0.015, 0.0, along)
    beds = np.sin((y - crest * 0.6) * 95 + 2.5 * noise(rng, scene.size, 160, 2))
    ribs = noise(rng, scene.size, (30, 150), 3)
    chalk = mix(
        p["cloud"],
        p["warm"],
        np.clip(0.22 + 0.14 * beds + 0.25 * noise(rng, scene.size, 80, 2), 0, 0.8)[..., None],
    )
    chalk = mix(
        chalk,
        mix(p["shade"], p["gloom"], 0.5),
        np.clip(
            0.35 * smooth(0.0, 0.6, ribs * side) + 0.30 * smooth(0.3, 1.0, (y - crest) * 3), 0, 0.85
        )[..., None],
    )
    scene.lay(chalk.astype(np.float32), inside, (1.45 + 0.25 * ribs).astype(np.float32), 0.25)
    turf = (
        smooth(0.0, 0.004, y - crest)
        * smooth(0.045 + 0.02 * float(rng.uniform(0, 1)), 0.0, y - crest - 0.012 * ribs)
        * smooth(0, 0.06, along)
    )
    green = mix(p["land"], np.array([0.36, 0.5, 0.22], np.float32), 0.55)
    scene.lay(mix(green, p["shade"], (0.25 + 0.25 * beds)[..., None]), turf, 0.25 * side, 0.2)


def beach(rng: np.random.Generator, scene: Scene, start: float) -> None:
    """Bring sand or shingle in from the lower side, with the wet edge of the tide."""
    x, y = grid(scene.size)
    p = scene.palette
    edge = (
        start
        + 0.16 * (x * float(rng.choice([-1, 1])))
        + line(rng, scene.size[0], 0.02, 0.3)[None, :]
    )
    mask = smooth(0, 0.012, y - edge)
    grains = noise(rng, scene.size, (50, 12), 3)
    sand = mix(mix(p["warm"], p["land"], 0.55), p["shade"], (0.30 + 0.25 * grains)[..., None])
    sand = mix(sand, p["low"], (0.65 * smooth(0.07, 0.0, y - edge))[..., None])
    foam = smooth(0.012, 0.0, np.abs(y - edge + 0.006))
    scene.lay(sand.astype(np.float32), mask, 0.16 + 0.2 * grains, 0.15)
    scene.lay(np.float32(0.95) * np.ones_like(sand), foam * 0.9, 0.1, 0.4)


def reflect(rng: np.random.Generator, scene: Scene, y0: float, depth: float = 0.75) -> None:
    """Mirror what stands above y0 in the water below it, broken into level bands."""
    _x, y = grid(scene.size)
    height = scene.size[1]
    row = int((y0 * max(scene.size) + height) / 2)
    below = np.arange(height) - row
    source = np.clip(row - below, 0, height - 1)
    ripple = noise(rng, scene.size, (scene.size[0] / 8, 9), 2)
    shift = np.rint(ripple * np.clip(below, 0, None)[:, None] * 0.10).astype(int)
    columns = np.clip(np.arange(scene.size[0])[None, :] + shift, 0, scene.size[0] - 1)
    mirrored = scene.colours[source[:, None], columns]
    water = mix(
        mirrored * 0.88,
        scene.palette["near"],
        (1 - depth) + 0.2 * smooth(0.2, 0.9, ripple)[..., None],
    )
    scene.lay(water, smooth(0, 0.004, y - y0), 0.08 * ripple, 0.15)


def cliffs(rng: np.random.Generator, scene: Scene) -> None:
    """A coast of chalk, one headland behind another."""
    light = sky(rng, scene, float(rng.uniform(-0.05, 0.16)), 0.45)
    sea(rng, scene, light, 0.45)
    side = int(rng.choice([-1, 1]))
    if maybe(rng, 0.6):
        cliff(rng, scene, side, float(rng.uniform(0.12, 0.2)), float(rng.uniform(0.3, 0.6)))
    cliff(rng, scene, side, float(rng.uniform(0.3, 0.5)), float(rng.uniform(-0.15, 0.15)))
    if maybe(rng, 0.6):
        beach(rng, scene, float(rng.uniform(0.42, 0.55)))
    scene.place(motifs.fleet(rng, scene.level(scene.horizon), side, int(rng.integers(1, 5))), 1.45)


def storm(rng: np.random.Generator, scene: Scene) -> None:
    """Heavy sea, one boat labouring."""
    light = sky(rng, scene, float(rng.uniform(-0.1, 0.05)), 0.75)
    sea(rng, scene, light, 1.25)
    x = float(rng.uniform(-35, 35))
    scene.place(
        motifs.ship(rng, x, scene.level(scene.horizon) + 16, 26, float(rng.uniform(-14, 14))), 1.3
    )


def strand(rng: np.random.Generator, scene: Scene) -> None:
    """Boats drawn up on a beach."""
    light = sky(rng, scene, float(rng.uniform(-0.18, 0.0)), 0.5)
    sea(rng, scene, light, 0.4)
    beach(rng, scene, scene.horizon + float(rng.uniform(0.18, 0.3)))
    scene.place(motifs.fleet(rng, scene.level(scene.horizon), 1, 3), 1.45)
    for x in sorted(rng.uniform(-75, 75, int(rng.integers(2, 4)))):
        scene.place(
            motifs.boat(
                rng,
                float(x),
                scene.level(scene.horizon) + 44 + float(rng.uniform(-4, 6)),
                float(rng.uniform(30, 46)),
                float(rng.uniform(-9, 9)),
            ),
            1.2,
        )
    y = scene.level(scene.horizon)
    scene.place(
        "".join(
            motifs.figure(
                rng, float(at), y + float(rng.uniform(26, 48)), float(rng.uniform(10, 15))
            )
            for at in rng.uniform(-90, 90, int(rng.integers(2, 6)))
        ),
        1.5,
        0.8,
    )


def harbour(rng: np.random.Generator, scene: Scene) -> None:
    """A basin: the quay's tall houses, masts, and all of it again in the water."""
    sky(rng, scene, 0.08, 0.4)
    y = scene.level(scene.horizon)
    scene.place(motifs.quay(rng, y, scene.palette), 1.5, 0.7)
    scene.place(
        "".join(
            motifs.moored(rng, float(x), y + 3, float(rng.uniform(30, 52)))
            for x in rng.uniform(-90, 90, 6)
        ),
        1.5,
        0.9,
    )
    reflect(rng, scene, scene.horizon + 0.035)
    for _ in range(int(rng.integers(1, 4))):
        scene.place(
            motifs.boat(
                rng,
                float(rng.uniform(-70, 70)),
                y + float(rng.uniform(22, 44)),
                float(rng.uniform(28, 46)),
                0.0,
            ),
            0.3,
        )


def open_sea(rng: np.random.Generator, scene: Scene) -> None:
    """The sea and its sky; a few sails."""
    light = sky(rng, scene, float(rng.uniform(0.0, 0.3)), 0.55)
    sea(rng, scene, light, 0.5)
    scene.place(
        motifs.fleet(
            rng, scene.level(scene.horizon), int(rng.choice([-1, 1])), int(rng.integers(2, 7))
        ),
        1.45,
    )
    if maybe(rng, 0.6):
        scene.place(
            motifs.ship(
                rng,
                float(rng.uniform(-50, 50)),
                scene.level(scene.horizon) + float(rng.uniform(6, 16)),
                float(rng.uniform(22, 38)),
                float(rng.uniform(-4, 4)),
            ),
            1.4,
        )


SEA: dict[str, Callable[[np.random.Generator, Scene], None]] = {
    "falaise": cliffs,
    "tempete": storm,
    "greve": strand,
    "port": harbour,
    "large": open_sea,
}
