"""The questions put to every engine, drawn from the corpus itself, and the shape of their answers.

Of 20 text questions 8 are one word, 7 are two words (both wanted) and 5 are a phrase of two words; 30 % are typed
without accents; 35, 30, 20 and 15 % carry no, one, two and three filters; 30 % of the facet filters name two values;
some filters are spans of years or "has a picture"; 15 % are sorted by year. One question more in ten
has no text: these are the browse questions, reported apart.
"""

import itertools
import random
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.search import corpus, words

FACETS = ("domain", "technique", "period", "museum", "place", "creator", "picture", "licence")
TOP, HITS, STEP = 20, 24, 10
TITLE_WEIGHT = 3.0
_SAMPLE = 60_000
_TOKEN = re.compile(r"[^\W_]+")
_PLAIN = frozenset({*words.FUNCTION, "l", "d"})
_FILTERED = ("domain", "technique", "period", "museum", "place", "creator")
_FILTER_WEIGHTS = (3, 3, 2, 3, 1, 1)
_AROUND = (5, 25, 50, 100)
_KINDS = {"one": 8, "two": 7, "phrase": 5}


@dataclass(frozen=True, slots=True)
class Question:
    """What a visitor asks. `kind`: one, two, phrase or browse; `span`: years, both ends included."""

    kind: str
    words: tuple[str, ...]
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    span: tuple[int, int] | None = None
    by_year: bool = False

    @property
    def text(self) -> str:
        """What is typed in the search box."""
        return f'"{" ".join(self.words)}"' if self.kind == "phrase" else " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Answer:
    """What every engine returns for every question: the whole of a search page but its pictures."""

    total: int
    keys: list[str]
    facets: dict[str, list[tuple[str, int]]]
    histogram: list[tuple[int, int]]
    approximate: frozenset[str] = frozenset()


def _without_accents(text: str) -> str:
    text = text.replace("œ", "oe")
    return unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()


def _tokens(record: dict) -> list[str]:
    return _TOKEN.findall(f"{record['title']} {record['description']}".lower())


class _Asker:
    """Draws questions from a sample of records."""

    def __init__(self, records: list[dict]) -> None:
        self.rng = random.Random(42)
        self.records = records
        frequency = Counter[str]()
        for record in records:
            frequency.update(set(_tokens(record)) - _PLAIN)
        self.frequent = [word for word, _ in frequency.most_common()]

    def word(self, record: dict) -> str:
        """Return a word of the record, or one of the corpus, common ones first."""
        if self.rng.random() < 0.5:  # noqa: PLR2004 -- half and half
            return self.rng.choice([word for word in _tokens(record) if word not in _PLAIN])
        rank = int(len(self.frequent) ** (self.rng.random() * 0.93)) - 1
        return self.frequent[rank]

    def pair(self, record: dict) -> tuple[str, ...]:
        known = [word for word in _tokens(record) if word not in _PLAIN]
        if self.rng.random() < 0.6:  # noqa: PLR2004 -- 60 % are two words of one record
            return tuple(self.rng.sample(known, 2))
        return self.word(record), self.word(record)

    def phrase(self, record: dict) -> tuple[str, ...]:
        tokens = _TOKEN.findall(record["description"].lower())
        pairs = [pair for pair in itertools.pairwise(tokens) if not _PLAIN & set(pair)]
        return self.rng.choice(pairs) if pairs else ()

    def typed(self, kind: str, record: dict) -> tuple[str, ...]:
        """Return the words of a question, empty when this record gives none."""
        if kind == "one":
            return (self.word(record),)
        found = self.pair(record) if kind == "two" else self.phrase(record)
        return found if len(set(found)) == len(found) else ()

    def values(self, record: dict, facet: str) -> tuple[str, ...]:
        chosen = [self.rng.choice(record["facets"][facet])]
        other = self.rng.choice(self.records)["facets"][facet]
        if self.rng.random() < 0.3 and other and other[0] != chosen[0]:  # noqa: PLR2004 -- 30 %
            chosen.append(other[0])
        return tuple(chosen)

    def add_filter(self, record: dict, into: dict) -> None:
        kind = self.rng.random()
        if kind < 0.08:  # noqa: PLR2004 -- 8 % want a picture
            into["picture"] = ("yes",)
        elif kind < 0.18 and record["years"]:  # noqa: PLR2004 -- 10 % give years
            year = record["years"][0]
            into["span"] = (year - self.rng.choice(_AROUND), year + self.rng.choice(_AROUND))
        else:
            facet = self.rng.choices(_FILTERED, _FILTER_WEIGHTS)[0]
            if record["facets"][facet]:
                into[facet] = self.values(record, facet)

    def ask(self, kind: str) -> Question:
        typed: tuple[str, ...] = ()
        record = self.rng.choice(self.records)
        while kind != "browse" and not typed:
            record = self.rng.choice(self.records)
            typed = self.typed(kind, record)
        if self.rng.random() < 0.3:  # noqa: PLR2004 -- 30 %
            typed = tuple(_without_accents(word) for word in typed)
        many = self.rng.choices((0, 1, 2, 3), (35, 30, 20, 15))[0]
        filters: dict = {}
        while len(filters) < many:
            self.add_filter(record, filters)
        span = filters.pop("span", None)
        by_year = kind == "browse" or self.rng.random() < 0.15  # noqa: PLR2004 -- 15 %
        return Question(kind, typed, filters, span, by_year)


def make(file: Path, count: int) -> list[Question]:
    """Return `count` text questions, shuffled, then a tenth as many browse questions."""
    every_ninth = itertools.islice(corpus.read(file), 0, None, 9)
    asker = _Asker(list(itertools.islice(every_ninth, _SAMPLE)))
    shares = [(kind, round(count * share / 20)) for kind, share in _KINDS.items()]
    text = [asker.ask(kind) for kind, many in shares for _ in range(many)]
    asker.rng.shuffle(text)
    return text + [asker.ask("browse") for _ in range(max(10, count // 10))]
