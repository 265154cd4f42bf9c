"""Take an import back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dentelle.catalogue import actions, aside
from dentelle.catalogue.models import ImportRun
from dentelle.catalogue.queries import report


class Command(BaseCommand):
    """Take an import back."""

    help = (
        "Take an import back: the records it created are removed, those it changed are as before, to "
        "the letter. Refused while later imports stand on it; undo these first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, metavar="RUN", help="number of the import")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        run = ImportRun.objects.filter(pk=options["run"]).first()
        if run is None:
            raise CommandError(_("There is no import %(run)d.") % {"run": options["run"]})
        try:
            with aside.indexing(run.rows_total):
                actions.undo_run(run=run, actor=None, now=timezone.now())
        except actions.RunError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(report(run).as_json())
        else:
            self.stdout.write(_("Import %(run)d is undone.") % {"run": run.pk})
