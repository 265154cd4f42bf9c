"""The Val d'Aubrive, which is nowhere: a coast set in the open Atlantic, its towns, its three départements.

Longitudes and latitudes in degrees; the outlines are drawn by `outlines` and written as GeoJSON.
"""

import itertools
import math
from typing import Any

from dentelle.demo.chance import Rng, seeded

NETWORK = "Les musées du Val d’Aubrive"
REGION = "Val d’Aubrive"
# The sea's edge from south-west to north-east, then the inland border back; far from any real land.
COAST = [(-17.30, 46.62), (-17.16, 46.79), (-17.22, 46.93), (-17.02, 47.02), (-16.86, 47.16), (-16.90, 47.28), (-16.66, 47.33), (-16.44, 47.30), (-16.32, 47.40), (-16.10, 47.44), (-15.88, 47.38), (-15.62, 47.46)]  # fmt: skip
INLAND = [(-15.40, 47.30), (-15.34, 47.06), (-15.46, 46.84), (-15.40, 46.62), (-15.66, 46.44), (-16.02, 46.40), (-16.34, 46.30), (-16.72, 46.34), (-17.06, 46.42)]  # fmt: skip
CENTRE, SOUTH, EAST = (-16.24, 46.86), (-16.34, 46.30), (-15.46, 46.84)
RIVER = [(-15.72, 46.52), (-15.92, 46.64), (-16.06, 46.78), (-16.24, 46.86), (-16.30, 47.02), (-16.42, 47.14), (-16.40, 47.24), (-16.44, 47.30)]  # fmt: skip
ESTUARY = [
    (-16.48, 47.305),
    (-16.40, 47.30),
    (-16.385, 47.245),
    (-16.405, 47.20),
    (-16.425, 47.245),
]

DEPARTMENTS = ("Côte-d’Ansgot", "Haute-Aubre", "Merle-et-Bruine")

# Towns where a museum stands: latitude, longitude, département, postcode.
TOWNS: dict[str, tuple[float, float, str, str]] = {
    "Aubrive": (47.142, -16.398, DEPARTMENTS[0], "99100"),
    "Valmont-sur-Mer": (47.316, -16.606, DEPARTMENTS[0], "99110"),
    "Pont-Ansgot": (46.836, -16.272, DEPARTMENTS[1], "99200"),
    "Saint-Ansbert-des-Haies": (46.612, -16.412, DEPARTMENTS[1], "99240"),
    "Noirefont": (46.702, -15.872, DEPARTMENTS[1], "99270"),
    "Gravelise": (46.952, -16.742, DEPARTMENTS[0], "99130"),
    "Quernoy-le-Haut": (47.048, -15.702, DEPARTMENTS[2], "99320"),
    "Thuilay-en-Aubre": (46.518, -15.988, DEPARTMENTS[1], "99260"),
    "Port-Hélier": (47.402, -16.122, DEPARTMENTS[2], "99350"),
    "Merlimare": (46.838, -17.142, DEPARTMENTS[0], "99150"),
    "Brévalon": (46.486, -16.888, DEPARTMENTS[1], "99280"),
}
# Smaller places, for the notices.
VILLAGES = (
    "Ansgeville-la-Rouge", "Crèvebrume", "Hautecombrelle", "La Ferté-Merle", "Les Aubrets", "Marcheronde", "Montgarel",
    "Saint-Vulfrique", "Orgelande", "Vaucelise", "Le Bosc-Ansgot", "Trois-Vannes", "Croix-Merlin", "Bruine-l’Abbaye",
    "Sainte-Orielle", "Tournebarque", "Le Quesnelet-en-Aubre", "Rivaude", "Houlebec-le-Vieux", "Saint-Hélier-des-Grèves",
)  # fmt: skip
CAPES = (
    "la pointe du Moine", "l’anse aux Corbeaux", "la Grande Vanne", "l’Aiguille de Merlimare", "la Dent d’Ansgot",
    "la grève des Noyés", "la falaise de Tournebarque", "le Pas-de-l’Âne", "la baie de Bruine", "le cap Saint-Vulfrique",
    "la crique du Douanier", "la plage de Valmont", "les roches Brûlées",
)  # fmt: skip
REAL_REGIONS = ("Ile-de-France", "Île-de-France", "Bretagne", "Flandre", "Normandie", "Picardie", "Italie", "Angleterre", "Pays-Bas")  # fmt: skip


def _wander(
    rng: Rng, points: list[tuple[float, float]], depth: int, rough: float
) -> list[list[float]]:
    """Break straight lines into a shore: each middle is moved sideways, again and again."""
    if depth == 0:
        return [[round(x, 4), round(y, 4)] for x, y in points]
    broken = [points[0]]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        away = rng.uniform(-rough, rough)
        broken += [((x0 + x1) / 2 - (y1 - y0) * away, (y0 + y1) / 2 + (x1 - x0) * away), (x1, y1)]
    return _wander(rng, broken, depth - 1, rough * 0.85)


def _feature(name: str, kind: str, geometry: str, coordinates: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": name, "kind": kind},
        "geometry": {"type": geometry, "coordinates": coordinates},
    }


def outlines() -> dict[str, Any]:
    """Return the map as a GeoJSON feature collection: three départements, the Aubre, its estuary."""
    rng = seeded("map")
    west = _wander(rng, COAST[:8], 4, 0.16)
    north = _wander(rng, COAST[7:], 4, 0.16)
    east = _wander(rng, [COAST[-1], *INLAND[:3]], 3, 0.08)
    south_east = _wander(rng, INLAND[2:7], 3, 0.08)
    south_west = _wander(rng, [*INLAND[6:], COAST[0]], 3, 0.08)
    mouth = _wander(rng, [COAST[7], (-16.36, 47.10), CENTRE], 3, 0.10)
    to_south = _wander(rng, [CENTRE, (-16.62, 46.78), (-17.00, 46.70), COAST[0]], 3, 0.10)
    to_east = _wander(rng, [CENTRE, (-15.98, 46.80), (-15.70, 46.90), EAST], 3, 0.10)
    first = [*west, *mouth[1:], *to_south[1:]]
    second = [*to_east, *south_east[1:], *south_west[1:], *to_south[::-1][1:]]
    third = [*north, *east[1:], *to_east[::-1][1:], *mouth[::-1][1:]]
    islet = [
        [
            round(-17.36 + 0.05 * math.cos(a / 8 * math.tau), 4),
            round(47.12 + 0.03 * math.sin(a / 8 * math.tau), 4),
        ]
        for a in range(9)
    ]
    return {
        "type": "FeatureCollection",
        "features": [
            _feature(DEPARTMENTS[0], "land", "MultiPolygon", [[first], [islet]]),
            _feature(DEPARTMENTS[1], "land", "Polygon", [second]),
            _feature(DEPARTMENTS[2], "land", "Polygon", [third]),
            _feature("L’Aubre", "water", "LineString", _wander(rng, RIVER, 3, 0.14)),
            _feature(
                "Estuaire de l’Aubre",
                "water",
                "Polygon",
                [_wander(rng, [*ESTUARY, ESTUARY[0]], 2, 0.1)],
            ),
        ],
    }
