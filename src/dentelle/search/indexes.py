"""The indexes there are: a room registers its own at start-up, others ask for it by name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dentelle.search.documents import Document
from dentelle.search.schema import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the documents of an index come from.

    `load` returns the documents of the keys that may be found now (a key it leaves out is deleted
    from the index); `keys` goes through every key that may be found now.
    """

    schema: Schema
    load: Callable[[Sequence[str]], Iterable[Document]]
    keys: Callable[[], Iterator[str]]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Register the source of an index under its schema's name."""
    _sources[source.schema.name] = source


def source(name: str) -> Source:
    """Return the source registered under `name`; a `KeyError` says that no room registered it."""
    return _sources[name]


def names() -> list[str]:
    """Return the names of the registered indexes."""
    return sorted(_sources)
