"""The site's two fonts at a size, and how wide a text is in them.

A font comes as two files, as pages have it: what French and English need, and the other Latin letters.
Each character is drawn by the first file that has it. A letter that neither has is drawn as an empty
square; a sign that neither has (an emoji) is left out.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

Family = Literal["serif", "sans"]
_FILES: dict[Family, tuple[str, ...]] = {
    "serif": ("newsreader", "newsreader-ext"),
    "sans": ("instrument-sans", "instrument-sans-ext"),
}
FINER = 4  # times the size at which text is drawn before it is brought down
_NO_CHARACTER = "\uffff"  # drawn by every font as what it lacks
_SAID = ("L", "M", "N")  # categories of Unicode whose loss would change what is said


class NoFontError(Exception):
    """The site's fonts are not laid out: `./dentelle` does it at set-up."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font as it is set: `size` in pixels, `tracking` in pixels after each sign."""

    family: Family
    size: int
    weight: int = 400
    tracking: float = 0.0

    def width(self, text: str) -> float:
        """Return how wide a line of text is, in pixels."""
        return _width(self, text)

    def mask(self, text: str) -> tuple[Image.Image, int]:
        """Return a line drawn as a mask, and how far below its top the baseline is.

        Drawn larger and brought down: at its own size a font rounds each sign to whole pixels, and the
        spaces of small text are uneven.
        """
        base, side = self.size * 5 // 4, self.size // 2  # room for accents, and for what leans out
        size = (round(self.width(text)) + 2 * side, self.size * 7 // 4)
        drawn = Image.new("L", (size[0] * FINER, size[1] * FINER))
        pen, x = ImageDraw.Draw(drawn), float(side * FINER)
        for font, part, length in self.runs(text):
            pen.text((x, base * FINER), part, font=font, fill=255, anchor="ls")
            x += length * FINER
        return drawn.reduce(FINER), base

    def runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str, float]]:
        """Cut a line into what each file draws (at `FINER` times the size), with its width in pixels.

        Sign by sign when they are spaced out.
        """
        kept = [(number, sign) for sign in text if (number := self._file(sign)) is not None]
        for number, group in groupby(kept, key=lambda pair: pair[0]):
            font, signs = self._font(number), "".join(sign for _number, sign in group)
            for part in signs if self.tracking else (signs,):
                yield font, part, font.getlength(part) / FINER + self.tracking

    def _file(self, sign: str) -> int | None:
        files = _FILES[self.family]
        found = (number for number in range(len(files)) if _draws(files[number], sign))
        lacking = 0 if unicodedata.category(sign)[0] in _SAID else None
        return next(found, lacking)

    def _font(self, number: int) -> ImageFont.FreeTypeFont:
        return _font(_FILES[self.family][number], self.size * FINER, self.weight)


@lru_cache(maxsize=4096)  # setting a title measures its words again and again
def _width(face: Face, text: str) -> float:
    return sum(length for _font, _text, length in face.runs(text))


@lru_cache(maxsize=128)
def _font(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    path = finders.find(f"vendor/{name}.woff2")
    if path is None:
        raise NoFontError(name)
    font = ImageFont.truetype(path, size)
    font.set_variation_by_axes([weight])
    return font


@lru_cache(maxsize=4096)
def _draws(name: str, sign: str) -> bool:
    """Say whether a font has a sign: what it lacks, it draws as it draws no character at all."""
    if sign.isspace():
        return name == name.removesuffix("-ext")
    font = _font(name, 40, 400)
    return bytes(font.getmask(sign)) != bytes(font.getmask(_NO_CHARACTER))
