"""Centuries, millennia, their parts and their turns."""

import re
from collections.abc import Callable

from dentelle.catalogue.derivation import eras
from dentelle.catalogue.derivation.spans import NEWEST, Span

BC = r"(?:\s*(?P<bc>bc))?"


def _ordinal(number: int, *, feminine: bool = False) -> str:
    if number == 1:
        return "1re" if feminine else "1er"
    return f"{number}e"


def era(*, bc: bool) -> str:
    """Return what is said after a year or a century before our era."""
    return " av. J.-C." if bc else ""


def year_name(year: int) -> str:
    """Return a year as it is written in French."""
    return f"{-year} av. J.-C." if year < 0 else str(year)


def _block(number: int, size: int, *, bc: bool) -> tuple[int, int]:
    """Return the years of the nth century (size 100) or millennium (size 1000)."""
    if bc:
        return -number * size, -(number - 1) * size - 1
    return (number - 1) * size + 1, number * size


def _part(block: tuple[int, int], index: int, count: int) -> tuple[int, int]:
    """Return the years of the `index`th of `count` equal parts (from 1)."""
    first, last = block
    size = last - first + 1
    return first + size * (index - 1) // count, first + size * index // count - 1


_PARTS = {"moitie": 2, "tiers": 3, "quart": 4}
_LOOSE = {"debut": (1, 4), "courant": (1, 1), "milieu": (2, 4), "fin": (4, 4)}
_BLOCKS = {"siecle": 100, "millenaire": 1000}
_OF = r"(?:\s+d[ue]s?(?:\s+l[ae']?)?)?\s+"
_CENTURY = re.compile(
    rf"(?:(?:(?P<index>\d|der)e? (?P<part>moitie|tiers|quart)|(?P<loose>debut|milieu|fin|courant)){_OF})?"
    rf"(?P<number>\d{{1,4}})e? (?P<size>siecle|millenaire){BC}"
)


def _century(match: re.Match[str]) -> Span | None:
    number, size, bc = int(match["number"]), _BLOCKS[match["size"]], bool(match["bc"])
    if number < 1 or (not bc and number * size > NEWEST) or number * size > -eras.OLDEST:
        return None
    block = _block(number, size, bc=bc)
    name = f"{_ordinal(number)} {'siècle' if size == 100 else 'millénaire'}{era(bc=bc)}"  # noqa: PLR2004 -- a century
    if match["part"]:
        return _fraction(match, block, name)
    if match["loose"]:
        return _loosely(match["loose"], block, name)
    return Span(*block, "exact", name)


def _fraction(match: re.Match[str], block: tuple[int, int], name: str) -> Span | None:
    count = _PARTS[match["part"]]
    index = count if match["index"] == "der" else int(match["index"])
    if not 1 <= index <= count:
        return None
    said = "moitié" if count == 2 else match["part"]  # noqa: PLR2004 -- two halves
    nth = "dernier" if match["index"] == "der" else _ordinal(index, feminine=count == 2)  # noqa: PLR2004
    nth = "dernière" if nth == "dernier" and count == 2 else nth  # noqa: PLR2004
    return Span(*_part(block, index, count), "exact", f"{nth} {said} du {name}")


def _loosely(word: str, block: tuple[int, int], name: str) -> Span:
    index, count = _LOOSE[word]
    first, last = _part(block, index, count)
    if word == "milieu":  # the two middle quarters
        last = _part(block, 3, 4)[1]
    return Span(first, last, "approximate", f"{'début' if word == 'debut' else word} du {name}")


_LIMIT = re.compile(
    rf"(?:limite|charniere|tournant)(?: des?| du| entre)?(?: le)? (?P<a>\d{{1,2}})e?(?: siecle)?{BC}(?:\s*[-/]\s*|\s+et (?:le )?|\s+)(?P<b>\d{{1,2}})e? siecles?(?:\s*(?P<bc2>bc))?"
)


def _limit(match: re.Match[str]) -> Span | None:
    """Return the fifty years around the turn of two centuries."""
    bc = bool(match["bc2"])
    first = _block(int(match["a"]), 100, bc=bc or bool(match["bc"]))
    second = _block(int(match["b"]), 100, bc=bc)
    if first[1] >= second[0] or int(match["b"]) * 100 > NEWEST + 100:
        return None
    line = f"limite du {_ordinal(int(match['a']))} et du {_ordinal(int(match['b']))} siècle{era(bc=bc)}"
    return Span(first[1] - 24, second[0] + 24, "approximate", line)


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span | None]], ...] = (
    (_CENTURY, _century),
    (_LIMIT, _limit),
)
