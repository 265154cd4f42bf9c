"""Events as letters, feeds, cards, widgets and posts take them."""

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from dentelle.agenda.enums import EventStatus
from dentelle.agenda.models import Event
from dentelle.agenda.queries.listing import Line, lines
from dentelle.media.queries import shared
from dentelle.publishing.shares import Kind, Share

_SUMMARY = 300  # characters of a description that stands for a summary


def share(events: Iterable[Event]) -> list[Share]:
    """Return events as shares: four queries whatever their number, besides their own."""
    rows = list(events)
    prefetch_related_objects(rows, "image")
    return [_share(line) for line in lines(rows, today=localdate())]


def _share(line: Line) -> Share:
    event, zone = line.event, ZoneInfo(settings.TIME_ZONE)
    first, last = event.first_day, event.last_day
    is_off = event.status != EventStatus.PLANNED
    return Share(
        kind="event",
        key=event.slug,
        title=event.title,
        short_title=event.short_title or event.title,
        summary=event.summary or event.description[:_SUMMARY],
        picture=shared(event.image, line.picture, alt=event.title),
        museums=tuple(museum.slug for museum in line.museums),
        starts=datetime.combine(first, time.min, zone) if first else None,
        ends=datetime.combine(last, time.max, zone) if last else None,
        place=line.place,
        address=reverse("agenda:event", args=[event.slug]),
        language=event.language,
        state=event.state,
        is_public=event.is_public,
        category=str(event.get_kind_display()),
        when=" ".join(filter(None, [line.dates.line, line.dates.more])),
        notice=str(event.get_status_display()) if is_off else "",
        notice_more=event.status_note if is_off else "",
        published_at=event.published_at or event.created_at,
        updated_at=event.updated_at,
    )


def mentioned(events: QuerySet[Event]) -> set[str]:
    """Return the slugs of the museums of some events, those called off left out: one query."""
    held = events.exclude(status=EventStatus.CANCELLED)
    links = Event.museums.through.objects.filter(event__in=held.values("pk"))
    return set(links.order_by().values_list("museum__slug", flat=True).distinct())


KIND = Kind(name="event", label=_("Events"), model=Event, share=share, mentioned=mentioned)
