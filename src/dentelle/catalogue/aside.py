"""Index in another process while an import writes, so that both cores work."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from dentelle.search import actions as search

INDEX = "records"
_WORTH = 5_000  # rows; below, starting a process costs more than it gains


@contextmanager
def indexing(rows: int) -> Iterator[None]:
    """Index what the block queues, beside it when `rows` are many, and leave nothing waiting."""
    if rows < _WORTH:
        yield
        search.drain(index=INDEX)
        return
    follower = subprocess.Popen(  # noqa: S603 -- our own interpreter and command
        [sys.executable, str(_manage()), "index_pending", "--follow"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        # The end of its input tells the follower to finish; so does our death.
        follower.communicate()
    search.drain(index=INDEX)


def _manage() -> Path:
    return Path(settings.ROOT) / "manage.py"
