"""Bring into the index the records that wait."""

import os
import select
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dentelle.catalogue import bulk
from dentelle.catalogue.aside import INDEX
from dentelle.search import actions as search

PAUSE_SECONDS = 0.2


class Command(BaseCommand):
    """Index what waits."""

    help = (
        "Bring into the index the records that wait for it. With --follow, go on until the standard "
        "input ends: imports use it to index while they write."
    )

    # An import starts this and waits: the checks load every page of the site.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--follow", action="store_true", help="go on until the input ends")

    @bulk.calm()
    @bulk.lean()
    def handle(self, *_args: Any, **options: Any) -> None:
        total = search.drain(index=INDEX)
        while options["follow"] and not self._input_ended():
            total += search.drain(index=INDEX)
        total += search.drain(index=INDEX)
        self.stdout.write(str(total))

    def _input_ended(self) -> bool:
        ready, _write, _error = select.select([sys.stdin], [], [], PAUSE_SECONDS)
        return bool(ready) and not os.read(sys.stdin.fileno(), 1024)
