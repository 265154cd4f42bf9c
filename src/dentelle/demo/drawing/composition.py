"""The scene a notice names, by sea or by land."""

from collections.abc import Callable

import numpy as np

from dentelle.demo.drawing.countryside import LAND
from dentelle.demo.drawing.scenes import HOURS, NAMES, SEA, Scene
from dentelle.demo.drawing.surface import Size, noise, rgb

SCENES: dict[str, Callable[[np.random.Generator, Scene], None]] = {**SEA, **LAND}


def compose(rng: np.random.Generator, size: Size, about: dict[str, str]) -> Scene:
    """Set the scene a notice names at the hour it names."""
    hour = about.get("hour", "matin")
    palette = dict(zip(NAMES, (rgb(code) for code in HOURS[hour].split()), strict=True))
    height, width = size[1], size[0]
    empty = np.zeros((height, width), np.float32)
    scene = Scene(np.zeros((height, width, 3), np.float32), empty.copy(), empty, size, palette)
    SCENES[about.get("scene", "falaise")](rng, scene)
    tint = 1 + 0.05 * noise(rng, size, max(size) / 2, 1)[..., None]
    scene.colours = np.clip(scene.colours * tint, 0, 1).astype(np.float32)
    return scene
