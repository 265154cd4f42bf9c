"""What other pages say of the agenda: some lines, and the addresses robots are told."""

from datetime import date

from django.db.models import F, Q
from django.urls import reverse

from dentelle.agenda.asked import Asked
from dentelle.agenda.enums import EventStatus
from dentelle.agenda.models import Event
from dentelle.agenda.queries import listing
from dentelle.agenda.queries.listing import Line

DOOR, MUSEUM = 4, 6
LISTED = 40_000  # addresses of events in a file of the sitemap, which holds 50,000
_MONTHS = 3


def of_museum(slug: str, *, today: date) -> tuple[Line, ...]:
    """Return what runs or comes next in a museum; four queries."""
    found = listing.events(Asked(museum=slug), today=today).select_related("image")[:MUSEUM]
    return tuple(listing.lines(list(found), today=today))


def on_now(*, today: date) -> tuple[Line, ...]:
    """Return what the door shows: what runs and ends first, then what comes next; nothing called off."""
    called_off = Q(status__in=[EventStatus.CANCELLED, EventStatus.POSTPONED])
    rows = Event.objects.public().exclude(called_off).filter(last_day__gte=today)
    running = list(
        rows.filter(
            first_day__lte=today, last_day__gt=F("first_day"), timings__0__rule__isnull=True
        )
        .select_related("image")
        .order_by("last_day", "pk")[: DOOR // 2]
    )
    coming = listing.events(Asked(), today=today, rows=rows.filter(first_day__gt=today))
    rest = list(coming.select_related("image")[: DOOR - len(running)])
    return tuple(listing.lines([*running, *rest], today=today))


def addresses(*, today: date) -> list[str]:
    """Return the paths of the agenda for robots: the list, the next months, the events not over."""
    months = [divmod(today.year * 12 + today.month - 1 + ahead, 12) for ahead in range(_MONTHS)]
    slugs = Event.objects.public().filter(last_day__gte=today).order_by("pk")
    return [
        reverse("agenda:agenda"),
        *(reverse("agenda:month", args=[year, f"{month + 1:02}"]) for year, month in months),
        *(
            reverse("agenda:event", args=[slug])
            for slug in slugs.values_list("slug", flat=True)[:LISTED]
        ),
    ]
