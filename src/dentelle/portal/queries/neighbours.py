"""Before and after an object in the list it was reached from."""

from dataclasses import dataclass, replace

from dentelle.portal.asked import PAGE_SIZE
from dentelle.portal.queries import rows, tokens
from dentelle.portal.queries.questions import INDEX, address, parse, request
from dentelle.portal.queries.rows import Item
from dentelle.search import engines


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The results before and after; `position` counts from 1, `back` is the page that shows it."""

    previous: Item | None
    next: Item | None
    position: int
    total: int
    back: str


def neighbours(token: str) -> Neighbours | None:
    """Return what stands around the object of a token (`?liste=`), or nothing when it names no place."""
    known = tokens.parse(token)
    if known is None:
        return None
    asked, position = known
    first = max(position - 2, 0)
    question = replace(request(asked, parse(asked)), offset=first, limit=position + 1 - first)
    results = engines.get(INDEX).search(question)
    if position > results.total:
        return None
    places = [first + 1 + index for index in range(len(results.keys))]
    queries = [f"liste={tokens.write(asked, place)}" for place in places]
    items, _texts = rows.load(results.keys, queries=queries)
    by_key = {item.key: item for item in items}
    around = dict(zip(places, results.keys, strict=True))
    return Neighbours(
        previous=by_key.get(around.get(position - 1, "")),
        next=by_key.get(around.get(position + 1, "")),
        position=position,
        total=results.total,
        back=address(asked.at((position - 1) // PAGE_SIZE + 1)),
    )
