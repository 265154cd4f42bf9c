import itertools
import json
import math

import pytest

from dentelle.museums import map as museum_map
from dentelle.museums.cartography.outlines import OutlineError, load
from dentelle.museums.map import Place, build


def place(name="Musée", latitude=49.2, longitude=-0.4, **values):
    values = {"town": name, "href": f"/{name}/", "count": 1, **values}
    return Place(name=name, latitude=latitude, longitude=longitude, **values)


@pytest.fixture
def coast(tmp_path, settings):
    square = [[-1, 49], [0, 49], [0, 50], [-1, 50], [-1, 49]]
    far = [[20, 20], [21, 20], [21, 21], [20, 20]]
    content = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": "Aubrive"},
                "geometry": {"type": "Polygon", "coordinates": [square]},
            },
            {
                "type": "Feature",
                "properties": {"name": "Loin"},
                "geometry": {"type": "MultiPolygon", "coordinates": [[far]]},
            },
            {
                "type": "Feature",
                "properties": {"name": "L’Aube"},
                "geometry": {"type": "LineString", "coordinates": square[:3]},
            },
        ],
    }
    path = tmp_path / "coast.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    settings.MAP_FILE = str(path)
    return path


def test_no_place_makes_no_map():
    assert build([]) is None


def test_north_is_up_and_east_is_right(coast):
    drawn = build([place("Sud", 49.0, -0.9), place("Nord", 49.8, -0.1)])

    at = {point.place.name: point for point in drawn.points}
    assert at["Nord"].y < at["Sud"].y
    assert at["Nord"].x > at["Sud"].x
    assert all(0 < p.x < drawn.width and 0 < p.y < drawn.height for p in drawn.points)


def test_only_the_outlines_in_view_are_drawn_and_members_are_told_apart(coast):
    drawn = build([place(department="aubrive")])

    assert [(shape.name, shape.kind, shape.is_member) for shape in drawn.shapes] == [
        ("Aubrive", "land", True),
        ("L’Aube", "line", False),
    ]
    assert drawn.shapes[0].path.startswith("M")
    assert drawn.shapes[0].path.endswith("Z")
    assert not drawn.shapes[1].path.endswith("Z")


def test_museums_of_one_town_do_not_hide_each_other(coast):
    drawn = build([place(f"Musée {n}", count=n * 100, town="Rives") for n in range(1, 9)])

    for a, b in itertools.combinations(drawn.points, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius
    assert [label.text for label in drawn.labels] == ["Rives"]


def test_a_larger_collection_has_a_larger_point(coast):
    drawn = build([place("Petit", count=10), place("Grand", 49.5, count=1000)])

    assert [point.place.name for point in drawn.points] == ["Grand", "Petit"]
    assert drawn.points[0].radius > drawn.points[1].radius


def test_one_museum_alone_still_has_country_around_it(coast):
    drawn = build([place()])

    assert drawn.points[0].x == drawn.width / 2
    assert drawn.points[0].y == pytest.approx(drawn.height / 2, abs=1)


def test_a_topology_is_decoded_with_its_shared_and_reversed_arcs(tmp_path):
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.5], "translate": [10, 40]},
        "arcs": [
            [[0, 0], [2, 0]],
            [[2, 0], [0, 2], [-2, 0], [0, -2]],
            [[0, 0], [0, -2], [2, 0], [0, 2]],
        ],
        "objects": {
            "fra": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Haute-Rhin"}},
                    {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"name": "B"}},
                ],
            }
        },
    }
    path = tmp_path / "x.topo.json"
    path.write_text(json.dumps(topology))

    first, second = load(path, 1.0)

    assert first.name == "Haut-Rhin"
    assert first.rings == (((10, 40), (11, 40), (11, 41), (10, 41), (10, 40)),)
    assert second.rings[0][-2:] == ((11, 40), (10, 40))
    assert first.bounds() == (10, 40, 11, 41)


def test_a_file_that_is_no_map_is_refused(tmp_path):
    path = tmp_path / "x.geojson"
    path.write_text('{"type": "Nothing"}')

    with pytest.raises(OutlineError, match="GeoJSON"):
        load(path, 1.0)


def test_the_data_folder_comes_before_the_packaged_outlines(settings, tmp_path):
    settings.MAP_FILE, settings.DATA_DIR = "", tmp_path
    (tmp_path / "map.geojson").write_text('{"type": "FeatureCollection", "features": []}')

    assert museum_map.outline_file() == tmp_path / "map.geojson"
