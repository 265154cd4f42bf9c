"""Years with their certainty and the line that says them."""

from collections.abc import Sequence
from typing import NamedTuple, Self

NEWEST = 2100
ORDER = {"exact": 0, "approximate": 1, "doubtful": 2}


class Span(NamedTuple):
    """Years, both included (15 BC is -15, no year 0); `line` reads well in a French sentence."""

    first: int
    last: int
    certainty: str
    line: str

    def less_sure(self, certainty: str) -> Self:
        """Return the span at most as sure as `certainty`."""
        return self._replace(certainty=max(self.certainty, certainty, key=ORDER.__getitem__))

    def cut(self, other: "Span") -> Self:
        """Return the years both share, or these when they share none; the doubt of this one."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        if first > last or self.certainty == "exact":
            return self
        return self._replace(first=first, last=last)


def hull(spans: Sequence[Span]) -> Span:
    """Return one span around all, as sure as the least sure of them."""
    return Span(
        min(span.first for span in spans),
        max(span.last for span in spans),
        max((span.certainty for span in spans), key=ORDER.__getitem__),
        ", ".join(span.line for span in spans),
    )
