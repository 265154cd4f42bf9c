"""The search bench measures what it says: one corpus everywhere, and answers that agree."""

import argparse
import itertools

import pytest

from benchmarks.search import browse, corpus, report, session, sql, workload
from benchmarks.search.analysis import Analysis
from benchmarks.search.bare import Bare
from benchmarks.search.floor import Floor
from benchmarks.search.measure import Agreement
from benchmarks.search.ours import Ours
from benchmarks.search.sqlite import Sqlite

RECORDS = 600


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    file = corpus.make(RECORDS, folder)
    analysis = Analysis()
    asked = workload.make(file, 60)
    return folder, file, [q for q in asked if q.kind == "browse" or analysis.keeps(q)]


@pytest.fixture(scope="module")
def floor(made):
    folder, file, questions = made
    return Floor(corpus.read(file), questions, workload.FACETS, folder)


def test_the_corpus_is_the_same_every_time(tmp_path):
    first, second = (corpus.make(50, tmp_path / name).read_bytes() for name in ("a", "b"))

    assert first == second


def test_the_questions_have_the_shares_they_are_said_to_have(made):
    questions = workload.make(made[1], 2_000)
    text = [question for question in questions if question.kind != "browse"]

    assert len(text) == 2_000
    assert sum(question.kind == "phrase" for question in text) == 500
    assert 0.62 < sum(bool(q.filters or q.span) for q in text) / 2_000 < 0.68
    assert 0.12 < sum(question.by_year for question in text) / 2_000 < 0.18


def _agreement(floor, questions, engine, read=lambda answer: answer):
    agreement = Agreement()
    for question in questions:
        agreement.add(question, floor(question), read(engine(question)))
    return agreement.told()


def _whole(told):
    return told["totals"] == told["histograms"] == told["pages"] == min(told["facets"].values())


def test_every_engine_answers_as_the_floor_does(made, floor):
    folder, file, questions = made
    ours = Ours(folder / "index", workload.FACETS)
    ours.build(corpus.read(file), RECORDS)
    sqlite = Sqlite(corpus.read(file), workload.FACETS, folder)

    for told in (
        _agreement(floor, questions, ours, ours.read),
        _agreement(floor, questions, Bare(ours, workload.FACETS)),
        _agreement(floor, questions, sqlite),
    ):
        assert told["first_totals_apart"] == []
        assert _whole(told)
        assert told["totals"] == 1
    sqlite.close()


def test_our_engine_remembers_the_browse_page_and_forgets_it_when_told(made):
    folder, file, _ = made
    ours = Ours(folder / "remembering", workload.FACETS)
    ours.build(corpus.read(file), RECORDS)
    first, again = ours(browse.FRONT), ours(browse.FRONT)
    ours.forget()

    assert again is first
    assert ours(browse.FRONT) is not first


def test_the_floor_answers_the_same_without_a_compiler(made, floor):
    folder, file, questions = made
    numpy = Floor(corpus.read(file), questions, workload.FACETS, folder)
    numpy.loops = None

    assert _whole(_agreement(floor, questions, numpy))


def test_some_questions_find_and_some_find_nothing(made, floor):
    totals = [floor(question).total for question in made[2]]

    assert min(totals) == 0
    assert max(totals) == RECORDS


def test_decades_are_counted_by_overlap():
    assert sql.overlaps({180: 2, 182: 1}, {181: 1, 182: 2}) == [(1800, 2), (1810, 2), (1820, 2)]


def test_the_result_tells_every_bar_and_what_was_left_out(tmp_path):
    options = argparse.Namespace(records=300, queries=40, passes=1, facets=6, every=2)
    skip = frozenset({"postgres", "workers", "page"})

    result = session.measure(options, skip, tmp_path, lambda _: None)

    told = {bar["figure"]: bar["met"] for bar in result["bars"]}
    assert result["totals_agreement"] == 1
    assert result["ratio_p95"] > 0
    assert told["totals_agreement"] is True
    assert told["postgres_p95_ratio"] is None
    assert set(result["skipped"]) == skip
    assert all(name in report.table(result) for name in itertools.chain(told, result["engines"]))
