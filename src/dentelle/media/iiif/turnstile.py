"""How many pictures are cut at once: memory and processors are bounded, the rest of the site goes on.

Cuts of one process take turns; those that give a large picture take turns across all processes of
the machine, so that they never hold every one of them.
"""

import contextlib
import fcntl
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

AT_ONCE = 2  # in one process; one process has one thread under ./dentelle run
LARGE = 1_000_000  # pixels given, from which a cut is large
PATIENCE = 2.0  # seconds a request waits before it is told to come back
RETRY_AFTER = 3  # seconds
_STEP = 0.02

_turns = threading.BoundedSemaphore(AT_ONCE)


class Busy(Exception):  # noqa: N818 -- it says what is so
    """Too many pictures are being cut; come back in `RETRY_AFTER` seconds."""


@contextlib.contextmanager
def turn(area: int) -> Iterator[None]:
    """Wait for a turn to make a picture of `area` pixels.

    Raises:
        Busy: none came within `PATIENCE`.
    """
    deadline = time.monotonic() + PATIENCE
    if not _turns.acquire(timeout=PATIENCE):
        raise Busy
    try:
        with _alone(deadline) if area > LARGE else contextlib.nullcontext():
            yield
    finally:
        _turns.release()


@contextlib.contextmanager
def _alone(deadline: float) -> Iterator[None]:
    """Hold the machine's one turn for large cuts; the kernel gives it back if this process dies."""
    lock = Path(settings.DATA_DIR, "iiif", "large.lock")
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as held:
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Busy from None
                time.sleep(_STEP)
        yield
