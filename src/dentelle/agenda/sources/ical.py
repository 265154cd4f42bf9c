"""iCalendar (RFC 5545): repetitions, exceptions, changed dates, time zones of every kind."""

import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Component

from dentelle.agenda.enums import EventStatus
from dentelle.agenda.sources import repeating, words
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

_DAY = timedelta(days=1)
Moment = date | datetime


def read(data: bytes, clock: Clock) -> Reading:
    """Read a calendar.

    Raises:
        SourceError: it is no calendar, or has no event.
    """
    problems: list[str] = []
    groups = bounded(_by_uid(_components(data)), problems)
    if not groups:
        raise SourceError(_("This calendar holds no event."))
    events = each(groups, lambda group: _event(group, clock))
    return Reading(kind="ical", events=tuple(events), problems=tuple(problems))


def _components(data: bytes) -> list[Any]:
    try:
        text = data.decode("utf-8-sig", errors="replace")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library tells how it guessed a time zone
            found = Component.from_ical(text, multiple=True)
        return [event for whole in found for event in whole.walk("VEVENT")]
    except Exception as error:  # the library raises many kinds on damaged files
        raise SourceError(
            _("This calendar is damaged and cannot be read: %(why)s.")
            % {"why": words.line(error, 120) or type(error).__name__}
        ) from error


class _Group(dict[str, Any]):
    """A master, and the dates of it that were changed; what `each` asks is asked of the master."""

    def __init__(self, uid: str, parts: list[Any]) -> None:
        masters = [part for part in parts if "RECURRENCE-ID" not in part]
        changed = {_name(part, "RECURRENCE-ID"): part for part in parts if part not in masters}
        self.master = max(masters, key=_sequence) if masters else None
        self.changed = list(changed.values()) if masters else parts
        self.said = self.master if self.master is not None else parts[0]
        super().__init__(UID=uid, SUMMARY=self.said.get("SUMMARY"))


def _by_uid(events: Iterable[Any]) -> Iterator[_Group]:
    groups: dict[str, list[Any]] = {}
    for number, event in enumerate(events, 1):
        uid = str(event.get("UID") or _made_uid(event) or f"#{number}")[:300]
        groups.setdefault(uid, []).append(event)
    return (_Group(uid, sorted(parts, key=_sequence)) for uid, parts in groups.items())


def _made_uid(event: Any) -> str:
    when = _name(event, "DTSTART")
    return f"{when}-{event.get('SUMMARY') or ''}" if when else ""


def _name(event: Any, name: str) -> str:
    """Return a moment as a name; a damaged one, on which the library raises, by what is written."""
    try:
        return str(_when(event, name) or "")
    except ValueError:
        return str(event.get(name))


def _sequence(event: Any) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0


def _event(group: _Group, clock: Clock) -> SourceEvent:
    said_by = group.said
    problems: list[str] = []
    uid = str(group["UID"])
    values = _values(said_by)
    if not values.get("title"):
        return SourceEvent(uid=uid, values=values, refusal=_("This event has no title."))
    if str(said_by.get("CLASS", "PUBLIC")).upper() in {"PRIVATE", "CONFIDENTIAL"}:
        return SourceEvent(
            uid=uid, values=values, refusal=_("This event is marked private in its calendar.")
        )
    values["timings"] = stored(_timings(group, clock, problems), problems)
    if not values["timings"]:
        why = _("All its dates are over.") if _when(said_by, "DTSTART") else _no_date()
        return SourceEvent(uid=uid, values=values, refusal=why, problems=tuple(problems))
    return SourceEvent(uid=uid, values=values, problems=tuple(dict.fromkeys(problems)))


def _no_date() -> str:
    return _("No date of this event could be read.")


def _values(event: Any) -> dict[str, Any]:
    status = str(event.get("STATUS", "")).upper()
    categories = " ".join(_texts(event, "CATEGORIES"))
    where = words.line(_first(event, "LOCATION"), 500)
    place, _comma, rest = where.partition(",")
    told = words.told(_first(event, "DESCRIPTION") or _first(event, "X-ALT-DESC"))
    title = words.line(_first(event, "SUMMARY"), 200)
    organiser = _first(event, "ORGANIZER")
    named = getattr(organiser, "params", {}).get("CN", "") if organiser else ""
    return {
        **said(
            {
                "title": title,
                **told,
                "kind": words.kind(categories, title),
                "audiences": words.audiences(f"{categories} {title}"),
                "place_name": words.line(place, 200),
                "place_address": words.line(rest, 300),
                "website": words.address(_first(event, "URL")),
                "organisers": "" if "@" in str(named) else words.line(named, 300),
            }
        ),
        "status": (EventStatus.CANCELLED if status == "CANCELLED" else EventStatus.PLANNED).value,
        **_geo(event),
    }


def _first(event: Any, name: str) -> Any:
    found = event.get(name)
    return found[0] if isinstance(found, list) and found else found


def _texts(event: Any, name: str) -> list[str]:
    found = event.get(name)
    many = found if isinstance(found, list) else [found] if found is not None else []
    return [str(text) for one in many for text in getattr(one, "cats", [one])]


def _geo(event: Any) -> dict[str, float]:
    found = _first(event, "GEO")
    if found is None or not hasattr(found, "latitude"):
        return {}
    return words.coordinates(found.latitude, found.longitude)


