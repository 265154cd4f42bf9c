"""Near: so many kilometres around the museums of a town."""

import math
from dataclasses import dataclass
from typing import Any

from django.db.models import ExpressionWrapper, F, FloatField, Q
from django.db.models.functions import Power
from django.db.models.lookups import LessThanOrEqual

from dentelle.agenda.models import Event
from dentelle.core.text import fold
from dentelle.museums.models import Museum

_DEGREE = 111.2  # km in a degree of latitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A circle: its middle in degrees, its radius in kilometres, the numbers of the museums in it."""

    latitude: float
    longitude: float
    distance: int
    museums: tuple[int, ...]

    def events(self) -> Q:
        """Return what takes place in it: at its own place when it has one, else at one of its museums.

        The earth is taken as flat, which at 30 km is wrong by some metres.
        """
        north = (F("latitude") - self.latitude) * _DEGREE
        east = (F("longitude") - self.longitude) * _DEGREE * _shrink(self.latitude)
        squared = ExpressionWrapper(Power(north, 2) + Power(east, 2), output_field=FloatField())
        within: Any = LessThanOrEqual(squared, float(self.distance**2))
        links = Event.museums.through.objects.filter(museum__in=self.museums)
        at_museum = Q(latitude__isnull=True, pk__in=links.values("event"))
        return Q(latitude__isnull=False) & Q(within) | at_museum


def around(town: str, distance: int) -> Around | None:
    """Return the circle around a member's town, or nothing when no museum there has coordinates."""
    known = Museum.objects.members().exclude(latitude=None)
    places: list[Any] = list(known.values_list("pk", "town", "latitude", "longitude"))
    wanted = fold(town)
    middle = [(lat, long) for _pk, name, lat, long in places if fold(name) == wanted]
    if not middle:
        return None
    latitude, longitude = (sum(axis) / len(middle) for axis in zip(*middle, strict=True))
    inside = tuple(
        pk
        for pk, _name, lat, long in places
        if _apart((latitude, longitude), (lat, long)) <= distance
    )
    return Around(latitude=latitude, longitude=longitude, distance=distance, museums=inside)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the kilometres between two places (degrees)."""
    east = (other[1] - one[1]) * _shrink(one[0])
    return math.hypot(other[0] - one[0], east) * _DEGREE


def _shrink(latitude: float) -> float:
    return math.cos(math.radians(latitude))
