"""Pictures as the desk shows them: the list with its filters, one picture with its records."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format

from dentelle.accounts.models import User
from dentelle.agenda.models import Event
from dentelle.catalogue.models import Record, RecordImage
from dentelle.catalogue.public_domain import FOR_FRANCE, TERM, Suggestion, suggest
from dentelle.catalogue.queries import pictures
from dentelle.catalogue.rules import can_set_rights
from dentelle.desk.queries.scope import museums_of
from dentelle.media.decisions import uses_line
from dentelle.media.enums import Licence
from dentelle.media.likeness import SAME
from dentelle.media.models import Image
from dentelle.media.queries import duplicates as near
from dentelle.media.rules import OPEN
from dentelle.museums.models import Museum
from dentelle.publishing.enums import State

PAGE = 40
COUNTED = 10_000  # beyond, a list says “more than”
SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A picture of the list with the first record that shows it, or the museum whose portrait it is, if any."""

    image: Image
    record: Record | None
    museum: Museum | None
    uses: str
    until: str
    lapsed: bool
    suggestion: Suggestion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the list; `after` and `before` are the picture the next and previous pages turn on."""

    lines: Sequence[Line]
    older: int | None
    newer: int | None
    count: int
    more: bool


def visible(user: User) -> QuerySet[Image]:
    """Return the pictures a person may open in the desk: those of their museums, or all."""
    museums = museums_of(user)
    images: QuerySet[Image] = Image.objects.all()
    if museums is None:
        return images
    return images.filter(
        Q(pk__in=_shown_by(record__museum__in=museums))
        | Q(key__in=_portraits(museums))
        | Q(pk__in=Event.objects.of_museums(museums).exclude(image=None).values("image"))
    )


def editable(user: User) -> QuerySet[Image]:
    """Return the pictures whose rights a person may decide: nothing of other museums alone shows them.

    Whoever sends the file of another's poster or portrait with an event uses it as it was decided there.
    """
    if can_set_rights(user, ()):
        return visible(user)
    museums = museums_of(user)
    if museums is None:
        return Image.objects.none()
    events = Event.objects.exclude(image=None)
    others = events.exclude(pk__in=events.of_museums(museums).values("pk"))
    return visible(user).exclude(
        Q(pk__in=RecordImage.objects.exclude(record__museum__in=museums).values("image"))
        | Q(pk__in=others.values("image"))
        | Q(key__in=Museum.objects.exclude(pk__in=museums).exclude(portrait="").values("portrait"))
    )


def may_edit(user: User) -> bool:
    """Say whether a person decides the rights of pictures at all; which ones, `editable` says."""
    return can_set_rights(user, ()) or bool(museums_of(user))


def narrowed(images: QuerySet[Image], asked: Mapping[str, Any], *, today: date) -> QuerySet[Image]:
    """Keep the pictures a list was asked for: words, museum, licence, makers dead by a year, state."""
    for word in asked.get("q", "").split():
        images = images.filter(_said_of(word))
    shown_by: dict[str, Any] = {}
    if museum := asked.get("museum"):
        shown_by["record__museum"] = museum
    if died := asked.get("died"):
        shown_by["record__makers_died__lte"] = died
    if shown_by:
        images = images.filter(pk__in=_shown_by(**shown_by))
    if licence := asked.get("licence"):
        images = images.filter(licence=licence)
    return _of_state(images, asked.get("state", ""), today)


def _said_of(word: str) -> Q:
    """Return the pictures of which a word is said: by their file, their credit, or a record that shows them."""
    shown = Q(record__title__icontains=word) | Q(record__inventory_number__icontains=word)
    links = RecordImage.objects.filter(shown).values("image")
    return Q(original_name__icontains=word) | Q(credit__icontains=word) | Q(pk__in=links)


def _of_state(images: QuerySet[Image], state: str, today: date) -> QuerySet[Image]:
    if state == "free":
        return images.exclude(licence__in=OPEN).filter(pk__in=_free(today.year))
    kept = {
        "undecided": Q(rights_decided_at=None),
        "decided": Q(rights_decided_at__isnull=False),
        "soon": Q(until__gte=today, until__lte=today + SOON),
        "lapsed": Q(until__lt=today),
        "uncredited": Q(credit=""),
        "proposed": Q(rights_decided_at=None) & ~Q(proposed={}),
        "withdrawn": Q(state=State.WITHDRAWN),
    }
    return images.filter(kept[state]) if state in kept else images


def _free(year: int) -> QuerySet[RecordImage, Any]:
    """Return the pictures of records whose makers have been dead long enough."""
    over = Q(record__makers_died__lt=year - TERM) & (
        ~Q(record__derived__died_for_france=True)
        | Q(record__makers_died__lt=year - TERM - FOR_FRANCE)
    )
    return RecordImage.objects.filter(over).values("image")


def _shown_by(**records: Any) -> QuerySet[RecordImage, Any]:
    """Return the pictures of some records: a list made once, where a question a picture would be asked of each."""
    return RecordImage.objects.filter(**records).values("image")


def _portraits(museums: Collection[int]) -> QuerySet[Museum, str]:
    return (
        Museum.objects.filter(pk__in=museums)
        .exclude(portrait="")
        .values_list("portrait", flat=True)
    )


def page(images: QuerySet[Image], *, after: str, before: str, today: date) -> Page:
    """Return a page of pictures, newest first; whatever their number, it costs the same."""
    count = images[: COUNTED + 1].count()
    if before.isdigit():
        found = list(images.filter(pk__gt=int(before)).order_by("pk")[: PAGE + 1])
        rest, shown = found[PAGE:], found[:PAGE][::-1]
        older, newer = (shown[-1].pk if shown else None), (shown[0].pk if rest else None)
    else:
        start = images.filter(pk__lt=int(after)) if after.isdigit() else images
        found = list(start.order_by("-pk")[: PAGE + 1])
        rest, shown = found[PAGE:], found[:PAGE]
        older = shown[-1].pk if rest else None
        newer = shown[0].pk if shown and after.isdigit() else None
    return Page(
        lines=lines(shown, today=today),
        older=older,
        newer=newer,
        count=min(count, COUNTED),
        more=count > COUNTED,
    )


def lines(images: Sequence[Image], *, today: date) -> list[Line]:
    """Return pictures with the first record of each: one query more, however many they are."""
    links = RecordImage.objects.filter(image__in=images).select_related("record__museum")
    portraits = {
        museum.portrait: museum
        for museum in Museum.objects.filter(portrait__in=[image.key for image in images])
    }
    first = {link.image_id: link.record for link in links.order_by("-record", "-pk")}
    return [_line(image, first.get(image.pk), portraits.get(image.key), today) for image in images]


def _line(image: Image, record: Record | None, pictured: Museum | None, today: date) -> Line:
    return Line(
        image=image,
        record=record,
        museum=record.museum if record else pictured,
        uses=uses_line(image.uses),
        until=date_format(image.until, "j F Y") if image.until else "",
        lapsed=bool(image.until and image.until < today),
        suggestion=suggest(record, today=today.year) if record else None,
    )


def records(image: Image) -> list[Record]:
    """Return the records that show a picture, with their museums."""
    links = RecordImage.objects.filter(image=image).select_related("record__museum")
    return [link.record for link in links.order_by("record")]


def museums(image: Image) -> set[int]:
    """Return the museums a picture belongs to."""
    return pictures.museums_of([image]).get(image.pk, set())


def duplicates(image: Image, user: User) -> list[Image]:
    """Return the pictures that are nearly the same shot, among those the person may open."""
    pairs = near(farthest=SAME).filter(Q(image=image) | Q(other=image))
    numbers = {number for pair in pairs for number in (pair.image_id, pair.other_id)} - {image.pk}
    return list(visible(user).filter(pk__in=numbers).order_by("pk"))


def unchecked(museum: Museum) -> int:
    """Return how many pictures of a museum nobody has checked."""
    mine = Image.objects.filter(licence=Licence.NOT_CHECKED)
    return mine.filter(pk__in=_shown_by(record__museum=museum)).count()
