# ruff: noqa: S608 -- the statements are made of our own words and numbers
"""The search page as one SQL statement, for PostgreSQL and SQLite alike.

The matches of the text are found once (a materialised CTE) with one boolean a filter; the total, each facet without
its own filter, the decades and the page of keys are counted from it. A record that fails two
filters counts nowhere, so it is left out at once. The histogram is two counts (decades begun,
decades ended) summed up outside, which spares the database a row a decade.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.search.workload import HITS, STEP, TOP, Answer, Question

SINGLE = ("period", "museum", "place", "licence", "picture")
MULTIPLE = ("domain", "technique", "creator")
COLUMNS = ("n", "key", "first", "last", "begun", "ended", *SINGLE)


def decades(years: Sequence[int] | None) -> tuple[int | None, ...]:
    """Return first, last, and the decades they fall in; nothing for an undated record."""
    if not years:
        return (None, None, None, None)
    return (years[0], years[1], years[0] // STEP, years[1] // STEP)


class Values:
    """The numbers that stand for the values of each facet."""

    def __init__(self) -> None:
        self.numbers: dict[str, dict[str, int]] = {name: {} for name in (*SINGLE, *MULTIPLE)}

    def numbered(self, facet: str, values: Iterable[str]) -> list[int]:
        known = self.numbers[facet]
        return [known.setdefault(value, len(known) + 1) for value in values]

    def known(self, facet: str, values: Iterable[str]) -> str:
        """Return the numbers of values as an SQL list; an unknown value is 0, which no record has."""
        return ",".join(str(self.numbers[facet].get(value, 0)) for value in values)

    def names(self) -> dict[str, list[str]]:
        return {facet: ["", *known] for facet, known in self.numbers.items()}


@dataclass(slots=True)
class Dialect:
    """Where the two databases differ.

    `source`: the FROM of the matches; `match`, `rank`: how a text is matched and ranked (a lower
    rank is better); `has`: a filter on a multiple facet; `spread`: the values of one, from `m`.
    """

    source: Callable[[Question], str]
    match: Callable[[Question], str]
    rank: str
    has: Callable[[str, str], str]
    spread: Callable[[str, str], str]
    columns: tuple[str, ...]


class Plan:
    """Writes the statement of a question and reads its rows."""

    def __init__(self, dialect: Dialect, values: Values, facets: Sequence[str]) -> None:
        self.dialect, self.values, self.facets = dialect, values, facets
        self.names = values.names()

    def _filters(self, question: Question) -> dict[str, str]:
        found = {}
        for facet, values in question.filters.items():
            numbers = self.values.known(facet, values)
            if facet in MULTIPLE:
                found[facet] = self.dialect.has(facet, numbers)
            else:
                found[facet] = f"r.{facet} IN ({numbers})"
        if question.span:
            low, high = question.span
            found["years"] = f"(r.first <= {high} AND r.last >= {low})"
        return found

    def _where(self, question: Question, filters: dict[str, str]) -> str:
        counted = {*self.facets, "years"}
        wanted = [self.dialect.match(question)] if question.words else []
        wanted += [sql for name, sql in filters.items() if name not in counted]
        soft = [sql for name, sql in filters.items() if name in counted]
        if len(soft) > 1:
            but_one = (
                " AND ".join(sql for other, sql in enumerate(soft) if other != out)
                for out in range(len(soft))
            )
            wanted.append("(" + " OR ".join(f"({sql})" for sql in but_one) + ")")
        return " AND ".join(wanted) or "true"

    def statement(self, question: Question) -> str:
        """Return the one statement; rows are (part, value, count, key)."""
        filters = self._filters(question)
        ranked = bool(question.words) and not question.by_year
        rank = self.dialect.rank if ranked else "0"
        marks = "".join(f", COALESCE({sql}, false) AS b_{name}" for name, sql in filters.items())
        columns = ", ".join(f"r.{name}" for name in self.dialect.columns)
        matches = (
            f"SELECT {columns}, {rank} AS rank{marks} FROM {self.dialect.source(question)} "
            f"WHERE {self._where(question, filters)}"
        )

        def kept(without: str = "") -> str:
            return " AND ".join(f"b_{name}" for name in filters if name != without) or "true"

        parts = [f"SELECT 'total' AS part, 0 AS v, count(*) AS c, '' AS k FROM m WHERE {kept()}"]
        parts += [self._facet(facet, kept(facet)) for facet in self.facets]
        parts += [
            f"SELECT '{edge}', {edge}, count(*), '' FROM m "
            f"WHERE {kept('years')} AND {edge} IS NOT NULL GROUP BY {edge}"
            for edge in ("begun", "ended")
        ]
        order = "first IS NULL, first, n" if not ranked else "rank, n"
        parts.append(
            f"SELECT * FROM (SELECT 'key', n, 0, key FROM m WHERE {kept()} "
            f"ORDER BY {order} LIMIT {HITS}) AS page"
        )
        return f"WITH m AS MATERIALIZED ({matches}) " + " UNION ALL ".join(parts)

    def _facet(self, facet: str, kept: str) -> str:
        source = (
            self.dialect.spread(facet, kept)
            if facet in MULTIPLE
            else f"SELECT {facet} AS v FROM m WHERE {kept} AND {facet} > 0"
        )
        return (
            f"SELECT * FROM (SELECT '{facet}', v, count(*) AS c, '' FROM ({source}) AS s_{facet} "
            f"GROUP BY v ORDER BY c DESC LIMIT {TOP}) AS f_{facet}"
        )

    def answer(self, rows: Iterable[tuple[str, int, int, str]]) -> Answer:
        """Return the rows of a statement as an answer."""
        parts: dict[str, list[tuple[int, int, str]]] = {}
        for part, value, count, key in rows:
            parts.setdefault(part, []).append((value, count, key))
        facets = {
            facet: [(self.names[facet][v], c) for v, c, _ in parts.get(facet, ())]
            for facet in self.facets
        }
        begun = {value: count for value, count, _ in parts.get("begun", ())}
        ended = {value: count for value, count, _ in parts.get("ended", ())}
        return Answer(
            parts["total"][0][1],
            [key for _, _, key in parts.get("key", ())],
            facets,
            overlaps(begun, ended),
        )


def overlaps(begun: dict[int, int], ended: dict[int, int]) -> list[tuple[int, int]]:
    """Return first year and number of records of each decade, from what begins and ends in each."""
    if not begun:
        return []
    histogram, open_ = [], 0
    for decade in range(min(begun), max(ended) + 1):
        open_ += begun.get(decade, 0)
        if open_:
            histogram.append((decade * STEP, open_))
        open_ -= ended.get(decade, 0)
    return histogram
