"""What a museum's own page says of its events to search engines: schema.org in JSON-LD."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree, html

from dentelle.agenda.enums import EventStatus
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
from dentelle.agenda.timings import Timing, TimingError

_DEEPEST = 12  # levels a page may nest
_STATUSES = {
    "eventcancelled": EventStatus.CANCELLED,
    "eventpostponed": EventStatus.POSTPONED,
    "eventrescheduled": EventStatus.PLANNED,
}
_EVENTS = {"festival", "exhibitionevent", "courseinstance", "hackathon"}
_DAYS = {"mo": "MO", "tu": "TU", "we": "WE", "th": "TH", "fr": "FR", "sa": "SA", "su": "SU"}
_EVERY = {"P1D": "DAILY", "P1W": "WEEKLY", "P7D": "WEEKLY", "P1M": "MONTHLY", "P1Y": "YEARLY"}
_DURATION_YEARS = re.compile(r"P(\d{1,2})([DWM])")


def read_page(data: bytes, clock: Clock) -> Reading:
    """Read the JSON-LD of a page.

    Raises:
        SourceError: the page says nothing of events.
    """
    problems: list[str] = []
    found: list[Any] = []
    for text in _scripts(data):
        try:
            found.append(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            problems.append(_("A part of the page’s data is damaged and was left out."))
    return _reading(found, clock, problems)


def read(data: Any, clock: Clock) -> Reading:
    """Read JSON-LD that was decoded already.

    Raises:
        SourceError: it says nothing of events.
    """
    return _reading([data], clock, [])


def _reading(found: list[Any], clock: Clock, problems: list[str]) -> Reading:
    raw = bounded((one for whole in found for one in _nodes(whole, 0)), problems)
    if not raw:
        raise SourceError(
            _(
                "This page says nothing of events to machines (schema.org). Ask whoever makes it, or "
                "give the address of a calendar."
            )
        )
    events = each(raw, lambda one: _event(one, clock))
    return Reading(kind="linked", events=tuple(events), problems=tuple(problems))


def _scripts(data: bytes) -> list[str]:
    parser = html.HTMLParser(encoding=_encoding(data), no_network=True, huge_tree=False)
    try:
        page = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(_("This page is empty or damaged.")) from error
    found: Any = page.xpath("//script[@type]")
    return [
        script.text or ""
        for script in found
        if "ld+json" in script.get("type", "").lower() and script.text
    ]


def _encoding(data: bytes) -> str | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None  # the page says it, or lxml guesses
    return "utf-8"


def _nodes(whole: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Go through the events of a graph, lists and whatever carries them."""
    if depth > _DEEPEST:
        return
    if isinstance(whole, list):
        for one in whole:
            yield from _nodes(one, depth + 1)
    elif isinstance(whole, dict):
        if _is_event(whole):
            yield whole
            return
        for name in ("@graph", "itemListElement", "item", "event", "events", "mainEntity"):
            yield from _nodes(whole.get(name), depth + 1)


def _is_event(one: dict[str, Any]) -> bool:
    names = _words(one.get("@type"))
    kinds = {name.rpartition("/")[2].rpartition(":")[2].lower() for name in names}
    return any(kind == "event" or kind.endswith("event") or kind in _EVENTS for kind in kinds)


def _words(found: Any) -> list[str]:
    return [str(one) for one in found] if isinstance(found, list) else [str(found or "")]


def _one(found: Any) -> dict[str, Any]:
    found = found[0] if isinstance(found, list) and found else found
    if isinstance(found, str):
        return {"name": found}
    return found if isinstance(found, dict) else {}


def _text(found: Any) -> str:
    if isinstance(found, list):
        found = found[0] if found else ""
    if isinstance(found, dict):
        found = found.get("@value") or found.get("name") or ""
    return str(found or "")


def _event(one: dict[str, Any], clock: Clock) -> SourceEvent:
    problems: list[str] = []
    values = _values(one)
    uid = _uid(one, values)
    if not values.get("title"):
        return SourceEvent(uid=uid, refusal=_("This event has no title."))
    values["timings"] = stored(_timings(one, clock, problems), problems)
    refusal = "" if values["timings"] else _("No date of this event could be read.")
    return SourceEvent(uid=uid, values=values, problems=tuple(problems), refusal=refusal)


def _uid(one: dict[str, Any], values: dict[str, Any]) -> str:
    """Return its name on the web, or one made of its title and first day, which seldom change."""
    for name in ("@id", "url", "identifier"):
        if (found := _text(one.get(name)).strip()) and not found.startswith("_:"):
            return found[:300]
    made = f"{values.get('title')}|{_text(one.get('startDate'))[:10]}"
    return hashlib.sha256(made.encode()).hexdigest()[:32]


def _values(one: dict[str, Any]) -> dict[str, Any]:
    title = words.line(_text(one.get("name")), 200)
    status = _text(one.get("eventStatus")).rpartition("/")[2].lower()
    kinds = " ".join(_words(one.get("@type")))
    return {
        **said(
            {
                "title": title,
                **words.told(_text(one.get("description"))),
                "kind": words.kind(kinds.replace("Event", " event"), title),
                "audiences": words.audiences(
                    f"{_text(one.get('audience'))} {_text(_one(one.get('audience')).get('audienceType'))}"
                ),
                "website": words.address(_text(one.get("url"))),
                "organisers": words.line(_text(one.get("organizer")), 300),
                **_place(_one(one.get("location"))),
                **_prices(one),
            }
        ),
        "status": _STATUSES.get(status, EventStatus.PLANNED).value,
    }


