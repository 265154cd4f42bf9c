"""Make the tiles, pyramids and colours of the pictures that lack them."""

import json
import sys
from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dentelle.media import actions, intake, queries
from dentelle.media.models import Image


class Command(BaseCommand):
    """Prepare pictures."""

    help = (
        "Make the tiles, the pyramid, the AVIF and JPEG renditions and the colours of the pictures that "
        "lack them, or have those of an older version. Interrupted, a second call goes on where the first "
        "one stopped. A picture that cannot be decoded is told and stays as it was."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=0, help="pictures at most; else all")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        start = monotonic()
        pending = queries.unprepared(intake.PREPARED_VERSION)
        total = pending.count()
        numbers = pending.values_list("pk", flat=True)[: options["limit"] or total]
        refused = self._prepare(list(numbers))
        prepared = len(numbers) - len(refused)
        figures = {
            "prepared": prepared,
            "refused": refused,
            "left": queries.unprepared(intake.PREPARED_VERSION).count(),
            "seconds": round(monotonic() - start, 2),
        }
        if options["json"]:
            self.stdout.write(json.dumps(figures))
            return
        said = ngettext(
            "%(prepared)s picture prepared in %(seconds)s s.",
            "%(prepared)s pictures prepared in %(seconds)s s.",
            prepared,
        )
        self.stdout.write(said % figures)

    def _prepare(self, numbers: list[int]) -> list[str]:
        """Prepare pictures by their numbers; return why some were not."""
        refused = []
        for done, number in enumerate(numbers, 1):
            try:
                actions.prepare(image=Image.objects.get(pk=number))
            except intake.PictureError as error:
                refused.append(str(error))
                self.stderr.write(str(error))
            if sys.stderr.isatty():
                sentence = _("%(done)d of %(total)d") % {"done": done, "total": len(numbers)}
                self.stderr.write(f"\r{sentence}", ending="")
        return refused
