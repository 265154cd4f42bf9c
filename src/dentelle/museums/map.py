"""The map of museums as a model a template draws: outlines and points in the units of an SVG view box."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from dentelle.core.text import fold
from dentelle.museums.cartography.layout import Labels, apart, radius
from dentelle.museums.cartography.outlines import Kind, Outline, Ring, load

WIDTH = 640.0
_TALLEST, _LOWEST = 760.0, 320.0
_MARGIN = 0.14  # of the extent, on each side
_AIR = 0.04  # the same, around an outline
_LEAST_SPAN = 0.35  # degrees of latitude; about 39 km, so that one museum still shows its country


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A museum to be shown: `count` sizes its point, `href` is where the point leads."""

    name: str
    town: str
    latitude: float
    longitude: float
    href: str
    count: int = 0
    department: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An outline: `path` is SVG path data; `is_member` says that a museum shown stands in it."""

    name: str
    kind: Kind
    path: str
    is_member: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A town's name beside its first point; `anchor` is `start` or `end`."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A museum on the map."""

    place: Place
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Everything in the units of a view box `width` by `height`."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    points: tuple[Point, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """An equirectangular projection, true at the middle latitude; `scale` is units a degree of latitude."""

    west: float
    north: float
    shrink: float
    scale: float
    height: float

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = (longitude - self.west) * self.shrink * self.scale
        return round(x, 1), round((self.north - latitude) * self.scale, 1)


def build(places: Sequence[Place], *, least_span: float = _LEAST_SPAN) -> Map | None:
    """Lay the places out on the outlines of the install; nothing when there is no place.

    `least_span` is how many degrees of latitude are shown at least around them.
    """
    if not places:
        return None
    view = _view(places, least_span)
    ordered = sorted(places, key=lambda place: (-place.count, fold(place.name)))
    points = _points(ordered, view)
    return Map(
        width=int(WIDTH),
        height=round(view.height),
        shapes=_shapes(places, view),
        points=points,
        labels=_labels(points, view),
    )


def _view(places: Sequence[Place], least_span: float) -> _View:
    """Return the view that holds the places and the outlines they stand in."""
    west, south, east, north = _bounds(places, least_span)
    middle = (south + north) / 2
    shrink = _shrink(middle)
    wide, tall = (east - west) * shrink, north - south
    height = min(max(WIDTH * tall / wide, _LOWEST), _TALLEST)
    scale = min(WIDTH / wide, height / tall)
    return _View(
        west=(west + east) / 2 - WIDTH / scale / shrink / 2,
        north=middle + height / scale / 2,
        shrink=shrink,
        scale=scale,
        height=height,
    )


def _bounds(places: Sequence[Place], least_span: float) -> tuple[float, float, float, float]:
    """Return west, south, east, north in degrees, with air around."""
    south, north = min(p.latitude for p in places), max(p.latitude for p in places)
    west, east = min(p.longitude for p in places), max(p.longitude for p in places)
    shrink = _shrink((south + north) / 2)
    tall = max((north - south) * _MARGIN, (least_span - north + south) / 2)
    wide = max((east - west) * _MARGIN, (least_span / shrink - east + west) / 2)
    boxes = [(west - wide, south - tall, east + wide, north + tall)]
    boxes += [_aired(outline.bounds()) for outline in _standing(places)]
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def _aired(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    west, south, east, north = box
    wide, tall = (east - west) * _AIR, (north - south) * _AIR
    return west - wide, south - tall, east + wide, north + tall


def _standing(places: Sequence[Place]) -> list[Outline]:
    """Return the outlines named as the places' départements."""
    path = outline_file()
    members = {fold(place.department) for place in places if place.department}
    if path is None or not members:
        return []
    return [shape for shape in load(path, path.stat().st_mtime) if fold(shape.name) in members]


def _shrink(latitude: float) -> float:
    """Return how much shorter a degree of longitude is than one of latitude."""
    return max(math.cos(math.radians(latitude)), 0.05)


def _points(ordered: Sequence[Place], view: _View) -> tuple[Point, ...]:
    largest = ordered[0].count
    wanted = [
        (*view(place.longitude, place.latitude), radius(place.count, largest, len(ordered)))
        for place in ordered
    ]
    return tuple(
        Point(place=place, x=round(x, 1), y=round(y, 1), radius=round(size, 1))
        for place, (x, y), (_, _, size) in zip(ordered, apart(wanted), wanted, strict=True)
    )


def _labels(points: Sequence[Point], view: _View) -> tuple[Label, ...]:
    boxes = [
        (p.x - p.radius - 3, p.y - p.radius, p.x + p.radius + 3, p.y + p.radius) for p in points
    ]
    labels = Labels(WIDTH, view.height, boxes)
    found: dict[str, Label] = {}
    for point in points:
        town = point.place.town
        if town in found:
            continue
        if at := labels.place(town, point.x, point.y, point.radius):
            found[town] = Label(text=town, x=round(at[0], 1), y=round(at[1], 1), anchor=at[2])
    return tuple(found.values())


def _shapes(places: Sequence[Place], view: _View) -> tuple[Shape, ...]:
    members = frozenset(fold(place.department) for place in places if place.department)
    path = outline_file()
    if path is None:
        return ()
    drawn = _drawn(path, path.stat().st_mtime, view)
    return tuple(
        Shape(name=name, kind=kind, path=data, is_member=fold(name) in members)
        for name, kind, data in drawn
    )


def outline_file() -> Path | None:
    """Return the file of outlines: the setting's, the data folder's, or that of the départements."""
    packaged = finders.find("vendor/departements.topo.json")
    for choice in (settings.MAP_FILE, settings.DATA_DIR / "map.geojson", packaged):
        if choice and Path(str(choice)).is_file():
            return Path(str(choice))
    return None


@lru_cache(maxsize=256)
def _drawn(path: Path, changed_at: float, view: _View) -> tuple[tuple[str, Kind, str], ...]:
    """Return name, kind and path data of the outlines that show in a view."""
    return tuple(
        (outline.name, outline.kind, _path(outline, view))
        for outline in load(path, changed_at)
        if _shows(outline, view)
    )


def _shows(outline: Outline, view: _View) -> bool:
    west, south, east, north = outline.bounds()
    left, top = view(west, north)
    right, bottom = view(east, south)
    return left < WIDTH and right > 0 and top < view.height and bottom > 0


def _path(outline: Outline, view: _View) -> str:
    close = "" if outline.kind == "line" else "Z"
    return "".join(f"{_ring(ring, view)}{close}" for ring in outline.rings)


def _ring(ring: Ring, view: _View) -> str:
    """Return path data, points that fall on the same tenth of a unit written once."""
    points: list[tuple[float, float]] = []
    for longitude, latitude in ring:
        at = view(longitude, latitude)
        if not points or at != points[-1]:
            points.append(at)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
