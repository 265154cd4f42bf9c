"""Prove that indexes and database hold the same things, or say what differs."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from dentelle.search import actions, engines, indexes, queries
from dentelle.search.queries import Agreement

_SHOWN = 20


class Command(BaseCommand):
    """Compare indexes with the database."""

    help = "Compare the keys of every search index with the database; exit code 1 when they differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "index", nargs="*", help="the indexes to check; all of them when none is named"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--repair", action="store_true", help="bring the index up to the database first"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        names = options["index"] or indexes.names()
        if unknown := [name for name in names if name not in indexes.names()]:
            raise CommandError(
                _("There is no index “%(name)s”. The indexes are: %(names)s.")
                % {"name": unknown[0], "names": ", ".join(indexes.names())}
            )
        found = [self._check(name, repair=options["repair"]) for name in names]
        if options["json"]:
            checked = [asdict(one) | {"agrees": one.agrees} for one in found]
            self.stdout.write(
                json.dumps({"agrees": all(c["agrees"] for c in checked), "indexes": checked})
            )
        else:
            for one in found:
                self._say(one)
        if not all(one.agrees for one in found):
            sys.exit(1)

    def _check(self, name: str, *, repair: bool) -> Agreement:
        if repair:
            actions.drain(index=name)
            engines.get(name).sweep()
            if wrong := queries.agreement(name).wrong:
                actions.repair(index=name, keys=wrong)
        return queries.agreement(name)

    def _say(self, one: Agreement) -> None:
        counts = {
            "name": one.index,
            "database": one.database,
            "indexed": one.indexed,
            "pending": one.pending,
        }
        if one.agrees:
            said = _(
                "%(name)s: index and database agree (%(database)s documents, %(pending)s changes waiting)."
            )
        else:
            said = _(
                "%(name)s: index and database differ (%(indexed)s indexed, %(database)s expected, "
                "%(pending)s changes waiting). Start “check_index --repair”."
            )
        self.stdout.write(said % counts)
        for title, keys in (
            (_("Missing from the index:"), one.missing),
            (_("Too many in the index:"), one.extra),
            (_("Twice in the index:"), one.twice),
        ):
            if keys:
                more = " …" if len(keys) > _SHOWN else ""
                self.stdout.write(f"  {title} {', '.join(keys[:_SHOWN])}{more}")
