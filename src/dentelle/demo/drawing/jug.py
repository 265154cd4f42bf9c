"""Pots turned on the wheel: a profile made round, glaze that runs, salt, slip, a handle, a shadow."""

import numpy as np
from PIL import Image

from dentelle.demo.drawing import lettering, ornament
from dentelle.demo.drawing.motifs import group
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
    resize,
    rgb,
    shadow,
    shapes,
    slopes,
    smooth,
)

# Radii at equal steps from lip to foot, in units of `shapes`; then height and where the handle holds.
FORMS = {
    "pichet": ((25, 24, 22, 24, 33, 41, 44, 42, 36, 30, 30), 136, (0.10, 0.62)),
    "cruche": ((15, 14, 13, 22, 39, 49, 52, 49, 42, 33, 31), 140, (0.08, 0.42)),
    "bouteille": ((10, 8.5, 8.5, 9, 13, 26, 34, 36, 36, 35, 34), 156, (0.12, 0.44)),
    "pot": ((40, 36, 40, 47, 51, 52, 51, 49, 46, 42, 40), 104, (0.16, 0.56)),
    "jarre": ((30, 25, 30, 44, 53, 57, 56, 51, 43, 36, 33), 150, (0.0, 0.0)),
    "gourde": ((9, 8, 9, 24, 42, 50, 50, 42, 27, 20, 24), 138, (0.14, 0.34)),
    "vase": ((22, 17, 14, 15, 22, 34, 40, 37, 28, 21, 26), 150, (0.0, 0.0)),
}
CLAYS = {
    "gres": ("#8d7358", "#b89a74"),
    "sel": ("#94897a", "#b3a893"),
    "brun": ("#6b452e", "#8f5f3d"),
    "terre": ("#b5683f", "#cf8a58"),
    "blanc": ("#e3dccb", "#efeadc"),
    "miel": ("#b5772c", "#d9a347"),
}
GLAZES = {
    "aucune": "",
    "vert": "#3f7a45",
    "bleu": "#2d4f8f",
    "brun": "#4a2a18",
    "miel": "#c98a2a",
    "creme": "#e9dfc4",
    "noir": "#1f1c20",
}


def _profile(form: str, rows: int, rng: np.random.Generator) -> Array:
    radii: Array = np.array(FORMS[form][0], np.float32)
    radii = radii * (1 + rng.uniform(-0.035, 0.035, len(radii)))
    column = resize(np.repeat(radii[:, None], 2, 1), (2, rows))[:, 0]
    return column + 0.5 * noise(rng, (2, rows), (2, rows / 5), 1)[:, 0]


def _handle(form: str, top: float, height: float, radii: Array, side: int) -> tuple[str, float]:
    """Return the handle as a path, and its thickness."""
    high, low = FORMS[form][2]
    if not low:
        return "", 0
    y1, y2 = top + high * height, top + low * height
    r1, r2 = (float(radii[int(t * (len(radii) - 1))]) for t in (high, low))
    out = max(r1, r2) + 17
    return (
        f"M{side * (r1 - 2):.1f} {y1:.1f}C{side * (out + 9):.1f} {y1 - 9:.1f} {side * (out + 8):.1f} {y2 - 8:.1f} {side * (r2 - 3):.1f} {y2:.1f}",
        7.5,
    )


def _decor(rng: np.random.Generator, about: dict[str, str], half: float) -> str:
    """What is painted or scratched on the belly, flat; it is bent round the pot afterwards."""
    name = about.get("decor", "")
    colour = {"bleu": "#27408a", "brun": "#4a2a18"}.get(
        about.get("decor_colour", "bleu"), "#27408a"
    )
    ink = Ink(colour, (colour,), colour, 0.7)
    drawn = {
        "fleur": lambda: group(ornament.bouquet(rng, ink, 42, 5), 0, half * 0.45, 1),
        "oiseau": lambda: group(ornament.bird(rng, ink, 26), 0, 4, 1),
        "initiales": lambda: (
            lettering.line(about.get("letters", "PA"), -13, -8, 18, colour, 1.2)
            + f'<path d="M-30 16q10-7 20 0t20 0t20 0" fill="none" stroke="{colour}" stroke-width="2"/>'
        ),
        "bandes": lambda: (
            "".join(
                f'<rect x="-100" y="{y:.1f}" width="200" height="{w:.1f}" fill="{colour}"/>'
                for y, w in ((-26, 2.4), (-21, 1.0), (22, 1.0), (26, 2.4))
            )
            + "".join(
                f'<path d="M{x} 0q4-9 8 0t8 0" fill="none" stroke="{colour}" stroke-width="2.2"/>'
                for x in range(-96, 96, 16)
            )
        ),
    }.get(name)
    return drawn() if drawn else ""


