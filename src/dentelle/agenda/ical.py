"""Events as calendars subscribe to them.

Source: RFC 5545 (iCalendar), RFC 7986 (NAME, REFRESH-INTERVAL).

A timing is a VEVENT, its repetition an RRULE with its exceptions; a repetition that goes past
midnight or lies in the hours that clocks change is written day by day, since RFC 5545 §3.6.1 gives
each day the same exact duration. A UID is made of the event's number and, past the first timing, of
when it begins: it stays when words, dates or states change, and says nothing of a title. SEQUENCE is
the event's, and one more for each time it was withdrawn or put back. What was public once and is
withdrawn stays a while, CANCELLED and without its words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from urllib.parse import urlsplit
from zlib import crc32
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from dentelle.agenda.enums import EventStatus
from dentelle.agenda.models import Event
from dentelle.agenda.timings import Slot, Timing
from dentelle.museums.models import Museum

_DAY = timedelta(days=1)
_QUIET = time(4)  # before it, a clock may change
_LATEST = 20  # years ahead a repetition is looked for its first day
_STATUSES = {EventStatus.CANCELLED: "CANCELLED", EventStatus.POSTPONED: "TENTATIVE"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # no text holds these (RFC 5545 §3.1)
_ZONED = (date(2000, 1, 1), date(2050, 1, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event with what a calendar says of it beside its own row; `turns`: withdrawals and returns."""

    event: Event
    museums: Sequence[Museum]
    turns: int = 0
    is_withdrawn: bool = False


def calendar(entries: Iterable[Entry], *, name: str, until: date) -> bytes:
    """Return a calendar file (UTF-8, lines folded at 75 octets, CRLF).

    `until` bounds what is written day by day. There is no METHOD, so that DTSTAMP is the last change
    (RFC 5545 §3.8.7.2) and the file stays the same until something does change.
    """
    whole = icalendar.Calendar()
    whole.add("prodid", "-//Dentelle//Agenda//FR")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    line = " ".join(_sound(name).split())  # a name is one line
    whole.add("name", line)
    whole.add("x-wr-calname", line)
    whole.add("x-wr-timezone", settings.TIME_ZONE)
    whole.add("refresh-interval", timedelta(hours=1), {"value": "DURATION"})
    whole.add("x-published-ttl", "PT1H")
    whole.add_component(_zone(settings.TIME_ZONE))
    for entry in entries:
        for part in _parts(entry, until):
            whole.add_component(part)
    content: bytes = whole.to_ical()
    return content


@lru_cache(maxsize=2)
def _zone(name: str) -> icalendar.Timezone:
    first, last = _ZONED
    return icalendar.Timezone.from_tzinfo(
        ZoneInfo(name), tzid=name, first_date=first, last_date=last
    )


def _parts(entry: Entry, until: date) -> Iterator[icalendar.Event]:
    """Go through the components of an event; one that has no date yet has none."""
    zone = ZoneInfo(settings.TIME_ZONE)
    said = [Timing.of(stored) for stored in entry.event.timings]
    names: set[str] = set()
    for timing in said:
        for each in _written(timing, zone, until):
            mark = "" if not names else f"-{_stamp(each)}"
            if mark not in names:
                names.add(mark)
                yield _component(entry, each, mark, zone)


def _written(timing: Timing, zone: ZoneInfo, until: date) -> Iterator[Timing]:
    """Go through a timing as calendars can say it exactly: whole, or each of its days."""
    if not timing.rule:
        yield from [] if timing.first in timing.excepted else [replace(timing, excepted=())]
    elif _is_exact(timing):
        yield from _from_its_first_day(timing, zone)
    else:
        lasts = timing.last - timing.first
        for day in timing.begins(until=until, zone=zone):
            yield replace(timing, first=day, last=day + lasts, rule="", excepted=())


def _is_exact(timing: Timing) -> bool:
    """Say whether every day of a repetition lasts as long as the first, whatever clocks do."""
    if timing.starts is None:
        return True
    ends = timing.ends or timing.starts
    return timing.first == timing.last and _QUIET <= timing.starts <= ends


def _from_its_first_day(timing: Timing, zone: ZoneInfo) -> Iterator[Timing]:
    """DTSTART counts as the first day of a rule (RFC 5545 §3.8.5.3): it has to be one."""
    far = date(timing.first.year + _LATEST, 12, 31)
    first = next(replace(timing, excepted=()).begins(until=far, zone=zone), None)
    if first:
        yield replace(timing, first=first, last=first + (timing.last - timing.first))


def _stamp(timing: Timing) -> str:
    """Return what tells a timing of an event from its others: when it begins and ends, how it repeats."""
    begins, ends = (at.strftime("T%H%M") if at else "" for at in (timing.starts, timing.ends))
    again = f"-{crc32(timing.rule.encode()):08x}" if timing.rule else ""
    return f"{timing.first:%Y%m%d}{begins}-{timing.last:%Y%m%d}{ends}{again}"


