# ruff: noqa: S608 -- the statements are made of our own words and numbers
"""PostgreSQL: tsvector and GIN, one statement a question, on a server the bench starts itself."""

from collections.abc import Iterable, Sequence

from benchmarks.postgresql import Absent, server
from benchmarks.search.analysis import Analysis
from benchmarks.search.sql import COLUMNS, MULTIPLE, SINGLE, Dialect, Plan, Values, decades
from benchmarks.search.workload import Answer, Question

_APART = 1_000  # places between title and description: no phrase crosses
_SESSION = (
    "SET jit = off",
    "SET work_mem = '256MB'",
    "SET maintenance_work_mem = '512MB'",
    "SET max_parallel_workers_per_gather = 0",
    "SET random_page_cost = 1.1",
)


class Postgres:
    """One table: text as tsvector, facets as numbers and arrays of numbers."""

    name = "PostgreSQL"

    def __init__(self, address: str, records: Iterable[dict], facets: Sequence[str]) -> None:
        import psycopg  # noqa: PLC0415 -- only where there is a server

        self.base = psycopg.connect(address, autocommit=True)
        for setting in _SESSION:
            self.base.execute(setting)
        self.analysis, self.values = Analysis(), Values()
        self._fill(records)
        self.plan = Plan(self._dialect(), self.values, facets)

    def _fill(self, records: Iterable[dict]) -> None:
        numbers = ", ".join(f"{name} int" for name in COLUMNS[2:])
        arrays = ", ".join(f"{name} int[]" for name in MULTIPLE)
        self.base.execute(
            f"CREATE TABLE record(n int, key text, {numbers}, {arrays}, words tsvector)"
        )
        with self.base.cursor().copy("COPY record FROM STDIN") as rows:
            for number, record in enumerate(records):
                rows.write_row(self._row(number, record))
        self.base.execute("ALTER TABLE record ADD PRIMARY KEY (n)")
        for name in ("words", *MULTIPLE):
            self.base.execute(f"CREATE INDEX ON record USING gin({name})")
        for name in (*SINGLE, "first"):
            self.base.execute(f"CREATE INDEX ON record({name})")
        self.base.execute("VACUUM ANALYZE record")

    def _row(self, number: int, record: dict) -> tuple:
        facets = record["facets"]
        single = [next(iter(self.values.numbered(f, facets[f])), 0) for f in SINGLE]
        multiple = [self.values.numbered(f, facets[f]) for f in MULTIPLE]
        places: dict[str, list[str]] = {}
        for text, start, weight in (("title", 1, "A"), ("description", _APART, "B")):
            for place, term in self.analysis.placed(record[text]):
                places.setdefault(term, []).append(f"{place + start}{weight}")
        words = " ".join(f"'{term}':{','.join(found)}" for term, found in places.items())
        return (number, record["key"], *decades(record["years"]), *single, *multiple, words)

    def _query(self, question: Question) -> str:
        terms = (f"''{term}''" for term in self.analysis.terms(question))
        join = " <-> " if question.kind == "phrase" else " & "
        return f"'{join.join(terms)}'::tsquery"

    def _dialect(self) -> Dialect:
        def source(question: Question) -> str:
            asked = f"record r CROSS JOIN (SELECT {self._query(question)} AS q) AS asked"
            return asked if question.words else "record r"

        return Dialect(
            source=source,
            match=lambda question: f"r.words @@ {self._query(question)}",
            rank="-ts_rank(r.words, q)",
            has=lambda facet, numbers: f"r.{facet} && '{{{numbers}}}'::int[]",
            spread=lambda facet, kept: f"SELECT unnest({facet}) AS v FROM m WHERE {kept}",
            columns=(*COLUMNS, *MULTIPLE),
        )

    def __call__(self, question: Question) -> Answer:
        return self.plan.answer(self.base.execute(self.plan.statement(question)))

    def close(self) -> None:
        self.base.close()


__all__ = ["Absent", "Postgres", "server"]
