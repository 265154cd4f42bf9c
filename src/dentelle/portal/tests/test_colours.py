"""The filter by colour: a swatch is never alone, the address is in French, the order is the rainbow's."""

import pytest

from dentelle.catalogue import indexing
from dentelle.media.models import Image
from dentelle.portal.tests.objects import ObjectFactory, hang
from dentelle.portal.tests.pages import said, select, tree
from dentelle.search import engines

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def network(settings):
    """Three objects of their colours, in an index in memory."""
    settings.SEARCH_ENGINE = "memory"
    engines.forget()
    records = []
    for title, colours in (("Ciel", ["white", "blue"]), ("Mer", ["blue"]), ("Brique", ["red"])):
        record = ObjectFactory(title=title)
        link = hang(record)
        Image.objects.filter(pk=link.image_id).update(colours=colours)
        records.append(str(record.pk))
    engines.get("records").write(indexing.load(records))
    yield
    engines.forget()


def colours_of(page):
    (facet,) = page.xpath("//*[@aria-labelledby='facet-couleur']")
    return facet


def test_colours_are_offered_in_the_order_of_the_rainbow_with_their_names(client):
    facet = colours_of(tree(client.get("/collections/")))

    choices = [" ".join(li.text_content().split()) for li in select(facet, ".choice")]
    assert choices == ["rouge 1", "bleu 2", "blanc 1"]
    swatches = [swatch.get("class") for swatch in select(facet, ".swatch")]
    assert swatches == ["swatch red", "swatch blue", "swatch white"]
    assert all(swatch.get("aria-hidden") for swatch in select(facet, ".swatch"))


def test_a_colour_narrows_the_search_and_is_taken_off(client):
    page = tree(client.get("/collections/?couleur=bleu"))

    assert said(page, ".results-count").startswith("2 objets")
    (chip,) = select(page, ".chip")
    assert "bleu" in chip.text_content()
    assert chip.get("href") == "/collections/"


def test_the_address_is_in_french_and_the_name_in_the_reader_s_language(client):
    facet = colours_of(tree(client.get("/en/collections/?couleur=bleu")))

    assert [box.get("value") for box in select(facet, "input") if box.get("checked") is not None]
    assert "blue" in facet.text_content()


def test_a_colour_nobody_knows_finds_nothing_and_says_so(client):
    answer = client.get("/collections/?couleur=bleuâtre")

    assert answer.status_code == 200
    assert "Aucun objet ne répond" in answer.content.decode()
