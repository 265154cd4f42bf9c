"""Museums' pages as the desk follows them: who changed which this week, which nobody checks, what may be their portrait."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.catalogue.models import RecordImage
from dentelle.core.writing import VERSION
from dentelle.desk.queries import events, page_asks
from dentelle.desk.queries.events import Choice
from dentelle.desk.queries.museum_story import label
from dentelle.media import guards
from dentelle.media.models import Image
from dentelle.media.queries import Picture, picture
from dentelle.museums.models import Museum
from dentelle.publishing.models import HistoryEntry

_WEEK = timedelta(days=7)
_SHOWN = 12
_READ = 300  # lines of history of a week: more than a network writes
_PICTURES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A museum's page that one person changed on one day: when last, and which fields, in words."""

    museum: Museum
    who: User
    at: datetime
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesDay:
    """What the network sees of the pages: four queries, whatever its size. `unverified` counts members.

    `asks` says which of them were asked, which may be, which have no address.
    """

    changed: list[Changed]
    unverified: int
    oldest: list[Museum]
    asks: page_asks.Unverified


def pages_day(now: datetime) -> PagesDay:
    """Return who changed which page this week, and those nobody has checked for a year."""
    asks = page_asks.unverified(now)
    return PagesDay(
        changed=list(islice(_changed(now), _SHOWN)),
        unverified=len(asks.museums),
        oldest=asks.museums[:_SHOWN],
        asks=asks,
    )


def _changed(now: datetime) -> Iterator[Changed]:
    about = {"content_type__app_label": "museums", "content_type__model": "museum"}
    entries = HistoryEntry.objects.filter(
        verb__in=("edit", "undo"), at__gt=now - _WEEK, actor__isnull=False, **about
    )
    groups: dict[tuple[str, int | None, str], list[HistoryEntry]] = {}
    for entry in entries.select_related("actor").order_by("-at", "-pk")[:_READ]:
        day = localdate(entry.at).isoformat()
        groups.setdefault((entry.object_id, entry.actor_id, day), []).append(entry)
    museums = Museum.objects.in_bulk([int(number) for number, _user, _at in groups])
    for (number, _user, _at), found in groups.items():
        museum, who = museums.get(int(number)), found[0].actor
        if museum and who:
            names = [name for one in found for name in one.after if name != VERSION]
            words = dict.fromkeys(map(_part, names))
            yield Changed(museum=museum, who=who, at=found[0].at, fields=tuple(words))


def _part(name: str) -> str:
    return _("Coordinates") if name in {"latitude", "longitude"} else label(name)


def portrait_of(museum: Museum) -> Image | None:
    """Return the picture a museum is shown with, whether it may be shown today or not."""
    return Image.objects.filter(key=museum.portrait).first() if museum.portrait else None


def shown(image: Image | None) -> Picture | None:
    """Return what a screen needs to show a picture, or nothing when it may not be shown."""
    return picture(image) if image and guards.pass_(image) else None


def portrait_choices(museum: Museum, words: str) -> list[Choice]:
    """Return pictures of a museum's public records that may be shown; a word is looked for in their records."""
    links = events.usable([museum.pk])
    for word in words.split():
        links = links.filter(
            Q(record__title__icontains=word) | Q(record__inventory_number__icontains=word)
        )
    rows = links.select_related("image", "record").order_by("record", "rank", "pk")[: _PICTURES * 3]
    found: dict[int, Choice] = {}
    for link in rows:
        if link.image_id not in found and (choice := _choice(link)):
            found[link.image_id] = choice
    return list(found.values())[:_PICTURES]


def may_be_portrait(museum: Museum, image: Image, user: User) -> bool:
    """Say whether a picture may be a museum's portrait: its own already, or one of its that may be shown."""
    return image.key == museum.portrait or events.may_show([museum.pk], image, user)


def _choice(link: RecordImage) -> Choice | None:
    shown = picture(link.image)
    if shown is None:
        return None
    return Choice(
        image=link.image,
        picture=shown,
        title=link.record.title,
        inventory=link.record.inventory_number,
    )
