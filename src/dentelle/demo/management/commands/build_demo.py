"""Build the demonstration network."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dentelle.demo.actions import build
from dentelle.demo.composing import PICTURES, RECORDS
from dentelle.demo.people import card


class Command(BaseCommand):
    """Build the demonstration network."""

    help = (
        "Build an entirely fictional network of twelve museums: records, drawn pictures, accounts, "
        "pages. Called again, it changes nothing; interrupted, it goes on where it stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--records", type=int, default=RECORDS, help=f"records to compose ({RECORDS})"
        )
        parser.add_argument(
            "--pictures", type=int, default=PICTURES, help=f"pictures to draw ({PICTURES})"
        )
        parser.add_argument("--json", action="store_true", help="print the figures for a machine")

    def handle(self, **options: Any) -> None:
        start = time.monotonic()
        data = Path(settings.DATA_DIR)

        def say(sentence: str) -> None:
            if options["verbosity"]:
                self.stderr.write(f"  {time.monotonic() - start:5.1f} s  {sentence}")

        built = build(
            data=data,
            now=timezone.now(),
            records=options["records"],
            pictures=options["pictures"],
            say=say,
        )
        seconds = round(time.monotonic() - start, 1)
        if options["json"]:
            self.stdout.write(json.dumps({**built.as_json(), "seconds": seconds}))
            return
        self.stdout.write(
            _("%(records)d records, %(pictures)d pictures, in %(seconds)s seconds.")
            % {"records": built.records, "pictures": built.pictures, "seconds": seconds}
        )
        self.stdout.write(_("How to sign in: %(file)s") % {"file": card(data)})
