"""The drawing of a card: the wall, the words, the picture hung whole, the lace."""

import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyvips
from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, __version__

from dentelle.media.cards.card import SIZE, ShareCard
from dentelle.media.cards.faces import Face, NoFontError
from dentelle.media.cards.setting import Block, fitted

_VERSION = 1  # of the drawing; raise it and every card's mark changes
_WIDTH, _HEIGHT = SIZE
_MARGIN, _GAP = 72, 60  # around everything; between the words and the picture
_TOP, _FOOT = 84, 532  # where the words may begin, and end
_LACE, _DOILY = 52, 800  # the edging's height, the doily's side
_SHOWN = 350  # how much of the doily's width is on the card
_SIDE, _TALLEST = (
    (500, 420, 340),
    400,
)  # the picture's box, widest first: a long title takes its room
_SHADES = 128
_HEAD, _HEAD_OFF, _LEAD = 40, 60, 20  # above the title without and with a notice; below it
_READ = 54  # a title smaller than that asks for a smaller picture
_TITLE = tuple(Face("serif", size, 450) for size in (100, 90, 80, 72, 66, 60, 54, 48, 44, 40, 36))
_EYEBROW = Face("sans", 22, 600, tracking=1.9)
_WHEN, _PLACE, _MORE = Face("sans", 30, 500), Face("sans", 27), Face("sans", 25, 500)
_NETWORK, _ASIDE = (24, 20, 17), (17, 15)  # sizes
_CREDIT = Face("sans", 17)
_TOKEN = re.compile(r"--([a-z-]+): (?:light-dark\()?(#[0-9a-f]{6})")


def draw(card: ShareCard, picture: bytes | None = None) -> bytes:
    """Return a card as PNG; the same words and the same picture give the same bytes.

    `picture` is what `exports.files.drawn` gave for it. Without one a doily hangs at its side.

    Raises:
        NoFontError: the site's fonts are not laid out.
    """
    board = _Board()
    hung = _hung(picture, card.title) if picture else None
    if hung:
        _edge(board)
        _hang(board, hung, card.credit)
    else:
        _doily(board)
    taken = hung.width + _GAP if hung else _SHOWN
    _words(board, card, _WIDTH - 2 * _MARGIN - taken)
    _foot(board, card, _WIDTH - 2 * _MARGIN - (0 if hung else taken))
    return board.png(few_colours=hung is None)


def mark(card: ShareCard, *, pictured: bool) -> str:
    """Return what tells a card from another, without drawing it: its words, its picture, the site's charter."""
    said = f"{_VERSION} {__version__} {card} {pictured} {sorted(_tokens().items())}"
    return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()


