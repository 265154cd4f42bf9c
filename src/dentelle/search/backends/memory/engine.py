"""The oracle engine: the contract of `search.engine` over documents kept in memory."""

import contextlib
import threading
from collections.abc import Iterable, Iterator

from dentelle.search import correction, query
from dentelle.search.backends.memory.state import Mask, State, every
from dentelle.search.documents import Document
from dentelle.search.engine import EngineError
from dentelle.search.results import Results
from dentelle.search.schema import Schema

_EVERYTHING = query.Everything()


class MemoryEngine:
    """The contract of `search.engine` over documents kept in memory."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._writing = threading.RLock()
        self._documents: dict[str, Document] = {}
        self._number = 0
        self._state = State(schema, {}, 0)

    def search(self, request: query.Request) -> Results:
        """Answer one request."""
        state = self._state
        results = self._answer(state, request)
        if results.total or request.offset or request.cursor or request.node == _EVERYTHING:
            return results
        node, text = correction.corrected(request.node, state.known, state.near)
        if not text:
            return results
        other = self._answer(state, correction.asking(request, node))
        return correction.instead(other, text) if other.total else results

    def _answer(self, state: State, request: query.Request) -> Results:
        matched, scores = state.text(request.node)
        masks = self._masks(state, request)
        whole = every([matched, *masks.values()])
        order = state.order(request.sort, whole, scores)
        offset = int(request.cursor) if request.cursor.isdigit() else request.offset
        keys = tuple(state.keys[i] for i in order[offset : offset + request.limit])

        def but(kind: str, name: str) -> Mask:
            others = [mask for at, mask in masks.items() if at != (kind, name)]
            return every([matched, *others])

        years = request.histogram
        after = offset + len(keys)
        return Results(
            total=int(whole.sum()),
            keys=keys,
            facets={a.name: state.count(a, but("facet", a.name)) for a in request.facets},
            histogram=state.histogram(years, but("years", years.name)) if years else (),
            next_cursor=str(after) if keys and after < len(order) else "",
            generation=state.name,
        )

    def _masks(self, state: State, request: query.Request) -> dict[tuple[str, str], Mask]:
        masks = {}
        for name, values in request.filters.items():
            if all(one.name != name for one in self.schema.facets):
                raise EngineError(f"The index “{self.schema.name}” has no facet “{name}”.")
            if values:
                masks["facet", name] = state.facet(name, values)
        for name, (first, last) in request.spans.items():
            if all(one.name != name for one in self.schema.intervals):
                raise EngineError(f"The index “{self.schema.name}” has no interval “{name}”.")
            if first is not None or last is not None:
                masks["years", name] = state.span(name, first, last)
        return masks

    def complete(self, text: str, *, limit: int = 8) -> tuple[str, ...]:
        """Return words of the index that begin as the last word of `text` does."""
        prefix = correction.last_word(text)
        return self._state.vocabulary.complete(prefix, limit) if prefix else ()

    def correct(self, text: str) -> str:
        """Return `text` with its unknown words replaced by near ones; empty when none is near."""
        return correction.correct(text, self._state.known, self._state.near)

    @contextlib.contextmanager
    def hold(self) -> Iterator[None]:
        """Be the only writer for a while."""
        with self._writing:
            yield

    def write(self, documents: Iterable[Document], *, delete: Iterable[str] = ()) -> int:
        """Replace documents and delete others at once."""
        with self._writing:
            new = dict(self._documents)
            found = list(documents)
            for document in found:
                new.pop(document.key, None)
                new[document.key] = document
            for key in delete:
                new.pop(key, None)
            self._commit(new)
            return len(found)

    def rebuild(self, documents: Iterable[Document], *, expected: int | None = None) -> int:
        """Replace everything."""
        del expected
        with self._writing:
            self._commit({document.key: document for document in documents})
            return len(self._documents)

    def _commit(self, documents: dict[str, Document]) -> None:
        self._number += 1
        self._documents = documents
        self._state = State(self.schema, documents, self._number)

    def keys(self) -> Iterator[str]:
        """Go through the keys of every document."""
        yield from self._state.keys

    def count(self) -> int:
        """Return the number of documents."""
        return self._state.size

    def generation(self) -> str:
        """Name the present state."""
        return self._state.name

    def outdated(self) -> bool:
        """Return False: what is in memory was made by this program."""
        return False

    def sweep(self) -> int:
        """Return 0: nothing is left behind."""
        return 0
