"""What every reader hands over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from dentelle.agenda.timings import MOST, Timing, TimingError

LARGEST = 5 * 1024 * 1024  # bytes; the agenda of a large town is 2 MB
MOST_EVENTS = 2_000
YEARS_BACK, YEARS_ON = 1, 3  # what a repetition is told of, in whole years: stable from day to day


class SourceError(Exception):
    """A file cannot be read at all; the message, in the reader's language, says what was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEvent:
    """One event as its source says it.

    `values` are fields of `Event`, only those the source speaks of; `timings` among them is a list as
    `Timing.stored`. `problems` are sentences about what was left out; `refusal`, when there is one, why
    the event cannot be taken. `museum` is the museum a sheet names; `line` the line of the sheet.
    """

    uid: str
    values: dict[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    refusal: str = ""
    museum: str = ""
    line: int = 0

    @property
    def title(self) -> str:
        return str(self.values.get("title") or self.uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The events of a file, and sentences about the whole of it."""

    kind: str
    events: tuple[SourceEvent, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The day on which a source is read and the time zone of the network's wall clock."""

    today: date
    zone: ZoneInfo

    @property
    def since(self) -> date:
        """The first day a repetition is told of."""
        return date(self.today.year - YEARS_BACK, 1, 1)

    @property
    def until(self) -> date:
        """The last day a repetition is told of."""
        return date(self.today.year + YEARS_ON, 12, 31)

    def wall(self, moment: datetime) -> datetime:
        """Return a moment on the wall clock, without zone; one without zone stands there already."""
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).astimezone(self.zone)
        return moment.replace(tzinfo=None, second=0, microsecond=0)


def bounded(events: Iterable[Any], problems: list[str]) -> list[Any]:
    """Return the first `MOST_EVENTS`, and tell of it when there were more."""
    found = list(events)
    if len(found) > MOST_EVENTS:
        problems.append(
            _("%(found)d events were found: only the first %(most)d are read.")
            % {"found": len(found), "most": MOST_EVENTS}
        )
    return found[:MOST_EVENTS]


def each(raw: Iterable[Any], read: Callable[[Any], SourceEvent | None]) -> list[SourceEvent]:
    """Read things one by one; one that cannot be becomes a refusal, whatever was wrong in it."""
    found: dict[str, SourceEvent] = {}
    for number, one in enumerate(raw, 1):
        try:
            event = read(one)
        except TimingError as error:
            event = _refused(one, number, str(error))
        except Exception:  # noqa: BLE001 -- written by others: nothing of it may stop the reading
            event = _refused(one, number, _("This event is written in a way that cannot be read."))
        if event is not None:
            found[event.uid] = event
    return list(found.values())


def _refused(one: Any, number: int, why: str) -> SourceEvent:
    says = one.get if hasattr(one, "get") else lambda _name: None
    title = str(says("SUMMARY") or says("name") or says("title_fr") or "")[:200]
    uid = str(says("UID") or says("uid") or says("@id") or f"#{number}")[:300]
    return SourceEvent(uid=uid, values={"title": title} if title else {}, refusal=why)


def span(begins: date | datetime, ends: date | datetime | None, clock: Clock) -> Timing:
    """Return what is said by two days, both included, or two moments.

    Raises:
        TimingError: it ends before it begins.
    """
    if not isinstance(begins, datetime):
        last = clock.wall(ends).date() if isinstance(ends, datetime) else ends or begins
        return Timing(first=begins, last=last).checked()
    if ends is not None and not isinstance(
        ends, datetime
    ):  # a moment, then a day: it lasts until then
        return _timed(clock.wall(begins), max(datetime.combine(ends, time()), clock.wall(begins)))
    end = clock.wall(ends) if ends else clock.wall(begins)
    begin = clock.wall(begins)
    if ends is not None and _before(ends, begins):
        raise TimingError(
            _("It ends on %(last)s, before it begins on %(first)s.")
            % {"first": begin.isoformat(" ", "minutes"), "last": end.isoformat(" ", "minutes")}
        )
    return _timed(begin, end)


def _before(ends: datetime, begins: datetime) -> bool:
    if (ends.tzinfo is None) != (begins.tzinfo is None):
        return ends.replace(tzinfo=None) < begins.replace(tzinfo=None)
    return ends < begins


def _timed(begin: datetime, end: datetime) -> Timing:
    return Timing(
        first=begin.date(),
        last=end.date(),
        starts=begin.time(),
        ends=end.time() if end != begin else None,
    ).checked()


def stored(timings: Iterable[Timing], problems: list[str]) -> list[dict[str, Any]]:
    """Return timings as they are stored, in order, each once; `MOST` at most, told when more."""
    rows: dict[str, dict[str, Any]] = {}
    for timing in timings:
        row = timing.stored()
        rows.setdefault(repr(sorted(row.items(), key=str)), row)
    if len(rows) > MOST:
        problems.append(
            _("%(found)d dates were found: only the first %(most)d are kept.")
            % {"found": len(rows), "most": MOST}
        )
    ordered = sorted(rows.values(), key=lambda row: (row["first"], row.get("starts", "")))
    return ordered[:MOST]


def said(values: dict[str, Any]) -> dict[str, Any]:
    """Return only what a source speaks of: neither empty text, empty list nor nothing."""
    return {name: value for name, value in values.items() if value not in ("", None, [])}
