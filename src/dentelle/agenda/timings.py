"""From what people write of dates to the occurrences that lists and calendars show.

A timing is what a person says at once: a day, a span of days, or a day that comes back (an RFC 5545
rule). Times are those of the wall clock in the network's time zone: a visit at 10 h stays at 10 h
when summer time begins. A time that does not exist that night is read as RFC 5545 §3.3.5 says, with
the offset before the change; one that comes twice is the first.
"""

import heapq
import itertools
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _

MOST = 1_500  # occurrences of one event: a visit each day for four years
_MOST_GONE_THROUGH = 100_000  # days of all timings before those that are kept: a second of work
_DAY = timedelta(days=1)
_BACK = timedelta(days=3653)  # ten years, beyond which what is over is not made again
_EARLIEST, _LATEST = 1900, 2200  # years an event may be in
_SOME_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 -- of the wall clock
_RULE_PARTS = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
)
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
# What a part holds (RFC 5545 §3.3.10); what is looser would break a calendar or have it looked for for minutes.
_MANY = re.compile(r"0*[1-9]\d{0,8}", re.ASCII)
_DAYS = re.compile(r"(?:[+-]?(?:[1-9]|[1-4]\d|5[0-3]))?(?:MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_WANTED = {
    "INTERVAL": _MANY,
    "COUNT": _MANY,
    "UNTIL": re.compile(r"\d{8}(?:T\d{6}Z?)?", re.ASCII),
    "BYDAY": _DAYS,
    "BYMONTHDAY": re.compile(r"[+-]?(?:0?[1-9]|[12]\d|3[01])", re.ASCII),
    "BYMONTH": re.compile(r"0?[1-9]|1[0-2]", re.ASCII),
    "BYSETPOS": re.compile(r"[+-]?[1-9]\d{0,2}", re.ASCII),
}
_MONTH_DAYS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_WEEKS_OF_A_MONTH = 5
_CYCLE = 400  # years after which the calendar, days of the week as well, is the same again
_LAST_YEAR = 9999  # of Python's calendar: no clock is told beyond


