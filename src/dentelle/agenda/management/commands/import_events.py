import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dentelle.agenda.actions import Line, Report, Source, take_in
from dentelle.agenda.actions.feeding import clock
from dentelle.agenda.enums import Origin
from dentelle.agenda.queries.names import named
from dentelle.agenda.sources import sheet
from dentelle.agenda.sources.base import LARGEST, Reading, SourceError
from dentelle.agenda.sources.reading import read
from dentelle.agenda.wording_of_taking import outcome
from dentelle.core import outbound
from dentelle.core.outbound import OutboundError
from dentelle.museums.models import Museum

_SHEETS = {".csv", ".tsv", ".xlsx", ".ods"}


class Command(BaseCommand):
    """Bring in the events of a file or of an address, once."""

    help = (
        "Create and update the events of a museum from a calendar (.ics), OpenAgenda's JSON, a web page "
        "with schema.org data, or a spreadsheet (.csv, .xlsx, .ods). Nothing becomes public by itself."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="a file or an address")
        parser.add_argument("--museum", required=True, help="permanent name (slug) of the museum")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, no more")
        parser.add_argument("--json", action="store_true", help="print the report for a machine")

    def handle(self, **options: Any) -> None:
        museum = Museum.objects.filter(slug=options["museum"]).first()
        if museum is None:
            raise CommandError(
                _("No museum has the name “%(slug)s”.") % {"slug": options["museum"]}
            )
        now = timezone.now()
        try:
            reading = self._reading(options["source"], now)
        except (SourceError, OutboundError) as error:
            raise CommandError(str(error)) from error
        origin = Origin.SHEET if reading.kind == "sheet" else Origin.FEED
        report = take_in(
            events=reading.events,
            source=Source(museum=museum, origin=origin, museums=named([museum])),
            actor=None,
            now=now,
            problems=reading.problems,
            dry_run=options["dry_run"],
        )
        if options["json"]:
            self.stdout.write(json.dumps(report.stored(10_000), ensure_ascii=False, indent=2))
        else:
            self._tell(report, dry_run=options["dry_run"])

    def _reading(self, source: str, now: Any) -> Reading:
        if source.lower().startswith(("http://", "https://")):
            return read(outbound.get(source).content, clock(now))
        path = Path(source)
        if not path.is_file():
            raise SourceError(_("No file was found at “%(path)s”.") % {"path": path})
        if path.suffix.lower() in _SHEETS:
            return sheet.read(path)
        if path.stat().st_size > LARGEST:
            raise SourceError(_("This is larger than 5 MB: give the address of a part of it."))
        return read(path.read_bytes(), clock(now))

    def _tell(self, report: Report, *, dry_run: bool) -> None:
        for problem in report.problems:
            self.stdout.write(f"! {problem}")
        for line in report.lines:
            self._tell_line(line, dry_run=dry_run)
        for name, count in sorted(report.counts.items()):
            self.stdout.write(f"{count:>6}  {outcome(name, done=not dry_run)}")

    def _tell_line(self, line: Line, *, dry_run: bool) -> None:
        where = f"{line.line:>5}  " if line.line else ""
        self.stdout.write(f"{where}{outcome(line.outcome, done=not dry_run)}  {line.title}")
        for sentence in (line.reason, *line.problems):
            if sentence:
                self.stdout.write(f"       {sentence}")
