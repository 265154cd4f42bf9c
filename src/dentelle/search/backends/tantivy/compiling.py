"""A plan turned into Tantivy's query objects; no text ever reaches its grammar."""

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from tantivy import Occur, Query

from dentelle.search import plan as p
from dentelle.search.backends.tantivy import layout
from dentelle.search.schema import Schema

_MUST, _SHOULD, _NOT = Occur.Must, Occur.Should, Occur.MustNot
_FEW = 16
_MOST_SPREADS = 200  # ways of spreading a phrase's slop written out one by one


class Compiler:
    """Compiles plans for one index."""

    def __init__(self, schema: Schema, columns: Any) -> None:
        self._columns = columns
        self._weights = {text.name: text.weight for text in schema.texts}

    def compile(self, plan: p.Plan) -> Any:  # noqa: C901, PLR0911 one line a kind of plan
        """Return the query of a plan."""
        match plan:
            case p.Terms():
                return either(self._boosted(f, self._terms(f, plan.terms)) for f in plan.fields)
            case p.Sequence():
                return either(self._boosted(f, self._sequence(f, plan)) for f in plan.fields)
            case p.Stops():
                return both(
                    Query.term_query(self._columns, layout.STOPS, word, "basic")
                    for word in plan.words
                )
            case p.Codes():
                return either(
                    Query.term_query(self._columns, layout.code(name), plan.key, "basic")
                    for name in plan.fields
                )
            case p.And():
                return self._and(plan)
            case p.Or():
                return either(self.compile(part) for part in plan.parts)
            case p.Not():
                return without([Query.all_query()], [self.compile(plan.part)])
            case p.Nothing():
                return Query.empty_query()
            case _:
                return Query.all_query()

    def facet(self, name: str, values: tuple[str, ...]) -> Any:
        """Return the query of documents with one of the values of a facet."""
        column = layout.facet(name)
        if len(values) > _FEW:  # a set goes through the whole dictionary: a few terms cost less
            return Query.term_set_query(self._columns, column, list(values))
        return either(Query.term_query(self._columns, column, v, "basic") for v in values)

    def span(self, name: str, first: int | None, last: int | None) -> Any:
        """Return the query of documents whose interval overlaps the years; an open end is None."""
        kind = layout.INTEGER
        found = []
        if last is not None:
            column = layout.start(name)
            found.append(Query.range_query(self._columns, column, kind, None, last))
        if first is not None:
            column = layout.end(name)
            found.append(Query.range_query(self._columns, column, kind, first, None))
        return both(found)

    def _and(self, plan: p.And) -> Any:
        wanted = [self.compile(part) for part in plan.parts if not isinstance(part, p.Not)]
        refused = [self.compile(part.part) for part in plan.parts if isinstance(part, p.Not)]
        if refused:
            return without(wanted or [Query.all_query()], refused)
        return both(wanted)

    def _boosted(self, field: str, query: Any) -> Any:
        weight = self._weights[field]
        return query if weight == 1.0 else Query.boost_query(query, weight)

    def _terms(self, field: str, terms: tuple[str, ...]) -> Any:
        column = layout.text(field)
        if len(terms) > _FEW:
            return Query.term_set_query(self._columns, column, list(terms))
        return either(Query.term_query(self._columns, column, term) for term in terms)

    def _sequence(self, field: str, plan: p.Sequence) -> Any:
        column, places = layout.text(field), plan.places
        if not plan.slop:
            return Query.phrase_query(self._columns, column, list(places))
        ways = itertools.islice(spreads(len(places) - 1, plan.slop), _MOST_SPREADS)
        # Tantivy's own slop also takes words in another order: each way is written out instead.
        return either(
            Query.phrase_query(
                self._columns,
                column,
                [(at + more, term) for (at, term), more in zip(places, (0, *way), strict=True)],
            )
            for way in ways
        )


def spreads(gaps: int, slop: int) -> Iterator[tuple[int, ...]]:
    """Yield every way `slop` more words at most stand in the gaps, as running totals."""
    if not gaps:
        yield ()
        return
    for more in range(slop + 1):
        for rest in spreads(gaps - 1, slop - more):
            yield (more, *(more + other for other in rest))


def both(queries: Iterable[Any]) -> Any:
    """Return the query of documents that match all."""
    found = list(queries)
    return found[0] if len(found) == 1 else Query.boolean_query([(_MUST, q) for q in found])


def either(queries: Iterable[Any]) -> Any:
    """Return the query of documents that match one at least."""
    found = list(queries)
    return found[0] if len(found) == 1 else Query.boolean_query([(_SHOULD, q) for q in found])


def without(wanted: list[Any], refused: list[Any]) -> Any:
    """Return the query of documents that match all of the first and none of the second."""
    return Query.boolean_query([(_MUST, q) for q in wanted] + [(_NOT, q) for q in refused])


def narrowed(text: Any, conditions: list[Any]) -> Any:
    """Return a text query, if any, under conditions that weigh nothing."""
    if not conditions:
        return Query.all_query() if text is None else text
    if text is None:
        return both(conditions)
    parts = [(_MUST, text)]
    parts += [(_MUST, Query.const_score_query(q, 0.0)) for q in conditions]
    return Query.boolean_query(parts)
