"""Image services over HTTP, through Django."""

import io
import json

import numpy as np
import pytest
from django.urls import reverse
from PIL import Image as Drawing

from dentelle.media import store
from dentelle.media.iiif import addresses, cache, cutting, headers, turnstile
from dentelle.media.tests.iiif_factories import SMALL_ONLY, make_service, waves, write_tiles
from dentelle.publishing.enums import State

pytestmark = pytest.mark.django_db
KEY = "a" * 24


def cut(client, rest, *, version=3, key=KEY, **options):
    return client.get(f"/iiif/{version}/{key}/{rest}", **options)


def opened(answer):
    assert answer.status_code == 200, answer.content
    return Drawing.open(io.BytesIO(answer.content))


def pixels(answer):
    return np.asarray(opened(answer).convert("RGB")).astype(int)


def truth(region=None):
    picture = waves(1500, 1100)
    return (picture.crop(*region) if region else picture).numpy().astype(int)


def test_the_description_names_the_sizes_and_tiles_of_the_store(client):
    make_service()

    answer = client.get(reverse("iiif:info", args=(3, KEY)))

    told = answer.json()
    assert answer["Content-Type"] == "application/json"
    assert (told["id"], told["type"], told["profile"]) == (
        addresses.service(KEY),
        "ImageService3",
        "level2",
    )
    assert (told["width"], told["height"]) == (1500, 1100)
    assert told["tiles"] == [{"width": 512, "height": 512, "scaleFactors": [1, 2, 4]}]
    assert told["sizes"] == [
        {"width": 375, "height": 275}, {"width": 750, "height": 550}, {"width": 1500, "height": 1100},
    ]  # fmt: skip
    assert told["rights"] == "http://creativecommons.org/publicdomain/mark/1.0/"


def test_the_description_in_version_2_has_its_own_words(client):
    make_service()

    told = cut(client, "info.json", version=2).json()

    assert told["@id"] == addresses.service(KEY, 2)
    assert told["profile"][0] == "http://iiif.io/api/image/2/level2.json"
    assert set(told["profile"][1]["formats"]) == {"jpg", "png", "webp", "avif"}


def test_the_description_is_json_ld_for_who_asks(client):
    make_service()

    answer = cut(client, "info.json", headers={"Accept": "application/ld+json"})

    assert (
        answer["Content-Type"]
        == 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"'
    )
    assert "Accept" in answer["Vary"]
    assert json.loads(answer.content)["id"]


@pytest.mark.parametrize("slash", ("", "/"))
def test_the_address_of_the_service_leads_to_its_description(client, slash):
    make_service()

    answer = client.get(f"/iiif/3/{KEY}{slash}")

    assert (answer.status_code, answer["Location"]) == (303, f"/iiif/3/{KEY}/info.json")
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("rest", "size", "form"),
    (
        ("full/max/0/default.jpg", (1500, 1100), "JPEG"),
        ("full/300,220/0/default.png", (300, 220), "PNG"),
        ("full/300,100/0/default.webp", (300, 100), "WEBP"),
        ("100,200,301,401/151,201/0/default.jpg", (151, 201), "JPEG"),
        ("100,200,300,400/150,200/90/default.png", (200, 150), "PNG"),
        ("1499,1099,1,1/max/0/default.png", (1, 1), "PNG"),
        ("0,0,1500,1/1,1/0/default.png", (1, 1), "PNG"),
    ),
)
def test_a_cut_has_exactly_the_size_asked_for(client, rest, size, form):
    make_service()

    picture = opened(cut(client, rest))

    assert (picture.size, picture.format) == (size, form)


def test_avif_is_made(client):
    make_service()

    answer = cut(client, "full/200,147/0/default.avif")

    assert answer["Content-Type"] == "image/avif"
    assert answer.content[4:12] == b"ftypavif"


