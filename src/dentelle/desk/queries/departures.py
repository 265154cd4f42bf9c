"""What leaves, as the desk shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox import mail
from dentelle.publishing.outbox.enums import Fate
from dentelle.publishing.outbox.models import Departure
from dentelle.publishing.queries import history_of


def found(asked: Mapping[str, Any]) -> QuerySet[Departure]:
    """Return what leaves among what was asked for, the latest first, without the contents."""
    rows = Departure.objects.defer("content")
    if fate := asked.get("fate"):
        rows = rows.stuck() if fate == "stuck" else rows.filter(fate=fate)
    for word in asked.get("q", "").split():
        rows = rows.filter(Q(to__icontains=word) | Q(title__icontains=word))
    return rows.order_by("-written_at", "-pk")


def counts() -> dict[str, int]:
    """Return how many wait, and how many a person must decide about."""
    return Departure.objects.aggregate(
        waiting=Count("pk", filter=Q(fate=Fate.WAITING)),
        stuck=Count("pk", filter=Q(fate__in=(Fate.FAILED, Fate.UNKNOWN))),
    )


def text(departure: Departure) -> str:
    """Return a letter as a person reads it; nothing when its content was erased."""
    if not departure.content:
        return ""
    return mail.as_text(departure) if departure.kind == mail.KIND else str(departure.content)


def history(departure: Departure) -> list[HistoryEntry]:
    """Return who decided what about it."""
    return list(history_of(departure))
