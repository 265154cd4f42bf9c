"""Flowers, leaves, birds, fleurons: the vocabulary plates, cloths and laces share. Units: about 20 across."""

import math
from dataclasses import dataclass

import numpy as np

from dentelle.demo.drawing.motifs import Rng, group, maybe, pick


@dataclass(frozen=True)
class Ink:
    """The colours of a decor: outline, fills from dark to light, leaf."""

    line: str
    petals: tuple[str, ...]
    leaf: str
    stroke: float = 0.8

    def fill(self, rng: Rng) -> str:
        """Choose a colour for a petal."""
        return pick(rng, list(self.petals))


def flower(rng: Rng, ink: Ink, radius: float, petals: int = 0) -> str:
    """A flower seen from above: rose, daisy or carnation."""
    count = petals or int(rng.integers(5, 9))
    fill, heart = ink.fill(rng), ink.fill(rng)
    deep = float(rng.uniform(0.55, 1.0))
    parts = []
    for ring, share in ((1, 1.0), (2, 0.62)):
        for step in range(count):
            turn = 360 * (step + 0.5 * ring) / count
            long = radius * share
            wide = long * math.sin(math.pi / count) * 1.15
            parts.append(
                f'<path transform="rotate({turn:.1f})" d="M0 0C{wide:.2f} {-long * 0.4:.2f} {wide:.2f} {-long:.2f} {0:.2f} {-long * deep:.2f}'
                f'C{-wide:.2f} {-long:.2f} {-wide:.2f} {-long * 0.4:.2f} 0 0Z" fill="{fill}" fill-opacity="{0.75 if ring == 1 else 0.95}" stroke="{ink.line}" stroke-width="{ink.stroke}"/>'
            )
    parts.append(
        f'<circle r="{radius * 0.2:.2f}" fill="{heart}" stroke="{ink.line}" stroke-width="{ink.stroke}"/>'
    )
    return "".join(parts)


def tulip(rng: Rng, ink: Ink, radius: float) -> str:
    """A flower seen from the side."""
    fill = ink.fill(rng)
    r = radius
    return (
        f'<path d="M0 {r * 0.9:.1f}C{-r:.1f} {r * 0.5:.1f} {-r * 0.9:.1f} {-r * 0.4:.1f} {-r * 0.6:.1f} {-r:.1f}Q{-r * 0.3:.1f} {-r * 0.2:.1f} 0 {-r * 0.9:.1f}Q{r * 0.3:.1f} {-r * 0.2:.1f} {r * 0.6:.1f} {-r:.1f}C{r * 0.9:.1f} {-r * 0.4:.1f} {r:.1f} {r * 0.5:.1f} 0 {r * 0.9:.1f}Z" fill="{fill}" stroke="{ink.line}" stroke-width="{ink.stroke}"/>'
        f'<path d="M0 {r * 0.7:.1f}Q{-r * 0.3:.1f} 0 {-r * 0.1:.1f} {-r * 0.6:.1f}M0 {r * 0.7:.1f}Q{r * 0.4:.1f} 0 {r * 0.2:.1f} {-r * 0.5:.1f}" stroke="{ink.line}" stroke-width="{ink.stroke * 0.8}" fill="none"/>'
    )


def leaf(ink: Ink, long: float, wide: float) -> str:
    """A leaf with its rib, lying upwards from 0,0."""
    return (
        f'<path d="M0 0C{wide:.1f} {-long * 0.3:.1f} {wide * 0.8:.1f} {-long * 0.75:.1f} 0 {-long:.1f}C{-wide * 0.8:.1f} {-long * 0.7:.1f} {-wide:.1f} {-long * 0.3:.1f} 0 0Z" fill="{ink.leaf}" fill-opacity=".85" stroke="{ink.line}" stroke-width="{ink.stroke}"/>'
        f'<path d="M0 0V{-long * 0.85:.1f}" stroke="{ink.line}" stroke-width="{ink.stroke * 0.7}"/>'
    )


def sprig(rng: Rng, ink: Ink, long: float) -> str:
    """A stem that bends, with leaves and one to three flowers, growing upwards from 0,0."""
    bend = float(rng.uniform(-0.5, 0.5)) * long
    parts = [
        f'<path d="M0 0Q{bend:.1f} {-long * 0.5:.1f} {bend * 0.4:.1f} {-long:.1f}" stroke="{ink.leaf}" stroke-width="{ink.stroke * 1.5}" fill="none"/>'
    ]
    for share in (0.22, 0.42, 0.62, 0.8):
        side = 1 if share in {0.22, 0.62} else -1
        x = 2 * (1 - share) * share * bend + share * share * bend * 0.4
        parts.append(
            group(
                leaf(ink, long * 0.30, long * 0.10),
                x,
                -long * share,
                1,
                side * float(rng.uniform(40, 75)),
            )
        )
    head = flower(rng, ink, long * 0.24) if maybe(rng, 0.65) else tulip(rng, ink, long * 0.22)
    parts.append(group(head, bend * 0.4, -long, 1, float(rng.uniform(-25, 25))))
    if maybe(rng, 0.7):
        parts.append(
            group(flower(rng, ink, long * 0.12, 5), bend * 0.4 + long * 0.26, -long * 0.72, 1)
        )
    return "".join(parts)