@pytest.mark.parametrize("region", ((0, 0, 400, 300), (700, 500, 333, 222), (1100, 800, 400, 300)))
def test_a_region_shows_that_part_of_the_picture(client, region):
    make_service()

    found = pixels(cut(client, f"{','.join(map(str, region))}/max/0/default.png"))

    assert abs(found - truth(region)).mean() < 4


def test_a_reduced_region_shows_that_part_of_the_picture(client):
    make_service()

    found = pixels(cut(client, "300,200,800,800/200,200/0/default.png"))

    wanted = truth((300, 200, 800, 800)).reshape(200, 4, 200, 4, 3).mean(axis=(1, 3))
    assert abs(found - wanted).mean() < 4


@pytest.mark.parametrize(
    ("rotation", "turned"),
    (
        ("90", lambda p: np.rot90(p, -1)), ("180", lambda p: np.rot90(p, 2)), ("270", lambda p: np.rot90(p, 1)),
        ("!0", lambda p: p[:, ::-1]), ("!90", lambda p: np.rot90(p[:, ::-1], -1)),
    ),
)  # fmt: skip
def test_a_picture_is_mirrored_then_turned_clockwise(client, rotation, turned):
    make_service()

    plain = pixels(cut(client, "0,0,300,200/max/0/default.png"))

    assert (pixels(cut(client, f"0,0,300,200/max/{rotation}/default.png")) == turned(plain)).all()


def test_grey_and_black_and_white_have_one_band(client):
    make_service()

    assert opened(cut(client, "full/300,220/0/gray.png")).mode == "L"
    assert set(
        np.unique(np.asarray(opened(cut(client, "full/300,220/0/bitonal.png")).convert("L")))
    ) == {0, 255}


@pytest.mark.parametrize(
    ("version", "asked", "canonical"),
    (
        (3, "0,0,1500,1100/max/0/default.jpg", "full/max/0/default.jpg"),
        (3, "full/300,/0/color.jpg", "full/300,220/0/default.jpg"),
        (3, "pct:50,0,50,50/pct:50/360/gray.png", "750,0,750,550/375,275/0/gray.png"),
        (2, "full/300,220/0/default.jpg", "full/300,/0/default.jpg"),
        (2, "square/!300,300/0/default.jpg", "200,0,1100,1100/300,/0/default.jpg"),
    ),
)
def test_other_spellings_lead_to_the_canonical_one(client, version, asked, canonical):
    make_service()

    answer = cut(client, asked, version=version)
    final = cut(client, canonical, version=version)

    assert (answer.status_code, answer["Location"]) == (301, f"/iiif/{version}/{KEY}/{canonical}")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert final.status_code == 200
    assert f'<{addresses.service(KEY, version)}/{canonical}>;rel="canonical"' in final["Link"]
    assert f'<http://iiif.io/api/image/{version}/level2.json>;rel="profile"' in final["Link"]


@pytest.mark.parametrize(
    ("rest", "status"),
    (
        ("full/1501,/0/default.jpg", 400), ("full/max/361/default.jpg", 400), ("9999,0,1,1/max/0/default.jpg", 400),
        ("..%2F..%2Fetc/max/0/default.jpg", 404), ("%2e%2e/max/0/default.jpg", 400), ("full/max/0/default.exe", 400),
        (f"{'9' * 10_000},0,1,1/max/0/default.jpg", 400), ("full/%00/0/default.jpg", 400), ("full/max/0/<script>.jpg", 400),
        ("full/^max/0/default.jpg", 501), ("full/max/45/default.jpg", 501), ("full/max/0/default.tif", 501),
        ("full/max/0/default.jpg/", 404), ("full/max/0/0/default.jpg", 404),
    ),
)  # fmt: skip
def test_what_cannot_be_answered_says_so_and_is_not_kept(client, rest, status):
    make_service()

    answer = cut(client, rest)

    assert answer.status_code == status
    if status != 404:
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert answer["Cache-Control"] == "no-store"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert len(answer.content) < 500


@pytest.mark.parametrize("version", (1, 4, 33))
def test_another_version_is_not_there(client, version):
    make_service()

    assert cut(client, "info.json", version=version).status_code == 404


