"""Text set in a width: lines as even as can be, smaller when it is long, cut at a word at the last."""

from collections.abc import Sequence
from dataclasses import dataclass

from dentelle.media.cards.faces import Face

# Spaces that do not break are none of these; what ends a line or a paragraph cannot be drawn.
_BREAKS = " \n\t\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_MORE = "…"
_NEAR = 4  # pixels within which a width is looked for
_LAME, _TRIED = 0.55, 3  # of the widest line; faces tried for a better end


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines of one face; `leading` is the distance between two of them, in pixels."""

    face: Face
    lines: tuple[str, ...]
    leading: int

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)

    @property
    def is_cut(self) -> bool:
        return bool(self.lines) and self.lines[-1].endswith(_MORE)


def fitted(text: str, faces: Sequence[Face], *, width: int, height: int, leading: float) -> Block:
    """Return a text in the first face in which it holds; cut at a word in the last one when in none.

    One of the next faces is taken when the text would end there on a word alone. `leading` is in times
    the size.
    """
    held: list[Block] = []
    for face in faces:
        step = round(face.size * leading)
        most = max(1, height // step)
        lines = wrapped(text, face, width)
        if len(lines) > most or any(face.width(line) > width for line in lines):
            continue
        block = Block(face=face, lines=_even(text, face, width, lines), leading=step)
        if not _is_lame(block):
            return block
        held.append(block)
        if len(held) > _TRIED:
            break
    return held[0] if held else Block(face=face, lines=_cut(lines, face, width, most), leading=step)


def _is_lame(block: Block) -> bool:
    """Say whether the last line is much shorter than the widest: one word under a long line."""
    widths = [block.face.width(line) for line in block.lines]
    return len(widths) > 1 and widths[-1] < _LAME * max(widths)


def wrapped(text: str, face: Face, width: float) -> tuple[str, ...]:
    """Return the lines of a text, each as full as can be; a word alone may be wider."""
    lines: list[str] = []
    taken, space = 0.0, face.width(" ")
    for word in _words(text):
        wide = face.width(word)
        if not wide:  # signs that no font draws
            continue
        if lines and taken + space + wide <= width:
            lines[-1] += f" {word}"
            taken += space + wide
        else:
            lines.append(word)
            taken = wide
    return tuple(lines)


def _words(text: str) -> list[str]:
    """Return what may stand at either end of a line; spaces that do not break hold."""
    for space in _BREAKS[1:]:
        text = text.replace(space, _BREAKS[0])
    return [word for word in text.split(_BREAKS[0]) if word]


def _even(text: str, face: Face, width: float, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return as many lines in the least width that holds them: no word stands alone on the last."""
    if len(lines) <= 1:
        return lines
    low, high = width / 2, float(width)
    while high - low > _NEAR:
        middle = (low + high) / 2
        tried = wrapped(text, face, middle)
        if len(tried) <= len(lines) and all(face.width(line) <= middle for line in tried):
            high, lines = middle, tried
        else:
            low = middle
    return lines


def _cut(lines: tuple[str, ...], face: Face, width: float, most: int) -> tuple[str, ...]:
    """Return the first lines, the last of them ended by an ellipsis; a word too wide is cut as well."""
    kept = [_shortened(line, face, width) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _ended(lines[most - 1], face, width)
    return tuple(kept)


def _shortened(line: str, face: Face, width: float) -> str:
    return line if face.width(line) <= width else _ended(line, face, width)


def _ended(line: str, face: Face, width: float) -> str:
    """Return as much of a line as holds with an ellipsis: whole words, or part of one that is alone."""
    line = line.rstrip(" ,;:–—")
    while line and face.width(line + _MORE) > width:
        shorter = line.rpartition(" ")[0].rstrip(" ,;:–—")
        line = shorter or line[:-1]
    return line + _MORE
