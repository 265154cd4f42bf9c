"""Things drawn as vectors that scenes, plates and cloths share: boats, houses, trees. Units: see `shapes`."""

import numpy as np

from dentelle.demo.drawing.surface import Array

Rng = np.random.Generator
HULLS = ["#2c2a2e", "#3a2f2a", "#1f3440", "#5a2f24", "#28423a", "#43372f", "#6b4a2a"]
SAILS = ["#d9c9a4", "#b5642f", "#8f3f28", "#e6ddc6", "#c48a4a", "#a9583a", "#efe6d2"]
WALLS = ["#c9b89a", "#b99f80", "#d8cdb8", "#a88f7a", "#bfae9e", "#cfa88a", "#98928c", "#d9c29a"]
ROOFS = ["#5a5560", "#6b5a58", "#7a4f42", "#4f5a66", "#8a5f4a", "#665f5a"]


def maybe(rng: Rng, share: float) -> bool:
    """Say yes `share` of the time."""
    return bool(rng.uniform() < share)


def hexa(colour: Array, factor: float = 1.0) -> str:
    """Return a colour of numbers as #rrggbb."""
    return "#" + "".join(f"{int(min(max(c * factor, 0), 1) * 255):02x}" for c in colour)


def pick(rng: Rng, values: list[str]) -> str:
    """Choose one."""
    return values[int(rng.integers(0, len(values)))]


def group(inside: str, x: float, y: float, scale: float, turn: float = 0.0) -> str:
    """Place a drawing made around 0,0."""
    return f'<g transform="translate({x:.2f} {y:.2f}) rotate({turn:.2f}) scale({scale:.4f})">{inside}</g>'


def boat(rng: Rng, x: float, y: float, length: float, tilt: float) -> str:
    """An open fishing boat seen from the side, mast and furled sail perhaps."""
    hull, inner = pick(rng, HULLS), pick(rng, SAILS)
    band = pick(rng, ["#c9b48a", "#a8442f", "#3f6a7a", "#e3dac4", "#4a7a5a"])
    mast = float(rng.uniform(70, 105))
    parts = [
        '<ellipse cx="2" cy="13" rx="56" ry="5" fill="#1d2430" fill-opacity=".35"/>',
        f'<path d="M-50-10Q-46 10-30 12H28Q46 8 54-14Q0 2-50-10Z" fill="{hull}"/>',
        f'<path d="M-50-10Q0 2 54-14L52-8Q0 8-48-4Z" fill="{band}"/>',
        '<path d="M-48-10Q0-2 52-13Q20-9 0-9T-48-10Z" fill="#171412" fill-opacity=".8"/>',
        f'<path d="M-4-6L0-{mast:.0f}L2-{mast:.0f}L3-6Z" fill="#3b2c20"/>',
    ]
    if maybe(rng, 0.75):
        lean = float(rng.uniform(-8, 30))
        parts.append(
            f'<path d="M1-{mast - 4:.0f}Q{14 + lean:.0f}-{mast * 0.55:.0f} {34 + lean:.0f}-16Q18-14 3-12Z" fill="{inner}"/>'
            f'<path d="M1-{mast - 4:.0f}Q{8 + lean:.0f}-{mast * 0.5:.0f} {16 + lean / 2:.0f}-14L3-12Z" fill="#000" fill-opacity=".14"/>'
        )
    parts.append(
        f'<path d="M0-{mast:.0f}L-48-11M1-{mast:.0f}L52-14" stroke="#2a211b" stroke-width=".9" fill="none"/>'
    )
    return group("".join(parts), x, y, length / 100, tilt)


def ship(rng: Rng, x: float, y: float, length: float, tilt: float) -> str:
    """A two- or three-masted sailing ship with its square sails drawing."""
    cloth = pick(rng, ["#e9e0cb", "#d8c8a8", "#c9a678", "#f1ebdd"])
    parts = [
        '<ellipse cx="0" cy="12" rx="60" ry="5" fill="#16202c" fill-opacity=".4"/>',
        f'<path d="M-54-14L-44 10H38Q50 4 58-16Q0-4-54-14Z" fill="{pick(rng, HULLS)}"/>',
        '<path d="M-51-7Q0 2 54-9" stroke="#d8cba8" stroke-width="2.4" fill="none"/>',
        '<path d="M56-15L86-30" stroke="#2a211b" stroke-width="2"/>',
    ]
    for mast, tall in ((-30, 70), (2, 92), (30, 78)):
        parts.append(f'<path d="M{mast}-10V-{tall + 16}" stroke="#2a211b" stroke-width="2"/>')
        for level in range(3):
            low = -14 - level * tall / 3.1
            high = low - tall / 3.6
            half = 17 - level * 3.6
            belly = float(rng.uniform(5, 9))
            parts.append(
                f'<path d="M{mast - half:.1f} {high:.1f}L{mast + half:.1f} {high:.1f}Q{mast + half + belly:.1f} {(low + high) / 2:.1f} {mast + half + 2:.1f} {low:.1f}'
                f'Q{mast + belly:.1f} {low - 4:.1f} {mast - half + 2:.1f} {low:.1f}Q{mast - half + belly:.1f} {(low + high) / 2:.1f} {mast - half:.1f} {high:.1f}Z" fill="{cloth}"/>'
                f'<path d="M{mast - half:.1f} {high:.1f}L{mast - half / 3:.1f} {high:.1f}Q{mast:.1f} {(low + high) / 2:.1f} {mast - half / 3:.1f} {low - 2:.1f}L{mast - half + 2:.1f} {low:.1f}Z" fill="#3a3f4a" fill-opacity=".25"/>'
            )
    parts.append(f'<path d="M84-30L30-88Q50-40 34-18Z" fill="{cloth}" fill-opacity=".92"/>')
    return group("".join(parts), x, y, length / 100, tilt)


