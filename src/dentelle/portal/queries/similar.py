"""Objects worth walking to next, each with the reason: three requests to the index, three queries."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dentelle.catalogue.models import Record
from dentelle.portal.queries import rows
from dentelle.portal.queries.rows import Item
from dentelle.search import engines
from dentelle.search.engine import EngineError
from dentelle.search.query import Both, Either, Node, Request, Word

logger = logging.getLogger(__name__)
_INDEX = "records"
_SHOWN = 8
_FROM_ONE_MUSEUM = 3
_ASKED = 20
_NEAR = 12  # looked at for a picture before the wall is chosen
_WORDS = 8
_SHORTEST = 3  # letters; articles are shorter

Derived = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An object, and why it stands beside this one."""

    item: Item
    reason: str


@dataclass(frozen=True, slots=True)
class _Closeness:
    """The facets two records share, and whether a shared maker is in doubt on either side."""

    parts: frozenset[str]
    doubtful: bool


def similar(record: Record) -> list[Neighbour]:
    """Return public objects that share a maker, or a technique and a place, or more, with this one."""
    try:
        keys = _keys(record)
    except (EngineError, KeyError):  # no index yet, or one that cannot be read
        logger.exception("Similar objects could not be asked from the index")
        return []
    likenesses = _likenesses(record, keys)
    items, _texts = rows.load(list(likenesses))
    items.sort(key=lambda item: _order(item, likenesses[item.key]), reverse=True)
    return [Neighbour(item=item, reason=_reason(likenesses[item.key])) for item in _mixed(items)]


def _likenesses(record: Record, keys: Sequence[str]) -> dict[str, _Closeness]:
    """Return what the nearest records share with this one; those that share too little are left out."""
    known = _derived(keys)
    measured = [(key, _closeness(record.derived, known[key])) for key in keys if key in known]
    near = [pair for pair in measured if _reason(pair[1])]
    # The sort is stable and keys with a picture were asked first: they win where likeness ties.
    near.sort(key=lambda pair: ("maker" in pair[1].parts, len(pair[1].parts)), reverse=True)
    return dict(near[:_NEAR])


def _order(item: Item, closeness: _Closeness) -> tuple[bool, bool, int]:
    """Return what the nearest has most of: the maker, then a picture to look at, then likenesses."""
    return "maker" in closeness.parts, item.picture is not None, len(closeness.parts)


def _derived(keys: Sequence[str]) -> dict[str, Derived]:
    """Return what is derived of public records, by key."""
    if not keys:
        return {}
    numbers = [int(key) for key in keys]
    found = Record.objects.public().filter(pk__in=numbers).values_list("pk", "derived")
    return {str(number): derived for number, derived in found}


def _facets(derived: Derived) -> Mapping[str, Sequence[str]]:
    facets: Mapping[str, Sequence[str]] = derived.get("facets", {})
    return facets


def _keys(record: Record) -> list[str]:
    engine, own, found = engines.get(_INDEX), str(record.pk), list[str]()
    for request in _requests(record):
        found += engine.search(request).keys
    return [key for key in dict.fromkeys(found) if key != own]


def _requests(record: Record) -> list[Request]:
    facets = _facets(record.derived)
    asked = []
    if makers := tuple(facets.get("maker", ())[:3]):
        asked.append(Request(filters={"maker": makers}, sort="hang", limit=_ASKED))
    if (node := _words(facets)) is not None:
        filters = {"domain": (facets["domain"][0],)} if facets.get("domain") else {}
        seen = filters | {"picture": ("yes",)}
        asked += [Request(node=node, filters=each, limit=_ASKED) for each in (seen, filters)]
    return asked


def _words(facets: Mapping[str, Sequence[str]]) -> Node | None:
    """Return any of the record's own words: what it is, what it shows, how and where it was made."""
    named = [("technique", 3), ("subject", 3), ("place", 1), ("type", 2)]
    values = [(name, value) for name, most in named for value in facets.get(name, ())[:most]]
    words: list[Node] = []
    for name, value in values:
        field = None if name == "type" else name
        split = value.replace("/", " ").split()
        parts = tuple(Word(part, field) for part in split if len(part) >= _SHORTEST)
        if parts:
            words.append(parts[0] if len(parts) == 1 else Both(parts))
    return Either(tuple(words[:_WORDS])) if words else None


def _closeness(one: Derived, other: Derived) -> _Closeness:
    mine, theirs = _facets(one), _facets(other)
    parts = frozenset(
        name
        for name in ("maker", "technique", "place", "subject", "type", "period")
        if set(_narrow(name, mine)) & set(_narrow(name, theirs))
    )
    common = set(mine.get("maker", ())) & set(theirs.get("maker", ()))
    doubtful = any(_is_doubtful(derived, common) for derived in (one, other))
    return _Closeness(parts=parts, doubtful=doubtful)


def _narrow(name: str, facets: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return a facet's values; a century alone is no likeness, its quarter is."""
    values = facets.get(name, ())
    return [value for value in values if "/" in value] if name == "period" else values


def _is_doubtful(derived: Derived, makers: set[str]) -> bool:
    agents: list[Mapping[str, Any]] = derived.get("agents", [])
    return any(
        agent.get("name") in makers and (agent.get("qualifier") or agent.get("doubtful"))
        for agent in agents
    )


def _reason(closeness: _Closeness) -> str:
    """Return why two objects stand side by side, or nothing when they share too little."""
    parts = closeness.parts
    if "maker" in parts:
        return _("Same maker, with a doubt") if closeness.doubtful else _("Same maker")
    pairs = (
        ({"technique", "place"}, _("Same technique, same place")),
        ({"subject", "technique"}, _("Same subject, same technique")),
        ({"type", "place"}, _("Same type of object, same place")),
        ({"type", "period"}, _("Same type of object, same time")),
        ({"subject"}, _("Same subject")),
        ({"type", "technique"}, _("Same type of object, same technique")),
        ({"place", "period"}, _("Same place, same time")),
    )
    return next((reason for wanted, reason in pairs if wanted <= parts), "")


def _mixed(near: Sequence[Item]) -> list[Item]:
    """Keep the nearest, a few of one museum at most while other museums have some."""
    taken: dict[str, int] = {}
    first: list[Item] = []
    rest: list[Item] = []
    for item in near:
        taken[item.museum_slug] = taken.get(item.museum_slug, 0) + 1
        (first if taken[item.museum_slug] <= _FROM_ONE_MUSEUM else rest).append(item)
    return (first + rest)[:_SHOWN]
