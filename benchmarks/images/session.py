"""One whole run: the same tiles asked of each server in turn, warm, then first tiles."""

import argparse
import contextlib
import os
import platform
import urllib.request
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.images import client, report, servers
from benchmarks.images.ours import Prepared, prepare
from benchmarks.images.processes import memory_mb, processor_s
from benchmarks.images.servers import Server

_SLOW_SHARE = 10  # iipsrv is asked for one tile in so many: it takes that much longer
_CLOSE = 12  # a tile of ours and one of nginx's that are compared


class Unmeasured(Exception):  # noqa: N818 -- it says what is so
    """Nothing can be measured here; the message says why."""


class Session:
    """What is measured, and where; `skipped` says what was left out, and why."""

    def __init__(self, options: argparse.Namespace, prepared: Prepared, program: Path) -> None:
        self.options, self.prepared, self.program = options, prepared, program
        self.workers = max(1, min(4, os.cpu_count() or 1))
        self.skipped: dict[str, str] = {}
        self.passes: dict[str, list[dict]] = {}
        self.firsts: dict[str, list[float]] = {}

    def start(self, skip: frozenset[str], stack: contextlib.ExitStack) -> list[Server]:
        """Start the servers that are there; they all run, one at a time is asked."""
        started = []
        for name, begin in servers.STARTS.items():
            if name in skip:
                self.skipped[name] = "left out on request"
                continue
            try:
                started.append(stack.enter_context(begin(self.prepared, self.workers)))
            except servers.Absent as absent:
                if name == "ours":
                    raise Unmeasured(str(absent)) from absent
                self.skipped[name] = f"NOT THERE: {absent}"
        return started

    def warm(self, server: Server) -> None:
        """Ask for every tile, some times over, so that each process has them all."""
        self._load(server, tiles=len(self.prepared.tiles) * 4 * self.workers, seed=1)

    def one_pass(self, server: Server, seed: int) -> None:
        """Ask for tiles at random and keep what it took."""
        share = _SLOW_SHARE if server.name == "iipsrv" else 1
        counted = server.counted
        before = processor_s(counted)
        found = self._load(server, tiles=self.options.tiles // share, seed=seed)
        spent = processor_s(counted) - before
        if found["bad"]:
            raise Unmeasured(f"{server.name} answered {found['bad']} tiles with an error")
        self.passes.setdefault(server.name, []).append(
            {
                "cpu_ms_per_tile": spent * 1000 / found["answers"],
                "tiles_per_s": found["answers"] / found["seconds"],
                **{name: found[name] for name in ("p50_ms", "p95_ms", "p99_ms")},
                "client_cpu_ms_per_tile": found["client_cpu_s"] * 1000 / found["answers"],
            }
        )

    def _load(self, server: Server, *, tiles: int, seed: int) -> dict:
        return client.load(
            self.program,
            server.port,
            server.paths,
            clients=self.options.clients,
            tiles=tiles,
            seed=seed,
        )

    def first_tiles(self, server: Server, number: int) -> None:
        """Ask for a tile of each of some pictures that nobody has asked for: other ones each pass."""
        share = len(server.firsts) // self.options.passes
        fresh = server.firsts[number * share : (number + 1) * share]
        self.firsts.setdefault(server.name, []).extend(client.firsts(server.port, fresh))

    def told(self, server: Server) -> dict:
        """Return the medians of the passes, and the first tiles."""
        passes = self.passes[server.name]
        medians = {name: round(median(each[name] for each in passes), 4) for name in passes[0]}
        ordered = sorted(self.firsts[server.name])
        return {
            **medians,
            "passes_cpu_ms": [round(each["cpu_ms_per_tile"], 4) for each in passes],
            "first_tile_ms_p50": round(median(ordered), 2),
            "first_tile_ms_p95": round(ordered[len(ordered) * 95 // 100], 2),
            "memory_mb": round(memory_mb(server.counted)),
        }


def measure(
    options: argparse.Namespace, skip: frozenset[str], folder: Path, say: Callable[[str], None]
) -> dict:
    """Return the whole result.

    Raises:
        Unmeasured: no compiler for the client, or our own server does not start.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        program = client.compiled(folder)
    except client.Absent as absent:
        raise Unmeasured(str(absent)) from absent
    session = Session(options, prepare(folder, options.picture, say), program)
    with contextlib.ExitStack() as stack:
        started = session.start(skip, stack)
        for server in started:
            say(f"warming {server.name}")
            session.warm(server)
        _agree(started, session.prepared)
        for number in range(options.passes):
            for server in started:
                say(f"pass {number + 1} of {options.passes}: {server.name}")
                session.one_pass(server, seed=number + 2)
                session.first_tiles(server, number)
        engines = {server.name: session.told(server) for server in started}
    result = {
        "picture": {
            "width": session.prepared.width,
            "height": session.prepared.height,
            "tiles": len(session.prepared.tiles),
            "mean_tile_kb": session.prepared.tile_kb,
        },
        "clients": options.clients,
        "tiles": options.tiles,
        "passes": options.passes,
        "workers": session.workers,
        "engines": engines,
        **report.ratios(engines),
        "skipped": session.skipped,
        "machine": _machine(),
    }
    return {**result, "bars": report.bars(result)}


def _agree(started: list[Server], prepared: Prepared) -> None:
    """Hold that ours and nginx send the same bytes."""
    by_name = {server.name: server for server in started}
    if "nginx" not in by_name:
        return
    step = max(1, len(prepared.tiles) // _CLOSE)
    for number in range(0, len(prepared.tiles), step):
        seen = {_body(by_name[name], number) for name in ("ours", "nginx")}
        if len(seen) > 1:
            raise Unmeasured(f"ours and nginx differ on {prepared.tiles[number]}")


def _body(server: Server, number: int) -> bytes:
    address = f"http://127.0.0.1:{server.port}{server.paths[number]}"
    with urllib.request.urlopen(address) as answer:
        return bytes(answer.read())


def _machine() -> dict:
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "load": [round(load, 1) for load in os.getloadavg()],
        "granian": version("granian"),
    }