def fleet(rng: Rng, horizon: float, side: int, count: int) -> str:
    """Small sails near the horizon."""
    parts = []
    for _ in range(count):
        x = float(rng.uniform(-88, 88)) * 0.8 - 12 * side
        near = float(rng.uniform(0.2, 1)) ** 2
        tall = 4 + 13 * near
        y = horizon + 1 + 10 * near
        sail = pick(rng, SAILS)
        parts.append(
            f'<path d="M{x:.1f} {y - tall:.1f}Q{x + tall * 0.45:.1f} {y - tall * 0.5:.1f} {x + tall * 0.5:.1f} {y - 1:.1f}L{x:.1f} {y - 1:.1f}Z" fill="{sail}"/>'
            f'<path d="M{x - 0.4:.1f} {y - tall * 0.8:.1f}L{x - tall * 0.32:.1f} {y - 1.2:.1f}L{x - 0.4:.1f} {y - 1.2:.1f}Z" fill="{sail}" fill-opacity=".8"/>'
            f'<path d="M{x - tall * 0.4:.1f} {y - 1:.1f}Q{x:.1f} {y + 2.2:.1f} {x + tall * 0.55:.1f} {y - 1.4:.1f}Z" fill="#2b2c33"/>'
            f'<path d="M{x - tall * 0.3:.1f} {y + 1:.1f}L{x + tall * 0.3:.1f} {y + 1:.1f}L{x + 0.2:.1f} {y + tall * 0.7:.1f}Z" fill="{sail}" fill-opacity=".28"/>'
        )
    return "".join(parts)


def moored(rng: Rng, x: float, y: float, tall: float) -> str:
    """A boat at the quay: hull, masts, yards, rigging."""
    hull = pick(rng, HULLS)
    wide = tall * 0.5
    parts = [
        f'<path d="M{x - wide:.1f} {y - 6:.1f}Q{x:.1f} {y + 1:.1f} {x + wide:.1f} {y - 7:.1f}L{x + wide * 0.8:.1f} {y + 3:.1f}H{x - wide * 0.85:.1f}Z" fill="{hull}"/>'
    ]
    for share, high in ((-0.35, 1.0), (0.3, 0.86)):
        mast = x + share * wide
        peak = y - tall * high
        parts.append(
            f'<path d="M{mast:.1f} {y - 4:.1f}V{peak:.1f}" stroke="#33281f" stroke-width="1"/>'
        )
        parts.append(
            f'<path d="M{mast:.1f} {peak:.1f}L{x - wide:.1f} {y - 6:.1f}M{mast:.1f} {peak:.1f}L{x + wide:.1f} {y - 7:.1f}" stroke="#4a4038" stroke-width=".3"/>'
        )
        for yard in (0.35, 0.6):
            level = y + (peak - y) * yard
            parts.append(
                f'<path d="M{mast - 6:.1f} {level + 1:.1f}L{mast + 6:.1f} {level - 1:.1f}" stroke="#33281f" stroke-width=".8"/>'
            )
            if maybe(rng, 0.55):
                parts.append(
                    f'<path d="M{mast - 6:.1f} {level + 1:.1f}Q{mast:.1f} {level + 4:.1f} {mast + 6:.1f} {level - 1:.1f}Q{mast:.1f} {level + 8:.1f} {mast - 6:.1f} {level + 1:.1f}Z" fill="{pick(rng, SAILS)}"/>'
                )
    return "".join(parts)


