"""The period facet: centuries that an interval overlaps, and quarters when it is short enough."""

from functools import lru_cache

_LONGEST_IN_QUARTERS = 50
_PREHISTORY_ENDS = -3000
_CENTURIES_BEGIN = -1000


def century(number: int) -> str:
    """Return the name of a century; negative numbers count back from our era (-1 is 100 to 1 BC)."""
    era = " av. J.-C." if number < 0 else ""
    return f"{'1er' if abs(number) == 1 else f'{abs(number)}e'} siècle{era}"


def _number(year: int, size: int) -> int:
    return (year - 1) // size + 1 if year > 0 else -((-year - 1) // size + 1)


def _quarters(number: int, first: int, last: int) -> list[str]:
    start = (number - 1) * 100 + 1 if number > 0 else number * 100
    names = ("1er quart", "2e quart", "3e quart", "4e quart")
    return [
        f"{century(number)}/{name} {century(number)}"
        for index, name in enumerate(names)
        if first <= start + index * 25 + 24 and last >= start + index * 25
    ]


@lru_cache(maxsize=8_000)
def periods(first: int, last: int) -> tuple[str, ...]:
    """Return the values, each level on its own: "19e siècle", "19e siècle/2e quart 19e siècle".

    Before 1000 BC millennia stand for centuries, before 3000 BC one value for everything.
    """
    found = []
    if first < _PREHISTORY_ENDS:
        found.append("préhistoire")
    for millennium in range(3, 1, -1):
        start, end = -millennium * 1000, -(millennium - 1) * 1000 - 1
        if first <= end and last >= start:
            found.append(f"{millennium}e millénaire av. J.-C.")
    if last < _CENTURIES_BEGIN:
        return tuple(found)
    short = last - first < _LONGEST_IN_QUARTERS
    for number in range(_number(max(first, _CENTURIES_BEGIN), 100), _number(last, 100) + 1):
        if number:
            found.append(century(number))
            found += _quarters(number, first, last) if short else []
    return tuple(found)


_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@lru_cache(maxsize=200)
def spoken(period: str) -> str:
    """Return a century as people type it, in Arabic and Roman figures ("19e siècle XIXe siècle")."""
    number, _sign, rest = period.partition("e")
    if not number.isdigit() or "siècle" not in rest:
        return period
    left, letters = int(number), ""
    for value, sign in _ROMAN:
        letters += sign * (left // value)
        left %= value
    return f"{period} {letters}e{rest}"