def bouquet(rng: Rng, ink: Ink, size: float, stems: int = 7) -> str:
    """Sprigs spread like a fan from 0,0."""
    parts = []
    for step in range(stems):
        turn = -72 + 144 * step / max(1, stems - 1) + float(rng.uniform(-7, 7))
        long = size * float(rng.uniform(0.75, 1.1)) * (1.05 - abs(turn) / 260)
        parts.append(group(sprig(rng, ink, long), 0, 0, 1, turn))
    order = list(rng.permutation(len(parts)))
    return "".join(parts[i] for i in order)


def basket(rng: Rng, ink: Ink, size: float) -> str:
    """A basket of flowers."""
    s = size
    weave = "".join(
        f'<path d="M{-s * 0.5 + s * 0.1 * i:.1f} {s * 0.1:.1f}L{-s * 0.36 + s * 0.072 * i:.1f} {s * 0.62:.1f}" stroke="{ink.line}" stroke-width="{ink.stroke}"/>'
        for i in range(11)
    )
    rows = "".join(
        f'<path d="M{-s * (0.5 - 0.045 * i):.1f} {s * (0.1 + 0.13 * i):.1f}Q0 {s * (0.22 + 0.13 * i):.1f} {s * (0.5 - 0.045 * i):.1f} {s * (0.1 + 0.13 * i):.1f}" stroke="{ink.line}" stroke-width="{ink.stroke}" fill="none"/>'
        for i in range(5)
    )
    return (
        group(bouquet(rng, ink, s * 0.95, 9), 0, s * 0.12, 1)
        + f'<path d="M{-s * 0.52:.1f} {s * 0.08:.1f}Q0 {s * 0.24:.1f} {s * 0.52:.1f} {s * 0.08:.1f}L{s * 0.34:.1f} {s * 0.64:.1f}Q0 {s * 0.74:.1f} {-s * 0.34:.1f} {s * 0.64:.1f}Z" fill="{ink.petals[-1]}" stroke="{ink.line}" stroke-width="{ink.stroke * 1.4}"/>'
        + weave
        + rows
    )


def bird(rng: Rng, ink: Ink, size: float) -> str:
    """A bird on a flowering branch."""
    s = size / 20
    body, wing = ink.fill(rng), ink.fill(rng)
    feathers = "".join(
        f'<path d="M{-2 - i * 1.6:.1f} {1 + i * 0.5:.1f}Q{-7 - i:.1f} {3 + i:.1f} {-9 - i * 1.3:.1f} {1.5 + i:.1f}" stroke="{ink.line}" stroke-width=".5" fill="none"/>'
        for i in range(5)
    )
    drawn = (
        f'<path d="M-24 14Q-6 9 8 13T30 8" stroke="{ink.leaf}" stroke-width="1.4" fill="none"/>'
        + group(flower(rng, ink, 5), 26, 7, 1)
        + group(flower(rng, ink, 4), -22, 13, 1)
        + "".join(
            group(leaf(ink, 6, 2.2), x, 11.5, 1, t)
            for x, t in ((-14, -60), (-6, 150), (12, 40), (18, 160))
        )
        + f'<path d="M13-10C10-16 2-15 0-9C-3-3-10-1-15 6L-27 14L-24 15L-13 10C-5 14 6 11 9 3C11-2 10-5 13-7L17-8Z" fill="{body}" stroke="{ink.line}" stroke-width=".9"/>'
        f'<path d="M2-4C-4-3-9 2-12 8C-5 10 3 7 5 1Z" fill="{wing}" stroke="{ink.line}" stroke-width=".8"/>{feathers}'
        f'<circle cx="9.5" cy="-9.6" r="1" fill="{ink.line}"/><path d="M1 10L2 13M5 9L6 12.6" stroke="{ink.line}" stroke-width=".8"/>'
    )
    return f'<g transform="scale({s:.3f})">{drawn}</g>'


