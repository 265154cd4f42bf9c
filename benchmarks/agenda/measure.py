"""Ask for pages in turns, and do the worker's work: what each took, and how many queries."""

import statistics
import sys
from collections.abc import Callable, Iterable, Mapping
from time import perf_counter, process_time
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.agenda.pages import Page, Work


def pages(asked: Iterable[Page], times: int, say: Callable[[str], None]) -> list[dict[str, Any]]:
    """Return the figures of each page, with its ratio to the floor of its side; milliseconds."""
    each = list(asked)
    clients = _clients(each)
    first = {page.name: _first(page, clients[page.who]) for page in each}
    say(f"asking for {len(each)} pages, {times} times each, in turns")
    spent: dict[str, list[tuple[float, float]]] = {page.name: [] for page in each}
    for _ in range(times):
        for page in each:
            spent[page.name].append(_timed(lambda page=page: clients[page.who].get(page.path)))
    found = [_figure(page, spent[page.name], **first[page.name]) for page in each]
    floors = {figure["side"]: figure["p50_ms"] for figure in found if figure["is_floor"]}
    return [{**one, "to_floor": round(one["p50_ms"] / floors[one["side"]], 1)} for one in found]


def works(asked: Iterable[Work]) -> list[dict[str, Any]]:
    """Return what each piece of the worker's work takes, done once for nothing, then once measured."""
    return [_worked(work) for work in asked]


def _clients(asked: list[Page]) -> dict[Any, Client]:
    found: dict[Any, Client] = {}
    for page in asked:
        if page.who not in found:
            found[page.who] = Client(headers={"host": "127.0.0.1"})
            if page.who is not None:
                found[page.who].force_login(page.who)
    return found


def _first(page: Page, client: Client) -> dict[str, Any]:
    client.get(page.path)  # templates are read once
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page.path)
    content = b"".join(answer) if answer.streaming else answer.content
    if answer.status_code != 200:  # noqa: PLR2004
        sys.exit(f"{page.path} answered {answer.status_code}: no figure is given.")
    return {"queries": len(queries), "kilobytes": round(len(content) / 1000, 1)}


def _figure(page: Page, spent: list[tuple[float, float]], **known: Any) -> Mapping[str, Any]:
    clock, processor = zip(*spent, strict=True)
    return {
        "name": page.name,
        "side": page.side,
        "is_floor": page.is_floor,
        **known,
        "p50_ms": round(statistics.median(clock) * 1000, 1),
        "p95_ms": round(sorted(clock)[int(len(clock) * 0.95)] * 1000, 1),
        "processor_ms": round(statistics.median(processor) * 1000, 1),
    }


def _worked(work: Work) -> dict[str, Any]:
    work.do()
    with CaptureQueriesContext(connection) as queries:
        clock, processor = _timed(work.do)
    return {
        "name": work.name,
        "queries": len(queries),
        "ms": round(clock * 1000, 1),
        "processor_ms": round(processor * 1000, 1),
    }


def _timed(ask: Callable[[], Any]) -> tuple[float, float]:
    start, used = perf_counter(), process_time()
    answer = ask()
    if getattr(answer, "streaming", False):
        for _part in answer:
            pass
    return perf_counter() - start, process_time() - used
