"""Rules of RFC 5545 that the agenda's own timings cannot say: told date by date, within bounds.

A rule in another time zone, with hours in it, or begun long ago is gone through here; what remains is
one timing a date. Nothing is gone through without end: rules that repeat within a day, or that name
days that never come, are refused before.
"""

import itertools
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _

from dentelle.agenda.sources.base import Clock
from dentelle.agenda.timings import MOST, TimingError

_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_PLAIN = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTHDAY",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
}
_PARTS = _PLAIN | {"BYHOUR", "BYMINUTE", "BYSECOND", "BYWEEKNO", "BYYEARDAY"}
_RARE = {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"}
_MOST_GONE_THROUGH = 40_000  # dates before the first that is told: a century of days
_MONTH_DAYS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_WEEKS_OF_A_MONTH = 5


def parts_of(rule: str) -> dict[str, str]:
    """Return the parts of a rule, checked.

    Raises:
        TimingError: it repeats within a day, names what is not known, or days that never come.
    """
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";") if part)
    known = parts.get("FREQ") in _FREQUENCIES and set(parts) <= _PARTS
    if not known or not _comes(parts):
        raise TimingError(
            _(
                "The repetition “%(rule)s” cannot be followed: only days, weeks, months and years repeat."
            )
            % {"rule": rule}
        )
    return parts


def _comes(parts: dict[str, str]) -> bool:
    """Say whether the days of a rule come, as far as can be told without going through them."""
    often = parts["FREQ"] in {"DAILY", "WEEKLY"}
    if often and set(parts) & _RARE:
        return False
    return _month_days_come(parts) and _positions_come(parts)


def _month_days_come(parts: dict[str, str]) -> bool:
    days = _numbers(parts.get("BYMONTHDAY", ""))
    months = _numbers(parts.get("BYMONTH", ""))
    longest = max((_MONTH_DAYS.get(month, 31) for month in months), default=31)
    return not days or min(abs(day) for day in days) <= longest


def _positions_come(parts: dict[str, str]) -> bool:
    positions = _numbers(parts.get("BYSETPOS", ""))
    if not positions:
        return True
    days = len([day for day in parts.get("BYDAY", "").split(",") if day])
    most = days * _WEEKS_OF_A_MONTH if days else 31
    most = most if parts["FREQ"] == "MONTHLY" else 366
    return min(abs(position) for position in positions) <= most


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if re.fullmatch(r"[+-]?\d{1,4}", number)]


def is_plain(rule: str, begins: date | datetime, clock: Clock) -> bool:
    """Say whether the agenda's own timings can carry a rule: nothing rare, our hours, not too old."""
    if set(parts_of(rule)) - _PLAIN:
        return False
    if (begins.date() if isinstance(begins, datetime) else begins) < clock.since:
        return False
    return not isinstance(begins, datetime) or same_hours(begins.tzinfo, clock)


def same_hours(zone: tzinfo | None, clock: Clock) -> bool:
    """Say whether a zone's clocks show the network's hours each week of the years told; none does."""
    if zone is None or getattr(zone, "key", "") == clock.zone.key:
        return True
    week, moment = timedelta(days=7), datetime.combine(clock.since, time(12))
    while moment.date() <= clock.until:
        if zone.utcoffset(moment.replace(tzinfo=zone)) != _offset(clock.zone, moment):
            return False
        moment += week
    return True


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta | None:
    return moment.replace(tzinfo=zone).utcoffset()


def dates(rule: str, begins: date | datetime, clock: Clock) -> Iterator[date | datetime]:
    """Go through the beginnings a rule tells within the years told, in the zone it is written in.

    Raises:
        TimingError: the rule cannot be followed.
    """
    parts = parts_of(rule)
    zone = begins.tzinfo if isinstance(begins, datetime) else None
    timed = isinstance(begins, datetime)
    start = begins.replace(tzinfo=None) if isinstance(begins, datetime) else _midnight(begins)
    end = _midnight(clock.until) + timedelta(days=1)
    parts, end = _ended(parts, end, zone)
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        moments = iter(rrulestr(text, dtstart=start))
    except (ValueError, KeyError) as error:
        raise TimingError(
            _("The repetition “%(rule)s” cannot be read.") % {"rule": rule}
        ) from error
    within = itertools.takewhile(
        lambda moment: moment <= end, itertools.islice(moments, _MOST_GONE_THROUGH)
    )
    told = (moment for moment in within if moment.date() >= clock.since)
    for moment in itertools.islice(told, MOST):
        yield moment.replace(tzinfo=zone) if timed else moment.date()


def _ended(
    parts: dict[str, str], end: datetime, zone: tzinfo | None
) -> tuple[dict[str, str], datetime]:
    """Take the end out of a rule, on the clock it is written in."""
    given = parts.get("UNTIL", "")
    kept = {name: value for name, value in parts.items() if name != "UNTIL"}
    if not given:
        return kept, end
    if "T" not in given:
        day = datetime.strptime(given[:8], "%Y%m%d")  # noqa: DTZ007 -- of the wall clock
        return kept, min(end, day + timedelta(days=1, seconds=-1))
    moment = datetime.strptime(given.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 -- of the wall clock
    if given.endswith("Z") and zone is not None:
        moment = moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None)
    return kept, min(end, moment)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
