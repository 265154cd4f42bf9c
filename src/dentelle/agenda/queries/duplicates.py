"""Events that may be the same one entered twice: proposed to people, never merged."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from dentelle.agenda.models import Event
from dentelle.core.text import fold
from dentelle.publishing.enums import State

READ = ("title", "state", "first_day", "last_day", "feed")  # what is compared and told of an event
ALIKE = 0.82  # of 1: “Visite de l’atelier” and “Visite guidée de l’atelier” are alike
_MOST = 500  # events looked at for a page
_GONE = (State.WITHDRAWN, State.ARCHIVED)
_SMALL = {"de", "du", "des", "la", "le", "les", "l", "d", "un", "une", "a", "au", "aux", "et", "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two events of a museum on the same days whose titles are alike."""

    event: Event
    other: Event


def alike(one: str, other: str) -> bool:
    """Say whether two titles are nearly the same, without accents, small words or order."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    if first <= second or second <= first:
        return len(first & second) > 1 or first == second
    left, right = " ".join(sorted(first)), " ".join(sorted(second))
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= ALIKE


def duplicates(events: Iterable[Event]) -> list[Pair]:
    """Return what may be entered twice among a page of events and all others: three queries.

    Of the events nothing is read but `READ`.
    """
    rows = [event for event in events if event.first_day and event.last_day]
    if not rows:
        return []
    museums = _museums_of(rows)
    others = _others(rows, set().union(*museums.values()))
    museums |= _museums_of(others)
    pairs = [
        Pair(event=one, other=two)
        for one in rows
        for two in others
        if museums[one.pk] & museums[two.pk] and _may_be_same(one, two)
    ]
    seen: dict[frozenset[int], Pair] = {}
    for pair in pairs:
        seen.setdefault(frozenset((pair.event.pk, pair.other.pk)), pair)
    return list(seen.values())


def _museums_of(events: list[Event]) -> dict[int, set[int]]:
    """Return the keys of the museums of each event: they are compared, and nothing of them is shown."""
    found: dict[int, set[int]] = {event.pk: set() for event in events}
    links = Event.museums.through.objects.filter(event__in=found)
    for event, museum in links.values_list("event", "museum"):
        found[event].add(museum)
    return found


def _others(rows: list[Event], museums: set[int]) -> list[Event]:
    first = min(event.first_day for event in rows if event.first_day)
    last = max(event.last_day for event in rows if event.last_day)
    found = Event.objects.of_museums(sorted(museums)).exclude(state__in=_GONE)
    found = found.filter(first_day__lte=last, last_day__gte=first).order_by("-pk")
    return list(found.only(*READ)[:_MOST])


def _may_be_same(one: Event, other: Event) -> bool:
    if one.pk == other.pk or (one.feed_id and one.feed_id == other.feed_id):
        return False  # a feed knows its own
    return _overlap(one, other) and alike(one.title, other.title)


def _overlap(one: Event, other: Event) -> bool:
    if not (one.first_day and one.last_day and other.first_day and other.last_day):
        return False
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _words(title: str) -> set[str]:
    plain = "".join(mark if mark.isalnum() else " " for mark in fold(title))
    return {word for word in plain.split() if word not in _SMALL}
