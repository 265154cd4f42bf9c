import csv
import datetime as dt
import io
import json
from urllib.parse import quote_plus

import pytest
from django.core.cache import cache
from django.utils import timezone

from dentelle.catalogue import actions
from dentelle.catalogue.actions import indexing
from dentelle.media.enums import Licence
from dentelle.portal.selection import outputs
from dentelle.portal.tests.objects import ObjectFactory, hang
from dentelle.portal.tests.pages import said, select, tree
from dentelle.publishing.enums import State
from dentelle.search import actions as search

pytestmark = pytest.mark.django_db
PAGES = (
    "/selection/", "/selection/imprimer/", "/selection/diaporama/", "/selection.csv", "/selection.json",
)  # fmt: skip


@pytest.fixture(autouse=True)
def forgetful():
    cache.clear()


@pytest.fixture
def three():
    records = [ObjectFactory(ark=f"99999/d1{letter}", title=f"Objet {letter}") for letter in "abc"]
    hang(records[0])
    return records


def titles(response):
    return [
        " ".join(node.text_content().split()) for node in select(tree(response), ".chosen-title")
    ]


def test_a_list_shows_its_objects_in_the_order_of_the_address(client, three):
    response = client.get("/selection/?titre=Ma+classe&o=d1c&o=d1a&n=Regardez+bien")

    assert titles(response) == ["Objet c", "Objet a"]
    page = tree(response)
    assert said(page, "#titre") == "Ma classe"
    assert [node.text for node in select(page, "textarea[name=n]")] == [None, "Regardez bien"]
    assert "2 objets" in said(page, ".selection-head")


def test_an_empty_list_says_how_to_begin(client):
    response = client.get("/selection/")

    assert said(tree(response), "h1") == "Votre sélection est vide"
    assert select(tree(response), "main a[href='/collections/']")


@pytest.mark.parametrize(
    ("asked", "canonical"),
    (
        ("titre=&o=d1a&n=&o=d1b&n=", "?o=d1a&o=d1b"),
        ("o=99999/d1a", "?o=d1a"),
        ("o=d1a&o=d1b&monter=d1b", "?o=d1b&o=d1a#o-99999-d1b"),
        ("titre=T&o=d1a&n=un&o=d1b&descendre=d1a", "?titre=T&o=d1b&o=d1a&n=un#o-99999-d1a"),
        ("o=d1a&o=d1b&retirer=d1a", "?o=d1b"),
        ("o=d1a&ajouter=d1c", "?o=d1a&o=d1c#o-99999-d1c"),
        ("o=d1a&q=http://testserver/ark:/99999/d1c", "?o=d1a&o=d1c#o-99999-d1c"),
        ("o=d1a&vider=1", ""),
        ("o=d1a&autre=x", "?o=d1a"),
    ),
)
def test_every_gesture_becomes_an_address_without_script(client, three, asked, canonical):
    response = client.get(f"/selection/?{asked}")

    assert response.status_code == 302
    assert response["Location"] == f"/selection/{canonical}"
    assert client.get(response["Location"]).status_code == 200


def test_a_canonical_address_is_answered_where_it_is_however_it_is_escaped(client, three):
    assert client.get("/selection/?titre=D%27ici+%C3%A0+l%C3%A0&o=d1a&n=100%25").status_code == 200
    assert (
        client.get("/selection/?titre=D'ici%20%C3%A0%20l%C3%A0&o=d1a&n=100%25").status_code == 200
    )


def test_what_is_not_on_line_is_named_and_left_out(client, three):
    ObjectFactory(ark="99999/d1draft", title="brouillon", state=State.DRAFT)
    actions.withdraw_record(record=three[1], reason="note privée", actor=None, now=timezone.now())

    response = client.get("/selection/?o=d1a&o=d1b&o=d1draft&o=d1zzz")

    assert titles(response) == ["Objet a"]
    text = said(tree(response), ".callout")
    assert text == (
        "3 objets de cette liste ne sont pas en ligne, ou ne le sont plus : d1b, d1draft, d1zzz. "
        "Ils ont été laissés de côté."
    )
    assert "note privée" not in response.content.decode()
    assert "brouillon" not in response.content.decode()


def test_a_hundred_and_first_object_is_said_to_be_too_many(client, three):
    names = "&".join(f"o=d1{n:03}" for n in range(99))

    response = client.get(f"/selection/?{names}&o=d1a&o=d1b")

    assert "au plus 100 objets" in response.content.decode()
    assert titles(response) == ["Objet a"]


def test_an_object_is_found_by_another_spelling_of_its_name_and_once(client, three):
    assert titles(client.get("/selection/?o=d1-a&o=d1a&o=D1B")) == ["Objet a", "Objet b"]


def test_a_picture_whose_rights_ended_leaves_the_list_at_once(client, three):
    image = hang(three[1], licence=Licence.PUBLIC_DOMAIN).image
    assert len(select(tree(client.get("/selection/?o=d1b")), ".chosen-frame img")) == 1

    image.until = timezone.localdate() - dt.timedelta(days=1)
    image.save()

    for path in PAGES:
        assert image.key not in client.get(f"{path}?o=d1b").content.decode(), path


