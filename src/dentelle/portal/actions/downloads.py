"""The count of what is taken away."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from dentelle.catalogue.models import Record
from dentelle.portal.models import DownloadCount


def count_download(*, record: Record, kind: str, day: date) -> None:
    """Add one to a day's count of a kind of file of an object; two at once make two."""
    rows = DownloadCount.objects.filter(record=record, day=day, kind=kind)
    if rows.update(count=F("count") + 1):
        return
    if not _begin(record, kind, day):  # another one began the day at the same moment
        rows.update(count=F("count") + 1)


def _begin(record: Record, kind: str, day: date) -> bool:
    """Write the first of a day; say whether nobody else had."""
    try:
        with transaction.atomic():
            DownloadCount.objects.create(record=record, day=day, kind=kind, count=1)
    except IntegrityError:
        return False
    return True
