"""The one worker: goes on with what a stop cut, then does what is queued, until it is told to end."""

import os

import django
from django.core.management import call_command


def take_up() -> None:
    """Queue again the imports that were running, and index the documents that waited."""
    from dentelle.catalogue import tasks  # noqa: PLC0415 -- app ready
    from dentelle.search import actions, engines, indexes  # noqa: PLC0415 -- app ready

    tasks.resume_interrupted()
    for name in indexes.names():
        engines.get(name).sweep()
        actions.drain(index=name)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    django.setup()
    take_up()
    call_command("db_worker", queue_name="*", startup_delay=False, verbosity=0)
