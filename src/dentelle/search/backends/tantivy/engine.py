"""The Tantivy engine: the contract of `search.engine` over a folder."""

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator
from operator import length_hint
from pathlib import Path
from typing import Any

from tantivy import Order

from dentelle.search import correction, query
from dentelle.search.backends.tantivy import counting, layout
from dentelle.search.backends.tantivy.compiling import narrowed
from dentelle.search.backends.tantivy.reading import State
from dentelle.search.backends.tantivy.writing import CURRENT, META, Writer
from dentelle.search.documents import Document
from dentelle.search.engine import EngineError
from dentelle.search.results import FacetCounts, Results
from dentelle.search.schema import Schema

_TRIES = 20  # openings while a rebuild moves the index under our feet
_BROWSED = 256  # answers to requests without text or filter kept for one state
_EVERYTHING = query.Everything()
_NONE = FacetCounts(values=())


class TantivyEngine:
    """An index of one schema in the folder `root`.

    `heap_mb` is what writing may hold in memory. From `slots_from` documents on, a rebuild spreads
    the small facets over single-valued columns, which then cost less than they save.
    """

    def __init__(
        self, schema: Schema, root: Path, *, heap_mb: int = 256, slots_from: int = 300_000
    ) -> None:
        self.schema = schema
        self._root = root
        self._meta = str(root / CURRENT / META)
        self._writer = Writer(schema, root, heap_mb * 1_000_000, slots_from)
        self._state: State | None = None
        self._opening = threading.Lock()

    # Reading

    def search(self, request: query.Request) -> Results:
        """Answer one request; an index never written has nothing."""
        state = self._now()
        if state is None:
            return Results(total=0, keys=(), facets={a.name: _NONE for a in request.facets})
        results = self._answer(state, request)
        if results.total or request.offset or request.cursor or request.node == _EVERYTHING:
            return results
        node, text = correction.corrected(request.node, state.known, state.vocabulary_near)
        if not text:
            return results
        other = self._answer(state, correction.asking(request, node))
        return correction.instead(other, text) if other.total else results

    def _answer(self, state: State, request: query.Request) -> Results:
        text = None if request.node == _EVERYTHING else state.text(request.node)
        conditions = counting.conditions(state, request)
        if text is not None or conditions:
            return self._ask(state, request, text, conditions)
        key = (
            *(request.sort, request.limit, request.offset, request.cursor),
            *(request.facets, request.histogram),
        )
        found = state.browsed.get(key)
        if found is None:
            found = self._ask(state, request, None, {})
            if len(state.browsed) >= _BROWSED:
                state.browsed.clear()
            state.browsed[key] = found
        return found

    def _ask(
        self, state: State, request: query.Request, text: Any, conditions: counting.Conditions
    ) -> Results:
        searcher = state.searcher
        whole = narrowed(text, list(conditions.values()))
        offset = _offset(request)
        order = self._order(request.sort)
        found = searcher.search(whole, max(request.limit, 1), True, offset=offset, **order)
        document = searcher.doc
        keys = [document(at).get_first(layout.KEY) for _, at in found.hits[: request.limit]]
        counts = counting.Counting(state, text, conditions, whole)
        facets, histogram = counts.answer(request.facets, request.histogram)
        after = offset + len(keys)
        return Results(
            total=found.count,
            keys=tuple(keys),
            facets=facets,
            histogram=histogram,
            next_cursor=str(after) if keys and after < found.count else "",
            generation=state.name,
        )

    def _order(self, sort: str) -> dict[str, Any]:
        if sort == "relevance":
            return {}
        name = sort.removeprefix("-")
        if all(one.name != name for one in self.schema.sorts):
            raise EngineError(f"The index “{self.schema.name}” has no order “{name}”.")
        order = Order.Desc if sort.startswith("-") else Order.Asc
        return {"order_by_field": layout.sort(name), "order": order}

    def complete(self, text: str, *, limit: int = 8) -> tuple[str, ...]:
        """Return words of the index that begin as the last word of `text` does."""
        state, prefix = self._now(), correction.last_word(text)
        return state.complete(prefix, limit) if state and prefix else ()

    def correct(self, text: str) -> str:
        """Return `text` with its unknown words replaced by near ones; empty when none is near."""
        state = self._now()
        return correction.correct(text, state.known, state.vocabulary_near) if state else ""

    def keys(self) -> Iterator[str]:
        """Go through the keys of every document; a key twice would come twice."""
        state = self._now()
        for key, many in state.keys() if state else ():
            for _ in range(many):
                yield key

    def count(self) -> int:
        """Return the number of documents."""
        state = self._now()
        return state.count if state else 0

    def generation(self) -> str:
        """Name the present state."""
        state = self._now()
        return state.name if state else ""

    def _now(self) -> State | None:
        """Return the state of the last commit; one look at a file when nothing changed."""
        try:
            seen = os.stat(self._meta)  # noqa: PTH116 on the way of every request
        except FileNotFoundError:
            return None
        stamp = (seen.st_ino, seen.st_mtime_ns, seen.st_size)
        state = self._state
        return state if state is not None and state.stamp == stamp else self._refresh()

    def _refresh(self) -> State | None:
        with self._opening:
            for attempt in range(_TRIES):
                try:
                    self._state = self._opened()
                    break
                except EngineError:
                    raise
                except (OSError, ValueError) as error:
                    # A rebuild or a merge took the files away between two looks: look again.
                    if attempt == _TRIES - 1:
                        raise EngineError(
                            f"The index “{self.schema.name}” cannot be opened ({error}). "
                            f"Rebuild it: manage reindex {self.schema.name}"
                        ) from error
            return self._state

    def _opened(self) -> State:
        seen = os.stat(self._meta)  # noqa: PTH116 as above
        stamp = (seen.st_ino, seen.st_mtime_ns, seen.st_size)
        folder = (self._root / CURRENT).resolve()
        old = self._state
        if old is None or old.folder != folder:
            return State(self.schema, folder, stamp)
        if old.stamp == stamp:
            return old
        new = State(self.schema, folder, stamp, old.index)
        if new.name == old.name:  # a merge: same documents, same answers
            new.measured = old.measured
        return new

    # Writing

    def hold(self) -> contextlib.AbstractContextManager[None]:
        """Be the only writer for a while, over all processes; waits for the one there is."""
        return self._writer.hold()

    def write(self, documents: Iterable[Document], *, delete: Iterable[str] = ()) -> int:
        """Replace documents and delete others in one commit."""
        return self._writer.write(documents, delete)

    def rebuild(self, documents: Iterable[Document], *, expected: int | None = None) -> int:
        """Build a new generation beside and swap; `expected`: about how many documents come."""
        if expected is None:
            expected = length_hint(documents, 0)
        return self._writer.rebuild(documents, expected)

    def outdated(self) -> bool:
        """Return whether the index must be rebuilt before it can answer: other fields, other analysis."""
        try:
            self._now()
        except EngineError:
            return True
        return False

    def sweep(self) -> int:
        """Delete the files a killed writer left behind; return how many."""
        return self._writer.sweep()


def _offset(request: query.Request) -> int:
    if request.cursor.isascii() and request.cursor.isdigit():
        return int(request.cursor[:12])
    return max(request.offset, 0)
