"""OpenAgenda's JSON: the answers of its own interface (v2), and the open data of OpenDataSoft."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dentelle.agenda.enums import Booking, EventStatus
from dentelle.agenda.sources import words
from dentelle.agenda.sources.base import (
    Clock,
    Reading,
    SourceError,
    SourceEvent,
    bounded,
    each,
    said,
    span,
    stored,
)
from dentelle.agenda.timings import Timing

# https://developers.openagenda.com: status of an event.
_STATUSES = {
    2: EventStatus.POSTPONED,
    4: EventStatus.POSTPONED,
    5: EventStatus.FULL,
    6: EventStatus.CANCELLED,
}


def read(data: Any, clock: Clock) -> Reading:
    """Read an answer that was decoded from JSON.

    Raises:
        SourceError: it is an error, or tells of something else than events.
    """
    problems: list[str] = []
    raw = bounded(_events(data), problems)
    return Reading(
        kind="openagenda",
        events=tuple(each(raw, lambda one: _event(one, clock))),
        problems=tuple(problems),
    )


def knows(data: Any) -> bool:
    """Say whether it looks like one of OpenAgenda's answers."""
    names = {"events", "event", "records", "results", "success", "agendas", "locations", "message"}
    return isinstance(data, dict) and bool(names & set(data))


def _events(data: dict[str, Any]) -> list[dict[str, Any]]:
    if isinstance(data.get("event"), dict):
        return [data["event"]]
    for name in ("events", "results", "records"):
        if isinstance(data.get(name), list):
            return [_fields(one) for one in data[name] if isinstance(one, dict)]
    raise SourceError(_elsewhere(data))


def _fields(one: dict[str, Any]) -> dict[str, Any]:
    fields = one.get("fields")
    return fields if isinstance(fields, dict) else one


def _elsewhere(data: dict[str, Any]) -> str:
    if message := data.get("message"):
        return _("OpenAgenda answered an error: “%(said)s”.") % {"said": words.line(message, 120)}
    if "locations" in data or "location" in data:
        return _("This is OpenAgenda’s list of places: give the address of the events instead.")
    return _("This is OpenAgenda’s list of agendas: give the address of the events of one instead.")


def _event(one: dict[str, Any], clock: Clock) -> SourceEvent:
    problems: list[str] = []
    uid = str(one.get("uid") or one.get("slug") or "")
    values = _values(one)
    if refusal := _refusal(one, uid, values):
        return SourceEvent(uid=uid or values.get("title", "?"), values=values, refusal=refusal)
    values["timings"] = stored(_timings(one, clock, problems), problems)
    if not values["timings"]:
        refusal = _("No date of this event could be read.")
    return SourceEvent(uid=uid, values=values, problems=tuple(problems), refusal=refusal)


def _refusal(one: dict[str, Any], uid: str, values: dict[str, Any]) -> str:
    if not uid:
        return _("This event has no name by which it could be found again.")
    if not values.get("title"):
        return _("This event has no title.")
    if one.get("private") or one.get("draft") or one.get("removed"):
        return _("This event is a draft, private or removed on OpenAgenda.")
    return ""


def _values(one: dict[str, Any]) -> dict[str, Any]:
    title = words.line(_text(one, "title"), 200)
    prices = words.line(_text(one, "conditions"), 300)
    about = " ".join(_keywords(one))
    summary = words.line(_text(one, "description"), 300)
    status = _STATUSES.get(_number(one.get("status")), EventStatus.PLANNED)
    return {
        **said(
            {
                "title": title,
                "summary": summary,
                "description": words.plain(
                    _text(one, "longDescription") or _text(one, "longdescription")
                ),
                "kind": words.kind(title, about, summary),
                "audiences": words.audiences(f"{title} {about} {summary}"),
                "prices": prices,
                "is_free": words.free(prices),
                "access": words.access(_codes(one.get("accessibility"))),
                "website": words.address(one.get("canonicalurl") or one.get("canonicalUrl")),
                **_ages(one),
                **_place(one),
                **_booking(one, prices),
            }
        ),
        "status": status.value,
    }


