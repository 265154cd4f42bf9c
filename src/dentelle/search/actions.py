"""Keeping indexes true to the database: what changed is noted with the change, and read again later."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice

from dentelle.search import engines, indexes
from dentelle.search.documents import Document
from dentelle.search.indexes import Source
from dentelle.search.models import PendingChange

BATCH = 15_000  # pending rows of one commit: fewer commits, fewer segments to merge
_LOADED = 1_000  # documents asked of a source at a time
_RUNS = 20  # statements to delete what was pending; with more, it is deleted number by number
Progress = Callable[[int, int], None]


def enqueue(*, index: str, keys: Iterable[str]) -> int:
    """Note that documents changed, in the transaction of their change; return how many."""
    rows = [PendingChange(index=index, key=key) for key in keys]
    PendingChange.objects.bulk_create(rows, batch_size=_LOADED)
    return len(rows)


def drain(*, index: str, stop: Callable[[], bool] | None = None) -> int:
    """Bring what is pending into the index; return how many documents were written or deleted.

    One drain at a time over all processes: another waits, then finds what is left. Killed at any
    point, it loses nothing: rows go only after the commit that holds what they told of. An index
    made by another version of the program is rebuilt first. `stop` is asked between batches.
    """
    source, engine = indexes.source(index), engines.get(index)
    done = 0
    with engine.hold():
        if engine.outdated():
            engine.rebuild(_everything(source, None), expected=_many(source))
        while not (stop and stop()):
            many = _drain_batch(source)
            if not many:
                break
            done += many
    return done


def rebuild(*, index: str, progress: Progress | None = None) -> int:
    """Make the index anew from the database beside the present one, which answers until the end.

    `progress(done, expected)` is told of every batch. What changes meanwhile stays pending and is
    drained before another writer comes in. Return how many documents were written.
    """
    source, engine = indexes.source(index), engines.get(index)
    with engine.hold():
        expected = _many(source)
        written = engine.rebuild(_everything(source, progress, expected), expected=expected)
        drain(index=index)
    return written


def repair(*, index: str, keys: Iterable[str]) -> int:
    """Read some documents again at once; return how many were written or deleted."""
    enqueue(index=index, keys=keys)
    return drain(index=index)


def _drain_batch(source: Source) -> int:
    batch = _Batch(source)
    page = batch.page()
    if not page:
        return 0
    engines.get(source.schema.name).write(batch.documents(page), delete=batch.gone())
    _forget(batch.numbers)
    return len(batch.keys)


class _Batch:
    """Pending rows of one commit; those that come while it is written join it, up to `BATCH` in all."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._found: set[str] = set()
        self.numbers: list[int] = []
        self.keys: set[str] = set()

    def page(self) -> list[str]:
        """Return the next keys; a key met before in this commit waits for the next one with what follows."""
        pending = PendingChange.objects.filter(index=self._source.schema.name).order_by("id")
        after = self.numbers[-1] if self.numbers else 0
        many = min(_LOADED, BATCH - len(self.numbers))
        page: dict[str, None] = {}
        for number, key in pending.filter(id__gt=after).values_list("id", "key")[:many]:
            if key in self.keys:
                break
            self.numbers.append(number)
            page[key] = None
        self.keys.update(page)
        return list(page)

    def documents(self, page: list[str]) -> Iterator[Document]:
        """Go through the documents there are, reading on while there is more."""
        while page:
            for document in self._source.load(page):
                self._found.add(document.key)
                yield document
            page = self.page()

    def gone(self) -> Iterator[str]:
        """Go through the keys no document was found for, once the documents were gone through."""
        yield from self.keys - self._found


def _forget(numbers: Sequence[int]) -> None:
    """Delete these rows, and not all up to the last: another transaction may commit a lower number later."""
    # Numbers that follow one another keep the same distance from their place.
    runs = [list(run) for _, run in groupby(enumerate(numbers), lambda each: each[1] - each[0])]
    if len(runs) > _RUNS:
        for start in range(0, len(numbers), _LOADED):
            PendingChange.objects.filter(id__in=numbers[start : start + _LOADED]).delete()
        return
    for run in runs:
        PendingChange.objects.filter(id__gte=run[0][1], id__lte=run[-1][1]).delete()


def _everything(source: Source, progress: Progress | None, expected: int = 0) -> Iterator[Document]:
    keys, done = source.keys(), 0
    while batch := list(islice(keys, _LOADED)):
        yield from source.load(batch)
        done += len(batch)
        if progress is not None:
            progress(done, expected)


def _many(source: Source) -> int:
    everything = source.keys()
    return sum(1 for _ in everything)
