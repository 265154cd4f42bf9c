"""Facet and histogram counts asked in the aggregation document that Tantivy and OpenSearch share.

One document a request, without `filter` or `global`: what a facet's own filter must be left out of
is asked in a request of its own. Years are counted by overlap from two plain histograms, the years
where intervals begin and those where they end: a step overlaps those begun by its end less those
ended before it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dentelle.search.query import FacetAsk
from dentelle.search.results import FacetCounts

Aggregations = dict[str, dict[str, Any]]
FILLER = "\x01"  # what a slot holds when a document has fewer values
EARLIEST, LATEST = -5000, 2100  # years a histogram shows; what lies beyond is still found by spans
_SHARD_SIZE = 500
_SLOT_SIZE = 1000


def terms(field: str, size: int, include: list[str] | None = None) -> dict[str, Any]:
    """Return the aggregation of a field's most frequent values, `include` alone when given."""
    body: dict[str, Any] = {"field": field, "size": size, "shard_size": max(_SHARD_SIZE, size)}
    if include is not None:
        body["include"] = include
    return {"terms": body}


def slots(name: str, fields: Iterable[str]) -> Aggregations:
    """Return one aggregation for each of the single-valued columns a facet was spread over."""
    return {f"{name}:{i}": terms(field, _SLOT_SIZE) for i, field in enumerate(fields)}


def overlap(start: str, end: str, step: int) -> Aggregations:
    """Return the two histograms of `read_overlap`."""
    return {
        f"years:{side}": {"histogram": {"field": field, "interval": step, "min_doc_count": 1}}
        for side, field in (("from", start), ("to", end))
    }


def read_terms(answer: Mapping[str, Any]) -> FacetCounts:
    """Return the counts of one `terms` answer, values of one count in alphabetical order."""
    found = [(bucket["key"], bucket["doc_count"]) for bucket in answer["buckets"]]
    found.sort(key=_by_count)
    return FacetCounts(
        values=tuple(found),
        exact=not answer.get("doc_count_error_upper_bound"),
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
    starts = {int(b["key"]): b["doc_count"] for b in answers["years:from"]["buckets"]}
    ends = {int(b["key"]): b["doc_count"] for b in answers["years:to"]["buckets"]}
    if not starts:
        return ()
    first = max(min(starts), EARLIEST // step * step)
    last = min(max(ends), LATEST // step * step)
    open_now = sum(n for year, n in starts.items() if year < first)
    open_now -= sum(n for year, n in ends.items() if year < first)
    found = []
    for year in range(first, last + 1, step):
        open_now += starts.get(year, 0)
        if open_now:
            found.append((year, open_now))
        open_now -= ends.get(year, 0)
    return tuple(found)


def _by_count(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
