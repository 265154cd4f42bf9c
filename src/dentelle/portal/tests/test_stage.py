"""The picture of an object page: what stands on the stage, its formats, its colours, what looks like it."""

import pytest

from dentelle.media.enums import Licence
from dentelle.media.models import Image, Likeness
from dentelle.portal.tests.objects import ObjectFactory, hang
from dentelle.portal.tests.pages import said, select, tree
from dentelle.publishing.enums import State

pytestmark = pytest.mark.django_db


def prepare(link, **values):
    """Say of a picture that it is prepared, as the worker leaves it."""
    Image.objects.filter(pk=link.image_id).update(prepared=1, **values)


def stage(client, address="/ark:/99999/d1abc"):
    return tree(client.get(address))


def test_a_picture_that_may_be_looked_at_closely_brings_its_tiles_and_its_buttons(client):
    link = hang(ObjectFactory(ark="99999/d1abc"))

    page = stage(client)

    (place,) = select(page, "#stage")
    assert place.get("data-info") == f"/iiif/3/{link.image.key}/info.json"
    assert place.get("data-large") == f"/images/{link.image.key}/1280.webp"
    assert "openseadragon" in place.get("data-engine")
    assert select(page, "[src*=stage.js]")
    # Without the script there is the plain picture, a link to the large one, and no dead button.
    shown = [b for b in select(page, "#stage button") if b.get("hidden") is None]
    inside = [b for b in shown if not b.xpath("ancestor::*[@hidden]")]
    assert inside == []
    (picture,) = select(page, ".stage-picture")
    assert picture.get("href") == f"/images/{link.image.key}/1280.webp"


@pytest.mark.parametrize("licence", (Licence.IN_COPYRIGHT_SHOWN, Licence.NOT_CHECKED))
def test_a_picture_without_the_large_right_has_neither_tiles_nor_zoom(client, licence):
    hang(ObjectFactory(ark="99999/d1abc"), licence=licence)

    page = stage(client)

    assert select(page, "#stage")[0].get("data-info") is None
    assert not select(page, "[src*=stage.js]")
    assert "iiif/3" not in client.get("/ark:/99999/d1abc").content.decode()
    assert select(page, ".stage-tools a")  # it may still be compared, in small


def test_each_view_has_its_own_address_and_the_terms_follow_it(client):
    record = ObjectFactory(ark="99999/d1abc")
    hang(record, credit="© Un", licence=Licence.PUBLIC_DOMAIN)
    second = hang(record, credit="© Deux", licence=Licence.CC_BY, rank=1)

    first, other = stage(client), stage(client, "/ark:/99999/d1abc?image=2")

    links = [link.get("href") for link in select(first, ".views a")]
    assert links == ["/ark:/99999/d1abc", "/ark:/99999/d1abc?image=2"]
    assert said(other, "figcaption") == "© Deux"
    assert second.image.key in select(other, ".stage-picture")[0].get("href")
    assert "CC BY" in said(other, ".terms")
    current = [link.get("href") for link in select(other, ".views a") if link.get("aria-current")]
    assert current == ["/ark:/99999/d1abc?image=2"]


@pytest.mark.parametrize("asked", ("3", "0", "-1", "deux", "2²", ""))
def test_a_view_that_is_not_there_shows_the_first(client, asked):
    record = ObjectFactory(ark="99999/d1abc")
    hang(record, credit="© Un")
    hang(record, credit="© Deux", rank=1)

    assert said(stage(client, f"/ark:/99999/d1abc?image={asked}"), "figcaption") == "© Un"


def test_the_number_of_a_view_counts_the_pictures_that_are_not_shown(client):
    record = ObjectFactory(ark="99999/d1abc")
    hang(record, licence=Licence.IN_COPYRIGHT_HIDDEN)
    hang(record, credit="© Deux", rank=1)
    hang(record, credit="© Trois", rank=2)

    links = [link.get("href") for link in select(stage(client), ".views a")]

    assert links == ["/ark:/99999/d1abc", "/ark:/99999/d1abc?image=3"]
    assert said(stage(client, "/ark:/99999/d1abc?image=3"), "figcaption") == "© Trois"
    assert said(stage(client, "/ark:/99999/d1abc?image=1"), "figcaption") == "© Deux"


def test_views_keep_the_list_the_object_was_reached_from(client):
    record = ObjectFactory(ark="99999/d1abc")
    hang(record)
    hang(record, rank=1)

    links = select(stage(client, "/ark:/99999/d1abc?liste=xyz&autre=1"), ".views a")

    assert links[1].get("href") == "/ark:/99999/d1abc?liste=xyz&image=2"


