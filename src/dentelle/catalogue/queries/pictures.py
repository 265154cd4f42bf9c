"""What records and museums say of pictures: whose they are, and what is shown of the unchecked."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from dentelle.catalogue.models import RecordImage
from dentelle.media.models import Image
from dentelle.media.queries import Picture, picture
from dentelle.museums.enums import UncheckedPictures
from dentelle.museums.models import Museum
from dentelle.publishing.enums import State


def museums_of(images: Collection[Image]) -> Mapping[int, set[int]]:
    """Return the museums of each picture, by its number: those of its records, or it is their portrait."""
    found: dict[int, set[int]] = defaultdict(set)
    links = RecordImage.objects.filter(image__in=images)
    for image, museum in links.values_list("image", "record__museum"):
        found[image].add(museum)
    numbers = {image.key: image.pk for image in images}
    portraits = Museum.objects.filter(portrait__in=numbers)
    for key, museum in portraits.values_list("portrait", "pk"):
        found[numbers[key]].add(museum)
    return found


def closed(images: Collection[Image]) -> set[int]:
    """Return the numbers of the pictures one of whose museums shows none that nobody has checked."""
    hiding = set(
        Museum.objects.filter(unchecked_pictures=UncheckedPictures.HIDDEN).values_list(
            "pk", flat=True
        )
    )
    if not hiding:
        return set()
    return {image for image, museums in museums_of(images).items() if museums & hiding}


def records_of(images: Collection[Image]) -> list[int]:
    """Return the numbers of the records that show these pictures."""
    links = RecordImage.objects.filter(image__in=images)
    return sorted(set(links.values_list("record_id", flat=True)))


def first_pictures(records: Sequence[int]) -> dict[int, Picture]:
    """Return, by record, its first picture that may be shown: one query."""
    if not records:
        return {}
    links = (
        RecordImage.objects.filter(record_id__in=records, image__state=State.PUBLIC)
        .select_related("image")
        .order_by("record_id", "rank", "pk")
    )
    found: dict[int, Picture] = {}
    for link in links:
        if link.record_id not in found and (shown := picture(link.image)):
            found[link.record_id] = shown
    return found