def _clay(rng: np.random.Generator, size: Size, about: dict[str, str]) -> Array:
    dark, pale = (rgb(code) for code in CLAYS[about.get("clay", "gres")])
    body = mix(
        dark, pale, np.clip(0.5 + 0.42 * noise(rng, size, max(size) / 5, 3), 0, 1)[..., None]
    )
    specks = (
        smooth(0.95, 1.2, noise(rng, size, 3, 1)) + smooth(0.75, 0.9, noise(rng, size, 9, 1)) * 0.5
    )
    clay: Array = mix(body, dark * 0.55, (0.45 * np.clip(specks, 0, 1))[..., None])
    return clay.astype(np.float32)


def _glaze(rng: np.random.Generator, size: Size, t: Array, reach: float) -> Array:
    """Return where glaze lies: down to about `reach` of the height, then running in drops."""
    x = np.linspace(-1, 1, size[0], dtype=np.float32)
    edge = reach + 0.035 * noise(rng, (size[0], 2), (size[0] / 7, 2), 2)[0]
    for middle in rng.uniform(-0.7, 0.7, 16):
        wide, long = float(rng.uniform(0.014, 0.032)), float(rng.uniform(0.04, 0.24))
        drop = reach + long * np.clip(1 - ((x - middle) / wide) ** 2, 0, 1) ** 0.33
        edge = np.maximum(edge, np.where(np.abs(x - middle) < wide, drop, 0))
    return smooth(0.008, -0.004, t - edge[None, :] - 0.006 * noise(rng, size, 40, 2))


def draw(rng: np.random.Generator, size: Size, about: dict[str, str]) -> Image.Image:
    """Turn a pot (`form`, `clay`, `glaze`, `decor`), and stand it in the studio."""
    form = about.get("form", "pichet")
    _width, height_px = size
    scale = max(size) / 200
    canvas = backdrop(rng, size, about.get("ground", "#cdc9c1"), 0.35)
    tall = FORMS[form][1] * min(1.0, 186 * height_px / max(size) / 170)
    x, y = grid(size)
    x, y = x * 100, y * 100
    foot_y = tall / 2 + 4
    t = (y - foot_y + tall) / tall
    radii = _profile(form, height_px, rng) * (tall / FORMS[form][1])
    column = np.interp(t[:, 0], np.linspace(0, 1, height_px), radii).astype(np.float32)[:, None]
    sag = 4.0 * (1 - np.clip((x / column) ** 2, 0, 1)) * 0.55
    across = np.clip(x / column, -1.2, 1.2)
    inside = (
        smooth(1.004, 0.992, np.abs(across))
        * smooth(-0.004, 0.002, t)
        * smooth(0.004, -0.004, (y - foot_y - sag) / tall)
    )
    lip = float(radii[0])
    mouth = np.hypot(x / lip, (y - foot_y + tall) / (lip * 0.17))
    side = int(rng.choice([-1, 1]))
    path, thick = _handle(form, foot_y - tall, tall, radii, side)
    handle = (
        shapes(
            f'<path d="{path}" fill="none" stroke="#fff" stroke-width="{thick}" stroke-linecap="round"/>',
            size,
        )[..., 3]
        if path
        else np.zeros_like(inside)
    )
    whole = np.clip(np.maximum(np.maximum(inside, smooth(1.05, 1.0, mouth)), handle), 0, 1).astype(
        np.float32
    )
    floor = np.exp(-(((x - 16) / (float(column.max()) * 1.25)) ** 2 + ((y - foot_y - 2) / 9) ** 2))
    canvas *= 1 - 0.55 * floor[..., None]
    contact = np.exp(-((x / (float(radii[-1]) * 1.05)) ** 8 + ((y - foot_y - 1.6) / 3.4) ** 2))
    canvas *= 1 - 0.5 * contact[..., None]
    colour, polish = _surface(rng, size, about, across, t)
    rise = np.sqrt(np.clip(1 - across * across, 0.02, 1))
    bumps = _skin(rng, size, about)
    slope_x = -across / rise * 0.9 + bumps[0]
    belly = np.gradient(column[:, 0])[:, None] * (max(size) / 200)
    turning = 0.05 * np.sin(t * FORMS[form][1] * 2.6) * smooth(0, 1, 1 - np.abs(across))
    slope_y = np.clip(belly, -1.2, 1.2) * rise + turning + bumps[1]
    diffuse, shine = lit(slope_x, slope_y, light=(-0.55, -0.45, 0.72), gloss=30)
    bounce = 0.13 * smooth(0.55, 1.0, across) + 0.05
    pot = colour * (0.16 + 1.12 * diffuse + bounce)[..., None] + (polish * 0.75 * shine)[..., None]
    dark_handle = handle * (1 - inside * (0.0 if thick else 1.0))
    lumps = blur(handle, scale * 1.6) * scale * 5.2
    d2, s2 = lit(*slopes(lumps, 1.25), light=(-0.62, -0.5, 0.62), gloss=20)
    strap = colour * (0.22 + 1.05 * d2)[..., None] + (polish * 0.4 * s2)[..., None]
    over(canvas, strap, dark_handle)
    over(canvas, pot, inside.astype(np.float32))
    hole = mix(
        colour * 0.30,
        colour * 0.75,
        np.clip((y - foot_y + tall) / (lip * 0.3) + 0.5, 0, 1)[..., None],
    )
    over(
        canvas,
        colour * 1.08 * (0.55 + 0.5 * smooth(1, -1, x / lip))[..., None],
        smooth(1.04, 0.99, mouth).astype(np.float32),
    )
    over(canvas, hole, smooth(0.90, 0.85, mouth).astype(np.float32))
    shadow(canvas, np.zeros_like(whole), (0, 0), 2, 0)
    return finish(canvas)


