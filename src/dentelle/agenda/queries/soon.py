"""What other pages say of the agenda: some lines, and the addresses robots are told."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.urls import reverse

from dentelle.agenda.asked import Asked
from dentelle.agenda.enums import EventStatus
from dentelle.agenda.models import Event
from dentelle.agenda.queries import listing
from dentelle.agenda.queries.listing import Line
from dentelle.agenda.wording import days

DOOR, MUSEUM, OBJECT = 4, 6, 3
LISTED = 40_000  # addresses of events in a file of the sitemap, which holds 50,000
_MONTHS = 3
_CALLED_OFF = Q(status__in=[EventStatus.CANCELLED, EventStatus.POSTPONED])


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """An event where an object is to be seen, and its days in words."""

    title: str
    href: str
    days: str
    language: str


def of_museum(slug: str, *, today: date) -> tuple[Line, ...]:
    """Return what runs or comes next in a museum; four queries."""
    found = listing.events(Asked(museum=slug), today=today).select_related("image")[:MUSEUM]
    return tuple(listing.lines(list(found), today=today))


def showing(record: int, *, today: date) -> tuple[Showing, ...]:
    """Return where an object (its key) is, or soon will be, to be seen: one query; nothing called off."""
    rows = Event.objects.public().exclude(_CALLED_OFF).filter(records=record, last_day__gte=today)
    found = rows.order_by("first_day", "pk").values_list(
        "title", "slug", "first_day", "last_day", "language"
    )
    return tuple(
        Showing(
            title=title,
            href=reverse("agenda:event", args=[slug]),
            days=days(first, last, today=today),
            language=language,
        )
        for title, slug, first, last, language in found[:OBJECT]
    )


def on_now(*, today: date) -> tuple[Line, ...]:
    """Return what the door shows: what runs and ends first, then what comes next; nothing called off."""
    rows = Event.objects.public().exclude(_CALLED_OFF).filter(last_day__gte=today)
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
