"""What must act by itself when its hour comes: rooms register here, the worker asks every minute.

A tick is asked again each time its interval has passed, and at every start; it must do nothing when
nothing is due, and bear being asked twice.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MINUTE = timedelta(minutes=1)
Tick = Callable[[datetime], object]
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Registered:
    tick: Tick
    every: timedelta
    asked: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        return self.asked is None or now - self.asked >= self.every


_registered: dict[str, _Registered] = {}


def register(name: str, tick: Tick, *, every: timedelta = MINUTE) -> None:
    """Have `tick` called with the time every so often, a minute at the finest; a name again replaces it."""
    _registered[name] = _Registered(tick, every)


def run(*, now: datetime) -> list[str]:
    """Call the ticks that are due; return the names of those that failed, which are told and asked again."""
    due = [(name, each) for name, each in _registered.items() if each.is_due(now)]
    return [name for name, each in due if not _called(name, each, now)]


def _called(name: str, each: _Registered, now: datetime) -> bool:
    each.asked = now
    try:
        each.tick(now)
    except Exception:  # noqa: BLE001 -- one failure must stop neither the others nor the worker
        _log.exception("The tick %s failed; it is asked again.", name)
        return False
    return True


@contextmanager
def ticking(
    around: Callable[[], AbstractContextManager[object]] = nullcontext, *, seconds: float = 60
) -> Iterator[threading.Event]:
    """Ask the ticks at once, then every so many seconds, beside what the block does, until it ends.

    `around` wraps each round: what a thread of its own must open and close.
    """
    end = threading.Event()

    def go() -> None:
        while not end.is_set():
            with around():
                run(now=datetime.now(UTC))
            end.wait(seconds)

    thread = threading.Thread(target=go, name="ticks", daemon=True)
    thread.start()
    try:
        yield end
    finally:
        end.set()
        thread.join(timeout=5)
