"""Outlines read from a GeoJSON or TopoJSON file, as rings of longitude and latitude in degrees.

Sources: RFC 7946 (GeoJSON), the TopoJSON specification 1.0 (arcs are delta-encoded when quantized,
a negative index `~i` is arc `i` reversed).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

Kind = Literal["land", "water", "line"]
Ring = tuple[tuple[float, float], ...]
# Names the packaged file of départements misspells.
_RIGHT_NAMES = {
    "Haute-Rhin": "Haut-Rhin",
    "Meurhe-et-Moselle": "Meurthe-et-Moselle",
    "Seien-et-Marne": "Seine-et-Marne",
}


class OutlineError(Exception):
    """The map file cannot be read; the message says what was wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A named shape; `rings` are closed for land and water, open for a line (a river, a border)."""

    name: str
    kind: Kind
    rings: tuple[Ring, ...]

    def bounds(self) -> tuple[float, float, float, float]:
        """Return west, south, east, north in degrees."""
        longitudes = [x for ring in self.rings for x, _ in ring]
        latitudes = [y for ring in self.rings for _, y in ring]
        return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


@lru_cache(maxsize=4)
def load(path: Path, changed_at: float) -> tuple[Outline, ...]:  # noqa: ARG001 -- part of the cache key
    """Read a file once for each moment it was changed.

    Raises:
        OutlineError: it is neither GeoJSON nor TopoJSON.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        found = tuple(_topology(content) if content["type"] == "Topology" else _features(content))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        message = f"{path} is neither a GeoJSON FeatureCollection nor a TopoJSON Topology: {error}"
        raise OutlineError(message) from error
    return tuple(outline for outline in found if outline.rings)


def _features(content: Mapping[str, Any]) -> Iterator[Outline]:
    for feature in content["features"]:
        geometry = feature.get("geometry") or {}
        shapes = _shapes(geometry.get("type", ""), geometry.get("coordinates", ()))
        rings = tuple(tuple((float(p[0]), float(p[1])) for p in ring) for ring in shapes)
        yield _outline(feature.get("properties"), geometry.get("type", ""), rings)


def _shapes(kind: str, parts: Sequence[Any]) -> list[Any]:
    """Return the rings of a geometry, whatever its depth."""
    depth = {"LineString": 0, "Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}.get(kind)
    if depth is None:
        return []
    rings: list[Any] = [parts]
    for _ in range(depth):
        rings = [ring for level in rings for ring in level]
    return rings


def _outline(
    properties: Mapping[str, Any] | None, geometry: str, rings: tuple[Ring, ...]
) -> Outline:
    name = str((properties or {}).get("name", ""))
    is_water = (properties or {}).get("kind") == "water"
    kind: Kind = "line" if "Line" in geometry else "water" if is_water else "land"
    return Outline(name=_RIGHT_NAMES.get(name, name), kind=kind, rings=rings)


def _topology(content: Mapping[str, Any]) -> Iterator[Outline]:
    arcs = _arcs(content)
    for collection in content["objects"].values():
        for geometry in collection.get("geometries", ()):
            shapes = _shapes(geometry["type"], geometry.get("arcs", ()))
            rings = tuple(_joined(indexes, arcs) for indexes in shapes)
            yield _outline(geometry.get("properties"), geometry["type"], rings)


def _arcs(content: Mapping[str, Any]) -> list[Ring]:
    transform = content.get("transform")
    if transform is None:
        return [tuple((x, y) for x, y, *_ in arc) for arc in content["arcs"]]
    (scale_x, scale_y), (origin_x, origin_y) = transform["scale"], transform["translate"]
    return [
        tuple(
            (origin_x + x * scale_x, origin_y + y * scale_y)
            for x, y in accumulate(arc, lambda at, by: (at[0] + by[0], at[1] + by[1]))
        )
        for arc in content["arcs"]
    ]


def _joined(indexes: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Return arcs end to end, the point two of them share written once."""
    points: list[tuple[float, float]] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)
