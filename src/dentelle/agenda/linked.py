"""An event as schema.org data.

Source: schema.org/Event and /ExhibitionEvent; `eventStatus` and `isAccessibleForFree` as search engines read them.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from dentelle.agenda.enums import EventKind, EventStatus
from dentelle.agenda.models import Event, Occurrence
from dentelle.agenda.queries.event import EventPage

_TYPES = {
    EventKind.EXHIBITION: "ExhibitionEvent",
    EventKind.SHOW: "TheaterEvent",
    EventKind.FILM: "ScreeningEvent",
    EventKind.COURSE: "EducationEvent",
    EventKind.TALK: "EducationEvent",
}
_STATUSES = {
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
    EventStatus.POSTPONED: "https://schema.org/EventPostponed",
}


def event(page: EventPage, address: str) -> dict[str, Any]:
    """Return an event with its next dates; `address` is its page's."""
    row = page.event
    whole = {
        **_about(row, address),
        "location": _place(page),
        "organizer": [
            {"@type": "Museum", "name": museum.name, "url": museum.website}
            for museum in page.museums
        ],
        "image": f"{settings.SITE_URL}{page.line.picture.large}" if page.line.picture else "",
        **_period(row),
        "subEvent": [{**_about(row, address), **_dates(one)} for one in page.coming]
        if page.total > 1
        else [],
    }
    if page.total == 1:
        whole |= _dates(page.coming[0])
    return {key: value for key, value in whole.items() if value not in ("", [], None)}


def _about(row: Event, address: str) -> dict[str, Any]:
    return {
        "@type": _TYPES.get(EventKind(row.kind), "Event"),
        "name": row.title,
        "description": row.summary or row.description[:300],
        "url": address,
        "eventStatus": _STATUSES.get(EventStatus(row.status), "https://schema.org/EventScheduled"),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        **({} if row.is_free is None else {"isAccessibleForFree": row.is_free}),
        "inLanguage": row.language,
    }


def _period(row: Event) -> dict[str, Any]:
    return {
        "startDate": row.first_day.isoformat() if row.first_day else None,
        "endDate": row.last_day.isoformat() if row.last_day else None,
    }


def _dates(one: Occurrence) -> dict[str, Any]:
    if one.all_day:
        return {"startDate": one.first_day.isoformat(), "endDate": one.last_day.isoformat()}
    return {
        "startDate": localtime(one.starts_at).isoformat(),
        "endDate": localtime(one.ends_at).isoformat(),
    }


def _place(page: EventPage) -> Mapping[str, Any]:
    row, museum = page.event, next(iter(page.museums), None)
    name = row.place_name or (museum.name if museum else "")
    town = row.place_town or (museum.town if museum else "")
    address = {
        "@type": "PostalAddress",
        "streetAddress": row.place_address
        or (museum.address if museum and not row.place_name else ""),
        "addressLocality": town,
        "addressCountry": "FR",
    }
    return {
        "@type": "Place",
        "name": name or town,
        "address": {key: value for key, value in address.items() if value},
    }
