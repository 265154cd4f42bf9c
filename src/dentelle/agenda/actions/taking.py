"""Taking in what a feed or a sheet says: each event on its own, what people wrote here kept.

Nothing becomes public by itself unless its feed is trusted: what is new waits for review; of an event
approved already only the dates and whether it takes place follow, the rest is held until a person takes
it. A field whose value is not the one its source said last was written here: it is locked and kept.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.agenda import timings
from dentelle.agenda.actions.events import create_event, materialise
from dentelle.agenda.enums import Origin
from dentelle.agenda.models import Event, Feed
from dentelle.agenda.sources.base import SourceEvent
from dentelle.core.text import fold
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.models import APPROVED

_PLACE = ("place_name", "place_address", "place_town", "latitude", "longitude")
_AT_ONCE = {"timings", "status", "status_note"}  # visitors must not come for nothing
_PUT_AWAY = {State.WITHDRAWN, State.ARCHIVED}
_REFUSALS = (
    timings.TimingError,
    ValidationError,
    DatabaseError,
    ValueError,
    publishing.DecisionError,
    publishing.EditedMeanwhileError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whose events they are, and what may be done with them.

    `museums` are those a sheet may name, by folded name; `over_public` writes over what is approved;
    `complete` flags what the source does not speak of any more; `past` takes what is over too.
    """

    museum: Museum | None
    feed: Feed | None = None
    origin: str = Origin.FEED
    museums: Mapping[str, Museum] = field(default_factory=dict)
    over_public: bool = False
    complete: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of one event: created, updated, unchanged, held, over, gone, away or refused."""

    title: str
    outcome: str
    reason: str = ""
    fields: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    line: int = 0
    event: int | None = None

    def stored(self) -> dict[str, Any]:
        """Return the line as JSON, empty parts left out."""
        names = ("title", "outcome", "reason", "fields", "kept", "problems", "line", "event")
        parts = {name: getattr(self, name) for name in names}
        return {
            name: list(part) if isinstance(part, tuple) else part
            for name, part in parts.items()
            if part
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a taking in did, event by event."""

    lines: tuple[Line, ...]
    problems: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(line.outcome for line in self.lines))

    @property
    def told(self) -> list[Line]:
        """The lines worth reading: all but those where nothing is to say."""
        return [one for one in self.lines if one.outcome != "unchanged" or one.kept or one.problems]

    def stored(self, most: int = 200) -> dict[str, Any]:
        """Return the report as JSON: its counts, and the first lines worth reading."""
        return {
            "counts": self.counts,
            "lines": [line.stored() for line in self.told[:most]],
            "problems": list(self.problems),
        }


def take_in(
    *,
    events: Iterable[SourceEvent],
    source: Source,
    actor: User | None,
    now: datetime,
    problems: Iterable[str] = (),
    dry_run: bool = False,
) -> Report:
    """Create, update and flag events as their source says; a repeat changes nothing.

    Each event is written in a transaction of its own: one that fails is refused with its reason. A dry
    run does the same and keeps nothing of it.
    """
    if not dry_run:
        return _taken(list(events), source, actor, now, tuple(problems))
    with transaction.atomic():
        report = _taken(list(events), source, actor, now, tuple(problems))
        transaction.set_rollback(True)
    return report


