"""Whether an index and the database agree, and what waits."""

from dataclasses import dataclass

from dentelle.search import engines, indexes
from dentelle.search.models import PendingChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The keys of an index beside those that may be found now.

    `missing` may be found and are not indexed, `extra` are indexed and may not be found, `twice`
    are indexed more than once. `pending` changes wait: while there are some, a difference is usual.
    """

    index: str
    database: int
    indexed: int
    pending: int
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether index and database hold the same keys, once each."""
        return not (self.missing or self.extra or self.twice)

    @property
    def wrong(self) -> tuple[str, ...]:
        """The keys to read again."""
        return tuple(dict.fromkeys(self.missing + self.extra + self.twice))


def agreement(name: str) -> Agreement:
    """Compare the keys of an index with those of its source; holds both in memory."""
    wanted = set(indexes.source(name).keys())
    found: set[str] = set()
    twice: set[str] = set()
    indexed = engines.get(name).keys()
    for key in indexed:
        (twice if key in found else found).add(key)
    return Agreement(
        index=name,
        database=len(wanted),
        indexed=len(found),
        pending=pending(name),
        missing=tuple(sorted(wanted - found)),
        extra=tuple(sorted(found - wanted)),
        twice=tuple(sorted(twice)),
    )


def pending(name: str) -> int:
    """Return how many noted changes wait to be indexed."""
    return PendingChange.objects.filter(index=name).count()
