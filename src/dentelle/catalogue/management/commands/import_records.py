"""Load a museum's export: read it, say what would change, apply it."""

import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any

import orjson
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dentelle.catalogue import actions, aside
from dentelle.catalogue.enums import Outcome, RunState
from dentelle.catalogue.formats.base import FormatError
from dentelle.catalogue.models import ImportMapping, ImportRun
from dentelle.catalogue.queries import report
from dentelle.museums.models import Museum

_SHOWN = 20  # refused rows and warnings printed; the whole report is at the desk


class Command(BaseCommand):
    """Load a museum’s export."""

    help = (
        "Load the records of one or more files, exported by a museum's software. The files are read, "
        "what would change is compared with what is public, and applied unless a threshold stops it. "
        "The exit code is not 0 when nothing could be applied."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--museum", help="slug or Muséofile code; else each record names its own"
        )
        parser.add_argument(
            "--source", default="", help="name of the source, when a museum has several"
        )
        parser.add_argument("--format", default="", help="format, when it is not to be recognised")
        parser.add_argument("--mapping", help="name of a saved choice of columns")
        parser.add_argument("--images", type=Path, help="folder or ZIP of the pictures")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and stop"
        )
        parser.add_argument("--full", action="store_true", help="whole export: list what is absent")
        parser.add_argument("--despite", action="store_true", help="apply even past a threshold")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        start = monotonic()
        try:
            run = self._read(options)
            if not options["dry_run"] and run.state != RunState.REFUSED:
                self._apply(run, despite=options["despite"])
        except (FormatError, actions.RunError) as error:
            raise CommandError(str(error)) from error
        if options["dry_run"] and run.state in {RunState.READY, RunState.STOPPED}:
            actions.abandon_run(run=run, actor=None, now=timezone.now())
        self._tell(run, options, monotonic() - start)
        fatal = {RunState.REFUSED} if options["dry_run"] else {RunState.STOPPED, RunState.REFUSED}
        if run.state in fatal:
            raise CommandError(run.stop_reason)

    def _read(self, options: dict[str, Any]) -> ImportRun:
        run = actions.start_run(
            files=options["files"],
            museum=_museum(options["museum"]),
            source=options["source"],
            format_name=options["format"],
            mapping=_mapping(options["mapping"]),
            images=options["images"],
            full=options["full"],
            actor=None,
            now=timezone.now(),
        )
        actions.read_run(run=run, now=timezone.now(), progress=self._progress(_("Reading")))
        return run

    def _apply(self, run: ImportRun, *, despite: bool) -> None:
        if settings.IMPORT_APPROVAL or (run.state == RunState.STOPPED and not despite):
            return
        actions.approve_run(run=run, actor=None, despite=despite, now=timezone.now())
        with aside.indexing(run.rows_total):
            actions.apply_run(run=run, now=timezone.now(), progress=self._progress(_("Applying")))

    def _progress(self, verb: str) -> actions.Progress | None:
        """Return what tells of progress at a terminal, and nothing elsewhere."""
        if not sys.stderr.isatty():
            return None

        def tell(done: int, total: int) -> None:
            self.stderr.write(f"\r{verb} {100 * done // max(total, 1)} %", ending="")
            if done >= total:
                self.stderr.write("")

        return tell

    def _tell(self, run: ImportRun, options: dict[str, Any], seconds: float) -> None:
        found = asdict(report(run)) | {"seconds": round(seconds, 3), "dry_run": options["dry_run"]}
        if options["json"]:
            self.stdout.write(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())
            return
        for line in _lines(run, dry=options["dry_run"], seconds=seconds):
            self.stdout.write(line)


def _museum(name: str | None) -> Museum | None:
    if not name:
        return None
    found = Museum.objects.filter(Q(slug=name) | Q(museofile=name)).first()
    if found is None:
        raise CommandError(_("No member museum has the name or code “%(name)s”.") % {"name": name})
    return found


def _mapping(name: str | None) -> dict[str, str] | None:
    if not name:
        return None
    found = ImportMapping.objects.filter(name=name).first()
    if found is None:
        raise CommandError(_("No choice of columns is saved under “%(name)s”.") % {"name": name})
    return dict(found.columns)


def _lines(run: ImportRun, *, dry: bool, seconds: float) -> list[str]:
    """Return the report as a person reads it."""
    state = _("dry run, nothing was changed") if dry else run.get_state_display()
    lines = [_("Import %(run)d: %(state)s") % {"run": run.pk, "state": state}]
    lines += [f"  {Outcome(name).label} : {_number(getattr(run, name))}" for name in Outcome]
    lines.append(_("  in %(seconds).1f s") % {"seconds": seconds})
    refused = run.rows.filter(outcome=Outcome.REJECTED).order_by("pk")[:_SHOWN]
    lines += [
        _("  %(file)s, line %(line)d: %(reason)s")
        % {"file": run.files[row.file]["name"], "line": row.line, "reason": row.reason}
        for row in refused
    ]
    for warning in run.warnings[:_SHOWN]:
        lines.append(f"  ! {warning['text']} (× {_number(warning['count'])})")
    if dry and run.stop_reason and run.state != RunState.REFUSED:
        lines.append(f"  ! {run.stop_reason}")
    if run.state == RunState.READY:
        lines.append(_("It waits for another person to approve it at the desk."))
    return lines


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")
