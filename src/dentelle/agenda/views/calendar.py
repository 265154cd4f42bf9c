"""A month of the agenda."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.timezone import localdate

from dentelle.agenda.asked import Asked
from dentelle.agenda.queries import month as reads
from dentelle.agenda.views.choices import choices
from dentelle.agenda.wording import day_name
from dentelle.ui.addresses import with_query

_MONTHS = range(1, 13)


def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """Show the days of a month and what they hold, with the same choices as the list."""
    if int(month) not in _MONTHS or not reads.EARLIEST <= int(year) <= reads.LATEST:
        raise Http404
    asked, first = Asked.of(request.GET).without_dates(), date(int(year), int(month), 1)
    found = reads.month(asked, first, today=localdate())
    context = {
        **choices(asked, view="month", day=first),
        "month": found,
        "name": named(first),
        "before": _link(asked, found.before),
        "after": _link(asked, found.after),
        "day_href": lambda day: with_query(
            reverse("agenda:agenda"), reads.of_day(asked, day).parameters()
        ),
        "whole_href": with_query(
            reverse("agenda:agenda"),
            [*asked.parameters(), ("du", found.first.isoformat()), ("au", found.last.isoformat())],
        ),
        "day_name": day_name,
        "week": [date_format(each.day, "l") for each in found.weeks[0]],
        "week_short": [date_format(each.day, "D") for each in found.weeks[0]],
    }
    return render(request, "agenda/month.html", context, using="jinja2")


def named(first: date) -> str:
    """Return a month in words: `mai 2026`."""
    return f"{MONTHS[first.month]} {first.year}"


def _link(asked: Asked, first: date) -> tuple[str, str] | None:
    """Return a month's name and address, or nothing beyond the years that have pages."""
    if not reads.EARLIEST <= first.year <= reads.LATEST:
        return None
    here = reverse("agenda:month", args=[first.year, f"{first.month:02}"])
    return named(first), with_query(here, asked.parameters())
