"""Keeping indexes true to the database: what changed is noted with the change, and read again later."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from dentelle.search import engines, indexes
from dentelle.search.documents import Document
from dentelle.search.indexes import Source
from dentelle.search.models import PendingChange

BATCH = 5_000  # pending rows read, indexed and deleted at a time
_LOADED = 1_000  # documents asked of a source at a time
Progress = Callable[[int, int], None]


def enqueue(*, index: str, keys: Iterable[str]) -> int:
    """Note that documents changed, in the transaction of their change; return how many."""
    rows = [PendingChange(index=index, key=key) for key in keys]
    PendingChange.objects.bulk_create(rows, batch_size=BATCH)
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
    pending = PendingChange.objects.filter(index=source.schema.name).order_by("id")
    rows = list(pending.values_list("id", "key")[:BATCH])
    if not rows:
        return 0
    keys = list(dict.fromkeys(key for _, key in rows))
    found: set[str] = set()

    def documents() -> Iterator[Document]:
        for document in _loaded(source, iter(keys)):
            found.add(document.key)
            yield document

    gone = (key for key in keys if key not in found)
    engines.get(source.schema.name).write(documents(), delete=gone)
    # By their numbers, not up to the last: another transaction may commit a lower number later.
    PendingChange.objects.filter(id__in=[number for number, _ in rows]).delete()
    return len(keys)


def _loaded(source: Source, keys: Iterator[str]) -> Iterator[Document]:
    while batch := list(islice(keys, _LOADED)):
        yield from source.load(batch)


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
