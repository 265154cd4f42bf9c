"""The oracle: every answer worked out plainly over numpy arrays, in the memory of one process.

It is kept to prove the other engines: same totals, counts, orders. It is right for tests and for
a few ten thousand documents, and forgets everything when the process ends.
"""

import contextlib
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dentelle.core.text import code_key, fold
from dentelle.search import aggregations, correction, french, query
from dentelle.search import plan as p
from dentelle.search.documents import Document
from dentelle.search.engine import EngineError
from dentelle.search.results import FacetCounts, Results
from dentelle.search.schema import Schema
from dentelle.search.vocabulary import Vocabulary

Mask = NDArray[np.bool_]
_EVERYTHING = query.Everything()


class State:
    """The documents after one commit, in the order of their writing, and how to match them."""

    def __init__(self, schema: Schema, documents: Mapping[str, Document], number: int) -> None:
        self.schema = schema
        self.name = f"memory-{number}"
        self.documents = list(documents.values())
        self.keys = [document.key for document in self.documents]
        self.size = len(self.keys)

    @cached_property
    def postings(self) -> dict[str, dict[str, dict[int, list[int]]]]:
        """Text → term → document → places."""
        found: dict[str, dict[str, dict[int, list[int]]]] = {}
        for text in self.schema.texts:
            terms: dict[str, dict[int, list[int]]] = defaultdict(dict)
            for i, document in enumerate(self.documents):
                for place, term in french.places(document.texts.get(text.name, "")):
                    terms[term].setdefault(i, []).append(place)
            found[text.name] = dict(terms)
        return found

    @cached_property
    def stops(self) -> list[frozenset[str]]:
        """The stop words of each document's head text."""
        head = p.head(self.schema)
        return [frozenset(french.stops(d.texts.get(head, ""))) for d in self.documents]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the texts."""
        analyzer = french.Analyzer()
        for document in self.documents:
            for text in document.texts.values():
                analyzer.shadow(text)
        return Vocabulary(sorted(set(analyzer.fresh)), self.frequency)

    def frequency(self, stem: str) -> int:
        """Return how many documents hold a stem in the text where most do."""
        return max(len(terms.get(stem, ())) for terms in self.postings.values())

    def known(self, word: str) -> bool:
        """Return whether every term of a word is in the index."""
        return all(self.frequency(term) for term in french.terms(word))

    def near(self, word: str) -> str:
        """Return the nearest known word to a folded one."""
        return self.vocabulary.near(word)

    def expand(self, prefix: str, fields: tuple[str, ...]) -> list[str]:
        """Return the terms of the words that begin with a folded prefix."""
        found = self.vocabulary.stems(prefix)
        for field in fields:
            terms = self.postings[field]
            found |= {t for t in terms if t.startswith(prefix) and not t.isalpha()}
        return list(found)

    def text(self, node: query.Node) -> tuple[Mask, NDArray[np.float64]]:
        """Return which documents match a tree, and how well."""
        plan = p.plan(node, self.schema, self.expand)
        return self._match(plan), self._score(plan)

    def _mask(self, numbers: Iterable[int]) -> Mask:
        mask = np.zeros(self.size, np.bool_)
        mask[list(numbers)] = True
        return mask

    def _match(self, plan: p.Plan) -> Mask:  # noqa: PLR0911 one line a kind of plan
        match plan:
            case p.Terms():
                postings = [self.postings[field] for field in plan.fields]
                return self._mask(
                    i for terms in postings for t in plan.terms for i in terms.get(t, ())
                )
            case p.Sequence():
                return self._mask(i for field in plan.fields for i in self._in_order(field, plan))
            case p.Stops():
                wanted = set(plan.words)
                return np.array([wanted <= found for found in self.stops], np.bool_)
            case p.Codes():
                return np.array([self._has_code(d, plan) for d in self.documents], np.bool_)
            case p.And():
                return np.logical_and.reduce([self._match(part) for part in plan.parts])
            case p.Or():
                return np.logical_or.reduce([self._match(part) for part in plan.parts])
            case p.Not():
                return ~self._match(plan.part)
            case _:
                return np.full(self.size, isinstance(plan, p.All))

    def _in_order(self, field: str, plan: p.Sequence) -> list[int]:
        terms = [self.postings[field].get(term, {}) for _, term in plan.places]
        steps = [
            after[0] - before[0]
            for before, after in zip(plan.places, plan.places[1:], strict=False)
        ]
        common = set(terms[0]).intersection(*terms[1:])
        return [i for i in common if _follow([t[i] for t in terms], steps, plan.slop)]

    def _has_code(self, document: Document, plan: p.Codes) -> bool:
        values = (value for field in plan.fields for value in document.codes.get(field, ()))
        return any(code_key(value) == plan.key for value in values)

    def _score(self, plan: p.Plan) -> NDArray[np.float64]:
        scores = np.zeros(self.size)
        match plan:
            case p.Terms() | p.Sequence():
                weights = {text.name: text.weight for text in self.schema.texts}
                terms = plan.terms if isinstance(plan, p.Terms) else [t for _, t in plan.places]
                for field in plan.fields:
                    for term in terms:
                        found = self.postings[field].get(term, {})
                        for i in found:
                            scores[i] += weights[field] / (1 + np.log1p(len(found)))
            case p.And() | p.Or():
                for part in plan.parts:
                    scores += self._score(part)
        return scores

    def facet(self, name: str, values: Iterable[str]) -> Mask:
        """Return which documents have one of the values."""
        wanted = set(values)
        found = [not wanted.isdisjoint(d.facets.get(name, ())) for d in self.documents]
        return np.array(found, np.bool_)

    def span(self, name: str, first: int | None, last: int | None) -> Mask:
        """Return which documents' interval overlaps the years."""
        found = np.zeros(self.size, np.bool_)
        for i, document in enumerate(self.documents):
            if years := document.intervals.get(name):
                found[i] = (last is None or years[0] <= last) and (
                    first is None or years[1] >= first
                )
        return found

    def count(self, ask: query.FacetAsk, mask: Mask) -> FacetCounts:
        """Return the counts of a facet among the documents of a mask."""
        counts: dict[str, int] = defaultdict(int)
        for i in np.flatnonzero(mask):
            for value in set(self.documents[i].facets.get(ask.name, ())):
                counts[value] += 1
        wanted = fold(ask.containing)
        found = [pair for pair in counts.items() if wanted in fold(pair[0])]
        found.sort(key=lambda pair: (-pair[1], pair[0]))
        top = FacetCounts(values=tuple(found[: ask.size]), more=len(found) > ask.size)
        return aggregations.with_always(top, ask, lambda _: counts)

    def histogram(self, ask: query.HistogramAsk, mask: Mask) -> tuple[tuple[int, int], ...]:
        """Return how many documents of a mask overlap each step of years."""
        counts: dict[int, int] = defaultdict(int)
        lowest, highest = (
            year // ask.step * ask.step for year in (aggregations.EARLIEST, aggregations.LATEST)
        )
        for i in np.flatnonzero(mask):
            if years := self.documents[i].intervals.get(ask.name):
                first, last = (year // ask.step * ask.step for year in years)
                for year in range(max(first, lowest), min(last, highest) + 1, ask.step):
                    counts[year] += 1
        return tuple(sorted(counts.items()))

    def order(self, sort: str, mask: Mask, scores: NDArray[np.float64]) -> list[int]:
        """Return the documents of a mask in order; those without the key come last."""
        found = [int(i) for i in np.flatnonzero(mask)]
        if sort == "relevance":
            return sorted(found, key=lambda i: -scores[i])
        name = sort.removeprefix("-")
        if all(one.name != name for one in self.schema.sorts):
            raise EngineError(f"The index “{self.schema.name}” has no order “{name}”.")
        having = [i for i in found if name in self.documents[i].sorts]
        lacking = [i for i in found if name not in self.documents[i].sorts]
        number = any(one.name == name and one.kind == "number" for one in self.schema.sorts)
        having.sort(
            key=lambda i: _comparable(self.documents[i].sorts[name], number), reverse=sort[0] == "-"
        )
        return having + lacking


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
        whole = np.logical_and.reduce([matched, *masks.values()])
        order = state.order(request.sort, whole, scores)
        offset = int(request.cursor) if request.cursor.isdigit() else request.offset
        keys = tuple(state.keys[i] for i in order[offset : offset + request.limit])

        def but(kind: str, name: str) -> Mask:
            others = [mask for at, mask in masks.items() if at != (kind, name)]
            return np.logical_and.reduce([matched, *others])

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


def _follow(places: list[list[int]], steps: list[int], slop: int) -> bool:
    """Return whether one place of each list follows the last by its step, and `slop` more in all."""
    ends = dict.fromkeys(places[0], 0)
    for step, there in zip(steps, places[1:], strict=True):
        after: dict[int, int] = {}
        for place, used in ends.items():
            for other in there:
                more = other - place - step
                if more >= 0 and used + more <= slop:
                    after[other] = min(after.get(other, slop), used + more)
        ends = after
    return bool(ends)


def _comparable(value: str | int, number: bool) -> tuple[int, bytes]:  # noqa: FBT001 a plain fact
    return (int(value), b"") if number else (0, str(value).encode())
