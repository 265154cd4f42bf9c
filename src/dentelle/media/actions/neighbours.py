"""Keep for each picture the few that look most like it."""

from collections import defaultdict

from django.db import transaction

from dentelle.media.likeness import BYTES, MOST, WANTED, nearest
from dentelle.media.models import Image, Likeness


@transaction.atomic
def find_neighbours(*, image: Image) -> None:
    """Find what looks like a picture, and let it into the lists of those it looks like.

    Every descriptor is compared (90,000 of them are 17 MB and a tenth of a second); what is kept is
    bounded to `MOST` a picture.
    """
    mine = bytes(image.descriptor or b"")
    found = nearest(mine, _others(image), most=WANTED) if len(mine) == BYTES else []
    Likeness.objects.filter(image=image).delete()
    Likeness.objects.filter(other=image).delete()
    Likeness.objects.bulk_create(
        Likeness(image=image, other_id=number, distance=far) for number, far in found[:MOST]
    )
    _enter(image, found)


def _others(image: Image) -> dict[int, bytes]:
    known = Image.objects.exclude(descriptor=None).exclude(pk=image.pk)
    rows = known.values_list("pk", "descriptor").iterator(chunk_size=10_000)
    return {number: raw for number, text in rows if len(raw := bytes(text)) == BYTES}


def _enter(image: Image, found: list[tuple[int, float]]) -> None:
    """Put a picture into the lists where it is nearer than the last, which then leaves."""
    lists: dict[int, list[tuple[float, int]]] = defaultdict(list)
    kept = Likeness.objects.filter(image__in=[number for number, _far in found])
    for number, pk, far in kept.values_list("image", "pk", "distance"):
        lists[number].append((far, pk))
    entering, leaving = [], []
    for number, far in found:
        full = sorted(lists[number])[MOST - 1 :]
        if full and full[0][0] <= far:
            continue
        leaving += [pk for _far, pk in full]
        entering.append(Likeness(image_id=number, other=image, distance=far))
    Likeness.objects.filter(pk__in=leaving).delete()
    Likeness.objects.bulk_create(entering)