def house(rng: Rng, x: float, y: float, wide: float, tall: float) -> str:
    """A tall house of a quay, gable or eaves to the street, with windows that are almost regular."""
    wall, roof = pick(rng, WALLS), pick(rng, ROOFS)
    ridge = tall * float(rng.uniform(0.18, 0.34))
    parts = [
        f'<rect x="{x:.1f}" y="{y - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{wall}"/>'
    ]
    if maybe(rng, 0.5):
        parts.append(
            f'<path d="M{x - 0.6:.1f} {y - tall:.1f}L{x + wide / 2:.1f} {y - tall - ridge:.1f}L{x + wide + 0.6:.1f} {y - tall:.1f}Z" fill="{roof}"/>'
        )
    else:
        parts.append(
            f'<path d="M{x - 0.6:.1f} {y - tall:.1f}L{x + wide * 0.1:.1f} {y - tall - ridge * 0.7:.1f}H{x + wide * 0.9:.1f}L{x + wide + 0.6:.1f} {y - tall:.1f}Z" fill="{roof}"/>'
        )
    parts.append(
        f'<rect x="{x + wide * 0.7:.1f}" y="{y - tall - ridge:.1f}" width="{wide * 0.13:.1f}" height="{ridge * 0.7:.1f}" fill="#8a5a48"/>'
    )
    floors, bays = max(2, int(tall / 7.5)), max(2, int(wide / 4.2))
    for floor in range(floors):
        for bay in range(bays):
            left = x + wide * (bay + 0.28) / bays
            top = y - tall + tall * (floor + 0.25) / floors
            pane = pick(rng, ["#3c4650", "#4f5a60", "#2f3640", "#6a7478"])
            parts.append(
                f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide * 0.44 / bays:.1f}" height="{tall * 0.5 / floors:.1f}" fill="{pane}"/>'
            )
    parts.append(
        f'<rect x="{x + wide * 0.86:.1f}" y="{y - tall:.1f}" width="{wide * 0.14:.1f}" height="{tall:.1f}" fill="#20242e" fill-opacity=".22"/>'
    )
    return "".join(parts)


def quay(rng: Rng, y: float, palette: dict[str, Array]) -> str:
    """A row of houses across the picture, a steeple behind, the quay's wall below."""
    parts = []
    steeple = float(rng.uniform(-60, 60))
    far = hexa((palette["shade"] + palette["middle"]) / 2)
    parts.append(
        f'<path d="M{steeple - 5:.1f} {y:.1f}V{y - 34:.1f}L{steeple:.1f} {y - 56:.1f}L{steeple + 5:.1f} {y - 34:.1f}V{y:.1f}Z" fill="{far}"/>'
    )
    x = -104.0
    while x < 104:  # noqa: PLR2004 -- the right edge
        wide = float(rng.uniform(8, 17))
        parts.append(house(rng, x, y, wide, float(rng.uniform(15, 33))))
        x += wide
    parts.append(
        f'<rect x="-104" y="{y - 1:.1f}" width="208" height="5" fill="{hexa(palette["shade"])}"/>'
    )
    veil = hexa(palette["low"])
    parts.append(
        f'<rect x="-104" y="{y - 60:.1f}" width="208" height="64" fill="{veil}" fill-opacity=".16"/>'
    )
    return "".join(parts)


def cottage(rng: Rng, x: float, y: float, wide: float, snow: bool = False) -> str:  # noqa: FBT001, FBT002 -- two kinds of roof
    """A half-timbered farmhouse under thatch."""
    tall = wide * 0.30
    roof = "#eef1f6" if snow else pick(rng, ["#8a7355", "#7a6148", "#9a8258", "#6f5a4a"])
    wall = pick(rng, ["#e2d6bd", "#d3c2a2", "#e9e0d0", "#cbb391"])
    posts = "".join(
        f'<path d="M{x + wide * share:.1f} {y:.1f}V{y - tall:.1f}M{x + wide * share:.1f} {y:.1f}l{wide * 0.07:.1f}-{tall * 0.9:.1f}" stroke="#4f3a2a" stroke-width="{wide * 0.012:.2f}"/>'
        for share in (0.08, 0.22, 0.36, 0.5, 0.64, 0.78, 0.9)
    )
    return (
        f'<rect x="{x:.1f}" y="{y - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{wall}"/>{posts}'
        f'<path d="M{x - wide * 0.06:.1f} {y - tall * 0.9:.1f}Q{x + wide * 0.06:.1f} {y - tall * 1.9:.1f} {x + wide * 0.16:.1f} {y - tall * 2.3:.1f}H{x + wide * 0.86:.1f}'
        f'Q{x + wide * 0.96:.1f} {y - tall * 1.8:.1f} {x + wide * 1.06:.1f} {y - tall * 0.86:.1f}Z" fill="{roof}"/>'
        f'<path d="M{x - wide * 0.06:.1f} {y - tall * 0.9:.1f}H{x + wide * 1.06:.1f}V{y - tall * 0.72:.1f}H{x - wide * 0.03:.1f}Z" fill="#2a2430" fill-opacity=".45"/>'
        f'<rect x="{x + wide * 0.43:.1f}" y="{y - tall * 0.66:.1f}" width="{wide * 0.09:.1f}" height="{tall * 0.66:.1f}" fill="#3a2f2a"/>'
        f'<rect x="{x + wide * 0.16:.1f}" y="{y - tall * 0.62:.1f}" width="{wide * 0.08:.1f}" height="{tall * 0.3:.1f}" fill="#39424a"/>'
        f'<rect x="{x + wide * 0.7:.1f}" y="{y - tall * 0.62:.1f}" width="{wide * 0.08:.1f}" height="{tall * 0.3:.1f}" fill="#39424a"/>'
        f'<rect x="{x + wide * 0.3:.1f}" y="{y - tall * 2.75:.1f}" width="{wide * 0.06:.1f}" height="{tall * 0.7:.1f}" fill="#9a5f48"/>'
    )


