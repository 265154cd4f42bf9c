"""Where points and their names stand on a map: none hides another."""

import math
from collections.abc import Sequence

_GOLDEN = math.pi * (3 - math.sqrt(5))
_GAP = 1.5
_LETTER = 0.58  # of the font size; a generous mean width
_FONT = 13.0
_PHONE = 20 / 13  # how much larger a phone writes names: they must not be cut at the edge


def radius(count: int, largest: int, points: int) -> float:
    """Return the radius of a point: its area grows with the count, 5 to 17 units, less in a crowd."""
    if not largest:
        return 6.0
    return 5.0 + min(12.0, 70.0 / math.sqrt(points)) * math.sqrt(count / largest)


def apart(wanted: Sequence[tuple[float, float, float]]) -> list[tuple[float, float]]:
    """Return a place for each (x, y, radius), nearest to the one wanted, touching no earlier one."""
    placed: list[tuple[float, float, float]] = []
    for x, y, size in wanted:
        step = 0
        at_x, at_y = x, y
        while _touches(at_x, at_y, size, placed):
            step += 1
            away, angle = 1.6 * math.sqrt(step), step * _GOLDEN
            at_x, at_y = x + away * math.cos(angle), y + away * math.sin(angle)
        placed.append((at_x, at_y, size))
    return [(x, y) for x, y, _ in placed]


def _touches(x: float, y: float, size: float, placed: Sequence[tuple[float, float, float]]) -> bool:
    return any(math.hypot(x - a, y - b) < size + r + _GAP for a, b, r in placed)


Box = tuple[float, float, float, float]


class Labels:
    """Names set beside points, left out when there is no room."""

    def __init__(self, width: float, height: float, points: Sequence[Box]) -> None:
        self._size = (width, height)
        self._taken = list(points)

    def place(self, text: str, x: float, y: float, size: float) -> tuple[float, float, str] | None:
        """Return the anchor of a name (x, baseline, `start` or `end`), or nothing."""
        length = len(text) * _FONT * _LETTER
        for at_x, side in ((x + size + 5, "start"), (x - size - 5, "end")):
            left = at_x if side == "start" else at_x - length
            box = (left, y - _FONT * 0.6, left + length, y + _FONT * 0.6)
            reach = at_x + (1 if side == "start" else -1) * length * _PHONE
            if 0 <= reach <= self._size[0] and self._is_free(box):
                self._taken.append(box)
                return at_x, y + _FONT * 0.34, side
        return None

    def _is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self._size[0] or bottom > self._size[1]:
            return False
        return not any(
            left < r and right > a and top < d and bottom > b for a, b, r, d in self._taken
        )
