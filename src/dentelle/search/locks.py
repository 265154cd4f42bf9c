"""One writer at a time over every process of a machine: a file lock the kernel frees at death."""

import fcntl
import os
import threading
from pathlib import Path


class FileLock:
    """An exclusive lock on a file, taken again freely by the thread that holds it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mine = threading.RLock()
        self._depth = 0
        self._file = -1

    def acquire(self) -> bool:
        """Wait for the lock; return whether this is the outermost taking of it."""
        self._mine.acquire()
        self._depth += 1
        if self._depth > 1:
            return False
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            fcntl.flock(self._file, fcntl.LOCK_EX)
        except OSError:
            self.release()
            raise
        return True

    @property
    def held_once(self) -> bool:
        """Whether one release more frees the lock; asked by the thread that holds it."""
        return self._depth == 1

    def release(self) -> None:
        """Give the lock back; the last release frees it for other processes."""
        self._depth -= 1
        if self._depth == 0 and self._file >= 0:
            os.close(self._file)
            self._file = -1
        self._mine.release()