def crown(rng: Rng, x: float, y: float, radius: float, colours: list[str], count: int = 60) -> str:
    """A tree's head: dabs of leaf, dark below and to the right, light above and to the left."""
    parts = []
    for rank in range(count):
        angle, far = rng.uniform(0, 2 * np.pi), np.sqrt(rng.uniform(0, 1))
        dx, dy = np.cos(angle) * far, np.sin(angle) * far * 0.85
        tone = np.clip((-dx - dy + 1.2) / 2.4 + rng.normal(0, 0.16), 0, 0.999)
        size = radius * float(rng.uniform(0.07, 0.19)) * (1.3 - 0.6 * rank / count)
        parts.append(
            f'<ellipse cx="{x + dx * radius:.1f}" cy="{y + dy * radius:.1f}" rx="{size:.1f}" ry="{size * 0.75:.1f}" fill="{colours[int(tone * len(colours))]}"/>'
        )
    return "".join(parts)


def figure(rng: Rng, x: float, y: float, tall: float) -> str:
    """Somebody standing, walking or carrying: enough of them to give a scale."""
    dress, top = (
        pick(rng, ["#2b2f3a", "#4a3a33", "#5a2f2a", "#2f4450", "#6a6458"]),
        pick(rng, ["#d9cfbd", "#8a4a3a", "#3a4f6a", "#c9b48a", "#4a4a50"]),
    )
    w = tall * 0.17
    load = (
        f'<ellipse cx="{x + w * 1.5:.1f}" cy="{y - tall * 0.45:.1f}" rx="{w * 0.8:.1f}" ry="{w * 0.6:.1f}" fill="#8a6a44"/>'
        if maybe(rng, 0.4)
        else ""
    )
    return (
        f'<path d="M{x:.1f} {y:.1f}l{tall * 0.5:.1f} {tall * 0.07:.1f}l{-tall * 0.4:.1f} {tall * 0.03:.1f}Z" fill="#1d2430" fill-opacity=".3"/>'
        f'<path d="M{x - w:.1f} {y:.1f}L{x - w * 0.5:.1f} {y - tall * 0.5:.1f}H{x + w * 0.5:.1f}L{x + w:.1f} {y:.1f}Z" fill="{dress}"/>'
        f'<path d="M{x - w * 0.65:.1f} {y - tall * 0.45:.1f}Q{x - w * 0.6:.1f} {y - tall * 0.82:.1f} {x:.1f} {y - tall * 0.83:.1f}T{x + w * 0.7:.1f} {y - tall * 0.45:.1f}Z" fill="{top}"/>'
        f'<circle cx="{x:.1f}" cy="{y - tall * 0.91:.1f}" r="{tall * 0.075:.2f}" fill="#c79a7a"/><ellipse cx="{x:.1f}" cy="{y - tall * 0.96:.1f}" rx="{tall * 0.09:.2f}" ry="{tall * 0.05:.2f}" fill="{pick(rng, ["#efe9da", "#2b2620", "#7a5a3a"])}"/>{load}'
    )


def bare(rng: Rng, x: float, y: float, tall: float, colour: str) -> str:
    """A tree in winter: branches that fork four times."""
    parts: list[str] = []

    def grow(x0: float, y0: float, turn: float, long: float, depth: int) -> None:
        x1, y1 = x0 + np.sin(turn) * long, y0 - np.cos(turn) * long
        parts.append(
            f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" stroke="{colour}" stroke-width="{0.25 + 0.028 * long * depth:.2f}" stroke-linecap="round"/>'
        )
        if depth:
            for side in (-1, 1):
                grow(
                    x1,
                    y1,
                    turn + side * float(rng.uniform(0.2, 0.6)),
                    long * float(rng.uniform(0.62, 0.8)),
                    depth - 1,
                )

    grow(x, y, float(rng.normal(0, 0.06)), tall * 0.36, 5)
    return "".join(parts)
