"""Facets and years of one answer: one aggregation for all that is not filtered, one for each that is."""

from collections.abc import Mapping
from typing import Any

from dentelle.search import aggregations
from dentelle.search.backends.tantivy import layout
from dentelle.search.backends.tantivy.compiling import narrowed
from dentelle.search.backends.tantivy.reading import State
from dentelle.search.engine import EngineError
from dentelle.search.query import FacetAsk, HistogramAsk, Request
from dentelle.search.results import FacetCounts

Conditions = dict[tuple[str, str], Any]  # (facet or years, name) → compiled condition
_NONE = FacetCounts(values=())


def conditions(state: State, request: Request) -> Conditions:
    """Return the compiled conditions of a request's filters and spans."""
    found: Conditions = {}
    if request.filters:
        names = {facet.name for facet in state.schema.facets}
        for name, values in request.filters.items():
            if name not in names:
                raise EngineError(f"The index “{state.schema.name}” has no facet “{name}”.")
            if values:
                found["facet", name] = state.facet(name, tuple(values))
    for name, (first, last) in request.spans.items():
        if all(one.name != name for one in state.schema.intervals):
            raise EngineError(f"The index “{state.schema.name}” has no interval “{name}”.")
        if first is not None or last is not None:
            found["years", name] = state.compiler.span(name, first, last)
    return found


class Counting:
    """The counts under one text and its conditions; `whole` is their query together."""

    def __init__(self, state: State, text: Any, wheres: Conditions, whole: Any) -> None:
        self._state = state
        self._text = text
        self._wheres = wheres
        self._whole = whole

    def answer(
        self, asks: tuple[FacetAsk, ...], years: HistogramAsk | None
    ) -> tuple[dict[str, FacetCounts], tuple[tuple[int, int], ...]]:
        """Return the counts of every facet asked, and the histogram."""
        together: aggregations.Aggregations = {}
        apart: dict[str, Mapping[str, Any]] = {}
        for ask in asks:
            self._plan(ask, together, apart)
        if years is not None:
            wanted = aggregations.overlap(
                layout.start(years.name), layout.end(years.name), years.step
            )
            if ("years", years.name) in self._wheres:
                apart["years"] = self._aggregate(self._but("years", years.name), wanted)
            else:
                together |= wanted
        shared = self._aggregate(self._whole, together) if together else {}
        facets = {ask.name: self._read(ask, apart.get(ask.name, shared)) for ask in asks}
        if years is None:
            return facets, ()
        return facets, aggregations.read_overlap(apart.get("years", shared), years.step)

    def _plan(
        self,
        ask: FacetAsk,
        together: aggregations.Aggregations,
        apart: dict[str, Mapping[str, Any]],
    ) -> None:
        wanted = self._wanted(ask)
        if ("facet", ask.name) in self._wheres:
            query = self._but("facet", ask.name)
            apart[ask.name] = self._aggregate(query, wanted) if wanted else {}
        else:
            together |= wanted

    def _wanted(self, ask: FacetAsk) -> aggregations.Aggregations:
        if ask.containing:
            values = self._state.values_containing(ask.name, ask.containing)
            column = layout.facet(ask.name)
            return {ask.name: aggregations.terms(column, ask.size, values)} if values else {}
        found = self._state.wanted.get(ask)
        if found is None:
            found = self._state.wanted[ask] = self._plainly(ask)
        return found

    def _plainly(self, ask: FacetAsk) -> aggregations.Aggregations:
        column = layout.facet(ask.name)
        if many := self._state.slots.get(ask.name):
            columns = [layout.slot(ask.name, i) for i in range(many)]
            return aggregations.slots(ask.name, columns)
        return {ask.name: aggregations.terms(column, ask.size, alone=self._state.alone)}

    def _read(self, ask: FacetAsk, answers: Mapping[str, Any]) -> FacetCounts:
        if ask.name in answers:
            counts = aggregations.read_terms(answers[ask.name], alone=self._state.alone)
        elif f"{ask.name}:0" in answers:
            counts = aggregations.read_slots(answers, ask, self._state.slots[ask.name])
        else:
            counts = _NONE
        if ask.always:
            return aggregations.with_always(counts, ask, lambda values: self._some(ask, values))
        return counts

    def _some(self, ask: FacetAsk, values: list[str]) -> dict[str, int]:
        wanted = {ask.name: aggregations.terms(layout.facet(ask.name), len(values), values)}
        answer = self._aggregate(self._but("facet", ask.name), wanted)
        return {b["key"]: b["doc_count"] for b in answer[ask.name]["buckets"]}

    def _but(self, kind: str, name: str) -> Any:
        """Return the query without one of its conditions."""
        return narrowed(self._text, [q for at, q in self._wheres.items() if at != (kind, name)])

    def _aggregate(self, query: Any, wanted: aggregations.Aggregations) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = self._state.searcher.aggregate(query, wanted)
        return answer
