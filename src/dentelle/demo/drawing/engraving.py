"""Etchings and drawings: tone made of lines, crossed where it is dark, on paper with its plate mark."""

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
    noise,
    over,
    power,
    rgb,
    shadow,
    shapes,
    slopes,
    smooth,
)

INKS = {"noir": "#1b1a1c", "bistre": "#4a2f1c", "sanguine": "#8f3a24", "encre": "#23304f"}


def hatch(rng: np.random.Generator, grey: Array, size: Size) -> Array:
    """Return ink, 0 to 1, for a tone: four sets of lines, each joining in as it darkens."""
    x, y = grid(size)
    half = max(size) / 2
    wander = 3.0 * noise(rng, size, 240, 2)
    ink: Array = np.zeros_like(grey)
    for turn, threshold, pitch in (
        (0.03, 0.86, 5.0),
        (0.78, 0.58, 4.6),
        (-0.72, 0.38, 4.8),
        (1.5, 0.2, 4.4),
    ):
        phase = (x * np.sin(turn) + y * np.cos(turn)) * half + wander
        wave = 0.5 + 0.5 * np.cos(2 * np.pi * phase / pitch)
        share = np.clip((threshold - grey) * 2.1, 0, 0.85)
        ink = np.maximum(ink, smooth(1.02 - share, 1.16 - share, wave) * (share > 0))
    return ink


def contours(grey: Array) -> Array:
    """Return the drawn outlines: where tone changes at once."""
    right, down = slopes(blur(grey, 1.4), 9.0)
    return smooth(0.28, 0.75, np.hypot(right, down))


def draw(rng: np.random.Generator, size: Size, about: dict[str, str]) -> Image.Image:
    """Print a scene (`scene`, `ink`, `title`) from a plate, or draw it (`plate`: non)."""
    canvas = backdrop(rng, size, "#cfccc5", 2.0)
    x, y = grid(size)
    w, h = size[0] / max(size) * 0.95, size[1] / max(size) * 0.95
    deckle = 0.004 * noise(rng, size, 24, 2)
    sheet = smooth(w + 0.002, w - 0.002, np.abs(x) + deckle) * smooth(
        h + 0.002, h - 0.002, np.abs(y) + deckle
    )
    shadow(canvas, sheet, (max(size) // 240, max(size) // 180), max(size) / 150, 0.4)
    laid = (
        0.012 * np.sin(x * max(size) * 0.42)
        + 0.010 * noise(rng, size, 3, 2)
        + 0.03 * noise(rng, size, max(size) / 4, 2)
    )
    paper = rgb(about.get("paper", "#ece3cd")) * (1 + laid)[..., None]
    over(canvas, paper, sheet)
    inner = (int(size[0] * 0.78), int(size[1] * 0.72))
    left, top = (size[0] - inner[0]) // 2, int(size[1] * 0.11)
    scene = compose(
        rng, inner, {"scene": about.get("scene", "port"), "hour": about.get("hour", "matin")}
    )
    grey = scene.colours @ np.array([0.42, 0.46, 0.12], np.float32)
    low, high = np.percentile(grey[::8, ::8], (2, 98))
    grey = power(np.clip((grey - low) / (high - low), 0, 1), 0.7)
    grey = np.clip(grey + 0.05 * noise(rng, inner, 60, 2), 0, 1)
    ink = np.maximum(hatch(rng, grey, inner), 0.9 * contours(grey))
    whole = np.zeros((size[1], size[0]), np.float32)
    vignette = np.ones_like(ink)
    if about.get("plate", "oui") != "oui":
        gx, gy = grid(inner)
        vignette = smooth(
            1.0,
            0.72,
            np.hypot(gx, gy * inner[0] / inner[1] * 0.98) + 0.12 * noise(rng, inner, 60, 2),
        )
    whole[top : top + inner[1], left : left + inner[0]] = (
        ink * vignette * np.clip(0.86 + 0.1 * noise(rng, inner, 12, 2), 0, 1)
    )
    over(canvas, rgb(INKS[about.get("ink", "noir")]), whole)
    if about.get("plate", "oui") == "oui":
        _plate(canvas, size, about, (left, top, inner))
    return finish(canvas)


def _plate(canvas: Array, size: Size, about: dict[str, str], where: tuple[int, int, Size]) -> None:
    """Press the edge of the plate into the paper and set the title below the image."""
    left, top, inner = where
    m = max(size) // 60
    edge = np.zeros((size[1], size[0]), np.float32)
    edge[top - m : top + inner[1] + 3 * m, left - m : left + inner[0] + m] = 1
    soft = blur(edge, 1.6)
    right, down = slopes(soft, 1.0)
    canvas *= (1 - 0.35 * (right + down))[..., None]
    frame = np.zeros_like(edge)
    frame[top - 2 : top + inner[1] + 2, left - 2 : left + inner[0] + 2] = 1
    frame[top : top + inner[1], left : left + inner[0]] = 0
    colour = rgb(INKS[about.get("ink", "noir")])
    over(canvas, colour, frame * 0.8)
    title = about.get("title", "VUE D AUBRIVE")[:34]
    wide = len(title) * 8.6 * 0.34
    y = 100 * ((top + inner[1]) * 2 / max(size) - size[1] / max(size)) + 3.2
    text = shapes(
        lettering.line(title, -wide / 2, y, 3.4, INKS[about.get("ink", "noir")], 1.1), size
    )
    over(canvas, text[..., :3], text[..., 3] * 0.9)
