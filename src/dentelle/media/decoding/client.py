"""The site's side of the decoding process: one a process of the site, started when first asked."""

import atexit
import json
import os
import selectors
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from dentelle.media.decoding.refusals import RefusedError

PATIENCE = 120  # seconds without work after which it ends by itself
JOBS_EACH = 500  # after which the process is replaced: what its libraries leak stays bounded
_SOURCES = Path(__file__).parents[3]
_KILLED_FOR_TIME = {-24, -9}  # SIGXCPU; SIGKILL when the kernel insists


class _GoneError(Exception):
    """The process ended without an answer; `status` is what it ended with, `late` that we ended it."""

    def __init__(self, status: int | None, *, late: bool = False) -> None:
        super().__init__(f"status {status}")
        self.status, self.late = status, late


class Decoder:
    """A decoding process and the lock that gives it one job at a time."""

    def __init__(self, *, megabytes: int, working: Path, patience: int = PATIENCE) -> None:
        self._limits = (str(megabytes), str(patience))
        self._working = working
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = ""
        self._jobs = 0

    def do(self, job: str, *, seconds: int, **given: Any) -> dict[str, Any]:
        """Have a job done within `seconds` of processor and three times that by the clock.

        Raises:
            RefusedError: the picture cannot be decoded; the code says why.
        """
        line = json.dumps({"job": job, "given": given, "seconds": seconds}).encode() + b"\n"
        with self._lock:
            try:
                answer = json.loads(self._asked(line, seconds * 3))
            except _GoneError as error:
                raise RefusedError(_reason(error), status=error.status) from error
        if "refused" in answer:
            raise RefusedError(answer["refused"], **answer["found"])
        done: dict[str, Any] = answer["done"]
        return done

    def stop(self) -> None:
        """End the process, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def forget(self) -> None:
        """Leave the process to the parent it belongs to; called in a fork."""
        self._lock = threading.Lock()
        self._process = None
        self._folder = ""

    def _asked(self, line: bytes, seconds: float) -> bytes:
        """Return the answer's line; a process that had ended of itself before the job is replaced."""
        for attempt in (1, 2):
            fresh = self._ready()
            try:
                return self._exchange(line, seconds)
            except _GoneError as error:
                self.stop()
                if fresh or error.late or error.status != 0 or attempt == 2:  # noqa: PLR2004
                    raise
        raise AssertionError

    def _ready(self) -> bool:
        """Start the process unless it is there; say whether it was just started."""
        if self._process is not None and self._jobs < JOBS_EACH and self._process.poll() is None:
            self._jobs += 1
            return False
        self.stop()
        self._working.mkdir(parents=True, exist_ok=True)
        self._folder = tempfile.mkdtemp(prefix="decoding-", dir=self._working)
        self._process = subprocess.Popen(  # noqa: S603 -- our own module
            [sys.executable, "-m", "dentelle.media.decoding.worker", *self._limits],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=_environment(self._folder), start_new_session=True, bufsize=0,
        )  # fmt: skip
        self._jobs = 1
        return True

    def _exchange(self, line: bytes, seconds: float) -> bytes:
        process = self._process
        assert process is not None  # noqa: S101 -- `_ready` stands before
        assert process.stdin is not None  # noqa: S101 -- asked for
        assert process.stdout is not None  # noqa: S101 -- asked for
        try:
            process.stdin.write(line)
        except BrokenPipeError:
            raise _GoneError(process.wait()) from None
        end, answer = time.monotonic() + seconds, b""
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while not answer.endswith(b"\n"):
                if not selector.select(max(0, end - time.monotonic())):
                    raise _GoneError(None, late=True)
                if not (block := os.read(process.stdout.fileno(), 1 << 16)):
                    raise _GoneError(process.wait())
                answer += block
        return answer


def _reason(error: _GoneError) -> str:
    if error.late or error.status in _KILLED_FOR_TIME:
        return "time"
    # A library without memory aborts (SIGABRT) or traps (SIGTRAP, GLib's own way).
    return "memory" if error.status in {-5, -6} else "crash"


def _environment(folder: str) -> dict[str, str]:
    """Return what the process knows of this one: no setting, so no password."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(_SOURCES),
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "VIPS_CONCURRENCY": "2",
        "MALLOC_ARENA_MAX": "2",
    }


_decoders: list[Decoder] = []


def decoder(*, megabytes: int, working: Path) -> Decoder:
    """Return this process's decoder."""
    if not _decoders:
        _decoders.append(Decoder(megabytes=megabytes, working=working))
    return _decoders[0]


def _end() -> None:
    for each in _decoders:
        each.stop()


def _in_fork() -> None:
    for each in _decoders:
        each.forget()


atexit.register(_end)
os.register_at_fork(after_in_child=_in_fork)
