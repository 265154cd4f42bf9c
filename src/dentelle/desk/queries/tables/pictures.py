"""Pictures and their rights as a file."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dentelle.desk.queries.pictures import Line, lines
from dentelle.desk.queries.tables.base import Table, batches, label, moment
from dentelle.media.enums import Licence
from dentelle.media.models import Image
from dentelle.publishing.enums import State

PICTURES: Table[Line] = Table(
    name=_("Pictures"),
    columns=(
        (_("Picture"), lambda line: line.image.key),
        (_("File name"), lambda line: line.image.original_name),
        (_("Museum"), lambda line: line.museum.name if line.museum else ""),
        (_("Inventory number"), lambda line: line.record.inventory_number if line.record else ""),
        (_("Title"), lambda line: line.record.title if line.record else ""),
        (_("Makers"), lambda line: line.record.maker_line if line.record else ""),
        (_("Licence"), lambda line: label(Licence, line.image.licence)),
        (_("Uses granted"), lambda line: line.uses),
        (_("Until"), lambda line: line.image.until),
        (_("Credit line"), lambda line: line.image.credit),
        (_("Photographer"), lambda line: line.image.photographer),
        (_("Rights holder"), lambda line: line.image.holder),
        (_("Mandatory mention"), lambda line: line.image.mention),
        (_("Proof"), lambda line: line.image.proof),
        (_("Decided by a person on"), lambda line: moment(line.image.rights_decided_at)),
        (_("State"), lambda line: label(State, line.image.state)),
        (_("Public domain: computation"), lambda line: line.suggestion.computation if line.suggestion else ""),
    ),
)  # fmt: skip


def pictures(found: QuerySet[Image], *, today: date) -> Iterator[Line]:
    """Go through the rows of `PICTURES`, the newest first."""
    for batch in batches(found.order_by("-pk")):
        yield from lines(batch, today=today)