@pytest.mark.parametrize(
    "rest",
    ("", "/info.json", "/full/max/0/default.jpg", "/0,0,512,512/512,512/0/default.jpg", "/allowed"),
)
@pytest.mark.parametrize("state", (State.DRAFT, State.WITHDRAWN))
def test_a_picture_that_is_not_public_is_not_there(client, state, rest):
    make_service(state=state)

    answer = client.get(f"/iiif/3/{KEY}{rest}")

    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_picture_kept_on_disk_is_not_sent_once_it_is_withdrawn(client):
    image = make_service()
    assert cut(client, "full/300,220/0/default.jpg").status_code == 200
    assert list(cache._found())

    image.state = State.WITHDRAWN
    image.save()

    assert cut(client, "full/300,220/0/default.jpg").status_code == 404


def test_a_cut_is_made_once(client):
    make_service()
    first = cut(client, "full/300,220/0/default.jpg")
    store.pyramid_path(KEY).unlink()
    for width in (640, 1280):
        store.rendition_path(KEY, width).unlink()

    second = cut(client, "full/300,220/0/default.jpg")

    assert second.content == first.content
    assert cut(client, "full/301,221/0/default.jpg").status_code == 503


def test_the_cuts_kept_are_bounded_and_the_least_asked_go_first(client):
    make_service()
    for width in range(100, 110):
        cut(client, f"full/{width},100/0/default.jpg")
    cache.prune(most_files=5)

    kept = list(cache._found())
    assert len(kept) == 4
    cache.prune(most_bytes=kept[0][1])
    assert len(list(cache._found())) == 0

    cut(client, "full/100,100/0/default.jpg")
    cache.forget(KEY)
    assert not list(cache._found())


