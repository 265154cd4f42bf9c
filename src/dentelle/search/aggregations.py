"""Facet and histogram counts asked in the aggregation document that Tantivy and OpenSearch share.

One document a request, without `filter` or `global`: what a facet's own filter must be left out of
is asked in a request of its own. Years are counted by overlap from two plain histograms, the years
where intervals begin and those where they end: a step overlaps those begun by its end less those
ended before it.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from operator import itemgetter
from typing import Any

from dentelle.search.query import FacetAsk
from dentelle.search.results import FacetCounts

Aggregations = dict[str, dict[str, Any]]
FILLER = "\x01"  # what a slot holds when a document has fewer values
EARLIEST, LATEST = -5000, 2100  # years a histogram shows; what lies beyond is still found by spans
_SHARD_SIZE = 500
_VALUE, _COUNT = itemgetter(0), itemgetter(1)
SLOT_SIZE = 1000


def terms(
    field: str, size: int, include: list[str] | None = None, *, alone: bool = False
) -> dict[str, Any]:
    """Return the aggregation of a field's most frequent values, `include` alone when given.

    `alone` says that one segment answers: its own most frequent values are those of all.
    """
    candidates = size if alone else max(_SHARD_SIZE, size)
    body: dict[str, Any] = {"field": field, "size": size, "shard_size": candidates}
    if include is not None:
        body["include"] = include
    return {"terms": body}


def slots(name: str, fields: Iterable[str]) -> Aggregations:
    """Return one aggregation for each of the single-valued columns a facet was spread over."""
    return {f"{name}:{i}": terms(field, SLOT_SIZE) for i, field in enumerate(fields)}


def overlap(start: str, end: str, step: int) -> Aggregations:
    """Return the two histograms of `read_overlap`."""
    return {
        f"years:{side}": {"histogram": {"field": field, "interval": step, "min_doc_count": 1}}
        for side, field in (("from", start), ("to", end))
    }


def read_terms(answer: Mapping[str, Any], *, alone: bool = False) -> FacetCounts:
    """Return the counts of one `terms` answer, values of one count in alphabetical order."""
    found = [(bucket["key"], bucket["doc_count"]) for bucket in answer["buckets"]]
    # The engine's order, then the alphabet among equals; two plain sorts cost less than one by pairs.
    found.sort(key=_VALUE)
    found.sort(key=_COUNT, reverse=True)
    return FacetCounts(
        values=tuple(found),
        exact=alone or not answer.get("doc_count_error_upper_bound"),
        more=bool(answer.get("sum_other_doc_count")),
    )


def read_slots(answers: Mapping[str, Any], ask: FacetAsk, many: int) -> FacetCounts:
    """Return the counts of a facet spread over `many` slots."""
    counts: dict[str, int] = {}
    exact = True
    for i in range(many):
        answer = answers[f"{ask.name}:{i}"]
        exact = exact and not answer.get("sum_other_doc_count")
        for bucket in answer["buckets"]:
            counts[bucket["key"]] = counts.get(bucket["key"], 0) + bucket["doc_count"]
    counts.pop(FILLER, None)
    found = sorted(counts.items(), key=_by_count)
    return FacetCounts(values=tuple(found[: ask.size]), exact=exact, more=len(found) > ask.size)


def with_always(
    counts: FacetCounts, ask: FacetAsk, count: Callable[[list[str]], Mapping[str, int]]
) -> FacetCounts:
    """Return counts that also hold the values always asked; `count` is asked for those not there."""
    seen = {value for value, _ in counts.values}
    missing = [value for value in dict.fromkeys(ask.always) if value not in seen]
    if not missing:
        return counts
    found = count(missing)
    added = sorted(((value, found.get(value, 0)) for value in missing), key=_by_count)
    return FacetCounts(values=(*counts.values, *added), exact=counts.exact, more=counts.more)


def read_overlap(answers: Mapping[str, Any], step: int) -> tuple[tuple[int, int], ...]:
    """Return (first year of a step, documents that overlap it) for every step that has some."""
    starts, ends = answers["years:from"]["buckets"], answers["years:to"]["buckets"]
    if not starts:
        return ()
    # Buckets come in order of years. What begins or ends too early is counted at the first step.
    first = max(int(starts[0]["key"]), EARLIEST // step * step)
    last = max(first, min(int(ends[-1]["key"]), LATEST // step * step))
    changes = [0] * ((last - first) // step + 2)
    for bucket in starts:
        at = int(bucket["key"]) - first
        if at <= last - first:
            changes[max(at // step, 0)] += bucket["doc_count"]
    for bucket in ends:
        at = int(bucket["key"]) - first
        if at < last - first:
            changes[max(at // step + 1, 0)] -= bucket["doc_count"]
    years = range(first, last + step, step)
    return tuple([pair for pair in zip(years, accumulate(changes), strict=False) if pair[1]])


def _by_count(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