def rooster(rng: Rng, ink: Ink, size: float) -> str:
    """A cock on its terrace."""
    a, b = ink.fill(rng), ink.fill(rng)
    tail = "".join(
        f'<path d="M-8 2C{-16 - i * 1.5:.1f} {-4 - i * 3:.1f} {-22 - i * 0.5:.1f} {-6 - i * 2.4:.1f} {-24 + i * 2.4:.1f} {4 - i * 4.6:.1f}C{-18 + i:.1f} {-4 - i * 2:.1f} {-12:.1f} {-2 - i:.1f} -8 5Z" fill="{b if i % 2 else a}" stroke="{ink.line}" stroke-width=".7"/>'
        for i in range(5)
    )
    return (
        f'<g transform="scale({size / 22:.3f})">'
        f'<path d="M-26 17Q0 13 26 17Q10 20 0 19T-26 17Z" fill="{ink.leaf}" stroke="{ink.line}" stroke-width=".6"/>{tail}'
        f'<path d="M-9 0C-6 9 6 11 11 3C13-2 12-8 11-12C8-16 4-12 4-7C2-3-5-3-9 0Z" fill="{a}" stroke="{ink.line}" stroke-width=".9"/>'
        f'<path d="M-5 1C-2 7 5 6 6 0C2 2-2-1-5 1Z" fill="{b}" stroke="{ink.line}" stroke-width=".6"/>'
        f'<path d="M5-14Q4-18 7-17Q8-20 10-17Q12-19 12-15Z M11-9Q14-7 11-5Z" fill="#a8402c" stroke="{ink.line}" stroke-width=".5"/>'
        f'<path d="M11.500-13L16-11.500L11.500-10Z" fill="#c99a3a"/><circle cx="9" cy="-12.500" r=".8" fill="{ink.line}"/>'
        f'<path d="M-1 9V15L-4 17M-1 15L2 17M5 8V15L3 17M5 15L8 17" stroke="{ink.line}" stroke-width=".9" fill="none"/>'
        "</g>"
    )


def shield(rng: Rng, ink: Ink, size: float) -> str:
    """Invented arms under a coronet."""
    s = size
    dark, light = ink.petals[0], ink.petals[-1]
    charge = pick(rng, ["chevron", "bars", "saltire", "stars"])
    inside = {
        "chevron": f'<path d="M{-s * 0.5} {s * 0.25}L0 {-s * 0.2}L{s * 0.5} {s * 0.25}V{s * 0.45}L0 0L{-s * 0.5} {s * 0.45}Z" fill="{dark}"/>',
        "bars": "".join(
            f'<rect x="{-s * 0.5}" y="{-s * 0.45 + i * s * 0.3}" width="{s}" height="{s * 0.15}" fill="{dark}"/>'
            for i in range(3)
        ),
        "saltire": f'<path d="M{-s * 0.5} {-s * 0.6}L{s * 0.5} {s * 0.5}M{s * 0.5} {-s * 0.6}L{-s * 0.5} {s * 0.5}" stroke="{dark}" stroke-width="{s * 0.16}"/>',
        "stars": "".join(
            group(flower(rng, Ink(ink.line, (dark,), dark, 0.4), s * 0.16, 5), x * s, y * s, 1)
            for x, y in ((-0.25, -0.28), (0.25, -0.28), (0, 0.2))
        ),
    }[charge]
    outline = f"M{-s * 0.5} {-s * 0.6}H{s * 0.5}V{s * 0.1}Q{s * 0.45} {s * 0.55} 0 {s * 0.72}Q{-s * 0.45} {s * 0.55} {-s * 0.5} {s * 0.1}Z"
    crown = "".join(
        f'<circle cx="{x * s:.1f}" cy="{-s * 0.96}" r="{s * 0.055:.1f}" fill="{light}" stroke="{ink.line}" stroke-width=".6"/>'
        for x in np.linspace(-0.42, 0.42, 7)
    )
    palms = group(sprig(rng, ink, s * 1.3), -s * 0.1, s * 0.85, 1, -42) + group(
        sprig(rng, ink, s * 1.3), s * 0.1, s * 0.85, 1, 42
    )
    return (
        palms
        + f'<clipPath id="arms"><path d="{outline}"/></clipPath><path d="{outline}" fill="{light}"/><g clip-path="url(#arms)">{inside}</g>'
        f'<path d="{outline}" fill="none" stroke="{ink.line}" stroke-width="{ink.stroke * 1.5}"/>'
        f'<path d="M{-s * 0.46} {-s * 0.68}H{s * 0.46}L{s * 0.5} {-s * 0.9}H{-s * 0.5}Z" fill="{light}" stroke="{ink.line}" stroke-width="{ink.stroke}"/>{crown}'
    )
