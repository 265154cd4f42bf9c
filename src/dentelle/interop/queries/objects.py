"""An object with the pictures of it that may be shown: two queries, however many there are."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dentelle.catalogue.alternative import alternative
from dentelle.catalogue.models import Record, RecordImage
from dentelle.media.enums import Use
from dentelle.media.models import Image
from dentelle.media.queries import allow

CANVASES = 500  # in one manifest; Presentation 3 pages none, what is beyond is in other parts
_UNUSED = ("told", "palette", "colours", "descriptor", "proof", "withdrawn_reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A picture of an object; `zoom` says whether it may be shown large, `rank` counts from 1."""

    image: Image
    zoom: bool
    rank: int
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The pictures of one manifest: the whole object, or one part of one that has very many."""

    record: Record
    views: tuple[View, ...]
    number: int
    count: int
    total: int

    @property
    def is_whole(self) -> bool:
        return self.count == 1


def part(record: Record, number: int = 1) -> Part | None:
    """Return one part of a public record, or nothing when there is no such part, so no picture at all.

    The caller has asked whether the record is public; the pictures are asked one by one here.
    """
    views = _views(record)
    first = (number - 1) * CANVASES
    found = views[first : first + CANVASES]
    if not found:
        return None
    return Part(
        record=record,
        views=tuple(found),
        number=number,
        count=-(-len(views) // CANVASES),
        total=len(views),
    )


def _views(record: Record) -> list[View]:
    links = RecordImage.objects.filter(record=record).select_related("image")
    lean = links.defer(*(f"image__{name}" for name in _UNUSED)).order_by("rank", "pk")
    shown = [link.image for link in lean if allow(link.image, Use.SHOW)]
    return [
        View(
            image=image,
            zoom=bool(allow(image, Use.ZOOM)),
            rank=rank,
            alt=image.alt or _alternative(record, rank),
        )
        for rank, image in enumerate(shown, 1)
    ]


def place(record: Record, key: str) -> int:
    """Return the number of a picture among all those of a record, from 1; 0 when it is not one of them."""
    links = RecordImage.objects.filter(record=record).order_by("rank", "pk")
    keys = list(links.values_list("image__key", flat=True))
    return keys.index(key) + 1 if key in keys else 0


def _alternative(record: Record, rank: int) -> str:
    said = alternative(record)
    return said if rank == 1 else _("Another view: %(what)s") % {"what": said}
