"""What waits for a reviewer, with what waits of it and since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from dentelle.agenda.models import Event
from dentelle.agenda.queries.listing import Line, lines
from dentelle.desk.queries import events
from dentelle.publishing.models import HistoryEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An event that waits: submitted, or public with changes proposed, which are then its `proposal`."""

    line: Line
    proposal: HistoryEntry | None

    @property
    def since(self) -> datetime | None:
        """Since when it waits."""
        return self.proposal.at if self.proposal else self.line.event.submitted_at

    @property
    def writer(self) -> str:
        """Who wrote what waits, when we know; a museum that used its link wrote its name."""
        if self.proposal:
            return str(self.proposal.actor or self.proposal.note)
        return str(self.line.event.created_by or "")


def narrowed(asked: Mapping[str, Any], *, today: date) -> QuerySet[Event]:
    """Return what waits among what was asked for, the oldest first."""
    found = events.narrowed(events.queue(), {**asked, "when": "all"}, today=today)
    return found.order_by("submitted_at", "pk")


def waiting(rows: Sequence[Event], *, today: date) -> list[Waiting]:
    """Return events with what waits of each: one query more than their lines, however many they are."""
    numbers = [str(event.pk) for event in rows]
    proposals = {
        int(entry.object_id): entry for entry in events.pending().filter(object_id__in=numbers)
    }
    return [
        Waiting(line=line, proposal=proposals.get(line.event.pk))
        for line in lines(rows, today=today)
    ]