def _text(one: dict[str, Any], name: str) -> str:
    """Return a text in French, or in the first language there is."""
    if f"{name}_fr" in one:
        return str(one[f"{name}_fr"] or "")
    found = one.get(name)
    if isinstance(found, dict):
        return str(found.get("fr") or next((text for text in found.values() if text), ""))
    return str(found or "")


def _decoded(found: Any) -> Any:
    """Return what the open data writes as JSON inside of text."""
    if isinstance(found, str) and found[:1] in {"[", "{"}:
        try:
            return json.loads(found)
        except ValueError:
            return None
    return found


def _number(status: Any) -> int:
    status = _decoded(status)
    status = status.get("id") if isinstance(status, dict) else status
    return int(status) if str(status).isdecimal() else 1


def _keywords(one: dict[str, Any]) -> list[str]:
    found = one.get("keywords_fr") or one.get("keywords") or ""
    if isinstance(found, dict):
        found = found.get("fr") or next(iter(found.values()), [])
    return [str(word) for word in found] if isinstance(found, list) else str(found).split(";")


def _codes(found: Any) -> str:
    if isinstance(found, dict):
        return " ".join(str(name) for name, there in found.items() if there)
    if isinstance(found, list):
        return " ".join(str(name) for name in found)
    return str(found or "").replace(";", " ")


def _inner(one: dict[str, Any], name: str) -> dict[str, Any]:
    found = one.get(name)
    return found if isinstance(found, dict) else {}


def _ages(one: dict[str, Any]) -> dict[str, int]:
    age = _inner(one, "age")
    low, high = one.get("age_min", age.get("min")), one.get("age_max", age.get("max"))
    ages = [int(str(n)) if str(n).isdecimal() and int(str(n)) < 99 else 0 for n in (low, high)]  # noqa: PLR2004 -- no limit
    if all(ages):
        ages.sort()
    found = zip(("age_from", "age_to"), ages, strict=True)
    return {name: value for name, value in found if value}


def _place(one: dict[str, Any]) -> dict[str, Any]:
    place = _inner(one, "location")
    where = one.get("location_coordinates")
    where = (where.get("lat"), where.get("lon")) if isinstance(where, dict) else where
    pair = where if isinstance(where, list | tuple) and len(where) == 2 else (None, None)  # noqa: PLR2004
    return {
        "place_name": words.line(one.get("location_name") or place.get("name"), 200),
        "place_address": words.line(one.get("location_address") or place.get("address"), 300),
        "place_town": words.line(one.get("location_city") or place.get("city"), 120),
        **words.coordinates(pair[0] or place.get("latitude"), pair[1] or place.get("longitude")),
    }


def _booking(one: dict[str, Any], prices: str) -> dict[str, str]:
    ways = _decoded(one.get("registration"))
    ways = [way for way in ways if isinstance(way, dict)] if isinstance(ways, list) else []
    values = {str(way.get("type")): str(way.get("value") or "") for way in ways}
    link = words.address(values.get("link"))
    mail = values.get("email", "")
    return {
        "booking": words.booking(prices) or (Booking.ADVISED.value if link else ""),
        "booking_url": link,
        "contact_email": mail if "@" in mail and len(mail) < 200 else "",  # noqa: PLR2004
        "contact_phone": words.line(values.get("phone"), 40),
    }


def _timings(one: dict[str, Any], clock: Clock, problems: list[str]) -> Iterator[Timing]:
    found = _decoded(one.get("timings"))
    if not isinstance(found, list):
        found = [one.get("firstTiming"), one.get("lastTiming")]
        problems.append(
            _("Only the first and the last date are told: ask OpenAgenda for them all.")
        )
    for pair in found:
        if isinstance(pair, dict) and pair.get("begin"):
            ends = pair.get("end") or pair["begin"]
            yield span(
                datetime.fromisoformat(str(pair["begin"])), datetime.fromisoformat(str(ends)), clock
            )
