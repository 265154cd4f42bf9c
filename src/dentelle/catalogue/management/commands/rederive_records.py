"""Derive records anew from their own text."""

import json
import sys
from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dentelle.catalogue import aside
from dentelle.catalogue.actions.rederiving import rederive_records
from dentelle.catalogue.derivation.derive import VERSION
from dentelle.museums.models import Museum
from dentelle.search import actions as search


class Command(BaseCommand):
    """Derive records anew."""

    help = (
        "Derive makers, years, dimensions, facets, titles and flags anew from the text of the records, then "
        "index them. Only the records that older rules derived are taken, so a second call goes on where "
        "the first one stopped; --all takes every record. The text of the museums is never changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--museum", help="slug or Muséofile code; else every museum")
        parser.add_argument("--all", action="store_true", help="take every record")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        start = monotonic()
        done = rederive_records(
            museum=_museum(options["museum"]), everything=options["all"], progress=self._progress()
        )
        search.drain(index=aside.INDEX)
        seconds = round(monotonic() - start, 2)
        if options["json"]:
            self.stdout.write(json.dumps({"records": done, "version": VERSION, "seconds": seconds}))
            return
        said = ngettext(
            "%(count)s record derived anew in %(seconds)s s.",
            "%(count)s records derived anew in %(seconds)s s.",
            done,
        )
        count = f"{done:,}".replace(",", "\u202f")
        self.stdout.write(said % {"count": count, "seconds": seconds})

    def _progress(self) -> Any:
        """Return what tells of progress at a terminal, and nothing elsewhere."""
        if not sys.stderr.isatty():
            return None

        def tell(done: int, total: int) -> None:
            self.stderr.write(f"\r{100 * done // max(total, 1)} %", ending="")

        return tell


def _museum(name: str | None) -> Museum | None:
    if not name:
        return None
    found = Museum.objects.filter(Q(slug=name) | Q(museofile=name)).first()
    if found is None:
        raise CommandError(_("No member museum has the name or code “%(name)s”.") % {"name": name})
    return found
