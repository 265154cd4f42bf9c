"""What a query tree means for an index, engine by engine the same: terms, places, codes.

The tree of `query` speaks of people's words; a plan speaks of what an index holds. Everything that
decides what matches (analysis, stop words, prefixes, identifiers) is settled here, so that engines
only look terms up and cannot disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dentelle.core.text import code_key
from dentelle.search import french, query
from dentelle.search.schema import Schema

_WIDEST_SLOP = 8
_SHORTEST_PREFIX = 2  # letters; a single one would ask for a large part of all words


@dataclass(frozen=True, slots=True)
class All:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Documents where one of the texts holds one of the terms."""

    fields: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """Documents where one text holds the terms at these places, up to `slop` words more between."""

    fields: tuple[str, ...]
    places: tuple[tuple[int, str], ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Stops:
    """Documents whose head text holds all of these stop words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codes:
    """Documents where one of the code fields holds the key."""

    fields: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: tuple["Plan", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of the parts at least."""

    parts: tuple["Plan", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but the part."""

    part: "Plan"


Plan = All | Nothing | Terms | Sequence | Stops | Codes | And | Or | Not
Expand = Callable[[str, tuple[str, ...]], list[str]]


def head(schema: Schema) -> str:
    """Return the name of the text of most weight, the only one whose stop words are indexed."""
    return max(schema.texts, key=lambda text: text.weight).name


def plan(node: query.Node, schema: Schema, expand: Expand) -> Plan:
    """Return what `node` means for an index; `expand(prefix, fields)` gives the terms of a prefix."""
    return _Planner(schema, expand).plan(node)


class _Planner:
    def __init__(self, schema: Schema, expand: Expand) -> None:
        self.texts = tuple(text.name for text in schema.texts)
        self.codes = tuple(code.name for code in schema.codes)
        self.expand = expand

    def plan(self, node: query.Node) -> Plan:  # noqa: PLR0911 one line a kind of node
        match node:
            case query.Word():
                return self._word(node)
            case query.Phrase():
                return self._phrase(node.text, node.field, min(max(node.slop, 0), _WIDEST_SLOP))
            case query.Identifier():
                return self._code(node.text, node.field)
            case query.Both():
                return self._both(node)
            case query.Either():
                return self._either(node)
            case query.Without():
                return self._without(node)
            case _:
                return All()

    def _fields(self, name: str | None) -> tuple[str, ...]:
        if name is None:
            return self.texts
        return (name,) if name in self.texts else ()

    def _word(self, node: query.Word) -> Plan:
        if node.field in self.codes:
            return self._code(node.text, node.field)
        fields = self._fields(node.field)
        if not fields:
            return Nothing()
        folded = french.fold_word(node.text)
        if node.prefix and len(folded) >= _SHORTEST_PREFIX:
            found = tuple(sorted(self.expand(folded, fields)))
            return Terms(fields, found) if found else Nothing()
        return self._phrase(node.text, node.field, 0)

    def _phrase(self, text: str, field: str | None, slop: int) -> Plan:
        if field in self.codes:
            return self._code(text, field)
        fields, places = self._fields(field), french.places(text)
        if not fields:
            return Nothing()
        if not places:
            words = tuple(french.stops(text))
            return Stops(words) if words else All()
        if len(places) == 1:
            return Terms(fields, (places[0][1],))
        first = places[0][0]
        return Sequence(fields, tuple((place - first, term) for place, term in places), slop)

    def _code(self, text: str, field: str | None) -> Plan:
        fields = self.codes if field is None else tuple(c for c in self.codes if c == field)
        key = code_key(text)
        return Codes(fields, key) if fields and key else Nothing()

    def _both(self, node: query.Both) -> Plan:
        planned = (self.plan(part) for part in node.parts)
        parts: list[Plan] = [part for part in planned if not isinstance(part, All)]
        telling: list[Plan] = [part for part in parts if not isinstance(part, Stops)]
        parts = telling or parts
        if any(isinstance(part, Nothing) for part in parts):
            return Nothing()
        return _joined(And, parts, All())

    def _either(self, node: query.Either) -> Plan:
        planned = [self.plan(part) for part in node.parts]
        if any(isinstance(part, All) for part in planned):
            return All()
        parts: list[Plan] = [part for part in planned if not isinstance(part, Nothing)]
        telling: list[Plan] = [part for part in parts if not isinstance(part, Stops)]
        return _joined(Or, telling or parts, Nothing())

    def _without(self, node: query.Without) -> Plan:
        part = self.plan(node.part)
        # Excluding a function word, or what cannot be found, asks nothing.
        return All() if isinstance(part, Nothing | Stops) else Not(part)


def _joined(kind: type[And | Or], parts: list[Plan], empty: Plan) -> Plan:
    if not parts:
        return empty
    return parts[0] if len(parts) == 1 else kind(tuple(parts))
