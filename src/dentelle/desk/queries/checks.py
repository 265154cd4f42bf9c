"""What a museum is shown of an event it checks, and what the desk knows of checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dentelle.agenda.forms import FIELDS
from dentelle.agenda.models import Check, Event
from dentelle.agenda.queries.listing import Line, lines
from dentelle.desk.queries import event_story, events
from dentelle.desk.queries.story import Change
from dentelle.media import guards
from dentelle.media.queries import Picture
from dentelle.publishing import actions as publishing
from dentelle.publishing.models import HistoryEntry

_SHOWN = ("kind", "timings", "timing_note", "status", "status_note", "is_free", "prices", *FIELDS)
_ONCE = tuple(dict.fromkeys(_SHOWN))
_SAID_ABOVE = {"title", "kind", "summary", "description"}
_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """An event as its museum reads it: what stands at its head, then field by field.

    `waiting` are corrections that the network has not read yet; they are shown as written.
    """

    line: Line
    text: dict[str, str]
    facts: tuple[Change, ...]
    waiting: HistoryEntry | None
    picture: Picture | None

    @property
    def event(self) -> Event:
        return self.line.event


def values(event: Event) -> tuple[dict[str, Any], HistoryEntry | None]:
    """Return what an event says with the changes that wait for a reviewer, and these."""
    said = {name: publishing.plain(event, name) for name in _ONCE}
    waiting = events.proposal(event)
    return said | (waiting.after if waiting else {}), waiting


def page(event: Event, *, today: date) -> CheckPage:
    """Return what a museum is shown of its event."""
    said, waiting = values(event)
    (line,) = lines([event], today=today)
    facts = {
        name: value for name, value in said.items() if name in _ONCE and name not in _SAID_ABOVE
    }
    told = event_story.WORDS.changes({}, facts)
    return CheckPage(
        line=line,
        text={name: str(said[name]) for name in ("title", "summary", "description")},
        facts=tuple(fact for fact in told if fact.after),
        waiting=waiting,
        picture=_picture(line),
    )


def _picture(line: Line) -> Picture | None:
    """Return the event's picture when somebody without account may see it: a draft's poster waits for its event."""
    image = line.event.image
    return line.picture if image and guards.pass_(image) else None


def of_event(event: Event) -> list[Check]:
    """Return what was asked of an event, the latest first."""
    return list(event.checks.select_related("asked_by").order_by("-asked_at", "-pk")[:_MOST])


def unanswered(now: datetime) -> Sequence[Check]:
    """Return what museums have not answered yet, the oldest first."""
    rows = Check.objects.unanswered(now).select_related("event")
    return list(rows.order_by("asked_at", "pk")[:_MOST])
