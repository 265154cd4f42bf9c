"""How a schema is laid out in a Tantivy index, and documents with it.

Texts are indexed as *shadow text*: the terms of our own analysis joined by spaces, read by a
whitespace tokenizer. A filter drops the mark of stop words and keeps their place, so that phrases
agree with what was written.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
import tantivy

from dentelle.core.text import code_key
from dentelle.search import french
from dentelle.search.aggregations import FILLER
from dentelle.search.documents import Document
from dentelle.search.engine import EngineError
from dentelle.search.plan import head
from dentelle.search.schema import Schema

KEY = "key"
STOPS = "stops"
INTEGER = tantivy.FieldType.Integer
_FORMAT = 1  # of this module; a change asks for a rebuild
_ABOUT = "about.json"
_EARLIEST, _LATEST = -(2**62), 2**62


def text(name: str) -> str:
    """Return the column of a text."""
    return f"t_{name}"


def facet(name: str) -> str:
    """Return the column of a facet."""
    return f"f_{name}"


def slot(name: str, number: int) -> str:
    """Return one of the single-valued columns of a facet."""
    return f"f_{name}_slot{number}"


def code(name: str) -> str:
    """Return the column of a code."""
    return f"c_{name}"


def start(name: str) -> str:
    """Return the column of an interval's first year."""
    return f"y_{name}_from"


def end(name: str) -> str:
    """Return the column of an interval's last year."""
    return f"y_{name}_to"


def sort(name: str) -> str:
    """Return the column of a sort key."""
    return f"s_{name}"


@dataclass(slots=True)
class About:
    """What a generation of an index was made with; `slots`: facet → its single-valued columns.

    `full` are the facets some document of which has more values than slots: their slots no longer
    tell the whole.
    """

    fingerprint: str
    slots: dict[str, int] = field(default_factory=dict)
    full: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, folder: Path) -> "About":
        """Return what is written in a generation's folder."""
        return cls(**orjson.loads((folder / _ABOUT).read_bytes()))

    def write(self, folder: Path) -> None:
        """Write beside the index, at once or not at all."""
        new = folder / f"{_ABOUT}.new"
        new.write_bytes(orjson.dumps(asdict(self)))
        new.replace(folder / _ABOUT)


def fingerprint(schema: Schema) -> str:
    """Return a name for everything that, changed, makes an index unreadable for this program."""
    said = orjson.dumps([_FORMAT, french.VERSION, asdict(schema)])
    return sha256(said).hexdigest()[:16]


def check(about: About, schema: Schema) -> None:
    """Refuse an index made for other fields, another analysis or another version."""
    if about.fingerprint != fingerprint(schema):
        raise EngineError(
            f"The index “{schema.name}” was made by another version of the program. "
            f"Rebuild it: manage reindex {schema.name}"
        )


def columns(schema: Schema, slots: Mapping[str, int]) -> Any:
    """Return the Tantivy schema of an index."""
    build = tantivy.SchemaBuilder()
    whole: dict[str, Any] = {"tokenizer_name": "raw", "index_option": "basic"}
    build.add_text_field(KEY, stored=True, **whole)
    build.add_text_field(STOPS, tokenizer_name="shadow", index_option="basic")
    for one in schema.texts:
        build.add_text_field(text(one.name), tokenizer_name="shadow")
    for name in [facet(f.name) for f in schema.facets]:
        build.add_text_field(name, fast=True, **whole)
    for name in [slot(f, i) for f, many in slots.items() for i in range(many)]:
        build.add_text_field(name, fast=True, **whole)
    for name in [code(c.name) for c in schema.codes]:
        build.add_text_field(name, **whole)
    for name in [side(i.name) for i in schema.intervals for side in (start, end)]:
        build.add_integer_field(name, fast=True, indexed=True)
    for key in schema.sorts:
        if key.kind == "number":
            build.add_integer_field(sort(key.name), fast=True)
        else:
            build.add_text_field(sort(key.name), fast=True, **whole)
    return build.build()


def register(index: Any) -> Any:
    """Give an index just opened its tokenizer, which lives in the process only."""
    build = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    build = build.filter(tantivy.Filter.custom_stopword([french.STOP]))
    index.register_tokenizer("shadow", build.build())
    return index


class Maker:
    """Turns documents into Tantivy's, and remembers the words it met first in `words.fresh`."""

    def __init__(self, schema: Schema, about: About) -> None:
        self.words = french.Analyzer()
        self._head = head(schema)
        self._numbers = frozenset(s.name for s in schema.sorts if s.kind == "number")
        self._texts = {one.name: text(one.name) for one in schema.texts}
        self._facets = {one.name: facet(one.name) for one in schema.facets}
        self._codes = {one.name: code(one.name) for one in schema.codes}
        self._sorts = {one.name: sort(one.name) for one in schema.sorts}
        self._spans = {one.name: (start(one.name), end(one.name)) for one in schema.intervals}
        self._slots = {
            name: tuple(slot(name, i) for i in range(many)) for name, many in about.slots.items()
        }
        self.full = list(about.full)
        self.overflown = False  # a document had more values than slots: `about` must say so

    def make(self, document: Document) -> Any:
        """Return one document; a name the schema does not know raises `KeyError`."""
        made = tantivy.Document()
        add = made.add_text
        add(KEY, document.key)
        shadow = self.words.shadow
        for name, value in document.texts.items():
            add(self._texts[name], shadow(value))
        if titled := document.texts.get(self._head):
            add(STOPS, " ".join(self.words.stops(titled)))
        for name, values in document.facets.items():
            column = self._facets[name]
            for value in dict.fromkeys(values):
                add(column, value)
        for name, values in document.codes.items():
            for value in dict.fromkeys(map(code_key, values)):
                add(self._codes[name], value)
        self._rest(made, document)
        return made

    def _rest(self, made: Any, document: Document) -> None:
        for name, (first, last) in document.intervals.items():
            columns_of = self._spans[name]
            for column, year in zip(columns_of, (first, last), strict=True):
                made.add_integer(column, min(max(year, _EARLIEST), _LATEST))
        for name, key in document.sorts.items():
            if name in self._numbers:
                made.add_integer(self._sorts[name], int(key))
            else:
                made.add_text(self._sorts[name], str(key))
        for name, slots in self._slots.items():
            values = list(dict.fromkeys(document.facets.get(name, ())))
            self._note(name, len(values) > len(slots))
            values += [FILLER] * (len(slots) - len(values))
            for column, value in zip(slots, values, strict=False):
                made.add_text(column, value)

    def _note(self, name: str, more: bool) -> None:  # noqa: FBT001 a plain fact
        if more and name not in self.full:
            self.full.append(name)
            self.overflown = True
