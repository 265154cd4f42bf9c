"""Measure an import: `./dentelle bench import [--records N] [--json]`.

In one run, in a folder of its own that is deleted at the end: a made-up tagged file is imported with
the product's own command path (read, compared, written, indexed), imported again unchanged, and then the floor is
measured: the same rows by a bare `executemany` into a table of the same columns, and the same documents written
bare into an index of the same schema. The ratio says what staging, comparing, deriving, keeping the
changes and being resumable cost. Beside the time each step took stands the processor time it used, of this
process and of the one that indexes beside it: on a busy machine the second tells what the first cannot. Memory is told
apart: a process's own, and the files it has mapped, which the system takes back at need.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks.memory import Watch
from benchmarks.notices import MUSEUMS

_BATCH = 1000


class Step(NamedTuple):
    """Seconds of a step: by the clock, and of processor in this process and in those it waited for."""

    wall: float
    processor: float
    processor_beside: float
    load: float  # of the machine over the last minute, when the step ended


class Timer:
    """Seconds by step, and records a second from them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.steps: dict[str, Step] = {}

    def measure(self, step: str, action: Callable[[], Any]) -> Any:
        """Run a step and keep its wall time."""
        start, used, beside = perf_counter(), *_processor()
        try:
            return action()
        finally:
            used_now, beside_now = _processor()
            self.steps[step] = Step(
                perf_counter() - start, used_now - used, beside_now - beside, os.getloadavg()[0]
            )

    def rate(self, *steps: str) -> float:
        """Return the records a second of steps done one after the other."""
        return round(self.count / sum(self.steps[step].wall for step in steps), 1)

    def processor(self, *steps: str) -> float:
        """Return the processor's microseconds a record of these steps, in both processes."""
        seconds = sum(
            self.steps[step].processor + self.steps[step].processor_beside for step in steps
        )
        return round(seconds / self.count * 1e6, 1)


def _processor() -> tuple[float, float]:
    """Return the seconds of processor of this process, and of its children that ended."""
    used = os.times()
    return used.user + used.system, used.children_user + used.children_system


def _set_up(folder: Path) -> None:
    os.environ["DENTELLE_DATA_DIR"] = str(folder)
    os.environ["DENTELLE_DATABASE_URL"] = f"sqlite:///{folder}/dentelle.sqlite3"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    import django  # noqa: PLC0415 -- slow import

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- app ready

    call_command("migrate", verbosity=0, interactive=False)
    from dentelle.museums.models import Museum  # noqa: PLC0415 -- app ready

    for number in range(1, MUSEUMS + 1):
        Museum.objects.create(
            slug=f"musee-{number}",
            museofile=f"M{number:04d}",
            official_name=f"musée {number}",
            town="Ville",
            publishes_collections=True,
        )


def _import(file: Path, timer: Timer, name: str) -> None:
    """Import as the command does, its steps measured apart."""
    from dentelle.catalogue import actions, aside  # noqa: PLC0415 -- app ready

    now = datetime.now(UTC)
    run = timer.measure(
        f"{name}: copy and look", lambda: actions.start_run(files=[file], actor=None, now=now)
    )
    timer.measure(f"{name}: read and compare", lambda: actions.read_run(run=run, now=now))
    actions.approve_run(run=run, actor=None, now=now)

    def apply() -> None:
        with aside.indexing(run.rows_total):
            timer.measure(f"{name}: write", lambda: actions.apply_run(run=run, now=now))

    timer.measure(f"{name}: write and index", apply)


def _floor(folder: Path, timer: Timer) -> None:
    """Write the same rows and the same documents bare."""
    from dentelle.catalogue import indexing  # noqa: PLC0415 -- app ready
    from dentelle.search.documents import Document  # noqa: PLC0415 -- app ready
    from dentelle.search.engines import open_engine  # noqa: PLC0415 -- app ready

    table, rows = _rows()
    timer.measure("floor: executemany", lambda: _write_bare(folder, table, rows))
    keys = list(indexing.keys())
    documents: list[Document] = []
    for start in range(0, len(keys), _BATCH):
        documents += indexing.load(keys[start : start + _BATCH])
    engine = open_engine(indexing.SCHEMA, folder / "floor-index")
    timer.measure("floor: index writes", lambda: engine.write(documents))


