"""Make indexes anew from the database; the present ones answer until the end."""

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from dentelle.search import actions, indexes


class Command(BaseCommand):
    """Rebuild indexes."""

    help = "Make the search indexes anew from the database, without ever answering empty."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "index", nargs="*", help="the indexes to make; all of them when none is named"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        names = options["index"] or indexes.names()
        if unknown := [name for name in names if name not in indexes.names()]:
            raise CommandError(
                _("There is no index “%(name)s”. The indexes are: %(names)s.")
                % {"name": unknown[0], "names": ", ".join(indexes.names())}
            )
        made = [self._make(name, quiet=options["json"]) for name in names]
        if options["json"]:
            self.stdout.write(json.dumps({"indexes": made}))

    def _make(self, name: str, *, quiet: bool) -> dict[str, Any]:
        start = time.monotonic()

        def progress(done: int, expected: int) -> None:
            if not quiet:
                self.stderr.write(f"\r{name}: {done} / {expected}", ending="")

        many = actions.rebuild(index=name, progress=progress)
        seconds = round(time.monotonic() - start, 2)
        if not quiet:
            self.stderr.write("\r", ending="")
            said = _("%(name)s: %(many)s documents in %(seconds)s s.")
            self.stdout.write(said % {"name": name, "many": many, "seconds": seconds})
        return {"index": name, "documents": many, "seconds": seconds}
