"""At least 60 French queries find exactly what a reader would, in the demonstration and in real notices."""

import re
from datetime import UTC, datetime
from functools import cache

import orjson
import pytest

from dentelle.catalogue.columns import DERIVED, derived_values
from dentelle.catalogue.formats import registry
from dentelle.catalogue.indexing import SCHEMA, Row, document
from dentelle.core.text import fold
from dentelle.demo import composing
from dentelle.demo.members import MEMBERS
from dentelle.search.engines import open_engine
from dentelle.search.query import Request
from dentelle.search.syntax import parse
from tests.golden import QUERIES
from tests.shared import shared_data

_WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def _document(number, fields, museum):
    made = dict(zip(DERIVED, derived_values(fields), strict=True))
    line = (
        made["title"],
        made["maker_line"],
        made["date_line"],
        made["year_from"],
        made["year_to"],
    )
    derived = orjson.loads(made["derived"])
    row = Row(
        number, fields.get("REF", ""), "", fields, derived, *line, _WHEN, museum, museum, "", ""
    )
    return document(row)


def _demonstration():
    found = []
    for member in MEMBERS:
        many = composing.count_of(member, composing.RECORDS)
        for record in composing.compose(member, many, 0):
            found.append(_document(len(found) + 1, record.fields, member.slug))
    return found


def _notices():
    found = []
    readers = [registry.get("joconde_tagged"), registry.get("joconde_csv")]
    for file in sorted(shared_data("joconde").rglob("*.*")):
        reader = next((r for r in readers if file.is_file() and r.recognises(file)), None)
        for row, _ in reader.read(file, reader.sound(file)) if reader else ():
            if row.values and not row.problem:
                found.append(_document(len(found) + 1, row.values, "musee"))
    return found


class Collection:
    """Documents, an index of them, and their texts folded for the patterns."""

    def __init__(self, documents, folder):
        self.texts = {d.key: [fold(text) for text in d.texts.values()] for d in documents}
        self.engine = open_engine(SCHEMA, folder, heap_mb=64)
        self.engine.rebuild(documents)

    def keys(self, pattern):
        wanted = _pattern(pattern)
        return {key for key, texts in self.texts.items() if any(map(wanted.search, texts))}

    def found(self, typed):
        results = self.engine.search(Request(node=parse(typed), limit=10_000))
        return set() if results.instead else set(results.keys)


@cache
def _pattern(text):
    return re.compile(rf"(?<![^\W_])(?:{text})(?![^\W_])")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    return Collection(_demonstration(), tmp_path_factory.mktemp("golden"))


@pytest.fixture(scope="module")
def notices(tmp_path_factory):
    documents = _notices()
    assert len(documents) > 100
    return Collection(documents, tmp_path_factory.mktemp("notices"))


def _check(collection, golden):
    wanted = set.intersection(*(collection.keys(pattern) for pattern in golden.has))
    for pattern in golden.lacks:
        wanted -= collection.keys(pattern)
    found = collection.found(golden.typed)
    assert [collection.texts[key] for key in sorted(found - wanted)[:2]] == []
    assert [collection.texts[key] for key in sorted(wanted - found)[:2]] == []


@pytest.mark.parametrize("golden", QUERIES, ids=lambda golden: golden.typed)
def test_a_query_finds_in_the_demonstration_what_a_reader_would(demonstration, golden):
    _check(demonstration, golden)


@pytest.mark.parametrize("golden", QUERIES, ids=lambda golden: golden.typed)
def test_a_query_finds_in_real_notices_what_a_reader_would(notices, golden):
    _check(notices, golden)


def test_most_golden_queries_find_something(demonstration):
    assert len(QUERIES) >= 60
    assert sum(bool(demonstration.found(golden.typed)) for golden in QUERIES) > 50


@pytest.mark.parametrize(
    ("typed", "meant"),
    (("dentele aiguile", "aiguille"), ("fayence", "faïence"), ("eglsie", "église")),
)
def test_a_mistyped_query_is_answered_as_meant(demonstration, typed, meant):
    results = demonstration.engine.search(Request(node=parse(typed)))
    assert results.total > 0
    assert results.instead == "" or meant in results.instead
