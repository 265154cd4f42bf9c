"""The project's engine, through the door every room uses."""

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.search.workload import HITS, STEP, TITLE_WEIGHT, TOP, Answer, Question
from dentelle.search import engines, syntax
from dentelle.search.documents import Document
from dentelle.search.query import FacetAsk, HistogramAsk, Request
from dentelle.search.results import Results
from dentelle.search.schema import Code, Facet, Interval, Schema, Sort, Text

SCHEMA = Schema(
    name="bench",
    version=1,
    texts=(Text(name="title", weight=TITLE_WEIGHT), Text(name="description")),
    facets=(
        Facet(name="domain"),
        Facet(name="technique"),
        Facet(name="period", multiple=False),
        Facet(name="museum", multiple=False),
        Facet(name="place", multiple=False),
        Facet(name="creator"),
        Facet(name="picture", multiple=False),
        Facet(name="licence", multiple=False),
    ),
    intervals=(Interval(name="years"),),
    codes=(Code(name="inventory"),),
    sorts=(Sort(name="date", kind="number"),),
)

# What a state of the index remembers of questions: browse pages answered, trees and filters compiled.
_MEMORIES = ("browsed", "_texts", "_conditions")


def documents(records: Iterable[dict]) -> Iterator[Document]:
    """Turn records into what the index holds."""
    for record in records:
        years = record["years"]
        yield Document(
            key=record["key"],
            texts={"title": record["title"], "description": record["description"]},
            facets={name: values for name, values in record["facets"].items() if values},
            intervals={"years": tuple(years)} if years else {},
            codes={"inventory": (record["inventory"],)},
            sorts={"date": years[0]} if years else {},
        )


class Ours:
    """An index of the corpus under `folder`."""

    name = "ours"

    def __init__(self, folder: Path, facets: Sequence[str]) -> None:
        self.folder = folder
        self.facets = tuple(FacetAsk(name=name, size=TOP) for name in facets)
        self.histogram = HistogramAsk(name="years", step=STEP)
        self.open()

    def open(self) -> None:
        """Open the index anew, as a process that starts does: nothing is cached."""
        self.engine = engines.open_engine(SCHEMA, self.folder)

    def build(self, records: Iterable[dict], expected: int) -> float:
        """Build the index; return the records written a second, analysis and reading included."""
        start = time.perf_counter()
        count = self.engine.rebuild(documents(records), expected=expected)
        return count / (time.perf_counter() - start)

    def forget(self) -> None:
        """Empty what the engine remembers of earlier questions, but keep its index open."""
        state = vars(self.engine)["_state"]
        for memory in _MEMORIES if state else ():
            vars(state)[memory].clear()

    def megabytes(self) -> float:
        files = (file for file in self.folder.rglob("*") if file.is_file())
        return sum(file.stat().st_size for file in files) / 1e6

    def request(self, question: Question) -> Request:
        """Return what the search page asks for these words and filters."""
        return Request(
            node=syntax.parse(question.text),
            filters=question.filters,
            spans={"years": question.span} if question.span else {},
            sort="date" if question.by_year else "relevance",
            limit=HITS,
            facets=self.facets,
            histogram=self.histogram,
        )

    def __call__(self, question: Question) -> Results:
        return self.engine.search(self.request(question))

    def read(self, results: Results) -> Answer:
        """Return the results as an answer."""
        facets = {name: list(counts.values) for name, counts in results.facets.items()}
        vague = frozenset(name for name, counts in results.facets.items() if not counts.exact)
        return Answer(results.total, list(results.keys), facets, list(results.histogram), vague)
