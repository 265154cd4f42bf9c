# ruff: noqa: S608 -- the statements are made of our own words and numbers
"""PostgreSQL: tsvector and GIN, one statement a question, on a server the bench starts itself.

The server lives in a temporary folder, listens on a socket there and nowhere else, and is stopped and
removed at the end. Started by root, it runs as another user, as PostgreSQL demands.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.search.analysis import Analysis
from benchmarks.search.sql import COLUMNS, MULTIPLE, SINGLE, Dialect, Plan, Values, decades
from benchmarks.search.workload import Answer, Question

_APART = 1_000  # places between title and description: no phrase crosses
_SETTINGS = (
    "listen_addresses=",
    "shared_buffers=512MB",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_wal_size=4GB",
    "autovacuum=off",
)
_SESSION = (
    "SET jit = off",
    "SET work_mem = '256MB'",
    "SET maintenance_work_mem = '512MB'",
    "SET max_parallel_workers_per_gather = 0",
    "SET random_page_cost = 1.1",
)


class Absent(Exception):  # noqa: N818 -- it says what is so
    """PostgreSQL cannot be started here; the message says why."""


def programs() -> Path:
    """Return the folder of initdb and pg_ctl."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise Absent("no PostgreSQL server on this machine (Debian: apt-get install -y postgresql)")
    return (found[-1] if found else Path(str(on_path))).parent


def _owner() -> dict:
    """Return the subprocess arguments that leave root, which PostgreSQL refuses to run as."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise Absent("PostgreSQL refuses root, and there is no user postgres or nobody to run it as")


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Run a server for the time of the block; give the address to connect to."""
    found, owner = programs(), _owner()
    folder = Path(tempfile.mkdtemp(prefix="dentelle-bench-"))
    try:
        if owner:
            os.chown(folder, owner["user"], owner["group"])
        data = folder / "data"
        options = " ".join(f"-c {setting}" for setting in _SETTINGS)
        run = {"cwd": folder, "stdout": subprocess.DEVNULL, **owner}
        subprocess.run(
            [found / "initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "-N",
             "--no-locale"], check=True, **run,
        )  # fmt: skip
        command = [found / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
        subprocess.run([*command, "-o", f"-k {folder} {options}", "start"], check=True, **run)
        try:
            yield f"host={folder} user=bench dbname=postgres"
        finally:
            subprocess.run([*command, "-m", "immediate", "stop"], check=True, **run)
    except subprocess.CalledProcessError as error:
        log = folder / "log"
        why = log.read_text(errors="replace")[-400:] if log.exists() else str(error)
        raise Absent(f"PostgreSQL did not start: {why}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Postgres:
    """One table: text as tsvector, facets as numbers and arrays of numbers."""

    name = "PostgreSQL"

    def __init__(self, address: str, records: Iterable[dict], facets: Sequence[str]) -> None:
        import psycopg  # noqa: PLC0415 -- only where there is a server

        self.base = psycopg.connect(address, autocommit=True)
        for setting in _SESSION:
            self.base.execute(setting)
        self.analysis, self.values = Analysis(), Values()
        self._fill(records)
        self.plan = Plan(self._dialect(), self.values, facets)

    def _fill(self, records: Iterable[dict]) -> None:
        numbers = ", ".join(f"{name} int" for name in COLUMNS[2:])
        arrays = ", ".join(f"{name} int[]" for name in MULTIPLE)
        self.base.execute(
            f"CREATE TABLE record(n int, key text, {numbers}, {arrays}, words tsvector)"
        )
        with self.base.cursor().copy("COPY record FROM STDIN") as rows:
            for number, record in enumerate(records):
                rows.write_row(self._row(number, record))
        self.base.execute("ALTER TABLE record ADD PRIMARY KEY (n)")
        for name in ("words", *MULTIPLE):
            self.base.execute(f"CREATE INDEX ON record USING gin({name})")
        for name in (*SINGLE, "first"):
            self.base.execute(f"CREATE INDEX ON record({name})")
        self.base.execute("VACUUM ANALYZE record")

    def _row(self, number: int, record: dict) -> tuple:
        facets = record["facets"]
        single = [next(iter(self.values.numbered(f, facets[f])), 0) for f in SINGLE]
        multiple = [self.values.numbered(f, facets[f]) for f in MULTIPLE]
        places: dict[str, list[str]] = {}
        for text, start, weight in (("title", 1, "A"), ("description", _APART, "B")):
            for place, term in self.analysis.placed(record[text]):
                places.setdefault(term, []).append(f"{place + start}{weight}")
        words = " ".join(f"'{term}':{','.join(found)}" for term, found in places.items())
        return (number, record["key"], *decades(record["years"]), *single, *multiple, words)

    def _query(self, question: Question) -> str:
        terms = (f"''{term}''" for term in self.analysis.terms(question))
        join = " <-> " if question.kind == "phrase" else " & "
        return f"'{join.join(terms)}'::tsquery"

    def _dialect(self) -> Dialect:
        def source(question: Question) -> str:
            asked = f"record r CROSS JOIN (SELECT {self._query(question)} AS q) AS asked"
            return asked if question.words else "record r"

        return Dialect(
            source=source,
            match=lambda question: f"r.words @@ {self._query(question)}",
            rank="-ts_rank(r.words, q)",
            has=lambda facet, numbers: f"r.{facet} && '{{{numbers}}}'::int[]",
            spread=lambda facet, kept: f"SELECT unnest({facet}) AS v FROM m WHERE {kept}",
            columns=(*COLUMNS, *MULTIPLE),
        )

    def __call__(self, question: Question) -> Answer:
        return self.plan.answer(self.base.execute(self.plan.statement(question)))

    def close(self) -> None:
        self.base.close()
