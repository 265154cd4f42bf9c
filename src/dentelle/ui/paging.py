"""Numbered pages, as components/pagination.html shows them."""

from collections.abc import Callable
from dataclasses import dataclass

_DIGITS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The numbered pages: `steps` pairs a number with its address, or nothing for a gap."""

    number: int
    count: int
    previous: str | None
    next: str | None
    steps: tuple[tuple[int | None, str], ...]


def asked(text: str) -> int:
    """Return the page that an address asks for; what is no number asks for the first."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 1


def pages(now: int, last: int, address: Callable[[int], str]) -> Pages:
    """Return the pages around `now`, the first and the last; `address` gives each one's."""
    wanted = sorted(
        {n for n in (1, now - 2, now - 1, now, now + 1, now + 2, last) if 1 <= n <= last}
    )
    steps: list[tuple[int | None, str]] = []
    for number in wanted:
        if steps and number - (steps[-1][0] or 0) > 1:
            steps.append((None, ""))
        steps.append((number, address(number)))
    return Pages(
        number=now,
        count=last,
        previous=address(now - 1) if now > 1 else None,
        next=address(now + 1) if now < last else None,
        steps=tuple(steps),
    )
