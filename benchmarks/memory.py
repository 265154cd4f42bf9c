"""Watch how much memory this process and the ones it starts take, from beside.

`RssAnon` is what a process holds of its own; `RssFile` is files it has mapped, index files mostly,
which the system takes back when it needs the room (proc_pid_status(5)).
"""

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

_EVERY_SECONDS = 0.2
_KINDS = ("RssAnon", "RssFile")


class Watch:
    """Within the block, the most each kind took: of this process, and of any it started, in MB."""

    def __init__(self) -> None:
        self.own = dict.fromkeys(_KINDS, 0.0)
        self.beside = dict.fromkeys(_KINDS, 0.0)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(_EVERY_SECONDS):
            _raise(self.own, _held(Path("/proc/self")))
            for child in _children():
                _raise(self.beside, _held(Path("/proc", child)))


def _raise(most: dict[str, float], now: dict[str, float]) -> None:
    for kind, megabytes in now.items():
        most[kind] = max(most[kind], megabytes)


def _held(process: Path) -> dict[str, float]:
    """Return the megabytes of each kind; nothing of a process that ended meanwhile."""
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:
        return {}
    pairs = (line.split(":") for line in lines if line.startswith(_KINDS))
    return {kind: int(size.split()[0]) / 1024 for kind, size in pairs}


def _children() -> list[str]:
    return [
        child
        for file in Path("/proc/self/task").glob("*/children")
        for child in _read(file).split()
    ]


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""
