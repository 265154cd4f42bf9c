"""What waits for the museums."""

from django.db.models import QuerySet

from dentelle.museums.models import Museum
from dentelle.participation.models import ErrorReport


def open_reports(museum: Museum | None = None) -> QuerySet[ErrorReport]:
    """Return the reports nobody has dealt with, oldest first, of one museum or of all."""
    reports = ErrorReport.objects.filter(handled_at__isnull=True).select_related("record__museum")
    if museum is not None:
        reports = reports.filter(record__museum=museum)
    return reports.order_by("created_at", "pk")
