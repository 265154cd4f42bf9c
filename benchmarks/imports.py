"""Measure an import: `./dentelle bench import [--records N] [--json]`.

In one run, in a folder of its own that is deleted at the end: a made-up tagged file is imported with
the product's own command path (read, compared, written, indexed), imported again unchanged, and then the floor is
measured: the same rows by a bare `executemany` into a table of the same columns, and the same documents written
bare into an index of the same schema. The ratio says what staging, comparing, deriving, keeping the
changes and being resumable cost.
"""

import argparse
import json
import os
import random
import resource
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

_SYLLABLES = "ba be bi bo cha che da du fa ga jo la le li lo ma me mi mo na no pa pe ra re ri ro sa se ta te ti va ver vi".split()
_DOMAINS = [
    "peinture",
    "céramique",
    "estampe",
    "dessin",
    "ethnologie",
    "archéologie",
    "numismatique",
    "textile",
]
_TYPES = [
    "tableau",
    "assiette",
    "plat",
    "dentelle",
    "monnaie",
    "pichet",
    "outil",
    "photographie",
    "carreau",
]
_TECHNIQUES = [
    "peinture à l'huile, toile",
    "faïence (grand feu)",
    "lithographie, papier",
    "fil de lin (fuseau)",
    "terre cuite (tournage)",
]
_PERIODS = [
    "4e quart 19e siècle",
    "2e moitié 18e siècle",
    "1er quart 20e siècle ; 2e quart 20e siècle",
    "Moyen Age",
    "17e siècle",
]
_YEARS = ["1850 vers", "1750 entre ; 1803 et", "1863 avant", "1903", "1789 après", "19e s"]
_SUBJECTS = [
    "paysage (mer, falaise, barque)",
    "figure (femme, coiffe, en buste)",
    "scène (marché, port : Dieppe)",
    "nature morte (fruit, pichet)",
]
_DOUBTS = ["", "", "", " (attribué à)", " (?)", " (d'après)", " (atelier)"]


def _name(draw: random.Random, longest: int = 4) -> str:
    return "".join(draw.choices(_SYLLABLES, k=draw.randint(2, longest))).capitalize()


def _sentence(draw: random.Random, words: list[str], count: int) -> str:
    return " ".join(draw.choices(words, k=count))


def notices(count: int) -> Iterator[dict[str, str]]:
    """Go through made-up notices, sparse and doubtful as real ones, the same at each run."""
    draw = random.Random(20_260_607)
    makers = [f"{_name(draw).upper()} {_name(draw)}" for _ in range(20_000)]
    towns = [_name(draw) for _ in range(3_000)]
    words = [_name(draw).lower() for _ in range(20_000)]
    for number in range(count):
        museum = f"M{number % 40 + 1:04d}"
        notice = {
            "REF": f"{number:011d}",
            "MUSEO": museum,
            "DOMN": " ; ".join(draw.sample(_DOMAINS, draw.choice([1, 1, 2]))),
            "INV": f"{draw.randint(800, 2020)}.{draw.randint(1, 90)}.{number % 997}",
            "STAT": f"propriété de la commune ; achat ; {draw.choice(towns)}",
            "DENO": draw.choice(_TYPES),
            "TECH": draw.choice(_TECHNIQUES),
            "DIMS": f"H. {draw.randint(3, 200)} cm ; l. {draw.randint(3, 200)} cm",
            "LOCA": f"{draw.choice(towns)} ; musée des Arts",
        }
        if draw.random() < 0.6:
            notice["TITR"] = _sentence(draw, words, draw.randint(3, 8)).capitalize()
        if draw.random() < 0.82:
            notice["AUTR"] = (
                f"{draw.choice(makers)}{draw.choice(_DOUBTS)} ; {draw.choice(makers)} (graveur)"
            )
        if draw.random() < 0.45:
            notice["PAUT"] = (
                f"{draw.choice(towns)}, {draw.randint(1500, 1900)} ; {draw.choice(towns)}, 1901"
            )
        if draw.random() < 0.8:
            notice["PERI"] = draw.choice(_PERIODS)
        if draw.random() < 0.3:
            notice["MILL"] = draw.choice(_YEARS)
        if draw.random() < 0.6:
            notice["REPR"] = draw.choice(_SUBJECTS)
        if draw.random() < 0.5:
            notice["LIEUX"] = f"Normandie, Seine-Maritime, {draw.choice(towns)} (lieu d'exécution)"
        if draw.random() < 0.4:
            notice["DESC"] = _sentence(draw, words, draw.randint(15, 60))
        yield notice


