import pytest

from dentelle.media import queries, store
from dentelle.media.enums import Licence
from dentelle.media.models import Image
from dentelle.media.tests.factories import make_image

pytestmark = pytest.mark.django_db


def prepared(**values):
    """Keep a picture as preparation leaves it, with a stand-in for each rendition it writes."""
    image = make_image(**values)
    for kind, widths in (("avif", (320, 640)), ("jpg", (640, 1280))):
        for width in widths:
            place = store.rendition_path(image.key, width, f".{kind}")
            store.write(place, f"{kind} {width}".encode())
    Image.objects.update(prepared=1)
    image.refresh_from_db()
    return image


def test_a_picture_not_prepared_yet_has_one_format(client):
    image = make_image()

    assert queries.picture(image).sources == ()
    assert queries.picture(image).jpeg == ""
    assert client.get(f"/images/{image.key}/640.avif").status_code == 404


def test_a_prepared_picture_is_offered_in_three_formats_the_lightest_first():
    shown = queries.picture(prepared())

    assert [source.mime for source in shown.sources] == ["image/avif", "image/webp", "image/jpeg"]
    assert [source.largest for source in shown.sources] == [640, 1280, 1280]
    assert shown.sources[0].srcset == (
        f"/images/{shown.key}/320.avif 320w, /images/{shown.key}/640.avif 640w"
    )
    assert shown.jpeg == f"/images/{shown.key}/1280.jpg"
    assert shown.zoomable


def test_each_format_is_sent_as_what_it_is(client):
    image = prepared()

    for kind, mime in (("avif", "image/avif"), ("jpg", "image/jpeg"), ("webp", "image/webp")):
        answer = client.get(f"/images/{image.key}/640.{kind}")
        assert answer.status_code == 200, kind
        assert answer["Content-Type"] == mime
    assert client.get(f"/images/{image.key}/640.avif").content == b"avif 640"


def test_formats_do_not_share_a_validator(client):
    image = prepared()
    webp = client.get(f"/images/{image.key}/640.webp")["ETag"]

    answer = client.get(f"/images/{image.key}/640.jpg", headers={"If-None-Match": webp})

    assert answer.status_code == 200


@pytest.mark.parametrize("name", ("640.tif", "640.png", "1280.avif", "320.jpg", "641.jpg"))
def test_what_is_not_made_is_not_there(client, name):
    image = prepared()

    assert client.get(f"/images/{image.key}/{name}").status_code == 404


def test_without_the_large_right_no_format_is_large(client):
    image = prepared(licence=Licence.NOT_CHECKED)
    shown = queries.picture(image)

    assert client.get(f"/images/{image.key}/1280.jpg").status_code == 404
    assert client.get(f"/images/{image.key}/640.jpg").status_code == 200
    assert [source.largest for source in shown.sources] == [640, 640, 640]
    assert not shown.zoomable
