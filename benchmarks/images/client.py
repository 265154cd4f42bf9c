"""The load: a client in C for the warm passes, one connection by hand for first tiles."""

import http.client
import json
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

SOURCE = Path(__file__).with_name("client.c")
OK = 200


class Absent(Exception):  # noqa: N818 -- it says what is so
    """There is no compiler here; the message says what to install."""


def compiled(folder: Path) -> Path:
    """Return the client, compiled for this machine."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise Absent("no C compiler for the client (Debian: apt-get install -y gcc libc6-dev)")
    program = folder / "client"
    if not program.exists() or program.stat().st_mtime < SOURCE.stat().st_mtime:
        subprocess.run([compiler, "-O2", "-o", program, SOURCE], check=True)
    return program


def load(
    program: Path, port: int, paths: Sequence[str], *, clients: int, tiles: int, seed: int
) -> dict:
    """Ask for tiles drawn at random and return the client's figures."""
    command = [program, "127.0.0.1", str(port), str(clients), str(tiles), str(seed)]
    done = subprocess.run(
        command, input="\n".join(paths), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"the client on port {port}: {done.stderr.strip()}")
    figures: dict = json.loads(done.stdout)
    return figures


def firsts(port: int, paths: Sequence[str]) -> list[float]:
    """Ask each path once, in order, over one open connection; return milliseconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.connect()
    told = []
    for path in paths:
        start = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        told.append((time.perf_counter() - start) * 1000)
        if answer.status != OK:
            raise RuntimeError(f"{path} answered {answer.status} on port {port}")
    connection.close()
    return told
