"""Tantivy alone, on the very index ours has built: what is left when our layer is taken away.

It is written as someone who knows the engine would by hand, for these fields only: terms are laid out before the clock
starts, one aggregation call for all that is counted under every filter, one more for each facet
counted without its own. Counts of one segment are exact with as many candidates as values are
shown; over several segments 500 candidates are asked of each.
"""

from collections.abc import Iterable, Sequence

import tantivy
from tantivy import Occur, Order, Query

from benchmarks.search.analysis import Analysis
from benchmarks.search.ours import Ours
from benchmarks.search.sql import overlaps
from benchmarks.search.workload import HITS, STEP, TITLE_WEIGHT, TOP, Answer, Question

_CANDIDATES = 500
_TEXTS = ("title", "description")
_YEARS = ("y_years_from", "y_years_to")


class Bare:
    """The index under `ours.folder`, opened raw."""

    def __init__(self, ours: Ours, facets: Sequence[str]) -> None:
        index = tantivy.Index.open(str((ours.folder / "current").resolve()))
        self.searcher = index.searcher()
        self.columns = index.schema
        self.facets = facets
        self.analysis = Analysis()
        candidates = TOP if self.searcher.num_segments == 1 else _CANDIDATES
        self.counts = {
            name: {"terms": {"field": f"f_{name}", "size": TOP, "shard_size": candidates}}
            for name in facets
        }
        self.years = {
            name: {"histogram": {"field": name, "interval": STEP, "min_doc_count": 1}}
            for name in _YEARS
        }

    def _text(self, question: Question) -> Query | None:
        terms = self.analysis.terms(question)
        if not terms:
            return None
        if question.kind == "phrase":
            found = [Query.phrase_query(self.columns, f"t_{f}", list(terms)) for f in _TEXTS]
            return _weighed(found)
        words = [
            _weighed([Query.term_query(self.columns, f"t_{f}", term) for f in _TEXTS])
            for term in terms
        ]
        return words[0] if len(words) == 1 else _all(words)

    def _filters(self, question: Question) -> dict[str, Query]:
        found = {}
        for name, values in question.filters.items():
            each = [Query.term_query(self.columns, f"f_{name}", v, "basic") for v in values]
            # A set of terms goes through the whole dictionary: two terms apart cost a fifth.
            found[name] = Query.boolean_query([(Occur.Should, query) for query in each])
        if question.span:
            first, last = question.span
            kind, (begin, end) = tantivy.FieldType.Integer, _YEARS
            found["years"] = _all(
                [
                    Query.range_query(self.columns, begin, kind, None, last),
                    Query.range_query(self.columns, end, kind, first, None),
                ]
            )
        return found

    def __call__(self, question: Question) -> Answer:
        text, filters = self._text(question), self._filters(question)
        full = _narrowed(text, filters.values())
        if question.by_year:
            page = self.searcher.search(
                full, HITS, count=True, order_by_field="s_date", order=Order.Asc
            )
        else:
            page = self.searcher.search(full, HITS, count=True)
        keys = [self.searcher.doc(address).get_first("key") for _, address in page.hits]
        asked = {name: body for name, body in self.counts.items() if name not in filters}
        if "years" not in filters:
            asked |= self.years
        answers = self.searcher.aggregate(full, asked)
        for name in filters:
            body = self.years if name == "years" else {name: self.counts.get(name)}
            if name == "years" or name in self.counts:
                wider = _narrowed(text, (q for other, q in filters.items() if other != name))
                answers |= self.searcher.aggregate(wider, body)
        facets = {
            name: [(bucket["key"], bucket["doc_count"]) for bucket in answers[name]["buckets"]]
            for name in self.facets
        }
        begun, ended = (
            {int(b["key"]) // STEP: b["doc_count"] for b in answers[name]["buckets"]}
            for name in _YEARS
        )
        return Answer(page.count, keys, facets, overlaps(begun, ended))


def _weighed(queries: list[Query]) -> Query:
    title, description = queries
    return Query.boolean_query(
        [(Occur.Should, Query.boost_query(title, TITLE_WEIGHT)), (Occur.Should, description)]
    )


def _all(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _narrowed(text: Query | None, filters: Iterable[Query]) -> Query:
    wanted = [] if text is None else [(Occur.Must, text)]
    wanted += [(Occur.Must, Query.const_score_query(query, 0.0)) for query in filters]
    if not wanted:
        return Query.all_query()
    return wanted[0][1] if len(wanted) == 1 else Query.boolean_query(wanted)