def _component(entry: Entry, timing: Timing, mark: str, zone: ZoneInfo) -> icalendar.Event:
    event = entry.event
    part = icalendar.Event()
    part.add("uid", f"evenement-{event.pk}{mark}@{urlsplit(settings.SITE_URL).hostname}")
    changed = max(event.updated_at, event.withdrawn_at or event.updated_at).astimezone(UTC)
    part.add("dtstamp", changed)
    part.add("sequence", event.sequence + entry.turns)
    part.add("created", event.created_at.astimezone(UTC))
    part.add("last-modified", changed)
    _add_dates(part, timing, zone)
    if entry.is_withdrawn:
        part.add("status", "CANCELLED")
        part.add("summary", _("Event withdrawn from the agenda"))
        part.add("transp", "TRANSPARENT")
    else:
        _add_words(part, entry)
    return part


def _add_dates(part: icalendar.Event, timing: Timing, zone: ZoneInfo) -> None:
    (slot,) = replace(timing, rule="", excepted=()).slots(zone, until=timing.first)
    if slot.all_day:
        part.add("dtstart", slot.first_day)
        part.add("dtend", slot.last_day + _DAY)  # exclusive
    else:
        part.add("dtstart", slot.starts_at.astimezone(zone))
        if slot.ends_at > slot.starts_at:  # else no end is known: DTEND has to be later
            part.add("dtend", slot.ends_at.astimezone(zone))
    if timing.rule:
        part.add("rrule", _rule(timing, slot, zone))
        days = [_begin(timing, day, zone) for day in timing.excepted]
        if days:
            part.add("exdate", days, {"VALUE": "DATE"} if slot.all_day else {})


def _begin(timing: Timing, day: date, zone: ZoneInfo) -> date:
    return datetime.combine(day, timing.starts, zone) if timing.starts else day


def _rule(timing: Timing, slot: Slot, zone: ZoneInfo) -> icalendar.vRecur:
    """Return the repetition; UNTIL is a day for days, an instant of UTC for hours (RFC 5545 §3.3.10)."""
    rule: icalendar.vRecur = icalendar.vRecur.from_ical(timing.rule)
    if "UNTIL" in rule:
        end = rule["UNTIL"][0]
        rule["UNTIL"] = [_until(end, zone) if not slot.all_day else _day(end, zone)]
    return rule


def _day(end: date, zone: ZoneInfo) -> date:
    if not isinstance(end, datetime):
        return end
    far = end.year == date.max.year  # “for ever”: no clock goes beyond
    return (end.astimezone(zone) if end.tzinfo and not far else end).date()


def _until(end: date, zone: ZoneInfo) -> datetime:
    if not isinstance(end, datetime):
        end = datetime.combine(end, time(23, 59, 59))
    return (end if end.tzinfo else end.replace(tzinfo=zone)).astimezone(UTC)


def _add_words(part: icalendar.Event, entry: Entry) -> None:
    event = entry.event
    for name, value in _words(entry).items():
        if value:
            part.add(name, _sound(value))
    if where := _where(entry):
        part.add("geo", where)
    part.add("status", _STATUSES.get(EventStatus(event.status), "CONFIRMED"))
    part.add("transp", "TRANSPARENT")
    part.add("categories", [str(event.get_kind_display())])


def _words(entry: Entry) -> Mapping[str, str]:
    event = entry.event
    off = event.get_status_display() if event.status != EventStatus.PLANNED else ""
    return {
        "summary": f"{off} – {event.title}" if off else event.title,
        "description": _description(event, address(event)),
        "location": _location(entry),
        "url": address(event),
        "contact": ", ".join(filter(None, [event.contact_phone, event.contact_email])),
    }


def _sound(text: str) -> str:
    """Leave out the control characters that a paste from Word brings; line ends are those of RFC 5545."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _description(event: Event, link: str) -> str:
    off = event.get_status_display() if event.status != EventStatus.PLANNED else ""
    price = _("Free") if event.is_free else ""
    parts = [
        " — ".join(filter(None, [off, event.status_note])),
        event.summary,
        event.description,
        event.timing_note,
        " · ".join(filter(None, [price, event.prices])),
        link,
    ]
    return "\n\n".join(filter(None, parts))


def _location(entry: Entry) -> str:
    event, museum = entry.event, next(iter(entry.museums), None)
    if event.place_name or event.place_address:
        return ", ".join(filter(None, [event.place_name, event.place_address, event.place_town]))
    if museum is None:
        return event.place_town
    town = " ".join(filter(None, [museum.postcode, museum.town]))
    return ", ".join(filter(None, [museum.name, museum.address, town]))


def _where(entry: Entry) -> tuple[float, float] | None:
    event, museum = entry.event, next(iter(entry.museums), None)
    if event.latitude is not None and event.longitude is not None:
        return event.latitude, event.longitude
    if event.place_name or museum is None or museum.latitude is None or museum.longitude is None:
        return None
    return museum.latitude, museum.longitude


def address(event: Event) -> str:
    """Return the whole address of an event's page, in the language that is active."""
    return f"{settings.SITE_URL}{reverse('agenda:event', args=[event.slug])}"