def _skin(rng: np.random.Generator, size: Size, about: dict[str, str]) -> tuple[Array, Array]:
    """Return the small slopes of the skin: orange peel of salt, or the throwing lines alone."""
    strength = 0.8 if about.get("clay") == "sel" else 0.10
    grain = noise(rng, size, 5, 2) * strength + 0.5 * noise(rng, size, (160, 26), 2)
    return slopes(grain, 0.55)


def _surface(
    rng: np.random.Generator, size: Size, about: dict[str, str], across: Array, t: Array
) -> tuple[Array, Array]:
    """Return the pot's colours, decor bent round it, and how it shines."""
    colour = _clay(rng, size, about)
    polish = np.full((size[1], size[0]), 0.35 if about.get("clay") == "sel" else 0.14, np.float32)
    if about.get("clay") == "miel":
        polish += 0.4
    flat = _decor(rng, about, 40.0)
    if flat:
        sheet = shapes(flat, size)
        turn = np.arcsin(np.clip(across, -0.999, 0.999)) / (np.pi / 2) * 0.62
        columns = np.clip((turn * 0.5 + 0.5) * size[0], 0, size[0] - 1).astype(np.int32)
        rows = np.clip(np.arange(size[1])[:, None] - int(0.06 * size[1]), 0, size[1] - 1)
        bent = sheet[np.broadcast_to(rows, columns.shape), columns]
        over(
            colour,
            bent[..., :3] * (1 + 0.2 * noise(rng, size, 30, 2))[..., None],
            bent[..., 3]
            * np.clip(0.8 + 0.25 * noise(rng, size, 14, 2), 0, 1)
            * (np.abs(across) < 1),
        )
    glaze = GLAZES[about.get("glaze", "aucune")]
    if glaze:
        lies = _glaze(rng, size, t, float(about.get("reach", "0.5")))
        pool = blur(lies, max(size) / 120)
        depth = 0.78 + 0.16 * noise(rng, size, 26, 3) + 0.35 * lies * (1 - pool)
        over(
            colour,
            mix(rgb(glaze), rgb(glaze) * 0.55, np.clip(1.4 * lies * (1 - pool), 0, 1)[..., None]),
            lies * np.clip(depth, 0, 1),
        )
        polish += 0.75 * lies
    return colour, np.clip(polish, 0, 1)
