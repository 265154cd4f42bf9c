"""A made-up French museum corpus, the same on every machine, kept under `var/bench`.

Shape of a record (one JSON object a line): key, title (3 to 8 words), description (30 to 120 words), creator (0 to 3 of
20,000), domain (1 or 2 of 40), technique (1 to 4 of 300), period (1 of 60), museum (1 of 100), place
(1 of 5,000), licence (1 of 6), picture (yes or nothing, 70 % yes), years (from, to; 10 % none), inventory.
Words follow Zipf and Mandelbrot over 60,000 forms, 36 % are function words; facet values follow Zipf.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson

from benchmarks.search import words

VERSION = 1
VOCABULARY = 60_000
FUNCTION_SHARE = 0.36
CHUNK = 10_000
LICENCES = ("CC0", "CC BY", "CC BY-SA", "Licence ouverte", "Domaine public", "Tous droits réservés")
LAST_YEAR = 2024
_ELISION = re.compile(r"\b([ld])[ea] (?=[aeiouyéèêâîôœ])", re.IGNORECASE)

# Facet → (number of values, Zipf exponent, Mandelbrot shift, words a name, values a record at most).
FACETS = {
    "domain": (40, 1.0, 2.0, 1, 2),
    "technique": (300, 1.0, 2.0, 2, 4),
    "period": (60, 0.8, 2.0, 2, 1),
    "museum": (100, 0.8, 2.0, 2, 1),
    "place": (5_000, 1.0, 2.0, 1, 1),
    "creator": (20_000, 0.8, 5.0, 2, 3),
}


def falling(size: int, exponent: float, shift: float) -> np.ndarray:
    """Return the cumulated shares of `size` values by rank, 1 / (rank + shift) ** exponent."""
    shares = 1.0 / (np.arange(size) + shift) ** exponent
    return np.cumsum(shares / shares.sum())


@dataclass(slots=True)
class _Draw:
    """Everything one chunk is drawn from."""

    rng: np.random.Generator
    forms: np.ndarray
    function: np.ndarray
    vocabulary: np.ndarray
    facets: dict[str, tuple[list[str], np.ndarray]]

    def pick(self, facet: str, count: int) -> list[str]:
        values, shares = self.facets[facet]
        ranks = np.searchsorted(shares, self.rng.random(count))
        return [values[rank] for rank in np.minimum(ranks, len(values) - 1).tolist()]

    def tokens(self, count: int) -> list[str]:
        plain = np.searchsorted(self.vocabulary, self.rng.random(count)) + len(words.FUNCTION)
        function = np.searchsorted(self.function, self.rng.random(count))
        chosen = np.where(self.rng.random(count) < FUNCTION_SHARE, function, plain)
        return self.forms[np.minimum(chosen, len(self.forms) - 1)].tolist()


def _draw() -> _Draw:
    forms = words.vocabulary(VOCABULARY)
    facets = {
        name: (
            words.names(size, many, forms, seed=name, before="Musée " if name == "museum" else ""),
            falling(size, exponent, shift),
        )
        for name, (size, exponent, shift, many, _) in FACETS.items()
    }
    return _Draw(
        rng=np.random.default_rng(20_260_607),
        forms=np.array([*words.FUNCTION, *forms], dtype=object),
        function=falling(len(words.FUNCTION), 1.0, 1.5),
        vocabulary=falling(len(forms), 1.05, 15.0),
        facets=facets,
    )


def _years(rng: np.random.Generator, count: int) -> list[tuple[int, int] | None]:
    year = (2020 - np.abs(rng.gamma(2.0, 90.0, count))).astype(int)
    year = np.where(rng.random(count) < 0.08, -800 + rng.integers(0, 1800, count), year)  # noqa: PLR2004 -- 8 % antique
    until = np.minimum(LAST_YEAR, year + rng.choice([0, 0, 5, 10, 25, 50, 100], count))
    undated = (rng.random(count) < 0.1).tolist()  # noqa: PLR2004 -- 10 %
    return [
        None if none else (first, last)
        for none, first, last in zip(undated, year.tolist(), until.tolist(), strict=True)
    ]


def _several(draw: _Draw, facet: str, counts: list[int]) -> list[list[str]]:
    most = FACETS[facet][4]
    drawn = draw.pick(facet, most * len(counts))
    return [
        list(dict.fromkeys(drawn[most * row : most * row + count]))
        for row, count in enumerate(counts)
    ]


def _facets(draw: _Draw, count: int) -> list[dict[str, list[str]]]:
    rng = draw.rng
    one = [1] * count
    columns = {
        "domain": _several(draw, "domain", rng.integers(1, 3, count).tolist()),
        "technique": _several(draw, "technique", rng.integers(1, 5, count).tolist()),
        "period": _several(draw, "period", one),
        "museum": _several(draw, "museum", one),
        "place": _several(draw, "place", one),
        "creator": _several(draw, "creator", rng.choice([0, 1, 1, 1, 2, 3], count).tolist()),
        "licence": [[LICENCES[rank]] for rank in rng.integers(0, 6, count).tolist()],
        "picture": [["yes"] if yes else [] for yes in (rng.random(count) < 0.7).tolist()],  # noqa: PLR2004 -- 70 %
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _prose(tokens: list[str]) -> str:
    text = _ELISION.sub(r"\1’", " ".join(tokens))
    return text[:1].upper() + text[1:]


def _chunk(draw: _Draw, start: int, count: int) -> Iterator[dict]:
    titles = draw.rng.integers(3, 9, count).tolist()
    descriptions = draw.rng.integers(30, 121, count).tolist()
    tokens = draw.tokens(sum(titles) + sum(descriptions))
    facets, years = _facets(draw, count), _years(draw.rng, count)
    at = 0
    for row in range(count):
        middle = at + titles[row]
        end = middle + descriptions[row]
        number = start + row + 1
        yield {
            "key": str(number),
            "title": _prose(tokens[at:middle]),
            "description": f"{_prose(tokens[middle:end])}.",
            "facets": facets[row],
            "years": years[row],
            "inventory": f"{1800 + number % 220}.{number % 97}.{number % 1013}",
        }
        at = end


def make(records: int, folder: Path) -> Path:
    """Write the corpus of `records` records once; return its file."""
    file = folder / f"corpus-{records}-v{VERSION}.jsonl"
    if file.exists():
        return file
    folder.mkdir(parents=True, exist_ok=True)
    draw, waiting = _draw(), file.with_suffix(".part")
    with waiting.open("wb") as target:
        for start in range(0, records, CHUNK):
            for record in _chunk(draw, start, min(CHUNK, records - start)):
                target.write(orjson.dumps(record) + b"\n")
    waiting.replace(file)
    return file


def read(file: Path) -> Iterator[dict]:
    """Go through the records of a corpus."""
    with file.open("rb") as source:
        for line in source:
            yield orjson.loads(line)
