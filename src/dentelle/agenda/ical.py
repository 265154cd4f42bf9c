"""Events as calendars subscribe to them.

Source: RFC 5545 (iCalendar), RFC 7986 (NAME, REFRESH-INTERVAL).

A timing is a VEVENT, its repetition an RRULE with its exceptions; a repetition that goes past
midnight or lies in the hours that clocks change is written day by day, since RFC 5545 §3.6.1 gives
each day the same exact duration. A UID is made of the event's number and, past the first timing, of
when it begins: it stays when words, dates or states change, and says nothing of a title. SEQUENCE is
the event's, and one more for each time it was withdrawn or put back. What was public once and is
withdrawn stays a while, CANCELLED and without its words.
"""

import itertools
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

from dentelle.agenda import content_lines as lines
from dentelle.agenda.enums import EventKind, EventStatus
from dentelle.agenda.models import Event
from dentelle.agenda.timings import Slot, Timing
from dentelle.museums.models import Museum

MOST = 10_000  # components of a file
EACH = 1_500  # dates of a repetition told one by one
_BEGIN, _END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
_DAY = timedelta(days=1)
_QUIET = time(4)  # before it, a clock may change
_LATEST = 20  # years ahead a repetition is looked for its first day
_STATUSES = {EventStatus.CANCELLED: "CANCELLED", EventStatus.POSTPONED: "TENTATIVE"}
_ZONED = (date(2000, 1, 1), date(2050, 1, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event with what a calendar says of it beside its own row; `turns`: withdrawals and returns."""

    event: Event
    museums: Sequence[Museum]
    turns: int = 0
    is_withdrawn: bool = False


def calendar(
    entries: Iterable[Entry], *, name: str, until: date, since: date | None = None
) -> bytes:
    """Return a calendar file (UTF-8, lines folded at 75 octets, CRLF).

    `since` and `until` bound what is written date by date, and the file holds `MOST` components, those of
    the first entries. There is no METHOD, so that DTSTAMP is the last change (RFC 5545 §3.8.7.2) and the
    file stays the same until something does change.
    """
    parts = (part for entry in entries for part in _parts(entry, since, until))
    return b"".join([_head(name), *itertools.islice(parts, MOST), b"END:VCALENDAR\r\n"])


def _head(name: str) -> bytes:
    name = " ".join(name.split())  # a name is one line
    return b"".join(
        [
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Dentelle//Agenda//FR\r\nCALSCALE:GREGORIAN\r\n",
            lines.text("NAME", name),
            lines.text("X-WR-CALNAME", name),
            lines.text("X-WR-TIMEZONE", settings.TIME_ZONE),
            b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n",
            _zone(settings.TIME_ZONE),
        ]
    )


@lru_cache(maxsize=2)
def _zone(name: str) -> bytes:
    first, last = _ZONED
    zone = icalendar.Timezone.from_tzinfo(
        ZoneInfo(name), tzid=name, first_date=first, last_date=last
    )
    content: bytes = zone.to_ical()
    return content


def _parts(entry: Entry, since: date | None, until: date) -> Iterator[bytes]:
    """Go through the components of an event; one that has no date yet has none.

    The first date of all has the event's plain name, even where it is too long ago to be written.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    said = [Timing.of(stored) for stored in entry.event.timings]
    whole = (each for timing in said for each in _written(timing, zone, None, until))
    first = next(whole, None)
    if first is None:
        return
    plain, shared, names = _stamp(first), _shared(entry), set[str]()
    for timing in said:
        for each in _written(timing, zone, since, until):
            stamp = _stamp(each)
            if stamp not in names:
                names.add(stamp)
                mark = "" if stamp == plain else f"-{stamp}"
                yield b"".join([_BEGIN, _uid(entry.event, mark), *_dates(each, zone), shared, _END])


def _written(timing: Timing, zone: ZoneInfo, since: date | None, until: date) -> Iterator[Timing]:
    """Go through a timing as calendars can say it exactly: whole, or each of its days."""
    if not timing.rule:
        over = since is not None and timing.last < since
        yield from [] if over or timing.first in timing.excepted else [replace(timing, excepted=())]
    elif _is_exact(timing):
        yield from _from_its_first_day(timing, zone)
    else:
        lasts = timing.last - timing.first
        days = timing.begins(until=until, zone=zone, since=since)
        ahead = (day for day in days if since is None or day + lasts >= since)
        for day in itertools.islice(ahead, EACH):
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


def _uid(event: Event, mark: str) -> bytes:
    return lines.line("UID", f"evenement-{event.pk}{mark}@{_host(settings.SITE_URL)}")


@lru_cache(maxsize=2)
def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _shared(entry: Entry) -> bytes:
    """Return what all components of an event say alike."""
    event = entry.event
    changed = max(event.updated_at, event.withdrawn_at or event.updated_at)
    return b"".join(
        [
            lines.instant("DTSTAMP", changed),
            lines.line("SEQUENCE", str(event.sequence + entry.turns)),
            lines.instant("CREATED", event.created_at),
            lines.instant("LAST-MODIFIED", changed),
            *(_silence() if entry.is_withdrawn else _said(entry)),
            lines.line("TRANSP", "TRANSPARENT"),
        ]
    )


def _silence() -> Iterator[bytes]:
    yield lines.line("STATUS", "CANCELLED")
    yield lines.text("SUMMARY", _("Event withdrawn from the agenda"))


def _dates(timing: Timing, zone: ZoneInfo) -> Iterator[bytes]:
    slot = timing.slot(timing.first, zone)
    if slot.all_day:
        yield lines.day("DTSTART", slot.first_day)
        yield lines.day("DTEND", slot.last_day + _DAY)  # exclusive
    else:
        yield lines.moment("DTSTART", slot.starts_at.astimezone(zone), zone.key)
        if slot.ends_at > slot.starts_at:  # else no end is known: DTEND has to be later
            yield lines.moment("DTEND", slot.ends_at.astimezone(zone), zone.key)
    if timing.rule:
        rule: bytes = _rule(timing, slot, zone).to_ical()  # type: ignore[no-untyped-call]
        yield lines.line("RRULE", rule.decode())
        yield from _excepted(timing, zone)


def _excepted(timing: Timing, zone: ZoneInfo) -> Iterator[bytes]:
    for day in timing.excepted:
        if timing.starts is None:
            yield lines.day("EXDATE", day)
        else:
            yield lines.moment("EXDATE", datetime.combine(day, timing.starts), zone.key)


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


def _said(entry: Entry) -> Iterator[bytes]:
    event = entry.event
    for name, value in _words(entry).items():
        if value:
            yield lines.text(name, value)
    yield lines.line("URL", address(event))
    if where := _where(entry):
        yield lines.line("GEO", f"{where[0]};{where[1]}")
    yield lines.line("STATUS", _STATUSES.get(EventStatus(event.status), "CONFIRMED"))
    yield lines.text("CATEGORIES", str(EventKind(event.kind).label))


def _off(event: Event) -> str:
    status = EventStatus(event.status)
    return "" if status == EventStatus.PLANNED else str(status.label)


def _words(entry: Entry) -> Mapping[str, str]:
    event = entry.event
    off = _off(event)
    return {
        "SUMMARY": f"{off} – {event.title}" if off else event.title,
        "DESCRIPTION": _description(event, address(event)),
        "LOCATION": _location(entry),
        "CONTACT": ", ".join(filter(None, [event.contact_phone, event.contact_email])),
    }


def _description(event: Event, link: str) -> str:
    off = _off(event)
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