def test_a_prepared_picture_is_offered_light_first_and_shared_as_jpeg(client):
    link = hang(ObjectFactory(ark="99999/d1abc"))
    prepare(link)

    page = stage(client)
    (picture,) = select(page, ".stage-picture")

    # AVIF has no width for the stage: sharpness counts more there.
    assert [s.get("type") for s in select(picture, "source")] == ["image/webp"]
    (image,) = select(picture, "img")
    assert image.get("src") == f"/images/{link.image.key}/1280.jpg"
    assert (image.get("width"), image.get("height")) == ("1600", "1000")
    (card,) = page.xpath("//meta[@property='og:image']")
    assert card.get("content").endswith(f"/images/{link.image.key}/1280.jpg")


def test_a_small_picture_is_offered_as_avif_even_on_the_stage(client):
    prepare(hang(ObjectFactory(ark="99999/d1abc"), licence=Licence.NOT_CHECKED))

    (picture,) = select(stage(client), ".stage-picture")

    assert [s.get("type") for s in select(picture, "source")] == ["image/avif", "image/webp"]


def test_the_dominant_colour_stands_where_the_picture_will_be_without_a_style(client):
    hang(ObjectFactory(ark="99999/d1abc"))

    answer = client.get("/ark:/99999/d1abc").content.decode()

    assert 'fill="#335577"' in answer
    assert " style=" not in answer


def test_colours_are_said_in_words_and_lead_to_others(client):
    prepare(
        hang(ObjectFactory(ark="99999/d1abc")),
        colours=["blue", "brown"],
        palette=[["#2244aa", 0.6], ["#775533", 0.2]],
    )

    page = stage(client)

    links = select(page, ".palette a")
    assert [(link.text_content().strip(), link.get("href")) for link in links] == [
        ("bleu", "/collections/?couleur=bleu"),
        ("brun", "/collections/?couleur=brun"),
    ]
    rects = select(page, ".palette-strip rect")
    assert [(r.get("x"), r.get("width"), r.get("fill")) for r in rects] == [
        ("0.00", "75.00", "#2244aa"),
        ("75.00", "25.00", "#775533"),
    ]


def test_nobody_s_description_is_the_museum_s_words_and_never_the_file_s_name(client):
    record = ObjectFactory(ark="99999/d1abc", title="Assiette", date_line="18e siècle")
    hang(record)
    Image.objects.update(original_name="IMG_0042.JPG")

    answer = client.get("/ark:/99999/d1abc")

    assert select(tree(answer), ".stage-picture img")[0].get("alt") == "Assiette, 18e siècle"
    assert "IMG_0042" not in answer.content.decode()


def look_alike(one, other, distance=3.0):
    Likeness.objects.create(image=one.image, other=other.image, distance=distance)


def test_objects_that_look_alike_are_shown_the_nearest_first(client):
    here = hang(ObjectFactory(ark="99999/d1abc"))
    prepare(here)
    far, near = hang(ObjectFactory(title="Loin")), hang(ObjectFactory(title="Près"))
    look_alike(here, far, 9.0)
    look_alike(here, near, 2.0)

    titles = [t.text_content().strip() for t in select(stage(client), ".object-alike .hung-title")]

    assert titles == ["Près", "Loin"]


@pytest.mark.parametrize(
    "values",
    (
        {"state": State.WITHDRAWN},
        {"state": State.DRAFT},
        {"museum__publishes_collections": False},
    ),
)
def test_a_look_alike_that_is_not_public_is_not_shown(client, values):
    here = hang(ObjectFactory(ark="99999/d1abc"))
    prepare(here)
    look_alike(here, hang(ObjectFactory(title="Caché zorglub", **values)))

    answer = client.get("/ark:/99999/d1abc").content.decode()

    assert "zorglub" not in answer
    assert "object-alike" not in answer


def test_a_look_alike_whose_picture_may_not_be_shown_brings_no_object(client):
    here = hang(ObjectFactory(ark="99999/d1abc"))
    prepare(here)
    look_alike(here, hang(ObjectFactory(), licence=Licence.IN_COPYRIGHT_HIDDEN))

    assert "object-alike" not in client.get("/ark:/99999/d1abc").content.decode()


def test_another_view_of_the_same_object_is_no_look_alike(client):
    record = ObjectFactory(ark="99999/d1abc")
    here, other = hang(record), hang(record, rank=1)
    prepare(here)
    look_alike(here, other)

    assert "object-alike" not in client.get("/ark:/99999/d1abc").content.decode()


def test_looking_for_what_looks_alike_takes_two_queries(client, django_assert_num_queries):
    here = hang(ObjectFactory(ark="99999/d1abc"))
    prepare(here)
    for _ in range(10):
        look_alike(here, hang(ObjectFactory()))
    client.get("/ark:/99999/d1abc")

    with django_assert_num_queries(5):  # the object and its pictures, what looks alike, its events
        page = stage(client)

    assert len(select(page, ".object-alike .hung")) == 8
