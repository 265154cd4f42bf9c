"""Where what is asked for takes place: the model of the map, and the list that says the same."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from dentelle.agenda.asked import Asked
from dentelle.agenda.models import Event
from dentelle.agenda.queries import listing
from dentelle.core.text import fold
from dentelle.museums.map import Map, Place, build
from dentelle.museums.models import Museum
from dentelle.ui.addresses import with_query

MOST = 200  # places that are no museum


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with how many events it has and where it leads; `is_drawn` says it is on the map."""

    name: str
    town: str
    count: int
    href: str
    is_drawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Every place of what is asked for; `map` is nothing when none has coordinates."""

    map: Map | None
    spots: tuple[Spot, ...]


def places(asked: Asked, *, today: date) -> Places:
    """Return the places of the events asked for: three queries."""
    found = Event.objects.filter(pk__in=listing.events(asked, today=today).order_by().values("pk"))
    known = [*_museums(asked, found), *_elsewhere(found)]
    known.sort(key=lambda pair: (fold(pair[1].town), fold(pair[1].name)))
    return Places(
        map=build([place for place, spot in known if place and spot.is_drawn]),
        spots=tuple(spot for _place, spot in known),
    )


def _museums(asked: Asked, found: QuerySet[Event]) -> list[tuple[Place | None, Spot]]:
    """Return museums with what takes place there, not somewhere else."""
    there = found.filter(latitude__isnull=True).values("pk")
    here = Q(events__in=there)
    rows: Any = Museum.objects.filter(here).annotate(
        many=Count("events", filter=here, distinct=True)
    )
    return [_of_museum(row, row.many, asked) for row in rows]


def _of_museum(row: Museum, count: int, asked: Asked) -> tuple[Place | None, Spot]:
    pairs = replace(asked, museum=row.slug).parameters()
    href = with_query(reverse("agenda:agenda"), pairs)
    return _pair(row.name, row.town, count, href, (row.latitude, row.longitude), row.department)


def _elsewhere(found: QuerySet[Event]) -> list[tuple[Place | None, Spot]]:
    rows = found.filter(latitude__isnull=False).order_by("pk")[:MOST]
    return [
        _pair(
            f"{row.title}, {row.place_name}" if row.place_name else row.title,
            row.place_town,
            1,
            reverse("agenda:event", args=[row.slug]),
            (row.latitude, row.longitude),
        )
        for row in rows
    ]


def _pair(
    name: str,
    town: str,
    count: int,
    href: str,
    at: tuple[float | None, float | None],
    department: str = "",
) -> tuple[Place | None, Spot]:
    latitude, longitude = at
    drawn = latitude is not None and longitude is not None
    place = (
        Place(
            name=name, town=town, latitude=latitude, longitude=longitude, href=href, count=count, department=department,
        )
        if latitude is not None and longitude is not None
        else None
    )  # fmt: skip
    return place, Spot(name=name, town=town, count=count, href=href, is_drawn=drawn)