def _place(place: dict[str, Any]) -> dict[str, Any]:
    if _text(place.get("@type")).endswith("VirtualLocation"):
        return {}
    address, geo = _one(place.get("address")), _one(place.get("geo"))
    parts = (address.get("streetAddress"), address.get("postalCode"))
    return {
        "place_name": words.line(_text(place.get("name")), 200),
        "place_address": words.line(
            ", ".join(text for part in parts if (text := _text(part))) or address.get("name"), 300
        ),
        "place_town": words.line(_text(address.get("addressLocality")), 120),
        **words.coordinates(geo.get("latitude"), geo.get("longitude")),
    }


def _prices(one: dict[str, Any]) -> dict[str, Any]:
    offers = one.get("offers")
    rows = [_one(offer) for offer in (offers if isinstance(offers, list) else [offers]) if offer]
    free = one.get("isAccessibleForFree")
    sold_out = any("soldout" in _text(row.get("availability")).lower() for row in rows)
    told = "; ".join(text for row in rows if (text := _price(row)))
    link = next((found for row in rows if (found := words.address(row.get("url")))), "")
    return {
        "is_free": {"true": True, "false": False}.get(str(free).lower()),
        "prices": words.line(told, 300),
        "booking_url": link,
        "status_note": _("Sold out") if sold_out else "",
    }


def _price(row: dict[str, Any]) -> str:
    price = _text(row.get("price"))
    if not price or price in {"0", "0.0", "0.00"}:
        return ""
    unit = "€" if _text(row.get("priceCurrency")) in {"", "EUR"} else _text(row["priceCurrency"])
    return " ".join(part for part in (_text(row.get("name")), f"{price} {unit}") if part)


def _timings(one: dict[str, Any], clock: Clock, problems: list[str]) -> Iterator[Timing]:
    parts = one.get("subEvent")
    dated = [
        part
        for part in (parts if isinstance(parts, list) else [parts])
        if isinstance(part, dict) and _start(part)
    ]
    schedules = one.get("eventSchedule")
    plans = schedules if isinstance(schedules, list) else [schedules]
    for plan in (plan for plan in plans if isinstance(plan, dict)):
        try:
            yield _planned(plan, one)
        except (TimingError, ValueError, KeyError):
            problems.append(_("A repetition of the page could not be read and was left out."))
    if dated or any(isinstance(plan, dict) for plan in plans):
        for part in dated:
            yield _spanned(part, clock)
    elif _start(one):
        yield _spanned(one, clock)


def _start(one: Any) -> str:
    return _text(one.get("startDate")) if isinstance(one, dict) else ""


def _spanned(one: dict[str, Any], clock: Clock) -> Timing:
    ends = _text(one.get("endDate"))
    begin, end = _moment(_start(one)), _moment(ends) if ends else None
    if isinstance(begin, datetime) and end is not None and not isinstance(end, datetime):
        # A day that closes a moment: the last day, of which nothing says the hour.
        return span(begin.date(), end, clock) if end > begin.date() else span(begin, None, clock)
    return span(begin, end, clock)


def _moment(text: str) -> date | datetime:
    text = text.strip()
    if len(text) <= len("2026-05-23"):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text.replace(" ", "T", 1))


def _planned(plan: dict[str, Any], one: dict[str, Any]) -> Timing:
    first = date.fromisoformat((_start(plan) or _start(one))[:10])
    ends = _text(plan.get("endDate"))[:10]
    parts = [f"FREQ={_every(plan)}"]
    if days := [_DAYS[name] for day in _words(plan.get("byDay")) if (name := _day(day)) in _DAYS]:
        parts.append(f"BYDAY={','.join(days)}")
    if ends:
        parts.append(f"UNTIL={date.fromisoformat(ends):%Y%m%d}")
    if count := _text(plan.get("repeatCount")):
        parts.append(f"COUNT={int(count)}")
    return Timing(
        first=first,
        last=first,
        starts=_hour(plan.get("startTime")),
        ends=_hour(plan.get("endTime")),
        rule=";".join(parts),
        excepted=tuple(
            date.fromisoformat(day[:10]) for day in _words(plan.get("exceptDate")) if day
        ),
    ).checked()


def _every(plan: dict[str, Any]) -> str:
    told = _text(plan.get("repeatFrequency")).upper()
    if told in _EVERY:
        return _EVERY[told]
    if found := _DURATION_YEARS.fullmatch(told):
        unit = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY"}[found[2]]
        return f"{unit};INTERVAL={int(found[1])}"
    if told in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}:
        return told
    return "WEEKLY" if plan.get("byDay") else "DAILY"


def _day(text: str) -> str:
    return text.rpartition("/")[2].rpartition(":")[2][:2].lower()


def _hour(found: Any) -> time | None:
    text = _text(found)
    return time.fromisoformat(text[:5]) if text else None
