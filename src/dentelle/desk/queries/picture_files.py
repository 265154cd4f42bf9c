"""The list of pictures as a file a French spreadsheet opens."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dentelle.catalogue import bulk
from dentelle.desk.queries.pictures import Line, lines
from dentelle.media.models import Image

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BATCH = 500


def pictures_csv(images: QuerySet[Image], *, today: date) -> Iterator[str]:
    """Go through the pictures by batches: `;`, UTF-8 with its mark, nothing that runs as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    yield _BOM
    writer.writerow(_headings())
    numbers = images.order_by("-pk").values_list("pk", flat=True)
    for batch in bulk.paged(numbers.iterator(chunk_size=_BATCH), _BATCH):
        found = Image.objects.in_bulk(batch)
        for line in lines([found[number] for number in batch if number in found], today=today):
            writer.writerow(map(_harmless, _cells(line)))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _headings() -> list[str]:
    return [
        _("Picture"), _("File name"), _("Museum"), _("Inventory number"), _("Title"), _("Makers"), _("Licence"),
        _("Uses granted"), _("Until"), _("Credit line"), _("Photographer"), _("Rights holder"), _("Mandatory mention"),
        _("Proof"), _("Decided by a person on"), _("State"), _("Public domain: computation"),
    ]  # fmt: skip


def _cells(line: Line) -> list[str]:
    image, record = line.image, line.record
    decided = image.rights_decided_at
    return [
        image.key,
        image.original_name,
        line.museum.name if line.museum else "",
        *((record.inventory_number, record.title, record.maker_line) if record else ("", "", "")),
        str(image.get_licence_display()),
        line.uses,
        image.until.isoformat() if image.until else "",
        image.credit,
        image.photographer,
        image.holder,
        image.mention,
        image.proof,
        decided.date().isoformat() if decided else "",
        str(image.get_state_display()),
        line.suggestion.computation if line.suggestion else "",
    ]


def _harmless(text: str) -> str:
    """Return text that a spreadsheet will not run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