def test_a_cut_is_known_again_and_lasts_in_browsers_alone(client):
    make_service()
    first = cut(client, "full/300,220/0/default.jpg")

    again = cut(client, "full/300,220/0/default.jpg", headers={"If-None-Match": first["ETag"]})
    other = cut(client, "full/300,221/0/default.jpg", headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=31536000, s-maxage=50, immutable"
    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200
    assert not first.cookies


def test_a_tag_is_known_before_the_picture_is_cut(client):
    make_service()
    etag = cut(client, "full/300,220/0/default.jpg")["ETag"]
    cache.forget(KEY)

    again = cut(client, "full/300,220/0/default.jpg", headers={"If-None-Match": f'W/{etag}, "x"'})

    assert again.status_code == 304
    assert not list(cache._found())


def test_parts_are_sent_to_who_asks(client):
    make_service()
    whole = cut(client, "full/300,220/0/default.jpg")
    total = len(whole.content)

    def part(text, **more):
        return cut(client, "full/300,220/0/default.jpg", headers={"Range": text, **more})

    assert whole["Accept-Ranges"] == "bytes"
    assert part("bytes=10-19").content == whole.content[10:20]
    assert part("bytes=10-19")["Content-Range"] == f"bytes 10-19/{total}"
    assert part("bytes=-5").content == whole.content[-5:]
    assert part(f"bytes={total - 3}-").status_code == 206
    assert part(f"bytes={total}-").status_code == 416
    assert part(f"bytes={total}-")["Content-Range"] == f"bytes */{total}"
    assert part("bytes=10-19", **{"If-Range": '"other"'}).status_code == 200
    assert part("bytes=1-2,5-6").status_code == 200
    assert part("lines=1-2").status_code == 200


@pytest.mark.parametrize(
    ("asked", "found"),
    (("bytes=0-0", (0, 1)), ("bytes=5-", (5, 100)), ("bytes=-1000", (0, 100)), ("bytes=9-3", None), ("bytes=-", None), (None, None)),
)  # fmt: skip
def test_a_range_is_read(asked, found):
    assert headers.span(asked, 100) == found


def test_pages_elsewhere_may_ask(client):
    make_service()

    preflight = client.options(f"/iiif/3/{KEY}/info.json")
    posted = client.post(f"/iiif/3/{KEY}/info.json")
    head = client.head(f"/iiif/3/{KEY}/full/300,220/0/default.jpg")

    assert preflight.status_code == 204
    assert "GET" in preflight["Access-Control-Allow-Methods"]
    assert (posted.status_code, posted["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert (head.status_code, head.content) == (200, b"")


def test_the_size_announced_stays_true_while_the_picture_is_not_prepared(client):
    image = make_service(picture=waves(3000, 2000), prepared=0)

    told = cut(client, "info.json").json()
    far = cut(client, "2000,1000,400,300/max/0/default.png")

    assert (told["width"], told["height"]) == (3000, 2000)
    assert opened(far).size == (400, 300)
    assert abs(pixels(far) - waves(3000, 2000).crop(2000, 1000, 400, 300).numpy()).mean() < 12
    assert "immutable" not in far["Cache-Control"]
    assert not list(cache._found())

    write_tiles(KEY, waves(3000, 2000))
    image.prepared = 1
    image.save()

    near = cut(client, "2000,1000,400,300/max/0/default.png")
    assert near["ETag"] != far["ETag"]
    assert abs(pixels(near) - waves(3000, 2000).crop(2000, 1000, 400, 300).numpy()).mean() < 3


def test_parts_of_an_unprepared_picture_fit_together(client):
    make_service(picture=waves(3000, 2000), prepared=0)

    left = pixels(cut(client, "900,900,100,100/max/0/default.png"))
    right = pixels(cut(client, "1000,900,100,100/max/0/default.png"))
    both = pixels(cut(client, "900,900,200,100/max/0/default.png"))

    assert abs(np.hstack([left, right]) - both).max() <= 2


def test_a_picture_whose_files_are_not_there_says_so(client):
    make_service()
    for path in (
        store.pyramid_path(KEY),
        store.rendition_path(KEY, 1280),
        store.rendition_path(KEY, 640),
    ):
        path.unlink()

    answer = cut(client, "full/300,220/0/default.jpg")

    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")


def test_a_pyramid_cut_short_is_said_to_be_unready(client):
    make_service()
    path = store.pyramid_path(KEY)
    path.write_bytes(path.read_bytes()[:2000])

    assert cut(client, "full/max/0/default.jpg").status_code == 503


def test_who_comes_when_all_turns_are_taken_is_told_to_come_back(client, monkeypatch):
    make_service()
    monkeypatch.setattr(turnstile, "PATIENCE", 0.05)

    with turnstile.turn(turnstile.LARGE + 1):
        large = cut(client, "full/max/0/default.jpg")
        small = cut(client, "full/300,220/0/default.jpg")
        with turnstile.turn(1):
            third = cut(client, "full/301,220/0/default.jpg")

    assert (large.status_code, large["Retry-After"]) == (503, "3")
    assert small.status_code == 200
    assert third.status_code == 503
    assert cut(client, "full/max/0/default.jpg").status_code == 200


def test_memory_is_bounded_whatever_is_asked():
    assert turnstile.AT_ONCE <= 2
    assert cutting._WRITERS.keys() == {"jpg", "png", "webp", "avif"}


@pytest.mark.parametrize(
    ("uses", "prepared", "status"), ((SMALL_ONLY, 1, 403), (("zoom",), 0, 403), (("zoom",), 1, 204))
)
def test_a_server_of_files_is_told_which_tiles_it_may_send(client, uses, prepared, status):
    make_service(uses=uses, prepared=prepared)

    assert cut(client, "allowed").status_code == status


def test_who_writes_to_a_service_is_told_the_methods_there_are(client):
    make_service()
    strict = type(client)(enforce_csrf_checks=True)

    for method in (strict.post, strict.put, strict.delete, strict.patch):
        answer = method(f"/iiif/3/{KEY}/full/300,220/0/default.jpg")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
