"""Measure the agenda and its desk: `./dentelle bench agenda [--events N] [--times N] [--postgresql] [--json]`.

In a folder of its own that is deleted at the end, a network of 140 museums is written straight to the
database (`network`): N events over six years, those to come a seventh of them, with their occurrences,
histories, feeds and people. Each address (`pages`) is asked for through the whole of Django
(middleware, address, view, template), so that what is told is what a reader waits for less the network.
Pages take turns, so that a machine that others use slows all alike; each is told beside the empty page
of its own side, asked in the same turns.
"""

import argparse
import contextlib
import gc
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BAR_MS = {"month": 100, "desk": 150}


def main(arguments: list[str]) -> None:
    """Make the network, ask for each address, tell what it took."""
    asked = _read(arguments)
    with database(postgresql=asked.postgresql) as engine:
        from benchmarks.agenda import measure, network, pages, report  # noqa: PLC0415 -- app ready

        say("writing the network")
        made = network.build(asked.events)
        say(
            f"{made.occurrences} occurrences of {made.events} events, {made.history} lines of history"
        )
        gc.collect()
        gc.freeze()  # what the making left is not for the pages to sweep
        figures = measure.pages(pages.pages(made), asked.times, say)
        work = measure.works(pages.works(made))
    result = report.result(made, figures, work, times=asked.times, engine=engine, bars=BAR_MS)
    print(json.dumps(result, indent=1, ensure_ascii=False) if asked.json else report.table(result))


def say(sentence: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(f"· {sentence}", file=sys.stderr, flush=True)


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dentelle bench agenda", description=__doc__)
    parser.add_argument("--events", type=int, default=20_000, help="at least 700 (20,000)")
    parser.add_argument("--times", type=int, default=30, help="each page is asked for (30)")
    parser.add_argument("--postgresql", action="store_true", help="on a server of its own")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    asked.events = max(700, asked.events)
    return asked


@contextlib.contextmanager
def database(*, postgresql: bool) -> Iterator[str]:
    """Set Django up on an empty database for the time of the block; give the engine's name."""
    from benchmarks.postgresql import Absent, server  # noqa: PLC0415 -- read only when asked for

    folder = Path(tempfile.mkdtemp(prefix="dentelle-bench-"))
    try:
        if not postgresql:
            _set_up(folder, f"sqlite:///{folder}/dentelle.sqlite3")
            yield "SQLite"
            return
        with server() as address:
            known: Any = dict(part.split("=", 1) for part in address.split())
            _set_up(folder, f"postgresql://{known['user']}@/{known['dbname']}?host={known['host']}")
            yield "PostgreSQL"
    except Absent as absent:
        sys.exit(f"dentelle: {absent}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _set_up(folder: Path, database: str) -> None:
    os.environ["DENTELLE_DATA_DIR"] = str(folder)
    os.environ["DENTELLE_DATABASE_URL"] = database
    os.environ["DENTELLE_SEARCH_COST_PER_MINUTE"] = "1000000"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    import django  # noqa: PLC0415 -- slow import
    from django.conf import settings  # noqa: PLC0415 -- reads the environment

    # Style sheets by their plain names: no copy of them has to be made first.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- app ready

    call_command("migrate", verbosity=0, interactive=False)