def write_file(path: Path, count: int) -> None:
    """Write the notices as Joconde tagged text."""
    with path.open("w", encoding="utf-8", newline="") as target:
        for notice in notices(count):
            lines = [part for pair in notice.items() for part in pair]
            target.write("\r\n".join([*lines, "//", ""]))


class Timer:
    """Seconds by step, and records a second from them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.steps: dict[str, float] = {}

    def measure(self, step: str, action: Callable[[], Any]) -> Any:
        """Run a step and keep its wall time."""
        start = perf_counter()
        try:
            return action()
        finally:
            self.steps[step] = perf_counter() - start

    def rate(self, *steps: str) -> float:
        """Return the records a second of steps done one after the other."""
        return round(self.count / sum(self.steps[step] for step in steps), 1)


def _set_up(folder: Path) -> None:
    os.environ["DENTELLE_DATA_DIR"] = str(folder)
    os.environ["DENTELLE_DATABASE_URL"] = f"sqlite:///{folder}/dentelle.sqlite3"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    import django  # noqa: PLC0415 -- slow import

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- app ready

    call_command("migrate", verbosity=0, interactive=False)
    from dentelle.museums.models import Museum  # noqa: PLC0415 -- app ready

    for number in range(1, 41):
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
    from django.db import connection  # noqa: PLC0415 -- app ready

    from dentelle.catalogue import indexing  # noqa: PLC0415 -- app ready
    from dentelle.search.engines import open_engine  # noqa: PLC0415 -- app ready

    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'catalogue_record'")
        (table,) = cursor.fetchone()
        cursor.execute("SELECT * FROM catalogue_record")
        rows = cursor.fetchall()
    places = ", ".join("?" * len(rows[0]))

    def write() -> None:
        bare = sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)
        bare.execute("PRAGMA journal_mode=WAL")
        bare.execute("PRAGMA synchronous=NORMAL")
        bare.execute(table)
        for start in range(0, len(rows), 1000):
            bare.execute("BEGIN")
            bare.executemany(
                f"INSERT INTO catalogue_record VALUES ({places})",  # noqa: S608 -- question marks
                rows[start : start + 1000],
            )
            bare.execute("COMMIT")
        bare.close()

    timer.measure("floor: executemany", write)
    del rows
    keys = list(indexing.keys())
    documents = []
    for start in range(0, len(keys), 1000):
        documents += indexing.load(keys[start : start + 1000])
    engine = open_engine(indexing.SCHEMA, folder / "floor-index")
    timer.measure("floor: index writes", lambda: engine.write(documents))


def measure(count: int, folder: Path) -> dict[str, Any]:
    """Return every figure of one run."""
    _set_up(folder)
    file = folder / "notices.txt"
    write_file(file, count)
    timer = Timer(count)
    _import(file, timer, "first")
    _import(file, timer, "second")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    beside = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    _check(count)
    _floor(folder, timer)
    first = ("first: copy and look", "first: read and compare", "first: write and index")
    second = tuple(step.replace("first", "second") for step in first)
    floor = ("floor: executemany", "floor: index writes")
    return {
        "records": count,
        "file_mb": round(file.stat().st_size / 1e6, 1),
        "records_per_s": timer.rate(*first),
        "second_run_records_per_s": timer.rate(*second),
        "floor_records_per_s": timer.rate(*floor),
        "ratio": round(timer.rate(*first) / timer.rate(*floor), 3),
        "peak_rss_mb": round(peak, 1),
        "peak_rss_indexer_mb": round(beside, 1),
        "steps": {step: round(seconds, 2) for step, seconds in timer.steps.items()},
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
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="dentelle-bench-"))
    try:
        found = measure(args.records, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if args.json:
        print(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        if name != "steps":
            print(f"{name:28} {value:>12}")
    for step, seconds in found["steps"].items():
        print(f"  {step:26} {seconds:>10.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
