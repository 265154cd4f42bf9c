"""A record's pictures go and come back with it."""

from dentelle.catalogue.models import Record, RecordImage
from dentelle.media.models import Image


def may_be_seen(image: Image) -> bool:
    """Say whether a public record shows the picture, or no record at all does (a museum's portrait)."""
    shown_by = RecordImage.objects.filter(image=image).values_list("record_id", flat=True)
    records = list(shown_by)
    return not records or Record.objects.public().filter(pk__in=records).exists()
