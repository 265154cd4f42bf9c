"""Records, museums, imports and what visitors report as files."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dentelle.catalogue.models import ImportRun, Record
from dentelle.desk.queries.tables.base import Table, label, moment
from dentelle.museums.models import Museum
from dentelle.participation.models import ErrorReport
from dentelle.publishing.enums import State

RECORDS: Table[Record] = Table(
    name=_("Records"),
    columns=(
        (_("Title"), lambda record: record.title),
        (_("Inventory number"), lambda record: record.inventory_number),
        (_("Reference"), lambda record: record.reference),
        (_("Museum"), lambda record: record.museum.name),
        (_("Town"), lambda record: record.museum.town),
        (_("Score"), lambda record: record.score),
        (_("State"), lambda record: label(State, record.state)),
        (_("Something to check in the text"), lambda record: _("yes") if record.flags else _("no")),
        (_("Permanent address"), lambda record: f"{settings.SITE_URL}/ark:/{record.ark}"),
    ),
)  # fmt: skip
# The figures of a museum are those that `queries.records.museums` counts beside it.
MUSEUMS: Table[Museum] = Table(
    name=_("Museums"),
    columns=(
        (_("Museum"), lambda museum: museum.name),
        (_("Town"), lambda museum: museum.town),
        (_("Muséofile"), lambda museum: museum.museofile),
        (_("Publishes its collections"), lambda museum: _("yes") if museum.publishes_collections else _("no")),
        (_("Records"), lambda museum: museum.record_count),  # type: ignore[attr-defined]
        (_("Public"), lambda museum: museum.public_count),  # type: ignore[attr-defined]
        (_("Mean score"), lambda museum: _rounded(museum.mean_score)),  # type: ignore[attr-defined]
        (_("Unchecked pictures"), lambda museum: museum.get_unchecked_pictures_display()),
    ),
)  # fmt: skip
REPORTS: Table[ErrorReport] = Table(
    name=_("Reports"),
    columns=(
        (_("Record"), lambda report: report.record.title),
        (_("Inventory number"), lambda report: report.record.inventory_number),
        (_("Museum"), lambda report: report.record.museum.name),
        (_("Field"), lambda report: report.field),
        (_("What is wrong"), lambda report: report.message),
        (_("How they know"), lambda report: report.evidence),
        (_("E-mail"), lambda report: report.email),
        (_("Reported"), lambda report: moment(report.created_at)),
        (_("Handled"), lambda report: moment(report.handled_at)),
    ),
)
IMPORTS: Table[ImportRun] = Table(
    name=_("Imports"),
    columns=(
        (_("No."), lambda run: run.pk),
        (_("Files"), lambda run: ", ".join(file["name"] for file in run.files)),
        (_("Museum"), lambda run: run.museum.name if run.museum else _("Several museums")),
        (_("State"), lambda run: run.get_state_display()),
        (_("Begun"), lambda run: moment(run.created_at)),
        (_("Started by"), lambda run: str(run.started_by or "")),
        (_("Created"), lambda run: run.created),
        (_("Updated"), lambda run: run.updated),
        (_("Unchanged"), lambda run: run.unchanged),
        (_("Rejected"), lambda run: run.rejected),
        (_("Disappeared"), lambda run: run.disappeared),
    ),
)


def _rounded(score: float | None) -> int | None:
    return None if score is None else round(score)
