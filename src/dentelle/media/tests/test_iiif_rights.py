"""Without the use `zoom`, nothing larger than the small version can be had, by any address."""

import io
import random

import numpy as np
import pytest
from django.utils import timezone
from PIL import Image as Drawing

from dentelle.media import guards
from dentelle.media.iiif import tiles
from dentelle.media.iiif.geometry import Size
from dentelle.media.tests.iiif_factories import SMALL_ONLY, drawing, make_service, waves
from dentelle.media.tests.test_iiif_syntax import spelt

pytestmark = pytest.mark.django_db
KEY = "a" * 24


def grained(width, height):
    """Draw grey with a grain of one pixel, which no reduced version can hold."""
    dice = np.random.default_rng(7)
    return drawing(
        dice.choice([0, 255], size=(height, width, 1)).astype(np.uint8).repeat(3, axis=2)
    )


def grain(content):
    """Return how much neighbouring pixels differ: 0 for plain grey, about 127 for the grain itself."""
    found = np.asarray(Drawing.open(io.BytesIO(content)).convert("L")).astype(int)
    if min(found.shape) < 4:
        return 0
    return abs(np.diff(found, axis=1)).mean()


@pytest.mark.parametrize("size", ((2400, 1700), (900, 3000)))
def test_the_service_of_a_picture_shown_small_is_its_small_version(client, size):
    make_service(picture=waves(*size), uses=SMALL_ONLY)

    told = client.get(f"/iiif/3/{KEY}/info.json").json()
    second = client.get(f"/iiif/2/{KEY}/info.json").json()

    assert max(told["width"], told["height"]) == 640
    assert told["width"] / told["height"] == pytest.approx(size[0] / size[1], rel=0.01)
    assert (second["width"], second["height"]) == (told["width"], told["height"])
    assert told["tiles"] == [{"width": 640, "height": 640, "scaleFactors": [1]}]
    assert told["sizes"][-1] == {"width": told["width"], "height": told["height"]}
    whole = client.get(f"/iiif/3/{KEY}/full/max/0/default.png")
    assert Drawing.open(io.BytesIO(whole.content)).size == (told["width"], told["height"])
    assert "immutable" not in whole["Cache-Control"]


@pytest.mark.parametrize(
    "rest",
    (
        "full/641,/0/default.jpg", "full/2400,1700/0/default.jpg", "full/,641/0/default.jpg", "full/^max/0/default.jpg",
        "0,0,320,320/512,512/0/default.jpg", "641,0,512,512/512,512/0/default.jpg", "full/pct:101/0/default.jpg",
        "2000,1000,100,100/max/0/default.jpg",
    ),
)  # fmt: skip
def test_addresses_of_the_large_picture_are_refused(client, rest):
    make_service(picture=waves(2400, 1700), uses=SMALL_ONLY)

    assert client.get(f"/iiif/3/{KEY}/{rest}").status_code in {400, 501}


@pytest.mark.parametrize("seed", range(3))
def test_no_address_shows_more_detail_than_the_small_version(client, seed):
    make_service(picture=grained(2400, 1700), uses=SMALL_ONLY)
    dice, answered = random.Random(seed), 0  # noqa: S311 -- a repeatable one is wanted
    ground = Size(640, 453)
    bound = grain(client.get(f"/iiif/3/{KEY}/full/max/0/default.png").content)
    assert bound < 60 < grain(grained(300, 200).pngsave_buffer())

    for _turn in range(60):
        frame = dice.choice((ground, Size(2400, 1700)))
        region, size, rotation, _name = spelt(dice, frame)
        answer = client.get(
            f"/iiif/{dice.choice((2, 3))}/{KEY}/{region}/{size}/{rotation or '0'}/default.png",
            follow=True,
        )
        assert answer.status_code in {200, 400, 404, 501}
        if answer.status_code == 200:
            answered += 1
            picture = Drawing.open(io.BytesIO(answer.content))
            assert max(picture.size) <= 640
            assert grain(answer.content) < bound * 1.5 + 8, answer.request["PATH_INFO"]
    assert answered > 8


def test_the_tiles_of_a_picture_shown_small_are_not_sent_by_the_short_route():
    make_service(picture=waves(2400, 1700), uses=SMALL_ONLY)
    passed = []
    route = tiles.Route(lambda environ, start: passed.append(environ["PATH_INFO"]) or [])

    for version, size in ((3, "512,512"), (2, "512,"), (3, "max"), (2, "full")):
        path = f"/iiif/{version}/{KEY}/0,0,512,512/{size}/0/default.jpg"
        route({"PATH_INFO": path, "REQUEST_METHOD": "GET"}, None)

    assert len(passed) == 4


def test_a_picture_without_any_use_is_not_there(client):
    make_service(uses=())

    assert client.get(f"/iiif/3/{KEY}/info.json").status_code == 404
    assert client.get(f"/iiif/3/{KEY}/full/max/0/default.jpg").status_code == 404


def test_rights_that_lapsed_give_nothing(client):
    image = make_service()
    image.until = timezone.localdate() - timezone.timedelta(days=1)
    image.save()

    assert client.get(f"/iiif/3/{KEY}/full/max/0/default.jpg").status_code == 404


def test_a_guard_is_asked_before_anything_is_sent(client, monkeypatch):
    make_service()
    monkeypatch.setattr(guards, "_guards", [lambda image: False])

    assert client.get(f"/iiif/3/{KEY}/info.json").status_code == 404
    assert client.get(f"/iiif/3/{KEY}/full/max/0/default.jpg").status_code == 404
