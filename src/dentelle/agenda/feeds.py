"""Events for other agendas, in the shape of OpenAgenda's exports; news are of `publishing.feeds`.

Source: the OpenAgenda API v2, `/agendas/<uid>/events`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dentelle.agenda.enums import Access, EventStatus
from dentelle.agenda.models import Event, Occurrence
from dentelle.agenda.queries.listing import Line
from dentelle.museums.models import Museum

# https://developers.openagenda.com: 1 scheduled, 2 rescheduled, 3 moved on line, 4 postponed, 5 full, 6 cancelled.
_STATUSES = {
    EventStatus.PLANNED: 1,
    EventStatus.POSTPONED: 4,
    EventStatus.FULL: 5,
    EventStatus.CANCELLED: 6,
}
_ACCESS = {"mi": Access.MOTOR, "hi": Access.HEARING, "vi": Access.VISUAL, "pi": Access.MENTAL, "sl": Access.SIGNED}  # fmt: skip


def data(
    lines: Iterable[Line], timings: Mapping[int, Sequence[Occurrence]], *, now: datetime
) -> list[dict[str, Any]]:
    """Return events in the shape of OpenAgenda; `timings` are the dates to come of each."""
    return [_datum(line, timings.get(line.event.pk, ()), now) for line in lines]


def _datum(line: Line, timings: Sequence[Occurrence], now: datetime) -> dict[str, Any]:
    event = line.event
    said = [_timing(one) for one in timings]
    coming = next((_timing(one) for one in timings if one.ends_at > now), None)
    return {
        "uid": event.pk,
        "slug": event.slug,
        "canonicalUrl": _address(event),
        "title": {event.language: event.title},
        "description": _in(event, event.summary),
        "longDescription": _in(event, event.description),
        "conditions": _in(event, _conditions(event)),
        "keywords": {event.language: [str(event.get_kind_display())]},
        "dateRange": {get_language() or settings.LANGUAGE_CODE: line.dates.line},
        "firstTiming": said[0] if said else None,
        "nextTiming": coming,
        "lastTiming": said[-1] if said else None,
        "timings": said,
        "timezone": settings.TIME_ZONE,
        "status": _STATUSES[EventStatus(event.status)],
        "statusNote": event.status_note,
        "attendanceMode": 1,
        "age": {"min": event.age_from, "max": event.age_to},
        "accessibility": {key: value in event.access for key, value in _ACCESS.items()},
        "registration": _registration(event),
        "location": _location(event, line.museums),
        "image": _image(line),
        "imageCredits": line.picture.credit if line.picture else None,
        "links": [{"link": event.website}] if event.website else [],
        "createdAt": _instant(event.created_at),
        "updatedAt": _instant(event.updated_at),
    }


def _in(event: Event, text: str) -> dict[str, str]:
    return {event.language: text} if text else {}


def _conditions(event: Event) -> str:
    return " · ".join(filter(None, [_("Free") if event.is_free else "", event.prices]))


def _timing(one: Occurrence) -> dict[str, str]:
    return {
        "begin": localtime(one.starts_at).isoformat(),
        "end": localtime(one.ends_at).isoformat(),
    }


def _registration(event: Event) -> list[dict[str, str]]:
    ways = {"link": event.booking_url, "email": event.contact_email, "phone": event.contact_phone}
    return [{"type": kind, "value": value} for kind, value in ways.items() if value]


def _location(event: Event, museums: Sequence[Museum]) -> dict[str, Any] | None:
    museum = next(iter(museums), None)
    if event.place_name or event.place_address or museum is None:
        return _place(event) if event.place_name or event.place_town else None
    return {
        "uid": museum.slug,
        "name": museum.name,
        "address": ", ".join(
            filter(None, [museum.address, f"{museum.postcode} {museum.town}".strip()])
        ),
        "city": museum.town,
        "postalCode": museum.postcode,
        "department": museum.department,
        "region": museum.region,
        "countryCode": "FR",
        "latitude": museum.latitude,
        "longitude": museum.longitude,
        "website": museum.website or None,
    }


def _place(event: Event) -> dict[str, Any]:
    return {
        "name": event.place_name or event.place_town,
        "address": event.place_address,
        "city": event.place_town,
        "countryCode": "FR",
        "latitude": event.latitude,
        "longitude": event.longitude,
    }


def _image(line: Line) -> dict[str, Any] | None:
    shown = line.picture
    if shown is None:
        return None
    base, _slash, name = shown.large.rpartition("/")
    size = {"width": shown.width, "height": shown.height}
    return {"base": f"{settings.SITE_URL}{base}/", "filename": name, "size": size}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _address(event: Event) -> str:
    return f"{settings.SITE_URL}{reverse('agenda:event', args=[event.slug])}"
