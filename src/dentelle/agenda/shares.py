"""Events as letters, feeds, widgets and posts take them."""

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dentelle.agenda.enums import EventStatus
from dentelle.agenda.models import Event
from dentelle.media.queries import picture
from dentelle.publishing.shares import Kind, Share, SharedPicture


def share(events: Iterable[Event]) -> list[Share]:
    """Return events as shares: two queries whatever their number, besides their own."""
    rows = list(events)
    prefetch_related_objects(rows, "museums", "image")
    return [_share(event) for event in rows]


def _share(event: Event) -> Share:
    museums = list(event.museums.all())
    zone = ZoneInfo(settings.TIME_ZONE)
    first, last = event.first_day, event.last_day
    return Share(
        kind="event",
        key=event.slug,
        title=event.title,
        short_title=event.short_title or event.title,
        summary=event.summary,
        picture=_picture(event),
        museums=tuple(museum.slug for museum in museums),
        starts=datetime.combine(first, time.min, zone) if first else None,
        ends=datetime.combine(last, time.max, zone) if last else None,
        place=event.place_name or ", ".join(museum.name for museum in museums),
        address=reverse("agenda:event", args=[event.slug]),
        language=event.language,
        state=event.state,
        is_public=event.is_public,
    )


def _picture(event: Event) -> SharedPicture | None:
    found = picture(event.image) if event.image else None
    if found is None or event.image is None:
        return None
    return SharedPicture(
        address=found.large,
        width=found.width,
        height=found.height,
        alt=event.image.alt or event.title,
        credit=event.image.credit,
        uses=tuple(event.image.uses),
    )


def mentioned(events: QuerySet[Event]) -> set[str]:
    """Return the slugs of the museums of some events, those called off left out: one query."""
    held = events.exclude(status=EventStatus.CANCELLED)
    links = Event.museums.through.objects.filter(event__in=held.values("pk"))
    return set(links.order_by().values_list("museum__slug", flat=True).distinct())


KIND = Kind(name="event", label=_("Events"), model=Event, share=share, mentioned=mentioned)
