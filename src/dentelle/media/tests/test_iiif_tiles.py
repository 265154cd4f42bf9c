"""The short route in front of Django: the very bytes of the ZIP, under the same rights."""

import io
import itertools
import struct
import zipfile

import pytest
from PIL import Image as Drawing

from dentelle.media import store
from dentelle.media.iiif import addresses, grants, packs, tiles
from dentelle.media.models import Image
from dentelle.media.tests.iiif_factories import make_service, waves, write_tiles
from dentelle.publishing.enums import State

pytestmark = pytest.mark.django_db
KEY = "a" * 24
PASSED = ("passed on", [], [b""])


def asked(route, path, method="GET", **headers):
    """Ask the route; return status, headers and body."""
    told = []
    environ = {"PATH_INFO": path, "REQUEST_METHOD": method, **headers}
    body = route(environ, lambda status, headers: told.extend((status, dict(headers))))
    return (told[0], told[1], b"".join(body)) if told else PASSED


@pytest.fixture
def route():
    return tiles.Route(lambda environ, start: [])


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until it is moved."""
    moment = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: moment[0])
    return moment


def entries():
    with zipfile.ZipFile(store.tiles_path(KEY)) as file:
        return {
            name.partition("/")[2]: file.read(name)
            for name in file.namelist()
            if name.endswith(packs.TAIL)
        }


def test_every_tile_of_the_zip_is_sent_as_it_lies(route):
    make_service()
    found = entries()

    assert len(found) == 9 + 4 + 1
    for rest, content in found.items():
        status, headers, body = asked(route, f"/iiif/3/{KEY}/{rest}")
        assert (status, body) == ("200 OK", content), rest
        assert headers["Content-Type"] == "image/jpeg"
        assert headers["Content-Length"] == str(len(content))
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cache-Control"] == "public, max-age=31536000, s-maxage=50, immutable"


def test_every_tile_announced_is_there(route, client):
    make_service()
    told = client.get(f"/iiif/3/{KEY}/info.json").json()
    width, height, side = told["width"], told["height"], told["tiles"][0]["width"]

    for factor in told["tiles"][0]["scaleFactors"]:
        step = side * factor
        for x, y in itertools.product(range(0, width, step), range(0, height, step)):
            w, h = min(step, width - x), min(step, height - y)
            region = "full" if (w, h) == (width, height) else f"{x},{y},{w},{h}"
            size = (-(-w // factor), -(-h // factor))
            third = asked(route, f"/iiif/3/{KEY}/{region}/{size[0]},{size[1]}/0/default.jpg")
            second = asked(route, f"/iiif/2/{KEY}/{region}/{size[0]},/0/default.jpg")
            assert third[0] == second[0] == "200 OK"
            assert third[2] == second[2]
            assert Drawing.open(io.BytesIO(third[2])).size == size


@pytest.mark.parametrize(
    ("version", "rest", "canonical"),
    (
        (3, "0,0,512,512/512,512", "0,0,512,512/max"), (3, "0,0,512,512/max", "0,0,512,512/max"),
        (3, "0,0,1024,1024/512,512", "0,0,1024,1024/512,512"), (2, "0,0,512,512/512,", "0,0,512,512/full"),
        (2, "0,0,512,512/full", "0,0,512,512/full"), (2, "0,0,1024,1024/512,512", "0,0,1024,1024/512,"), (3, "full/375,275", "full/375,275"),
    ),
)  # fmt: skip
def test_a_tile_names_its_canonical_address_as_django_does(route, client, version, rest, canonical):
    make_service()
    path = f"/iiif/{version}/{KEY}/{rest}/0/default.jpg"

    status, headers, body = asked(route, path)
    slow = client.get(path)

    assert status == "200 OK"
    assert (
        f'<{addresses.service(KEY, version)}/{canonical}/0/default.jpg>;rel="canonical"'
        in headers["Link"]
    )
    assert (slow.status_code, slow.content) == (200, body)
    assert (slow["ETag"], slow["Link"]) == (headers["ETag"], headers["Link"])


def test_a_tile_is_known_again_and_sent_in_part(route):
    make_service()
    path = f"/iiif/3/{KEY}/0,0,512,512/512,512/0/default.jpg"
    _status, headers, body = asked(route, path)

    again = asked(route, path, HTTP_IF_NONE_MATCH=headers["ETag"])
    part = asked(route, path, HTTP_RANGE="bytes=2-5")
    stale = asked(route, path, HTTP_RANGE="bytes=2-5", HTTP_IF_RANGE='"other"')
    beyond = asked(route, path, HTTP_RANGE="bytes=99999999-")
    head = asked(route, path, "HEAD")

    assert (again[0], again[2]) == ("304 Not Modified", b"")
    assert (part[0], part[2]) == ("206 Partial Content", body[2:6])
    assert part[1]["Content-Range"] == f"bytes 2-5/{len(body)}"
    assert stale[2] == body
    assert (beyond[0], beyond[2]) == ("416 Range Not Satisfiable", b"")
    assert (head[0], head[2], head[1]["Content-Length"]) == ("200 OK", b"", str(len(body)))


@pytest.mark.parametrize(
    "path",
    (
        "/", "/collections/", f"/iiif/3/{KEY}/info.json", f"/iiif/3/{KEY}/full/max/0/default.jpg", f"/iiif/4/{KEY}/full/375,275/0/default.jpg",
        f"/iiif/3/{'b' * 24}/full/375,275/0/default.jpg", f"/iiif/3/{'b' * 999}/full/375,275/0/default.jpg", "/iiif/3//0/default.jpg",
        "/iiif/3/../../0/default.jpg", "/iiif/3/\x00/full/375,275/0/default.jpg", f"/iiif/3/{KEY}/0/default.jpg",
        f"/iiif/3/{KEY}/full/375,275/90/default.jpg", f"/iiif/3/{KEY}/full/375,275/0/default.png",
    ),
)  # fmt: skip
def test_whatever_is_no_tile_is_django_s(route, path):
    make_service()

    assert asked(route, path) == PASSED


def test_a_preflight_is_django_s(route):
    make_service()

    assert asked(route, f"/iiif/3/{KEY}/full/375,275/0/default.jpg", "OPTIONS") == PASSED


@pytest.mark.parametrize(
    "change",
    (
        {"state": State.WITHDRAWN},
        {"state": State.DRAFT},
        {"uses": ["show"]},
        {"uses": []},
        {"prepared": 0},
    ),
)
def test_a_tile_is_no_longer_sent_some_seconds_after_its_rights_changed(route, clock, change):
    image = make_service()
    path = f"/iiif/3/{KEY}/full/375,275/0/default.jpg"
    assert asked(route, path)[0] == "200 OK"

    Image.objects.filter(pk=image.pk).update(**change)
    clock[0] += grants.SECONDS + 0.1

    assert asked(route, path) == PASSED


def test_rights_are_asked_once_in_some_seconds(route, clock, django_assert_num_queries):
    make_service()
    path = f"/iiif/3/{KEY}/full/375,275/0/default.jpg"
    asked(route, path)

    with django_assert_num_queries(0):
        for _time in range(20):
            assert asked(route, path)[0] == "200 OK"


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr(grants, "_MOST", 3)
    seen = []
    memory = grants.Memory(seen.append)

    for key in "abcdea":
        memory.of(key)

    assert seen == list("abcdea")
    assert list(memory._kept) == ["d", "e", "a"]


def test_a_picture_prepared_again_is_read_from_its_new_file(route, clock):
    make_service()
    path = f"/iiif/3/{KEY}/full/375,275/0/default.jpg"
    before = asked(route, path)
    write_tiles(KEY, waves(1500, 1100).invert())
    assert asked(route, path)[2] == before[2]

    clock[0] += grants.SECONDS + 0.1
    after = asked(route, path)

    assert after[2] == entries()["full/375,275/0/default.jpg"] != before[2]
    assert after[1]["ETag"] != before[1]["ETag"]


@pytest.mark.parametrize("cut", (0, 10, 1000, -1, -30, -500))
def test_a_zip_cut_short_leaves_the_answer_to_django(route, cut, caplog):
    make_service()
    path = store.tiles_path(KEY)
    path.write_bytes(path.read_bytes()[:cut])

    assert asked(route, f"/iiif/3/{KEY}/full/375,275/0/default.jpg") == PASSED
    assert "could not answer" in caplog.text


def test_a_zip_whose_file_is_gone_leaves_the_answer_to_django(route, client):
    make_service()
    store.tiles_path(KEY).unlink()

    assert asked(route, f"/iiif/3/{KEY}/full/375,275/0/default.jpg") == PASSED
    assert client.get(f"/iiif/3/{KEY}/full/375,275/0/default.jpg").status_code == 200


def test_a_deflated_zip_is_not_sent(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("k/full/1,1/0/default.jpg", b"x" * 1000)

    with pytest.raises(packs.Broken):
        packs.Pack(path)


def test_a_zip_of_the_long_form_is_read(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        for number in range(66_000):
            file.writestr(f"k/{number},0,1,1/1,1/0/default.jpg", f"{number}")

    pack = packs.Pack(path)

    assert len(pack.tiles) == 66_000
    assert pack.read(pack.tiles["65999,0,1,1/1,1/0/default.jpg"]) == b"65999"


def test_lengths_and_places_beyond_four_gigabytes_are_read():
    extra = struct.pack("<2HB", 9, 1, 0) + struct.pack("<2H2Q", 1, 16, 5_000_000_000, 6_000_000_000)
    full = 0xFFFFFFFF

    assert packs._wide(extra, (full, 7, full)) == (5_000_000_000, 6_000_000_000)
    assert packs._wide(extra[:9], (full, 7, full)) == (full, full)


def test_answers_kept_in_memory_are_bounded_and_hold_as_long_as_their_rights(clock):
    kept = tiles.Kept(most=10)

    kept.put("a", 1010.0, ("200 OK", [], b"12345"))
    kept.put("a", 1010.0, ("200 OK", [], b"123456"))
    kept.put("b", 1010.0, ("200 OK", [], b"1234"))
    assert kept.get("a") == ("200 OK", [], b"123456")

    kept.put("c", 1020.0, ("200 OK", [], b"1"))
    assert (kept.get("a"), kept.get("b")[2], kept._held) == (None, b"1234", 5)

    clock[0] = 1015.0
    assert (kept.get("b"), kept.get("c")[2]) == (None, b"1")


def test_packs_held_open_are_bounded(tmp_path):
    for name in "abcd":
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as file:
            file.writestr("k/full/1,1/0/default.jpg", name)
    shelf = packs.Shelf(lambda key: tmp_path / f"{key}.zip", most=2)
    first = shelf.take("a")

    for name in "bcd":
        shelf.take(name)

    assert list(shelf._packs) == ["c", "d"]
    assert first.read(first.tiles["full/1,1/0/default.jpg"]) == b"a"
    assert shelf.take("e") is None