def _rows() -> tuple[str, list[tuple[Any, ...]]]:
    """Return how the table of records is made, and its rows."""
    from django.db import connection  # noqa: PLC0415 -- app ready

    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'catalogue_record'")
        (table,) = cursor.fetchone()
        cursor.execute("SELECT * FROM catalogue_record")
        return table, cursor.fetchall()


def _write_bare(folder: Path, table: str, rows: list[tuple[Any, ...]]) -> None:
    places = ", ".join("?" * len(rows[0]))
    bare = sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=NORMAL")
    bare.execute(table)
    insert = f"INSERT INTO catalogue_record VALUES ({places})"  # noqa: S608 -- question marks
    for start in range(0, len(rows), _BATCH):
        bare.execute("BEGIN")
        bare.executemany(insert, rows[start : start + _BATCH])
        bare.execute("COMMIT")
    bare.close()


def measure(count: int, folder: Path, *, floor: bool = True) -> dict[str, Any]:
    """Return every figure of one run; the floor holds every document in memory, and may be left out."""
    _set_up(folder)
    file = folder / "notices.txt"
    # Written by another process: what it holds must not count in the peak.
    code = f"from pathlib import Path; from benchmarks import notices; notices.write_file(Path({str(file)!r}), {count})"
    subprocess.run([sys.executable, "-c", code], check=True)
    timer = Timer(count)
    with Watch() as watch:
        _import(file, timer, "first")
        _import(file, timer, "second")
    _check(count)
    if floor:
        _floor(folder, timer)
    first = ("first: copy and look", "first: read and compare", "first: write and index")
    second = tuple(step.replace("first", "second") for step in first)
    loads = [step.load for step in timer.steps.values()]
    least, most = min(loads), max(loads)
    return {
        "records": count,
        "file_mb": round(file.stat().st_size / 1e6, 1),
        "records_per_s": timer.rate(*first),
        "second_run_records_per_s": timer.rate(*second),
        "processor_us_per_record": timer.processor(*first),
        "second_run_processor_us_per_record": timer.processor(*second),
        **(_beside_floor(timer, first) if floor else {}),
        "peak_own_mb": round(watch.own["RssAnon"], 1),
        "peak_own_indexer_mb": round(watch.beside["RssAnon"], 1),
        "peak_mapped_mb": round(watch.own["RssFile"], 1),
        "peak_mapped_indexer_mb": round(watch.beside["RssFile"], 1),
        "load": [round(least, 1), round(most, 1)],
        "steps": {
            name: {kind: round(value, 2) for kind, value in step._asdict().items()}
            for name, step in timer.steps.items()
        },
    }


def _beside_floor(timer: Timer, first: tuple[str, ...]) -> dict[str, float]:
    floor = ("floor: executemany", "floor: index writes")
    return {
        "floor_records_per_s": timer.rate(*floor),
        "ratio": round(timer.rate(*first) / timer.rate(*floor), 3),
        "floor_processor_us_per_record": timer.processor(*floor),
    }


def _check(count: int) -> None:
    """Refuse to give figures of something that did not work."""
    from dentelle.catalogue.models import ImportRun, Record  # noqa: PLC0415 -- app ready
    from dentelle.search import engines  # noqa: PLC0415 -- app ready

    first, second = ImportRun.objects.order_by("pk")
    indexed = engines.get("records").count()
    found = (first.created, second.unchanged, Record.objects.count(), indexed)
    if found != (count,) * 4:
        sys.exit(f"The import is wrong: {found} where {count} are wanted everywhere.")


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="dentelle bench import", description=__doc__)
    parser.add_argument("--records", type=int, default=90_000)
    parser.add_argument("--no-floor", action="store_true", help="do not measure the bare writes")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="dentelle-bench-"))
    try:
        found = measure(args.records, folder, floor=not args.no_floor)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if args.json:
        print(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        if name != "steps":
            said = " to ".join(map(str, value)) if isinstance(value, list) else value
            print(f"{name:36} {said:>12}")
    print(f"\n{'seconds':28} {'clock':>8} {'processor':>10} {'beside':>8} {'load':>6}")
    for name, step in found["steps"].items():
        wall, used, beside, load = step.values()
        print(f"{name:28} {wall:>8.2f} {used:>10.2f} {beside:>8.2f} {load:>6.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
