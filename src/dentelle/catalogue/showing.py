"""A record's pictures go and come back with it."""

from django.db.models import Exists, OuterRef, QuerySet

from dentelle.catalogue.models import Record, RecordImage
from dentelle.media.models import Image


def may_be_seen(image: Image) -> bool:
    """Say whether a public record shows the picture, or no record at all does (a museum's portrait)."""
    shown_by = RecordImage.objects.filter(image=image).values_list("record_id", flat=True)
    records = list(shown_by)
    return not records or Record.objects.public().filter(pk__in=records).exists()


def seen_among(images: QuerySet[Image]) -> QuerySet[Image]:
    """Keep the pictures that `may_be_seen`, in the query that reads them."""
    links = RecordImage.objects.filter(image=OuterRef("pk"))
    shown = links.filter(record__in=Record.objects.public())
    return images.filter(~Exists(links) | Exists(shown))