class TimingError(ValueError):
    """A timing says nothing that can happen; the message, in the reader's language, says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One occurrence: two instants in UTC, and the local days it covers, both included."""

    starts_at: datetime
    ends_at: datetime
    first_day: date
    last_day: date
    all_day: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What a person said of dates, in local time.

    Without `starts` it lasts whole days, `first` to `last`, both included: an exhibition is one such
    span. With times, it begins on `first` at `starts` and ends at `ends`, on `last`. `rule` repeats
    it; `excepted` are days on which it does not begin.
    """

    first: date
    last: date
    starts: time | None = None
    ends: time | None = None
    rule: str = ""
    excepted: tuple[date, ...] = ()

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Self:
        """Read a timing as it is stored.

        Raises:
            TimingError: a part is missing or none that can be read.
        """
        try:
            first = date.fromisoformat(stored["first"])
            return cls(
                first=first,
                last=date.fromisoformat(stored.get("last") or stored["first"]),
                starts=_time(stored.get("starts")),
                ends=_time(stored.get("ends")),
                rule=stored.get("rule") or "",
                excepted=tuple(date.fromisoformat(day) for day in stored.get("excepted") or ()),
            ).checked()
        except (KeyError, TypeError, ValueError) as error:
            if isinstance(error, TimingError):
                raise
            raise TimingError(
                _("A date or a time could not be read: %(found)s.") % {"found": stored}
            ) from error

    def stored(self) -> dict[str, Any]:
        """Return the timing as it is stored: JSON, empty parts left out."""
        parts = {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "starts": self.starts.isoformat("minutes") if self.starts else "",
            "ends": self.ends.isoformat("minutes") if self.ends else "",
            "rule": self.rule,
            "excepted": [day.isoformat() for day in self.excepted],
        }
        return {name: part for name, part in parts.items() if part}

    def checked(self) -> Self:
        """Return the timing when it can happen.

        Raises:
            TimingError: it ends before it begins, or its rule is none that can be followed.
        """
        if not _EARLIEST <= self.first.year <= _LATEST or self.last.year > _LATEST:
            raise TimingError(
                _("Dates go from %(first)d to %(last)d. Leave the end out when there is none.")
                % {"first": _EARLIEST, "last": _LATEST}
            )
        if self.last < self.first:
            raise TimingError(
                _("It ends on %(last)s, before it begins on %(first)s.")
                % {"first": self.first.isoformat(), "last": self.last.isoformat()}
            )
        if self.ends and not self.starts:
            raise TimingError(_("It has a time to end and none to begin."))
        if self.rule:
            _check_rule(self.rule)
        return self

    def begins(self, *, until: date, zone: ZoneInfo, since: date | None = None) -> Iterator[date]:
        """Go through the days on which it begins, by `until`, in order; days before `since` may be left out."""
        days = _repeated(self, until, zone, since) if self.rule else iter((self.first,))
        excepted = frozenset(self.excepted)
        return (day for day in days if day <= until and day not in excepted)

    def slots(self, zone: ZoneInfo, *, until: date, since: date | None = None) -> Iterator[Slot]:
        """Go through its occurrences that begin by `until`, in order; those before `since` may be left out."""
        for day in self.begins(until=until, zone=zone, since=since):
            yield self.slot(day, zone)

    def slot(self, day: date, zone: ZoneInfo) -> Slot:
        """Return the occurrence that begins on a day."""
        return self._slot(day, day + (self.last - self.first), zone)

    def _slot(self, first: date, last: date, zone: ZoneInfo) -> Slot:
        if self.starts is None:
            return Slot(
                starts_at=_instant(first, time(), zone),
                ends_at=_instant(last + _DAY, time(), zone),
                first_day=first,
                last_day=last,
                all_day=True,
            )
        ends = self.ends or self.starts
        if last == first and ends < self.starts:  # an evening that goes past midnight
            last = first + _DAY
        begin, end = _instant(first, self.starts, zone), _instant(last, ends, zone)
        return Slot(
            starts_at=begin,
            ends_at=max(begin, end),
            first_day=first,
            last_day=first
            if end.astimezone(zone).time() == time() and last == first + _DAY
            else last,
            all_day=False,
        )


def occurrences(
    timings: Iterable[Timing], zone: ZoneInfo, *, until: date, since: date | None = None
) -> list[Slot]:
    """Return the occurrences of all timings, each once, in order; `MOST` at most.

    `until` ends what repeats: a day that was told by name is there however far it is. The bound counts from the day `since`: what is not over by then comes first, the nearest of it; what
    room is left goes to the latest that are over, of ten years. What began long ago never runs out.
    """
    over: deque[tuple[date, Timing]] = deque(maxlen=MOST)
    ahead: list[tuple[date, Timing]] = []
    far = since - _BACK if since else None
    for day, timing in itertools.islice(_begun(timings, zone, until, far), _MOST_GONE_THROUGH):
        if since and day + (timing.last - timing.first) < since:
            over.append((day, timing))
        else:
            ahead.append((day, timing))
            if len(ahead) == MOST:
                break
    kept = [*itertools.islice(reversed(over), MOST - len(ahead)), *ahead]
    found = {
        (slot.starts_at, slot.ends_at): slot for slot in (one.slot(day, zone) for day, one in kept)
    }
    return [found[key] for key in sorted(found)]


def first_day(timings: Iterable[Timing], zone: ZoneInfo, *, until: date) -> date | None:
    """Return the first day of all there ever was, or nothing; `until` ends what repeats."""
    first = (next(timing.begins(until=_end(timing, until), zone=zone), None) for timing in timings)
    return min((day for day in first if day), default=None)


def _end(timing: Timing, until: date) -> date:
    return until if timing.rule else max(until, timing.first)


def _begun(
    timings: Iterable[Timing], zone: ZoneInfo, until: date, since: date | None
) -> Iterator[tuple[date, Timing]]:
    """Go through the days on which any timing begins, in the order of the wall clock."""

    def each(timing: Timing) -> Iterator[tuple[date, Timing]]:
        days = timing.begins(until=_end(timing, until), zone=zone, since=since)
        return ((day, timing) for day in days)

    every = [each(timing) for timing in dict.fromkeys(timings)]
    return heapq.merge(*every, key=lambda one: (one[0], one[1].starts or time()))


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def _time(text: str | None) -> time | None:
    """Read a time of the wall clock; one of another zone is none.

    Raises:
        ValueError: it cannot be read.
    """
    found = time.fromisoformat(text) if text else None
    if found and found.tzinfo:
        raise ValueError(text)
    return found


def _repeated(timing: Timing, until: date, zone: ZoneInfo, since: date | None) -> Iterator[date]:
    """Go through the days of a rule. Its end is set here: a rule may name days that never come.

    The library looks for such days until the year 9999: they are looked for near it, in years that are
    the same as these.
    """
    parts = _parts(timing.rule)
    first = _nearer(timing.first, parts, since) if since else timing.first
    count, given = parts.pop("COUNT", None), parts.pop("UNTIL", None)
    start = datetime.combine(first, timing.starts or time())
    horizon = datetime.combine(until, time.max)
    end = min(horizon, _wall(given, zone)) if given else horizon
    later = (_LAST_YEAR - max(until, timing.first).year) // _CYCLE * _CYCLE
    parts["UNTIL"] = end.replace(year=end.year + later).strftime("%Y%m%dT%H%M%S")
    rule = rrulestr(
        ";".join(f"{name}={value}" for name, value in parts.items()),
        dtstart=start.replace(year=start.year + later),
    )
    found = itertools.islice(rule, int(count) if count else None)
    return (moment.date().replace(year=moment.year - later) for moment in found)


def _nearer(first: date, parts: dict[str, str], since: date) -> date:
    """Return a later first day that gives the same days from `since` on.

    Days and weeks come back after a whole number of days, whatever else a rule says; a rule that
    counts has to be followed from its first day.
    """
    days = {"DAILY": 1, "WEEKLY": 7}.get(parts["FREQ"])
    if days is None or "COUNT" in parts:
        return first
    step = days * int(parts.get("INTERVAL", 1))
    return first + step * max(0, (since - first).days // step - 1) * _DAY


def _parts(rule: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in rule.upper().split(";"))


def _wall(until: str, zone: ZoneInfo) -> datetime:
    """Return the end of a rule on the wall clock: a day wholly counts, an instant of UTC is converted."""
    if "T" not in until:
        return datetime.combine(datetime.strptime(until, "%Y%m%d").date(), time.max)  # noqa: DTZ007 -- a day
    moment = datetime.strptime(until.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 -- of the wall clock
    if (
        not until.endswith("Z") or moment.year == _LAST_YEAR
    ):  # “for ever”, as some programs write it
        return moment
    return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def _check_values(parts: dict[str, str]) -> None:
    """Raise ValueError for a part that is not as the standard writes it, or days that never come."""
    for name, wanted in _WANTED.items():
        values = parts[name].split(",") if name in parts else ()
        if not all(wanted.fullmatch(value) for value in values):
            raise ValueError(name)
    rank = max(int(re.sub(r"\D", "", day) or 0) for day in parts.get("BYDAY", "").split(","))
    if parts["FREQ"] == "MONTHLY" and rank > _WEEKS_OF_A_MONTH:
        raise ValueError(parts["BYDAY"])
    if parts["FREQ"] == "DAILY" and parts.get("BYSETPOS", "1") not in {"1", "+1", "-1"}:
        raise ValueError(parts["BYSETPOS"])
    if not _some_month_has_the_day(parts):
        raise ValueError(parts["BYMONTHDAY"])


def _some_month_has_the_day(parts: dict[str, str]) -> bool:
    if "BYMONTHDAY" not in parts:
        return True
    months = [int(month) for month in parts.get("BYMONTH", "1").split(",")]
    earliest = min(abs(int(day)) for day in parts["BYMONTHDAY"].split(","))
    return earliest <= max(_MONTH_DAYS.get(month, 31) for month in months)


def _check_rule(rule: str) -> None:
    parts = _parts(rule)
    unknown = sorted(set(parts) - _RULE_PARTS)
    if unknown or parts.get("FREQ") not in _FREQUENCIES:
        raise TimingError(
            _(
                "The repetition “%(rule)s” cannot be followed: only days, weeks, months and years repeat."
            )
            % {"rule": rule}
        )
    try:
        _check_values(parts)
        if until := parts.pop("UNTIL", None):
            _wall(until, ZoneInfo("UTC"))
        rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=_SOME_DAY)
    except (KeyError, ValueError) as error:
        raise TimingError(
            _("The repetition “%(rule)s” cannot be read.") % {"rule": rule}
        ) from error
