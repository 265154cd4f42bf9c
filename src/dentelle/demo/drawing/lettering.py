"""Capitals as a die cutter or a potter strikes them: a few strokes each, in a box 6 wide and 10 high."""

import math
import unicodedata

STROKES = {
    "A": "M0 10L3 0L6 10M1.2 6.500H4.800",
    "B": "M0 0V10M0 0H3Q6 0 6 2.500T3 5H0H3.500Q6.500 5 6.500 7.500T3.500 10H0",
    "C": "M6 1.500Q3-1.500 .8 2.500T1 8Q3 11.500 6 8.500",
    "D": "M0 0V10M0 0H2Q6 0 6 5T2 10H0",
    "E": "M6 0H0V10H6M0 5H4.500",
    "F": "M6 0H0V10M0 5H4.500",
    "G": "M6 1.500Q3-1.500 .8 2.500T1 8Q3.500 11.500 6 8V5.500H3.800",
    "H": "M0 0V10M6 0V10M0 5H6",
    "I": "M3 0V10",
    "J": "M5 0V7.500Q4.500 10 2.500 10T0 8",
    "K": "M0 0V10M6 0L0 5.500L6 10",
    "L": "M0 0V10H6",
    "M": "M0 10L.8 0L3.500 7L6.200 0L7 10",
    "N": "M0 10V0L6 10V0",
    "O": "M3 0Q6 0 6 5T3 10T0 5T3 0Z",
    "P": "M0 10V0H3Q6 0 6 2.800T3 5.600H0",
    "Q": "M3 0Q6 0 6 5T3 10T0 5T3 0ZM3.500 7L6.500 11",
    "R": "M0 10V0H3Q6 0 6 2.800T3 5.600H0M3 5.600L6 10",
    "S": "M6 1.500Q3-1.500 1 1.500T3 5T5.500 8T0 8.500",
    "T": "M0 0H6M3 0V10",
    "U": "M0 0V6Q0 10 3 10T6 6V0",
    "V": "M0 0L3 10L6 0",
    "W": "M0 0L1.800 10L3.500 3L5.200 10L7 0",
    "X": "M0 0L6 10M6 0L0 10",
    "Y": "M0 0L3 5L6 0M3 5V10",
    "Z": "M0 0H6L0 10H6",
    "0": "M3 0Q6 0 6 5T3 10T0 5T3 0Z",
    "1": "M1 2L3.500 0V10",
    "2": "M0 2Q1 0 3 0T6 2.500Q6 5 0 10H6",
    "3": "M0 1Q6-1.500 5.500 2.500T2 5Q6.500 5 6 8T0 9",
    "4": "M4.500 10V0L0 7H6",
    "5": "M6 0H1L.5 4.500Q6 3 6 6.500T0 9.500",
    "6": "M5.500 .5Q0 1.500 0 6.500T3 10T6 7T3 4.500T0 7",
    "7": "M0 0H6L2 10",
    "8": "M3 0Q5.500 0 5.500 2.500T3 5T.5 2.500T3 0ZM3 5Q6 5 6 7.500T3 10T0 7.500T3 5Z",
    "9": "M.5 9.500Q6 8.500 6 3.500T3 0T0 3T3 5.500T6 3",
    ".": "M2.500 5L3.500 5",
    "+": "M3 2V8M0 5H6",
    "-": "M1 5H5",
}


def glyph(letter: str, width: float, colour: str) -> str:
    """Draw one letter in its own box."""
    return f'<path d="{STROKES.get(letter, "")}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>'


def around(text: str, radius: float, height: float, weight: float, colour: str) -> str:
    """Set a legend round a circle, from the lower left clockwise, spread over the whole turn."""
    text = f"+{text} "
    scale = height / 10
    step = min(2 * math.pi / max(len(text), 1), 9.6 * scale / radius)
    start = -step * (len(text) - 1) / 2
    parts = []
    for rank, letter in enumerate(text):
        turn = math.degrees(start + rank * step)
        parts.append(
            f'<g transform="rotate({turn:.2f}) translate({-3 * scale:.2f} {-radius - height / 2:.2f}) scale({scale:.3f})">{glyph(letter, weight / scale * 0.8, colour)}</g>'
        )
    return "".join(parts)


def capitals(text: str) -> str:
    """Return text as capitals without accents, which is all that is cut."""
    plain = unicodedata.normalize("NFD", text.replace("’", " ").replace("œ", "oe"))
    return "".join(c for c in plain if not unicodedata.combining(c)).upper()


def line(text: str, x: float, y: float, height: float, colour: str, weight: float = 1.0) -> str:
    """Set a line of capitals from x,y (its upper left)."""
    scale = height / 10
    text = capitals(text)
    return "".join(
        f'<g transform="translate({x + rank * 8.6 * scale:.2f} {y:.2f}) scale({scale:.3f})">{glyph(letter, weight, colour)}</g>'
        for rank, letter in enumerate(text)
    )