class _Board:
    """What is drawn on, in the colours of the site's light wall."""

    def __init__(self) -> None:
        self.colours = _tokens()
        self.image = Image.new("RGB", SIZE, self.colours["wall"])
        self.pen = ImageDraw.Draw(self.image)

    def line(self, text: str, face: Face, at: tuple[int, int], colour: str) -> None:
        """Write a line whose baseline begins at a point."""
        mask, base = face.mask(text)
        self.image.paste(self.colours[colour], (at[0] - face.size // 2, at[1] - base), mask)

    def block(self, block: Block, at: tuple[int, int], colour: str) -> int:
        """Write lines below a point, and return where what follows begins."""
        x, y = at
        for line in block.lines:
            y += block.leading
            self.line(line, block.face, (x, y - round(block.leading * 0.26)), colour)
        return y

    def hair(self, y: int, first: int, last: int) -> None:
        """Draw a hairline."""
        self.pen.rectangle((first, y, last, y), fill=self.mixed("ink", 0.22))

    def mixed(self, colour: str, share: float) -> tuple[int, ...]:
        """Return a colour laid thinly upon the wall."""
        over, under = (_channels(self.colours[name]) for name in (colour, "wall"))
        return tuple(round(a * share + b * (1 - share)) for a, b in zip(over, under, strict=True))

    def png(self, *, few_colours: bool) -> bytes:
        """Return the board; without a picture its shades hold in a palette, which weighs three times less."""
        shown = self.image
        if few_colours:
            shown = shown.quantize(_SHADES, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        held = io.BytesIO()
        shown.save(held, "PNG", compress_level=6)
        return held.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hung:
    """A picture at the size at which it hangs."""

    image: Image.Image

    @property
    def width(self) -> int:
        return self.image.width


def _hung(content: bytes, title: str) -> _Hung:
    """Return the picture, whole, in the widest box that leaves the title room to be read."""
    with Image.open(io.BytesIO(content)) as opened:
        image = opened.convert("RGB")
    for side in _SIDE:
        scale = min(side / image.width, _TALLEST / image.height)
        width, height = (max(1, round(length * scale)) for length in image.size)
        room = _WIDTH - 2 * _MARGIN - width - _GAP
        if _title(title, room, _READ * 5).face.size >= _READ:
            break
    return _Hung(image=image.resize((width, height), Image.Resampling.LANCZOS))


def _hang(board: _Board, hung: _Hung, credit: str) -> None:
    """Hang the picture at the right, its credit under it."""
    width, height = hung.image.size
    x = _WIDTH - _MARGIN - width
    lines = fitted(credit, (_CREDIT,), width=max(width, 300), height=50, leading=1.35)
    y = _TOP + (_FOOT - _TOP - height - lines.height) // 2
    board.image.paste(hung.image, (x, y))
    board.block(lines, (x, y + height + 8), "ink-soft")


def _words(board: _Board, card: ShareCard, width: int) -> None:
    """Write what it is, its title, when and where, one below the other, a little above the middle."""
    below = [
        (fitted(text, (face,), width=width, height=most, leading=1.3), colour, gap)
        for text, face, most, colour, gap in (
            (card.notice_more, _MORE, 66, "warm", 14),
            (card.when, _WHEN, 80, "ink", 4),
            (card.place, _PLACE, 72, "ink-soft", 0),
        )
        if text
    ]
    head = _HEAD_OFF if card.notice else _HEAD
    taken = head + _LEAD + sum(block.height + gap for block, _colour, gap in below)
    title = _title(card.title, width, _FOOT - _TOP - taken)
    y = _TOP + round((_FOOT - _TOP - taken - title.height) * 0.42)
    _head(board, card, (_MARGIN, y + 24), width)
    y = board.block(title, (_MARGIN, y + head), "ink") + _LEAD
    for block, colour, gap in below:
        y = board.block(block, (_MARGIN, y), colour) + gap


def _title(title: str, width: int, height: int) -> Block:
    return fitted(title, _TITLE, width=width, height=height, leading=1.1)


def _head(board: _Board, card: ShareCard, at: tuple[int, int], width: int) -> None:
    """Write what must be known and what it is, on one line."""
    x, y = at
    if card.notice:
        x = _pill(board, card.notice.upper(), at) + 20
    left = max(at[0] + width - x, 120)
    for line in fitted(
        card.category.upper(), (_EYEBROW,), width=left, height=30, leading=1.3
    ).lines:
        board.line(line, _EYEBROW, (x, y), "accent")


def _pill(board: _Board, text: str, at: tuple[int, int]) -> int:
    """Write on a coloured ground, and return where it ends."""
    x, y = at
    end = round(x + 36 + _EYEBROW.width(text))
    board.pen.rectangle((x, y - 30, end, y + 14), fill=board.colours["warm"])
    board.line(text, _EYEBROW, (x + 18, y), "wall")
    return end


def _foot(board: _Board, card: ShareCard, width: int) -> None:
    """Write whose card it is, under a hairline."""
    board.hair(_FOOT + 14, _MARGIN, _MARGIN + width)
    y = _FOOT + (50 if card.aside else 54)
    for text, sizes, weight, colour in (
        (card.network, _NETWORK, 600, "ink"),
        (card.aside, _ASIDE, 400, "ink-soft"),
    ):
        faces = [Face("sans", size, weight) for size in sizes]
        name = fitted(text, faces, width=width, height=sizes[0], leading=1)
        for line in name.lines:
            board.line(line, name.face, (_MARGIN, y), colour)
        y += 26


def _edge(board: _Board) -> None:
    """Hang the lace along the top."""
    tile = _ornament("lace.svg", _LACE)
    first = (_WIDTH % tile.width - tile.width) // 2
    for x in range(first, _WIDTH, tile.width):
        board.image.paste(board.colours["accent"], (x, 0), tile)


def _doily(board: _Board) -> None:
    """Let a doily stand half out, at the right."""
    at = (_WIDTH - _SHOWN, (_HEIGHT - _DOILY) // 2)
    board.image.paste(board.colours["accent"], at, _ornament("doily.svg", _DOILY))


@lru_cache(maxsize=4)
def _ornament(name: str, height: int) -> Image.Image:
    """Return a drawing of the site as a mask of this height."""
    source = _file(f"ui/{name}")
    whole = pyvips.Image.svgload(str(source))
    drawn = pyvips.Image.svgload(str(source), scale=height / whole.height)[3]
    return Image.frombytes("L", (drawn.width, drawn.height), drawn.write_to_memory())


@lru_cache(maxsize=1)
def _tokens() -> Mapping[str, str]:
    """Return the colours of the light wall, by name."""
    return dict(_TOKEN.findall(_file("ui/tokens.css").read_text()))


def _file(name: str) -> Path:
    found = finders.find(name)
    if found is None:
        raise NoFontError(name)
    return Path(found)


def _channels(colour: str) -> Sequence[int]:
    return bytes.fromhex(colour.removeprefix("#"))
