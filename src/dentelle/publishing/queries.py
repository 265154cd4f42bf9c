"""Reads of the seam."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from dentelle.publishing.models import HistoryEntry


def history_of(subject: Model) -> QuerySet[HistoryEntry]:
    """Return what was decided about a thing, the latest first, with who decided."""
    kind = ContentType.objects.get_for_model(subject)
    entries = HistoryEntry.objects.filter(content_type=kind, object_id=str(subject.pk))
    return entries.select_related("actor").order_by("-at", "-pk")
