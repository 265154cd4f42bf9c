"""The one worker: goes on with what a stop cut, then does what is queued, until it is told to end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.core.management import call_command
from django.db import close_old_connections, connections

from dentelle.core import ticks


def take_up() -> None:
    """Queue again the imports that were running, and index the documents that waited."""
    from dentelle.catalogue import tasks  # noqa: PLC0415 -- app ready
    from dentelle.search import actions, engines, indexes  # noqa: PLC0415 -- app ready

    tasks.resume_interrupted()
    for name in indexes.names():
        engines.get(name).sweep()
        actions.drain(index=name)


@contextmanager
def own_connection() -> Iterator[None]:
    """Open no connection that outlives a round: a minute is long, and databases restart."""
    close_old_connections()
    try:
        yield
    finally:
        connections.close_all()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    django.setup()
    take_up()
    with ticks.ticking(own_connection):
        call_command("db_worker", queue_name="*", startup_delay=False, verbosity=0)
