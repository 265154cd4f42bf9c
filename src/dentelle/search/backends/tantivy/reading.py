"""One state of a Tantivy index: what a commit left, and everything remembered about it."""

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import orjson
import tantivy

from dentelle.core.text import fold
from dentelle.search import french, query
from dentelle.search.aggregations import Aggregations
from dentelle.search.backends.tantivy import layout, writing
from dentelle.search.backends.tantivy.compiling import Compiler
from dentelle.search.plan import plan
from dentelle.search.query import FacetAsk
from dentelle.search.results import Results
from dentelle.search.schema import Schema
from dentelle.search.vocabulary import Vocabulary, Words

_REMEMBERED = 1_000  # compiled queries kept for one state
_folded = lru_cache(maxsize=300_000)(fold)
_words: dict[Path, tuple[Path, int, Words]] = {}  # of the last generation opened of each index
Stamp = tuple[int, int, int]


class State:
    """A generation of an index at one commit. Another commit makes another state."""

    def __init__(self, schema: Schema, folder: Path, stamp: Stamp, index: Any = None) -> None:
        about = layout.About.read(folder)
        layout.check(about, schema)
        opstamp = orjson.loads((folder / writing.META).read_bytes())["opstamp"]
        if index is None:
            index = layout.register(tantivy.Index.open(str(folder)))
        index.reload()
        self.schema, self.folder, self.stamp, self.index = schema, folder, stamp, index
        self.name = f"{folder.name.removeprefix('generation-')}-{opstamp}"
        self.searcher = index.searcher()
        self.count: int = self.searcher.num_docs
        self.compiler = Compiler(schema, index.schema)
        self.slots = {n: k for n, k in about.slots.items() if n not in about.full}
        self.browsed: dict[object, Results] = {}
        self.measured: dict[object, Any] = {}
        self.alone: bool = self.searcher.num_segments == 1
        self.wanted: dict[FacetAsk, Aggregations] = {}
        self._texts: dict[query.Node, Any] = {}
        self._conditions: dict[tuple[object, ...], Any] = {}
        self._values: dict[str, tuple[tuple[str, str], ...]] = {}
        self._frequencies: dict[str, int] = {}

    def text(self, node: query.Node) -> Any:
        """Return the compiled query of a tree."""
        found = self._texts.get(node)
        if found is None:
            found = self.compiler.compile(plan(node, self.schema, self.expand))
            _remember(self._texts, node, found)
        return found

    def facet(self, name: str, values: tuple[str, ...]) -> Any:
        """Return the compiled condition of a facet."""
        found = self._conditions.get((name, values))
        if found is None:
            found = self.compiler.facet(name, values)
            _remember(self._conditions, (name, values), found)
        return found

    def expand(self, prefix: str, fields: tuple[str, ...]) -> list[str]:
        """Return the terms of the words that begin with a folded prefix."""
        found = self.vocabulary.stems(prefix)
        for field in fields:
            # Numbers and the like are not in the vocabulary: they are their own terms.
            for term, _ in self.searcher.terms_with_prefix(layout.text(field), prefix):
                if not term.isalpha():
                    found.add(term)
        return list(found)

    def frequency(self, stem: str) -> int:
        """Return how many documents hold a stem in the text where most do."""
        found = self._frequencies.get(stem)
        if found is None:
            texts = self.schema.texts
            found = max(self.searcher.doc_freq(layout.text(t.name), stem) for t in texts)
            self._frequencies[stem] = found
        return found

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of this state."""
        return Vocabulary(_words_of(self.folder), self.frequency)

    def complete(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Return words that begin with a folded prefix, remembered: each letter typed asks."""
        found: tuple[str, ...] | None = self.measured.get((prefix, limit))
        if found is None:
            found = self.vocabulary.complete(prefix, limit)
            _remember(self.measured, (prefix, limit), found)
        return found

    def vocabulary_near(self, word: str) -> str:
        """Return the nearest known word to a folded one."""
        return self.vocabulary.near(word)

    def values_containing(self, name: str, text: str) -> list[str]:
        """Return the values of a facet that contain a text, both folded."""
        values = self._values.get(name)
        if values is None:
            found = self.searcher.terms_with_prefix(layout.facet(name), "")
            values = self._values[name] = tuple((_folded(value), value) for value, _ in found)
        wanted = fold(text)
        return [value for folded, value in values if wanted in folded]

    def known(self, word: str) -> bool:
        """Return whether every term of a word is in the index."""
        return all(self.frequency(term) for term in french.terms(word))

    def keys(self) -> list[tuple[str, int]]:
        """Return every key with the number of documents it names, which is one."""
        everything = tantivy.Query.all_query()
        found = self.searcher.terms_with_prefix(layout.KEY, "", everything)
        return [(key, many) for key, many in found if many]


def _words_of(folder: Path) -> Words:
    """Return the words of a generation, read again only when some were added."""
    file = folder / writing.WORDS
    size = file.stat().st_size if file.exists() else 0
    known = _words.get(folder.parent)
    if known is None or known[:2] != (folder, size):
        known = _words[folder.parent] = (folder, size, Words(writing.read_words(folder)))
    return known[2]


def _remember(memory: dict[Any, Any], key: object, value: object) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[key] = value
