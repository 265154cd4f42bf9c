"""What a run gives: one object, or the same as tables."""

import os
from collections.abc import Mapping
from typing import Any

from benchmarks.agenda.network import MUSEUMS, Network

_PAGES = ("kilobytes", "queries", "p50_ms", "p95_ms", "processor_ms", "to_floor")
_WORKS = ("queries", "ms", "processor_ms")


def result(
    network: Network,
    figures: list[dict[str, Any]],
    works: list[dict[str, Any]],
    *,
    times: int,
    engine: str,
    bars: Mapping[str, int],
) -> dict[str, Any]:
    """Return everything, with which bar holds: by the clock at p95, and by the processor."""
    month = [figure for figure in figures if figure["name"] == "month"]
    desk = [figure for figure in figures if figure["side"] == "desk"]
    return {
        "engine": engine, "museums": MUSEUMS, "events": network.events, "occurrences": network.occurrences,
        "history": network.history, "times": times, "load": round(os.getloadavg()[0], 1),
        "pages": figures, "works": works,
        "bars": {"month": _held(month, bars["month"]), "desk": _held(desk, bars["desk"])},
    }  # fmt: skip


def _held(figures: list[dict[str, Any]], bar: int) -> dict[str, Any]:
    """Return the slowest of some pages beside its bar."""
    slowest = max(figures, key=lambda figure: figure["p95_ms"])
    busiest = max(figures, key=lambda figure: figure["processor_ms"])
    return {
        "bar_ms": bar,
        "p95_ms": slowest["p95_ms"],
        "slowest": slowest["name"],
        "processor_ms": busiest["processor_ms"],
        "met": slowest["p95_ms"] <= bar,
        "met_by_processor": busiest["processor_ms"] <= bar,
    }


def table(found: Mapping[str, Any]) -> str:
    """Return the same for people."""
    held = "{museums} museums, {events} events, {occurrences} occurrences, {history} lines of history".format(**found)  # fmt: skip
    lines = [f"{found['engine']}: {held} (load {found['load']}).", ""]
    for side in ("public", "desk"):
        lines += _rows(side, [one for one in found["pages"] if one["side"] == side], _PAGES)
    lines += _rows("work", found["works"], _WORKS)
    return "\n".join([*lines, *(_bar(name, bar) for name, bar in found["bars"].items())])


def _rows(title: str, figures: list[dict[str, Any]], columns: tuple[str, ...]) -> list[str]:
    head = [f"| {title} | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    rows = [
        f"| {one['name']} | " + " | ".join(str(one[column]) for column in columns) + " |"
        for one in figures
    ]
    return [*head, *rows, ""]


def _bar(name: str, bar: Mapping[str, Any]) -> str:
    clock = "met" if bar["met"] else "MISSED"
    processor = "met" if bar["met_by_processor"] else "MISSED"
    return f"{name}: {bar['p95_ms']} ms at p95 ({bar['slowest']}), bar {bar['bar_ms']}: {clock} by the clock, {processor} by the processor."
