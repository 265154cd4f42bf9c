import pytest
from PIL import Image as Drawing

from dentelle.media import actions, queries, store
from dentelle.media.enums import Licence, Use
from dentelle.media.models import Image
from dentelle.media.rules import Rights
from dentelle.media.tests.factories import NOW, draw, make_image

pytestmark = pytest.mark.django_db


def test_a_picture_is_kept_untouched_and_shown_at_three_widths(tmp_path):
    path = draw(tmp_path / "assiette.jpg")

    image = actions.add_image(
        path=path, original_name="assiette.jpg", licence=Licence.PUBLIC_DOMAIN, now=NOW
    )

    assert (image.width, image.height, image.mime) == (1600, 1000, "image/jpeg")
    for width in (320, 640, 1280):
        with Drawing.open(store.rendition_path(image.key, width)) as rendition:
            assert rendition.size == (width, width * 1000 // 1600)
    assert image.tone.startswith("#")


def test_the_same_file_twice_is_one_picture_whose_rights_are_left(tmp_path):
    path = draw(tmp_path / "a.jpg")
    first = actions.add_image(path=path, original_name="a.jpg", licence=Licence.CC_BY, now=NOW)

    second = actions.add_image(
        path=path, original_name="b.jpg", licence=Licence.PUBLIC_DOMAIN, now=NOW
    )

    assert second == first
    assert Image.objects.get().licence == Licence.CC_BY


def test_an_orientation_is_applied(tmp_path):
    exif = Drawing.Exif()
    exif[0x0112] = 6
    path = draw(tmp_path / "a.jpg", size=(800, 400), exif=exif)

    image = actions.add_image(path=path, original_name="a.jpg", now=NOW)

    assert (image.width, image.height) == (400, 800)
    with Drawing.open(store.rendition_path(image.key, 320)) as rendition:
        assert rendition.size == (320, 640)


@pytest.mark.parametrize(
    ("licence", "allowed"),
    (
        (Licence.PUBLIC_DOMAIN, set(Use)),
        (Licence.LICENCE_OUVERTE, set(Use)),
        (Licence.CC_BY, set(Use)),
        (Licence.CC_BY_SA, set(Use)),
        (Licence.IN_COPYRIGHT_SHOWN, {Use.SHOW}),
        (Licence.IN_COPYRIGHT_HIDDEN, set()),
        (Licence.NOT_CHECKED, {Use.SHOW}),
    ),
)
def test_each_licence_grants_its_uses_and_no_other(licence, allowed):
    image = make_image(licence=licence)

    assert {use for use in Use if queries.allow(image, use)} == allowed


def test_a_picture_without_the_large_right_is_not_sent_large(client):
    image = make_image(licence=Licence.NOT_CHECKED)

    assert client.get(f"/images/{image.key}/640.webp").status_code == 200
    assert client.get(f"/images/{image.key}/1280.webp").status_code == 404
    assert "1280" not in queries.picture(image).srcset


def test_a_withdrawn_picture_is_gone_at_once_and_an_import_does_not_bring_it_back(client, tmp_path):
    image = make_image()
    assert client.get(f"/images/{image.key}/320.webp").status_code == 200

    actions.withdraw_image(image=image, reason="Demande de l’ayant droit.", actor=None, now=NOW)

    assert client.get(f"/images/{image.key}/320.webp").status_code == 404
    assert queries.picture(make_image()) is None


def test_a_picture_is_sent_without_a_cookie_and_known_again(client):
    image = make_image()

    first = client.get(f"/images/{image.key}/320.webp")
    second = client.get(f"/images/{image.key}/320.webp", headers={"If-None-Match": first["ETag"]})

    assert not first.cookies
    assert first["Cache-Control"] == "public, max-age=60"
    assert second.status_code == 304


def test_rights_decided_in_the_portal_are_in_the_history():
    image = make_image(licence=Licence.NOT_CHECKED)

    actions.set_rights(
        image=image,
        rights=Rights(licence=Licence.CC_BY, credit="© Atelier photo"),
        actor=None,
        now=NOW,
    )

    image.refresh_from_db()
    assert (image.licence, image.credit) == (Licence.CC_BY, "© Atelier photo")
    assert queries.allow(image, Use.DOWNLOAD)
