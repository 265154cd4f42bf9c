"""One whole run: corpus, questions, engines built, measured and compared."""

import argparse
import contextlib
import os
import platform
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks.search import browse, corpus, page, postgres, report, workers, workload
from benchmarks.search.analysis import Analysis
from benchmarks.search.bare import Bare
from benchmarks.search.floor import Floor
from benchmarks.search.measure import Agreement, Lane, run
from benchmarks.search.ours import Ours
from benchmarks.search.sqlite import Sqlite

WORKER_QUESTIONS = 600


class Session:
    """What is measured, and where; `skipped` says what was left out, and why."""

    def __init__(
        self,
        options: argparse.Namespace,
        skip: frozenset[str],
        folder: Path,
        say: Callable[[str], None],
    ) -> None:
        self.options, self.skip, self.folder, self.say = options, skip, folder, say
        self.skipped = dict.fromkeys(sorted(skip), "left out on request")
        self.facets = workload.FACETS[: options.facets]
        self.say(f"corpus of {options.records:,} records")
        self.corpus = corpus.make(options.records, folder)
        analysis = Analysis()
        asked = workload.make(self.corpus, options.queries)
        self.questions = [q for q in asked if q.kind == "browse" or analysis.keeps(q)]
        self.ours = Ours(folder / f"index-{options.records}", self.facets)

    def _built(self, name: str, build: Callable[[], object]) -> object:
        start = time.perf_counter()
        self.say(f"building {name}")
        built = build()
        self.say(f"{name} built in {time.perf_counter() - start:.1f} s")
        return built

    def lanes(self, stack: contextlib.ExitStack) -> Iterator[Lane]:
        """Build the engines one after the other: the floor first, it is the judge."""
        floor = self._built(
            "the floor",
            lambda: Floor(corpus.read(self.corpus), self.questions, self.facets, self.folder),
        )
        if floor.loops is None:
            self._leave_out(
                "floor in C", "NO C COMPILER: the floor is numpy's, 2 to 3 times slower"
            )
        yield Lane(floor.name, floor)
        yield Lane(report.OURS, self.ours, self.ours.read, self.ours.forget)
        if "bare" not in self.skip:
            bare = Bare(self.ours, self.facets)
            yield Lane(report.BARE, bare)
        yield from self._peers(stack)

    def _peers(self, stack: contextlib.ExitStack) -> Iterator[Lane]:
        every = self.options.every
        if "postgres" not in self.skip:
            try:
                address = stack.enter_context(postgres.server())
                peer = self._built(
                    "PostgreSQL",
                    lambda: postgres.Postgres(address, corpus.read(self.corpus), self.facets),
                )
                stack.callback(peer.close)
                yield Lane(report.POSTGRES, peer, every=every)
            except postgres.Absent as absent:
                self._leave_out("PostgreSQL", str(absent))
        if "sqlite" not in self.skip:
            peer = self._built(
                "SQLite", lambda: Sqlite(corpus.read(self.corpus), self.facets, self.folder)
            )
            stack.callback(peer.close)
            yield Lane(report.SQLITE, peer, every=every)

    def _leave_out(self, name: str, why: str) -> None:
        self.skipped[name] = why
        self.say(f"SKIPPED {name}: {why}")

    def apart(self, mean: float) -> dict:
        """Measure what is not a lane: the cached browse page, two workers, the page around it."""
        found: dict = {**browse.measure(self.ours, self.questions)}
        if "workers" not in self.skip:
            self.say("one worker, two workers")
            text = [q for q in self.questions if q.kind != "browse"][:WORKER_QUESTIONS]
            found |= workers.ratios(self.ours.folder, self.facets, text, mean)
        if "page" not in self.skip:
            try:
                found.update(page.measure(self.say))
            except page.Absent as absent:
                self._leave_out("page", str(absent))
            except Exception as error:  # noqa: BLE001 -- the page may break; what is measured must be told
                self._leave_out("page", f"it broke: {error!r}")
        return found


def _busy() -> bool:
    """Tell whether others use the processors this run needs: two, or all there are."""
    return os.getloadavg()[0] > min(2, len(os.sched_getaffinity(0))) + 0.5


def _machine() -> dict:
    names = ("tantivy", "numpy", "pyroaring")
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "load": [round(load, 1) for load in os.getloadavg()],
        **{name: version(name) for name in names},
    }


def measure(
    options: argparse.Namespace, skip: frozenset[str], folder: Path, say: Callable[[str], None]
) -> dict:
    """Return the whole result."""
    session = Session(options, skip, folder, say)
    say("building ours")
    built = session.ours.build(corpus.read(session.corpus), options.records)
    say(f"ours built at {built:,.0f} records/s")
    with contextlib.ExitStack() as stack:
        lanes = list(session.lanes(stack))
        agreements: dict[str, Agreement] = run(lanes, session.questions, options.passes, say)
    engines = report.engines(lanes, session.questions)
    busy = _busy()
    apart = session.apart(engines[report.OURS]["text"]["mean"] / 1000)
    told = report.agreement(agreements)
    result = {
        "records": options.records,
        "questions": len(session.questions),
        "passes": options.passes,
        "facets": list(session.facets),
        "build_docs_per_s": round(built),
        "index_mb": round(session.ours.megabytes(), 1),
        **report.ratios(lanes, session.questions),
        **apart,
        "totals_agreement": told[report.OURS]["totals"],
        "engines": engines,
        "agreement": told,
        "skipped": session.skipped,
        "machine": _machine(),
        "busy": busy,
    }
    return {**result, "bars": report.bars(result)}
