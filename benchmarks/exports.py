"""Measure the lists of the desk: `./dentelle bench exports [--events N] [--json]`.

With 140 museums and N events (20,000 unless told otherwise), made as the bench of the agenda makes them: the
agenda's list as CSV and as ODS, whole, then the list's own page. The files are received as a person
receives them, through the whole of Django, and thrown away as they come. Two floors stand beside: reading the
rows and writing nothing, and `csv.writer` alone with rows that are there already.
"""

import argparse
import csv
import io
import json
import os
import sys
import tracemalloc
from collections.abc import Callable, Iterable
from functools import cache
from time import perf_counter, process_time
from typing import Any

from benchmarks import agenda


def main(arguments: list[str]) -> None:
    """Make the events, take the list away each way, tell what it took."""
    parser = argparse.ArgumentParser(prog="./dentelle bench exports", description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    with agenda.database(postgresql=False):
        from benchmarks.agenda import network  # noqa: PLC0415 -- app ready

        made = network.build(asked.events)
        figures = [_measured(name, parts) for name, parts in _ways(made.reviewer).items()]
    result = {"events": made.events, "ways": figures}
    print(json.dumps(result, indent=1) if asked.json else _table(result))


def _ways(reviewer: Any) -> dict[str, Callable[[], Iterable[bytes]]]:
    from django.test import Client  # noqa: PLC0415 -- app ready
    from django.utils.timezone import localdate  # noqa: PLC0415 -- app ready

    from dentelle.agenda.models import Event  # noqa: PLC0415 -- app ready
    from dentelle.desk.queries.tables import events as tables  # noqa: PLC0415 -- app ready

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    every = Event.objects.order_by("-first_day", "-pk")

    def rows() -> Iterable[Any]:
        return map(tables.EVENTS.cells, tables.events(every, today=localdate()))

    @cache
    def ready() -> list[Any]:
        return list(rows())

    def received(path: str) -> Iterable[bytes]:
        answer = client.get(path)
        assert answer.status_code == 200, answer  # noqa: S101, PLR2004 -- or no figure is given
        return iter(answer) if answer.streaming else [answer.content]

    return {
        "page of the list": lambda: received("/bureau/agenda/?when=all"),
        "last page": lambda: received("/bureau/agenda/?when=all&page=9999"),
        "page, two words": lambda: received("/bureau/agenda/?when=all&q=dentelle+aiguille"),
        "CSV": lambda: received("/bureau/agenda.csv?when=all"),
        "ODS": lambda: received("/bureau/agenda.ods?when=all"),
        "floor: rows read": lambda: (b"" for _row in rows()),
        "floor: csv.writer": lambda: _bare(ready()),
    }


def _bare(rows: list[Any]) -> Iterable[bytes]:
    """Write rows that are there, with nothing but the standard library."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    yield text.getvalue().encode()


def _measured(name: str, ask: Callable[[], Iterable[bytes]]) -> dict[str, Any]:
    """Go through an answer twice: once to weigh it (which is slow), once by the clock."""
    tracemalloc.start()
    size = sum(len(part) for part in ask())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    start, used = perf_counter(), process_time()
    parts = iter(ask())
    next(parts)
    first = perf_counter() - start
    for _part in parts:
        pass
    return {
        "name": name,
        "first_part_ms": round(first * 1000),
        "whole_ms": round((perf_counter() - start) * 1000),
        "processor_ms": round((process_time() - used) * 1000),
        "megabytes": round(size / 1e6, 2),
        "python_memory_mb": round(peak / 1e6, 1),
    }


def _table(result: dict[str, Any]) -> str:
    columns = ("first_part_ms", "whole_ms", "processor_ms", "megabytes", "python_memory_mb")
    lines = ["| way | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [
        f"| {figure['name']} | " + " | ".join(str(figure[column]) for column in columns) + " |"
        for figure in result["ways"]
    ]
    load = f"load {os.getloadavg()[0]:.1f}"
    return "\n".join([*lines, "", f"{result['events']} events of 140 museums ({load})."])


if __name__ == "__main__":
    main(sys.argv[1:])