def _taken(
    events: list[SourceEvent],
    source: Source,
    actor: User | None,
    now: datetime,
    problems: tuple[str, ...],
) -> Report:
    taker = _Taker(source=source, actor=actor, now=now)
    lines = [taker.line(event) for event in events]
    if source.complete and source.feed is not None:
        lines += taker.gone({event.uid for event in events})
    return Report(lines=tuple(lines), problems=problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taker:
    source: Source
    actor: User | None
    now: datetime

    def line(self, said: SourceEvent) -> Line:
        """Take one event in, or say why not."""
        if said.refusal:
            return _line(said, "refused", reason=said.refusal)
        try:
            with transaction.atomic():
                return self._one(said)
        except _REFUSALS as error:
            return _line(said, "refused", reason=_sentence(error))

    def _one(self, said: SourceEvent) -> Line:
        museum = self._museum(said)
        values = _clean(_at_home(said.values, museum))
        event = self._known(said.uid, museum)
        if event is None:
            return self._new(said, values, museum)
        if event.state in _PUT_AWAY:
            return _line(said, "away", event=event, reason=_("It was put away here: it stays so."))
        return self._again(said, values, event)

    def _museum(self, said: SourceEvent) -> Museum:
        found = self.source.museums.get(fold(said.museum)) if said.museum else self.source.museum
        if found is None and said.museum:
            raise ValueError(
                _("The museum “%(name)s” is not one of those you write for.")
                % {"name": said.museum}
            )
        if found is None:
            raise ValueError(_("Nothing says for which museum this event is."))
        return found

    def _known(self, uid: str, museum: Museum) -> Event | None:
        """Return the event that has this name at this source; one left by a feed given up is taken back."""
        mine = Event.objects.of_museums([museum.pk]).select_for_update()
        found: Event | None = mine.filter(
            feed=None, origin=self.source.origin, source_uid=uid
        ).first()
        feed = self.source.feed
        if feed is None:
            return found
        of_feed: Event | None = (
            Event.objects.select_for_update().filter(feed=feed, source_uid=uid).first()
        )
        if of_feed is not None:
            return of_feed
        if found is not None:
            found.feed = feed
            found.save(update_fields=["feed"])
        return found

    def _new(self, said: SourceEvent, values: dict[str, Any], museum: Museum) -> Line:
        if not self.source.past and _is_over(values["timings"], localdate(self.now)):
            return _line(said, "over", reason=_("It is over: it was not taken."))
        event = create_event(
            values={
                **values,
                "source_uid": said.uid,
                "source_values": values,
                "feed": self.source.feed,
            },
            museums=[museum],
            actor=self.actor,
            now=self.now,
            origin=self.source.origin,
        )
        decide = publishing.approve if self._trusted else publishing.submit
        decide(subject=event, actor=self.actor, now=self.now)
        return _line(said, "created", event=event, fields=tuple(values))

    @property
    def _trusted(self) -> bool:
        return self.source.feed is not None and self.source.feed.trusted

    def _again(self, said: SourceEvent, values: dict[str, Any], event: Event) -> Line:
        wanted, kept = _wanted(event, values)
        held = self._held(event, wanted)
        written = {name: value for name, value in wanted.items() if name not in held}
        self._write(
            event, written, {name: values[name] for name in values if name not in held}, kept
        )
        differing = tuple(
            name for name in kept if event.source_values.get(name) != _now(event, name)
        )
        outcome = "updated" if written else "held" if held else "unchanged"
        reason = _held_sentence() if held else ""
        fields = (*written, *held)
        return _line(said, outcome, event=event, fields=fields, kept=differing, reason=reason)

    def _held(self, event: Event, wanted: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the fields that wait for a person, as visitors read them already."""
        if event.state not in APPROVED or self.source.over_public or self._trusted:
            return ()
        return tuple(name for name in wanted if name not in _AT_ONCE)

    def _write(
        self, event: Event, written: dict[str, Any], said: dict[str, Any], kept: list[str]
    ) -> None:
        if written:
            publishing.edit(
                subject=event, values=written, seen=event.version, actor=self.actor, now=self.now
            )
            event.sequence += 1
            event.updated_at = self.now
        before = (event.source_values, event.locks, event.missing_at)
        event.source_values = {**event.source_values, **said}
        event.locks = sorted({*event.locks, *kept})
        event.missing_at = None
        if written or before != (event.source_values, event.locks, None):
            event.save(
                update_fields=["source_values", "locks", "missing_at", "sequence", "updated_at"]
            )
        if "timings" in written:
            materialise(event=event, today=localdate(self.now))

    def gone(self, uids: set[str]) -> list[Line]:
        """Flag what its feed does not speak of any more and is not over; nothing is deleted."""
        coming = Event.objects.filter(
            feed=self.source.feed, missing_at=None, last_day__gte=localdate(self.now)
        ).exclude(state__in=_PUT_AWAY)
        return [self._flag(event) for event in coming if event.source_uid not in uids]

    @transaction.atomic
    def _flag(self, event: Event) -> Line:
        event.missing_at = self.now
        event.save(update_fields=["missing_at"])
        reason = _("Its feed does not speak of it any more: is it cancelled?")
        publishing.record_history(
            subject=event, verb="missing", actor=self.actor, now=self.now, note=reason
        )
        return Line(title=event.title, outcome="gone", reason=reason, event=event.pk)


def _wanted(event: Event, values: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return what is to be written, and the fields written here that are kept."""
    wanted, kept = {}, []
    for name, value in values.items():
        there = _now(event, name)
        if name in event.locks:
            kept.append(name)
        elif there == value:
            continue
        elif there == event.source_values.get(name, _empty(name)):
            wanted[name] = value
        else:
            kept.append(name)
    return wanted, kept


def _now(event: Event, name: str) -> Any:
    return publishing.plain(event, name)


def _empty(name: str) -> Any:
    return Event._meta.get_field(name).get_default()  # type: ignore[union-attr]  # noqa: SLF001 -- Django's own door


def _clean(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values that the fields accept.

    Raises:
        ValidationError: one does not.
    """
    cleaned = {}
    for name, value in values.items():
        of = Event._meta.get_field(name)  # noqa: SLF001 -- Django's own door
        cleaned[name] = value if isinstance(value, list) else of.clean(value, None)  # type: ignore[union-attr]
    return cleaned


def _at_home(values: Mapping[str, Any], museum: Museum) -> dict[str, Any]:
    """Leave the place out when it is the museum itself, however it is written."""
    place = fold(str(values.get("place_name") or ""))
    names = {fold(name) for name in (museum.official_name, museum.usual_name, museum.short_name)}
    if place and not any(name and (name in place or place in name) for name in names):
        return dict(values)
    return {name: value for name, value in values.items() if name not in _PLACE}


def _is_over(stored: list[dict[str, Any]], today: date) -> bool:
    said = [timings.Timing.of(one) for one in stored]
    slots = timings.occurrences(
        said, ZoneInfo(settings.TIME_ZONE), until=date(today.year + 1, 12, 31), since=today
    )
    return bool(slots) and max(slot.last_day for slot in slots) < today


def _held_sentence() -> str:
    return _("Visitors read it already: what else changed waits for a person.")


def _sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, DatabaseError):
        return _("What it says does not fit together.")
    return str(error)


def _line(said: SourceEvent, outcome: str, *, event: Event | None = None, **parts: Any) -> Line:
    return Line(
        title=said.title,
        outcome=outcome,
        problems=said.problems,
        line=said.line,
        event=event.pk if event else None,
        **parts,
    )
