"""Old photographs: a scene lost in silver and albumen, on its card, with its age."""

import numpy as np
from PIL import Image

from dentelle.demo.drawing import lettering
from dentelle.demo.drawing.composition import compose
from dentelle.demo.drawing.surface import (
    Array,
    Size,
    backdrop,
    blur,
    finish,
    grid,
    mix,
    noise,
    over,
    rgb,
    shadow,
    shapes,
    smooth,
)

TONES = {
    "sepia": ("#2a160c", "#8f6a48", "#f0dfc0"),
    "argentique": ("#121212", "#74726e", "#ecebe4"),
    "cyanotype": ("#0c1f4a", "#3f6a9f", "#e9f0ee"),
    "or": ("#1f1420", "#7d6670", "#efe4d8"),
}


def _toned(grey: Array, process: str) -> Array:
    dark, middle, light = (rgb(code) for code in TONES[process])
    low = mix(dark, middle, np.clip(grey * 2, 0, 1)[..., None])
    return np.asarray(mix(low, light, np.clip(grey * 2 - 1, 0, 1)[..., None]), np.float32)


def expose(rng: np.random.Generator, size: Size, about: dict[str, str]) -> Array:
    """Return the print itself."""
    scene = compose(
        rng, size, {"scene": about.get("scene", "port"), "hour": about.get("hour", "matin")}
    )
    weights: Array = np.array(
        [0.22, 0.45, 0.33], np.float32
    )  # the plates of the time saw blue as light
    grey: Array = scene.colours @ weights
    grey = mix(grey, blur(grey, max(size) / 420), 0.75)
    x, y = grid(size)
    low, high = np.percentile(grey[::8, ::8], (1, 99))
    grey = np.clip((grey - low) / (high - low), 0, 1) * 0.86 + 0.06
    grey = grey * (1 - 0.42 * smooth(0.55, 1.25, np.hypot(x, y * 1.1)))
    grain = noise(rng, size, 1.6, 1) * 0.022 + noise(rng, size, 3.2, 1) * 0.02
    fade = 0.10 * noise(rng, size, max(size) / 3, 2) + 0.14 * smooth(0.82, 1.0, np.abs(x))
    return _toned(np.clip(grey + grain + fade, 0, 1), about.get("process", "sepia"))


def draw(rng: np.random.Generator, size: Size, about: dict[str, str]) -> Image.Image:
    """Print a scene (`scene`, `process`) and mount it on card (`mount`: oui) or show it bare."""
    if about.get("mount", "oui") != "oui":
        picture = expose(rng, size, about)
        return finish(_aged(rng, picture, size))
    canvas = backdrop(rng, size, "#d9d5cc", 2.0)
    x, y = grid(size)
    width, height = size
    w, h = width / max(size) * 0.93, height / max(size) * 0.93
    card = smooth(w + 0.002, w - 0.002, np.abs(x)) * smooth(h + 0.002, h - 0.002, np.abs(y))
    shadow(canvas, card, (max(size) // 200, max(size) // 150), max(size) / 130, 0.4)
    board = (
        rgb(about.get("card", "#d8c8a6"))
        * (1 + 0.03 * noise(rng, size, 50, 3) + 0.02 * noise(rng, size, 2, 1))[..., None]
    )
    over(canvas, board, card)
    inner = (int(width * 0.80), int(height * 0.76))
    left, top = (width - inner[0]) // 2, int(height * 0.085)
    canvas[top : top + inner[1], left : left + inner[0]] = expose(rng, inner, about)
    ink = about.get("ink", "#6a3a2a")
    half_h = 100 * height / max(size)
    text = about.get("studio", "AUBRIVE")
    wide = len(text) * 8.6 * 0.42
    label = shapes(lettering.line(text, -wide / 2, half_h * 0.80, 4.2, ink, 1.1), size)
    over(canvas, label[..., :3], label[..., 3] * 0.85)
    return finish(_aged(rng, canvas, size))


def _aged(rng: np.random.Generator, canvas: Array, size: Size) -> Array:
    """Add what time leaves: foxing, a scratch or two, a knocked corner."""
    spots = smooth(0.80, 1.05, noise(rng, size, 16, 2)) * smooth(
        0.1, 0.7, noise(rng, size, max(size) / 4, 1)
    )
    canvas = mix(canvas, canvas * rgb("#b98f5a"), (0.5 * spots)[..., None])
    x, y = grid(size)
    for _ in range(int(rng.integers(0, 3))):
        a, b = rng.uniform(-0.7, 0.7, 2)
        slope = float(rng.uniform(-0.5, 0.5))
        line = smooth(0.0016, 0.0, np.abs(x - a - slope * (y - b))) * smooth(
            0.35, 0.2, np.abs(y - b)
        )
        canvas = canvas + 0.25 * line[..., None]
    return np.asarray(canvas, np.float32)
