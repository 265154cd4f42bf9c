"""Documents held in memory, matched, counted and ordered plainly over numpy arrays."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dentelle.core.text import code_key, fold
from dentelle.search import aggregations, french, query
from dentelle.search import plan as p
from dentelle.search.documents import Document
from dentelle.search.engine import EngineError
from dentelle.search.results import FacetCounts
from dentelle.search.schema import Schema
from dentelle.search.vocabulary import Vocabulary, Words

Mask = NDArray[np.bool_]


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
        return Vocabulary(Words(analyzer.fresh), self.frequency)

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
                return every([self._match(part) for part in plan.parts])
            case p.Or():
                return ~every([~self._match(part) for part in plan.parts])
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


def every(masks: list[Mask]) -> Mask:
    """Return which documents are in all of the masks."""
    whole: Mask = np.logical_and.reduce(masks)
    return whole


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
