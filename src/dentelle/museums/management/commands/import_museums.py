import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dentelle.museums.actions import Line, Report, import_museums
from dentelle.museums.models import Museum
from dentelle.museums.sheets.base import SheetError


class Command(BaseCommand):
    """Bring in a list of museums."""

    help = (
        "Create and update member museums from Muséofile's CSV or the network's own spreadsheet "
        "(.csv, .xlsx, .ods). A ruined file is refused whole. A permanent name never changes. What was "
        "written by hand in the desk is kept, and the difference is told."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--region", default="", help="keep the museums of one region")
        parser.add_argument("--department", default="", help="keep the museums of one department")
        parser.add_argument(
            "--publishing", action="store_true", help="these museums publish their collections"
        )
        parser.add_argument(
            "--over-hand",
            action="store_true",
            help="let the network's own spreadsheet write over what was written by hand in the desk",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change, no more")
        parser.add_argument("--json", action="store_true", help="print the report for a machine")

    def handle(self, **options: Any) -> None:
        try:
            report = import_museums(
                path=options["file"],
                now=timezone.now(),
                region=options["region"],
                department=options["department"],
                publishing=options["publishing"],
                over_hand=options["over_hand"],
                dry_run=options["dry_run"],
            )
        except SheetError as error:
            where = _("Line %(line)d: ") % {"line": error.line} if error.line else ""
            raise CommandError(f"{where}{error}") from error
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        else:
            self._tell(report)

    def _tell(self, report: Report) -> None:
        for line in report.lines:
            if line.outcome in {"created", "updated", "refused"} or line.warnings or line.kept:
                self._tell_line(line)
        if report.ignored:
            columns = ", ".join(report.ignored)
            self.stdout.write(_("Columns left out: %(columns)s.") % {"columns": columns})
        self.stdout.write(_total(report))

    def _tell_line(self, line: Line) -> None:
        place = f"{line.name} ({line.town})" if line.town else line.name
        self.stdout.write(f"{line.line:>5}  {_outcome(line)}  {place}")
        if line.reason:
            self.stdout.write(f"       {line.reason}")
        if line.outcome == "updated":
            for name, before, after in line.changes:
                label = _label(name)
                self.stdout.write(f"       {label}: {_short(before)} → {_short(after)}")
        for name, here, there in line.kept:
            said = _("%(field)s: written here, “%(here)s” is kept; the file says “%(there)s”.")
            told = said % {"field": _label(name), "here": _short(here), "there": _short(there)}
            self.stdout.write(f"       = {told}")
        for warning in line.warnings:
            self.stdout.write(f"       ! {warning}")


def _label(name: str) -> str:
    fields = Museum._meta  # noqa: SLF001 -- Django's own door to the labels
    return str(getattr(fields.get_field(name), "verbose_name", name))


def _outcome(line: Line) -> str:
    return {
        "created": _("created"),
        "updated": _("updated"),
        "unchanged": _("unchanged"),
        "refused": _("refused"),
    }[line.outcome]


def _short(value: Any) -> str:
    text = ", ".join(value) if isinstance(value, list) else str(value if value is not None else "")
    return f"{text[:70]}…" if len(text) > 70 else text or "∅"  # noqa: PLR2004 -- a screen's width


def _total(report: Report) -> str:
    figures = {name: report.count(name) for name in ("created", "updated", "unchanged", "refused")}
    total = sum(figures.values())
    sentence = ngettext(
        "%(total)d museum read: %(created)d created, %(updated)d updated, "
        "%(unchanged)d unchanged, %(refused)d refused.",
        "%(total)d museums read: %(created)d created, %(updated)d updated, "
        "%(unchanged)d unchanged, %(refused)d refused.",
        total,
    ) % (figures | {"total": total})
    if report.dry_run:
        sentence += " " + _("Nothing was written: this was a dry run.")
    return sentence
