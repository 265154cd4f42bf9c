# ruff: noqa: S608 -- the statements are made of our own words and numbers
"""SQLite: FTS5 for the text, SQL for the facets, as a portal without a search engine would."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.search.analysis import Analysis
from benchmarks.search.sql import COLUMNS, MULTIPLE, SINGLE, Dialect, Plan, Values, decades
from benchmarks.search.workload import TITLE_WEIGHT, Answer, Question

_BATCH = 5_000


class Sqlite:
    """One file under `folder`; the text is indexed as the project's own terms."""

    name = "SQLite FTS5"

    def __init__(self, records: Iterable[dict], facets: Sequence[str], folder: Path) -> None:
        file = folder / "bench.sqlite3"
        file.unlink(missing_ok=True)
        self.analysis, self.values = Analysis(), Values()
        self.base = sqlite3.connect(file)
        self._tables()
        self._fill(records)
        self.base.executescript("ANALYZE; PRAGMA mmap_size=2147483648; PRAGMA cache_size=-262144")
        self.plan = Plan(self._dialect(), self.values, facets)

    def _tables(self) -> None:
        numbers = ", ".join(f"{name} INTEGER" for name in COLUMNS[2:])
        sides = "; ".join(
            f"CREATE TABLE {name}(n INTEGER, v INTEGER, PRIMARY KEY (n, v)) WITHOUT ROWID"
            for name in MULTIPLE
        )
        self.base.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            f"CREATE TABLE record(n INTEGER PRIMARY KEY, key TEXT, {numbers});"
            "CREATE VIRTUAL TABLE fts USING fts5(title, description, content='', tokenize='ascii');"
            f"{sides};"
        )

    def _fill(self, records: Iterable[dict]) -> None:
        batch: list[dict] = []
        self.count = 0
        for record in records:
            batch.append(record)
            if len(batch) == _BATCH:
                self._write(batch)
                batch = []
        self._write(batch)
        self.base.execute("INSERT INTO fts(fts) VALUES ('optimize')")
        for name in MULTIPLE:
            self.base.execute(f"CREATE INDEX {name}_v ON {name}(v, n)")
        for name in (*SINGLE, "first"):
            self.base.execute(f"CREATE INDEX record_{name} ON record({name})")
        self.base.commit()

    def _write(self, batch: list[dict]) -> None:
        rows, texts = [], []
        sides: dict[str, list[tuple[int, int]]] = {name: [] for name in MULTIPLE}
        for record in batch:
            self.count += 1
            single = [next(iter(self.values.numbered(f, record["facets"][f])), 0) for f in SINGLE]
            rows.append((self.count, record["key"], *decades(record["years"]), *single))
            texts.append((self.count, *(self._spread(record[t]) for t in ("title", "description"))))
            for name in MULTIPLE:
                numbers = self.values.numbered(name, record["facets"][name])
                sides[name] += [(self.count, number) for number in numbers]
        marks = ",".join("?" * len(COLUMNS))
        self.base.executemany(f"INSERT INTO record VALUES ({marks})", rows)
        self.base.executemany("INSERT INTO fts(rowid, title, description) VALUES (?,?,?)", texts)
        for name, pairs in sides.items():
            self.base.executemany(f"INSERT INTO {name} VALUES (?,?)", pairs)

    def _spread(self, text: str) -> str:
        """Return the terms of a text with a filler where a word was left out, so phrases agree."""
        filled: list[str] = []
        for place, term in self.analysis.placed(text):
            filled += ["0"] * (place - len(filled))
            filled.append(term)
        return " ".join(filled)

    def _match(self, question: Question) -> str:
        terms = self.analysis.terms(question)
        if question.kind == "phrase":
            return f"""fts MATCH '"{" ".join(terms)}"'"""
        return "fts MATCH '" + " AND ".join(f'"{term}"' for term in terms) + "'"

    def _dialect(self) -> Dialect:
        return Dialect(
            source=lambda q: "fts JOIN record r ON r.n = fts.rowid" if q.words else "record r",
            match=self._match,
            rank=f"bm25(fts, {TITLE_WEIGHT}, 1.0)",
            has=lambda facet, numbers: f"+r.n IN (SELECT n FROM {facet} WHERE v IN ({numbers}))",
            spread=lambda facet, kept: f"SELECT v FROM m JOIN {facet} USING (n) WHERE {kept}",
            columns=COLUMNS,
        )

    def __call__(self, question: Question) -> Answer:
        return self.plan.answer(self.base.execute(self.plan.statement(question)))

    def close(self) -> None:
        self.base.close()
