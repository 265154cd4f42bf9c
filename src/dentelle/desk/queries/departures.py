"""What leaves, as the desk shows it."""

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox import mail
from dentelle.publishing.outbox.enums import Fate
from dentelle.publishing.outbox.models import Departure
from dentelle.publishing.queries import history_of

_PER_PAGE = 50


def found(*, words: str, fate: str, page: str) -> Page[Departure]:
    """Return a page of what leaves, the latest first, without the contents."""
    rows = Departure.objects.defer("content")
    if fate:
        rows = rows.stuck() if fate == "stuck" else rows.filter(fate=fate)
    for word in words.split():
        rows = rows.filter(Q(to__icontains=word) | Q(title__icontains=word))
    return Paginator(rows.order_by("-written_at", "-pk"), _PER_PAGE).get_page(page)


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