def _timings(group: _Group, clock: Clock, problems: list[str]) -> Iterator[Timing]:
    skipped = {day for part in group.changed if (day := _day(_when(part, "RECURRENCE-ID"), clock))}
    if group.master is not None:
        yield from _of_master(group.master, skipped, clock, problems)
    for part in group.changed:
        yield from _of_changed(part, clock, problems)


def _of_changed(part: Any, clock: Clock, problems: list[str]) -> Iterator[Timing]:
    """Give the new date of one that was changed; a cancelled one has none."""
    identity = part.get("RECURRENCE-ID")
    if str(getattr(identity, "params", {}).get("RANGE", "")).upper() == "THISANDFUTURE":
        problems.append(
            _("A change “for this date and all that follow” was read for that date alone.")
        )
    if str(part.get("STATUS", "")).upper() == "CANCELLED":
        return
    try:
        begins, ends = _bounds(part, clock, problems)
        yield span(begins, ends, clock)
    except TimingError as error:
        problems.append(str(error))


def _of_master(
    master: Any, skipped: set[date], clock: Clock, problems: list[str]
) -> Iterator[Timing]:
    begins, ends = _bounds(master, clock, problems)
    skipped |= {day for moment in _moments(master, "EXDATE") if (day := _day(moment, clock))}
    rules = [rule.to_ical().decode() for rule in _listed(master.get("RRULE"))]
    for rule in rules:
        yield from _repeated(rule, begins, ends, skipped, clock)
    extra = _extra(master, begins, ends)
    alone = [] if rules else [(begins, ends)]
    for begin, end in (*alone, *extra):
        if _day(begin, clock) not in skipped:
            yield span(begin, end, clock)


def _repeated(  # noqa: PLR0913, RUF100 -- a rule, what it repeats, and within what
    rule: str, begins: Moment, ends: Moment | None, skipped: set[date], clock: Clock
) -> Iterator[Timing]:
    if repeating.is_plain(rule, begins, clock):
        once = span(begins, ends, clock)
        yield Timing(
            first=once.first,
            last=once.last,
            starts=once.starts,
            ends=once.ends,
            rule=rule,
            excepted=tuple(sorted(skipped)),
        ).checked()
        return
    for begin in repeating.dates(rule, begins, clock):
        if _day(begin, clock) not in skipped:
            yield span(begin, _moved(begin, begins, ends), clock)


def _moved(begin: Moment, begins: Moment, ends: Moment | None) -> Moment | None:
    """Return when a date ends that lasts as long as the first, on the clock of its zone."""
    if ends is None:
        return None
    if isinstance(begin, datetime) and isinstance(ends, datetime) and isinstance(begins, datetime):
        lasts = ends.replace(tzinfo=None) - begins.replace(tzinfo=None)
        return begin + lasts
    return begin + (ends - begins)


def _extra(
    master: Any, begins: Moment, ends: Moment | None
) -> Iterator[tuple[Moment, Moment | None]]:
    for moment in _moments(master, "RDATE"):
        if isinstance(moment, tuple):
            begin, end = moment
            yield begin, begin + end if isinstance(end, timedelta) else end
        else:
            yield moment, _moved(moment, begins, ends) if _alike(moment, begins) else None


def _alike(one: Moment, other: Moment) -> bool:
    return isinstance(one, datetime) == isinstance(other, datetime)


def _bounds(event: Any, clock: Clock, problems: list[str]) -> tuple[Moment, Moment | None]:
    """Return when an event begins and ends; the last day of whole days is included.

    Raises:
        TimingError: it has no beginning, or ends before it.
    """
    begins = _when(event, "DTSTART")
    if begins is None:
        raise TimingError(_no_date())
    _tell_zone(event, begins, problems)
    ends = _end(event, begins)
    if not isinstance(begins, datetime) and ends is not None and not isinstance(ends, datetime):
        ends = max(ends - _DAY, begins) if ends >= begins else ends
    span(begins, ends, clock)
    return begins, ends


def _end(event: Any, begins: Moment) -> Moment | None:
    if (ends := _when(event, "DTEND")) is not None:
        if isinstance(begins, datetime) and not isinstance(ends, datetime):
            return datetime.combine(ends, time(), begins.tzinfo)
        return ends
    lasts = getattr(event.get("DURATION"), "dt", None)
    if not isinstance(lasts, timedelta):
        return None
    if isinstance(begins, datetime):
        return begins + lasts
    return begins + max(lasts, _DAY)


def _tell_zone(event: Any, begins: Moment, problems: list[str]) -> None:
    zone = str(getattr(event.get("DTSTART"), "params", {}).get("TZID", ""))
    if zone and isinstance(begins, datetime) and begins.tzinfo is None:
        problems.append(
            _("The time zone “%(zone)s” is not known: its hours were read as local ones.")
            % {"zone": words.line(zone, 60)}
        )


def _when(event: Any, name: str) -> Moment | None:
    found = getattr(_first(event, name), "dt", None)
    return found if isinstance(found, date) else None


def _listed(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found] if found is not None else []


def _moments(event: Any, name: str) -> list[Any]:
    """Return the moments of a list of dates; a period is a pair."""
    found = [one for listed in _listed(event.get(name)) for one in getattr(listed, "dts", [listed])]
    return [one.dt for one in found if hasattr(one, "dt")]


def _day(moment: Any, clock: Clock) -> date | None:
    if isinstance(moment, tuple):
        moment = moment[0]
    if isinstance(moment, datetime):
        return clock.wall(moment).date()
    return moment if isinstance(moment, date) else None
