"""The one door to an index: a protocol each engine answers, and the contract suite proves."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from dentelle.search.documents import Document
from dentelle.search.query import Request
from dentelle.search.results import Results
from dentelle.search.schema import Schema


class EngineError(Exception):
    """The index cannot be read or written; the message says why and what to do."""


class Engine(Protocol):
    """An index of one schema. Reading sees the last commit at the next call."""

    schema: Schema

    def search(self, request: Request) -> Results:
        """Answer one request."""

    def complete(self, text: str, *, limit: int = 8) -> tuple[str, ...]:
        """Return words of the index that begin as the last word of `text` does, most frequent first."""

    def correct(self, text: str) -> str:
        """Return `text` with its unknown words replaced by near ones of the index; empty when none is near."""

    def hold(self) -> AbstractContextManager[None]:
        """Be the only writer over all processes, waiting for it; writes inside share one opening."""

    def write(self, documents: Iterable[Document], *, delete: Iterable[str] = ()) -> int:
        """Replace documents under their keys and delete others, in one commit; return how many were written.

        `delete` is read after `documents`, and names other keys than theirs.
        """

    def rebuild(self, documents: Iterable[Document], *, expected: int | None = None) -> int:
        """Build a new index beside the old one and swap; readers are never without an answer.

        `expected`, about how many documents come, chooses the layout of a big index.
        """

    def outdated(self) -> bool:
        """Return whether the index was made for other fields or terms and must be rebuilt to answer."""

    def keys(self) -> Iterator[str]:
        """Go through the keys of every document."""

    def count(self) -> int:
        """Return the number of documents."""

    def generation(self) -> str:
        """Name the present state; it changes with every commit and costs no search."""

    def sweep(self) -> int:
        """Delete the files a killed writer left behind; return how many."""
