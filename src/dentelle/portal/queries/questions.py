"""The questions a search puts to the index, and what is remembered of the answers."""

import hashlib
from dataclasses import replace

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import get_language

from dentelle.catalogue.questions import INDEX, parse, request
from dentelle.portal.asked import Asked
from dentelle.portal.queries import facets as facet_reads
from dentelle.search.engine import Engine
from dentelle.search.query import HistogramAsk, Node
from dentelle.search.results import Results
from dentelle.ui.addresses import with_query

__all__ = ["INDEX", "KEPT", "address", "cache_key", "counts", "keys", "parse", "request"]

KEPT = 600  # seconds; the generation in the key makes an old answer unreachable at once


def address(asked: Asked, *, name: str = "portal:search") -> str:
    """Return the canonical address of a search."""
    return with_query(reverse(name), asked.pairs())


def counts(engine: Engine, asked: Asked, node: Node) -> Results:
    """Return total, facets and histogram: the same for every page, order and way of seeing."""
    step = facet_reads.step(asked)
    plain = replace(asked, page=1, sort="", view="mur")
    key = cache_key(engine, "counts", f"{plain.pairs()} {step}")
    known: Results | None = cache.get(key)
    if known is None:
        known = engine.search(
            replace(
                request(plain, node),
                limit=0,
                facets=facet_reads.asks(asked),
                histogram=HistogramAsk(name="years", step=step),
            )
        )
        cache.set(key, known, KEPT)
    return known


def keys(engine: Engine, asked: Asked, node: Node) -> tuple[str, ...]:
    """Return the keys of one page of results, in order."""
    key = cache_key(engine, "page", str(replace(asked, within={}, view="mur").pairs()))
    known: tuple[str, ...] | None = cache.get(key)
    if known is None:
        known = engine.search(request(asked, node)).keys
        cache.set(key, known, KEPT)
    return known


def cache_key(engine: Engine, kind: str, what: str) -> str:
    """Name what is remembered: by the state of the index, so that a commit forgets it all."""
    digest = hashlib.sha256(what.encode()).hexdigest()[:32]
    return f"portal:{kind}:{engine.generation()}:{get_language()}:{digest}"