def test_the_visitors_words_are_escaped_everywhere_and_no_link_is_made(client, three):
    nasty = '<script>alert(1)</script> https://example.org "><img src=x>'
    query = f"titre={quote_plus(nasty)}&o=d1a&n={quote_plus(nasty)}"

    for path in ("/selection/", "/selection/imprimer/", "/selection/diaporama/"):
        response = client.get(f"{path}?{query}")
        assert response.status_code == 200, path
        page = tree(response)
        assert "<script>alert" not in response.content.decode()
        assert not select(page, "a[href='https://example.org']"), path
        assert not select(page, "img[src='x']"), path
    assert "alert(1)" in client.get(f"/selection/?{query}").content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_the_questions_put_to_the_database_do_not_grow_with_the_list(
    client, three, path, django_assert_num_queries
):
    for record in three[1:]:
        hang(record)
    with django_assert_num_queries(3):
        client.get(f"{path}?o=d1a")
    with django_assert_num_queries(3):
        client.get(f"{path}?o=d1a&o=d1b&o=d1c")


@pytest.mark.parametrize("path", PAGES)
def test_a_list_stores_nothing_and_stays_out_of_shared_caches_and_robots(client, three, path):
    response = client.get(f"{path}?titre=Secret&o=d1a")

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "private, no-cache"
    assert "noindex" in response["X-Robots-Tag"]


def test_objects_are_looked_for_and_added_on_the_page_of_the_list(client, three):
    indexing.changed([record.pk for record in three])
    search.rebuild(index="records")

    response = client.get("/selection/?o=d1a&q=bateaux")

    links = [node.get("href") for node in select(tree(response), ".more-add")]
    assert links == [f"/selection/?o=d1a&o=99999/d1{letter}&q=bateaux#more" for letter in "bc"]
    added = client.get(links[0].partition("#")[0])
    assert added.status_code == 302
    assert added["Location"] == "/selection/?o=d1a&o=d1b&q=bateaux"
    assert "Aucun autre objet" in client.get("/selection/?o=d1a&q=zzzz").content.decode()


def test_looking_for_objects_has_the_budget_of_a_search(client, three, settings):
    settings.SEARCH_COST_PER_MINUTE = 2

    statuses = [client.get("/selection/?o=d1a&q=bateaux").status_code for _ in range(4)]

    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_what_this_network_does_not_offer_is_not_promised(client, three, monkeypatch):
    assert "Collection IIIF" in client.get("/selection/?o=d1a").content.decode()

    monkeypatch.setitem(outputs._NAMES, "iiif", "interop:nowhere")

    assert "Collection IIIF" not in client.get("/selection/?o=d1a").content.decode()


def test_the_table_opens_in_a_spreadsheet_and_holds_no_formula(client, three):
    three[0].title = "=HYPERLINK(1)"
    three[0].save()

    response = client.get(
        f"/selection.csv?titre=Fa%C3%AFences+bleues&o=d1a&n={quote_plus('+1 ; « vu »')}&o=d1b"
    )

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="faiences-bleues.csv"' in response["Content-Disposition"]
    text = response.content.decode()
    assert text.startswith("\ufeffN°;Titre;")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert [row["Titre"] for row in rows] == ["'=HYPERLINK(1)", "Objet b"]
    assert rows[0]["Votre note"] == "'+1 ; « vu »"
    assert rows[0]["Adresse permanente"].endswith("/ark:/99999/d1a")
    assert rows[0]["Crédit de l’image"] == "© Photo Demo"


def test_machines_read_the_list(client, three):
    answer = json.loads(client.get("/selection.json?titre=T&o=d1a&n=vu&o=d1zzz").content)

    assert answer["url"] == "http://testserver/selection/?titre=T&o=d1a&n=vu"
    assert answer["title"] == "T"
    assert answer["not_on_line"] == ["d1zzz"]
    [one] = answer["objects"]
    assert (one["ark"], one["title"], one["note"]) == ("ark:/99999/d1a", "Objet a", "vu")
    assert one["picture"]["url"].startswith("http://testserver/images/")


def test_the_slides_are_pages_that_lead_to_one_another(client, three):
    first = tree(client.get("/selection/diaporama/?o=d1a&o=d1b&n=note&o=d1c"))
    assert said(first, "#slide h2") == "Objet a"
    assert not select(first, "[data-step=previous]")
    second = client.get(select(first, "[data-step=next]")[0].get("href"))
    assert said(tree(second), "#slide h2") == "Objet b"
    assert "note" in said(tree(second), ".slide-label")
    last = tree(client.get("/selection/diaporama/?o=d1a&o=d1b&vue=99"))
    assert said(last, "#slide h2") == "Objet b"
    assert not select(last, "[data-step=next]")


def test_slides_of_nothing_lead_back_to_the_list(client):
    assert client.get("/selection/diaporama/?o=d1zzz&vue=x")["Location"] == "/selection/?"


def test_an_object_is_added_from_its_page_and_from_the_list_of_results(client, three):
    link = select(tree(client.get("/ark:/99999/d1a")), ".select a")[0].get("href")

    assert client.get(link)["Location"] == "/selection/?o=d1a"


def test_the_page_speaks_english(client, three):
    response = client.get("/en/selection/?o=d1a&o=d1b")

    assert said(tree(response), "h1") == "My selection"
    assert "2 objects" in said(tree(response), ".selection-head")
