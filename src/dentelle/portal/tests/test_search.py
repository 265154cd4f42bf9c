import json
import re

import pytest
from django.core.cache import cache
from lxml import html

from dentelle.catalogue import indexing
from dentelle.catalogue.models import Record
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.portal.asked import Asked
from dentelle.portal.queries import facets
from dentelle.portal.tests.objects import ObjectFactory, hang
from dentelle.portal.tests.pages import said, select
from dentelle.portal.tests.pages import tree as page_of
from dentelle.publishing.enums import State
from dentelle.search import engines

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def engine(settings):
    """An index in memory, empty; nothing remembered."""
    settings.SEARCH_ENGINE = "memory"
    engines.forget()
    cache.clear()
    return engines.get("records")


def thing(title="Barque", *, museum=None, years=None, picture=False, **facets):
    record = ObjectFactory(
        title=title,
        fields={"TITR": title, "DESC": facets.pop("description", "")},
        derived={"facets": {name: [value] for name, value in facets.items()}},
        year_from=years and years[0],
        year_to=years and years[1],
        **({"museum": museum} if museum else {}),
    )
    if picture:
        hang(record)
    return record


def index():
    engines.get("records").write(
        indexing.load([str(pk) for pk in Record.objects.values_list("pk", flat=True)])
    )


def page(client, query="", **headers):
    return page_of(client.get(f"/collections/{query}", headers=headers))


def titles(tree):
    return [node.text_content() for node in select(tree, ".hung-title")]


def test_results_are_hung_with_what_is_doubtful_and_who_keeps_them(client):
    museum = MuseumFactory(usual_name="Musée du Port", town="Valmont-sur-Mer")
    record = thing("Barque ; plage", museum=museum, picture=True)
    Record.objects.filter(pk=record.pk).update(maker_line="MONET Claude (?)", date_line="vers 1882")
    index()

    label = said(page(client), ".hung")

    assert label == (
        "Barque ; plage MONET Claude (?), vers 1882 Musée du Port, Valmont-sur-Mer © Photo Demo"
    )


def test_an_object_without_picture_is_a_label_and_no_grey_box(client):
    thing()
    index()

    hung = select(page(client), ".hung")[0]

    assert hung.get("class") == "hung bare"
    assert select(hung, "img, svg") == []


def test_counts_and_museums_are_told(client):
    museum = MuseumFactory()
    for _ in range(3):
        thing(museum=museum)
    thing()
    index()

    assert said(page(client), ".results-count") == "4 objets dans 2 musées"


def test_two_values_of_a_facet_widen_and_two_facets_narrow(client):
    thing("A", domain="dessin", technique="encre")
    thing("B", domain="peinture", technique="huile")
    thing("C", domain="sculpture", technique="huile")
    index()

    assert titles(page(client, "?domaine=dessin&domaine=peinture&tri=titre")) == ["A", "B"]
    assert titles(page(client, "?domaine=dessin&domaine=peinture&technique=huile")) == ["B"]


def test_a_facet_counts_as_if_its_own_choice_were_not_made(client):
    thing("A", domain="dessin")
    thing("B", domain="peinture")
    index()

    tree = page(client, "?domaine=dessin")
    found = {
        select(node, "input")[0].get("value"): select(node, "small")[0].text
        for node in select(tree, "#facet-domaine ~ ul .choice")
    }

    assert found == {"dessin": "1", "peinture": "1"}


def test_what_is_chosen_can_be_taken_off(client):
    thing("A", domain="dessin", years=(1850, 1860))
    index()

    chips = select(page(client, "?q=A&domaine=dessin&de=1800&vue=liste"), ".chip")

    assert [(chip.text.strip(), chip.get("href")) for chip in chips] == [
        ("Dessin", "/collections/?q=A&de=1800&vue=liste"),
        ("depuis 1800", "/collections/?q=A&domaine=dessin&vue=liste"),
    ]


def test_centuries_stand_in_the_order_of_time(client):
    for century in ("19e siècle", "4e siècle av JC", "2e siècle", "Néolithique"):
        thing(period=century)
    index()

    values = [node.get("value") for node in select(page(client), "[name=periode]")]

    assert values == ["Néolithique", "4e siècle av JC", "2e siècle", "19e siècle"]


def test_few_centuries_stand_open_and_none_is_lost(client):
    for number in range(1, 16):
        thing(period=f"{number}e siècle")
    thing(period="12e siècle")
    index()

    tree = page(client)
    opened = [n.get("value") for n in select(tree, "#facet-periode ~ ul [name=periode]")]
    every = [n.get("value") for n in select(tree, "[name=periode]")]

    assert len(opened) == 9
    assert "12e siècle" in opened
    assert opened == sorted(opened, key=lambda text: int(text.split("e")[0]))
    assert len(every) == len(set(every)) == 15


def test_a_year_yet_to_come_is_found_by_its_number_and_not_drawn(client):
    thing(years=(1850, 1910))
    thing("Erreur", years=(2124, 2124))
    index()

    assert said(page(client), ".years-ends") == "1850 1924"
    assert titles(page(client, "?de=2100")) == ["Erreur"]


def test_the_century_under_way_ends_this_year():
    counts = [(1900, 4), (2000, 2), (2100, 1)]  # a "21e siècle" goes on to 2100

    drawn = facets.bars(counts, Asked(), 100, this_year=2026)
    rows = facets.periods(counts, Asked(), 100, this_year=2026)

    assert [(bar.first, bar.last, bar.count) for bar in drawn] == [(1900, 1999, 4), (2000, 2026, 2)]
    assert [(bar.first, bar.last) for bar in rows] == [(1900, 1999), (2000, 2026)]
    assert facets.bars([(2100, 1)], Asked(), 100, this_year=2026) == []


def test_a_walk_without_words_begins_with_pictures_and_keeps_other_orders(client):
    for title in ("Barque", "Bouée", "Filet"):
        thing(title)
    thing("Voile", picture=True)
    index()

    tree = page(client)

    assert titles(tree)[0] == "Voile"
    offered = [option.get("value") for option in select(tree, "#sort option")]
    assert offered == ["accrochage", "date", "date-recente", "titre", "musee", "nouveautes"]


def test_an_interval_is_found_by_overlap(client):
    thing("Avant", years=(1700, 1710))
    thing("Dedans", years=(1790, 1850))
    index()

    assert titles(page(client, "?de=1800&a=1820")) == ["Dedans"]


def test_a_search_inside_a_facet_works_without_script(client):
    for place in ("Rouen", "Caen", "Rouans"):
        thing(place=place)
    index()

    values = [node.get("value") for node in select(page(client, "?dans-lieu=rou"), "[name=lieu]")]

    assert sorted(values) == ["Rouans", "Rouen"]


@pytest.mark.parametrize("view", ("mur", "liste", "frise", "carte"))
def test_the_part_is_what_the_page_holds(client, view):
    museum = MuseumFactory(latitude=49.2, longitude=-0.3)
    for number in range(3):
        thing(f"Barque {number}", museum=museum, years=(1850, 1860), domain="dessin", picture=True)
    index()
    query = f"?q=barque&domaine=dessin&vue={view}"

    whole = page(client, query)
    response = client.get(f"/collections/{query}", headers={"Dentelle-Part": "1"})
    part = html.fromstring(f"<div>{response.content.decode()}</div>")

    for block in ("#facets-inner", "#results"):
        found, kept = (
            html.tostring(select(tree, block)[0], with_tail=False) for tree in (part, whole)
        )
        assert found == kept
    assert "Dentelle-Part" in response["Vary"]
    assert b"<html" not in response.content


@pytest.mark.parametrize("view", ("mur", "liste"))
def test_three_results_cost_no_more_queries_than_one(client, view, django_assert_num_queries):
    thing(picture=True)
    index()
    with django_assert_num_queries(4):  # the last one asks the agenda
        client.get(f"/collections/?q=barque&vue={view}")
    for _ in range(2):
        thing(picture=True)
    index()

    with django_assert_num_queries(4):
        tree = page(client, f"?q=barque&vue={view}")

    assert len(titles(tree)) == 3


def test_every_result_can_be_reached_and_a_page_too_far_is_the_last(client):
    for number in range(50):
        thing(f"Objet {number:02}")
    index()

    found = [title for n in (1, 2, 3) for title in titles(page(client, f"?tri=titre&page={n}"))]
    far = page(client, "?tri=titre&page=999999")

    assert found == [f"Objet {number:02}" for number in range(50)]
    assert said(far, ".pages p") == "Page 3 sur 3"
    assert titles(far) == ["Objet 48", "Objet 49"]


def test_a_withdrawn_record_is_shown_nowhere_even_before_the_index_knows(client):
    hidden, shown = thing("Retirée"), thing("Visible")
    index()
    Record.objects.filter(pk=hidden.pk).update(state=State.WITHDRAWN)

    assert titles(page(client)) == [shown.title]


def test_nothing_found_is_said_with_ways_on(client):
    thing(domain="dessin")
    index()

    tree = page(client, "?q=zzz&domaine=dessin")

    assert said(tree, ".empty h2") == "Aucun objet ne répond à cette recherche"
    assert [link.get("href") for link in select(tree, ".empty a")] == [
        "/collections/?q=zzz",
        "/collections/",
    ]


def test_a_misspelt_word_answers_with_the_one_meant_and_says_so(client):
    thing("Faïence bleue")
    index()

    tree = page(client, "?q=faiance")

    assert titles(tree) == ["Faïence bleue"]
    assert said(tree, ".callout") == (
        "Aucun objet ne répond à « faiance ». Voici ceux qui répondent à faïence."
    )


def test_the_list_shows_the_passage_that_was_found_and_marks_it(client):
    thing("Cruche", description="Anse brisée. <b>Décor</b> de fleurs.")
    index()

    excerpt = select(page(client, "?q=fleur&vue=liste"), ".listed-excerpt")[0]

    assert [mark.text for mark in select(excerpt, "mark")] == ["fleurs"]
    assert "<b>Décor</b>" in excerpt.text_content()


def test_words_of_the_advanced_form_look_in_their_field_alone(client):
    thing("Barque", description="plage")
    thing("Plage", description="barque")
    index()

    response = client.get("/collections/recherche-avancee/?mots-titre=barque&without=zinc")

    assert response["Location"] == "/collections/?q=-zinc&mots-titre=barque"
    assert titles(page(client, "?q=-zinc&mots-titre=barque")) == ["Barque"]


def test_a_robot_keeps_the_plain_page_and_none_of_its_combinations(client):
    thing(domain="dessin", years=(1850, 1860))
    index()

    plain, filtered = page(client), page(client, "?domaine=dessin")
    links = [a for a in select(filtered, "main a[href*='?']") if "/ark:" not in a.get("href")]

    assert select(plain, "meta[name=robots]") == []
    assert select(filtered, "meta[name=robots]")[0].get("content") == "noindex, nofollow"
    assert links
    assert [a.get("href") for a in links if "nofollow" not in (a.get("rel") or "")] == []
    assert select(filtered, "#facets a") == []
    assert (
        select(filtered, "link[rel=canonical]")[0]
        .get("href")
        .endswith("/collections/?domaine=dessin")
    )


def test_the_same_state_has_one_canonical_address(client):
    index()
    one = page(client, "?domaine=b&domaine=a&q=mer&x=1&tri=pertinence")
    two = page(client, "?q=mer&domaine=a&domaine=b&page=1")

    assert len({select(t, "link[rel=canonical]")[0].get("href") for t in (one, two)}) == 1


def test_too_many_searches_are_asked_to_wait_in_words(client, settings):
    settings.SEARCH_COST_PER_MINUTE = 3
    index()
    while (response := client.get("/collections/?q=mer")).status_code == 200:
        pass

    assert response.status_code == 429
    assert int(response["Retry-After"]) >= 1
    assert "Une courte pause" in response.content.decode()


def test_too_many_searches_of_a_machine_are_refused_as_data(client, settings):
    settings.SEARCH_COST_PER_MINUTE = 3
    index()
    while (response := client.get("/collections.json?q=mer")).status_code == 200:
        pass

    assert response.status_code == 429
    assert response.json()["retry_after"] == int(response["Retry-After"]) >= 1
    assert response.json()["error"].startswith("Cette connexion demande")


def test_machines_are_given_the_same_list(client):
    thing("Barque", domain="dessin", picture=True)
    index()

    answer = json.loads(client.get("/collections.json?q=barque").content)

    assert answer["total"] == 1
    assert answer["next"] is None
    assert [hit["title"] for hit in answer["hits"]] == ["Barque"]
    assert answer["hits"][0]["picture"]["licence"] == "public-domain"
    assert answer["facets"]["domaine"]["values"] == [
        {"value": "dessin", "label": "Dessin", "count": 1}
    ]


def test_words_are_completed_as_one_types(client):
    thing("Faïence")
    thing("Faïencier")
    index()

    found = client.get("/collections/suggestions?q=grande+fai").json()

    assert found
    assert all(re.match(r"grande fa[iï]en", text) for text in found)
    assert client.get("/collections/suggestions?q=f").json() == []


def test_the_timeline_says_the_counts_as_a_list(client):
    thing(years=(1850, 1860))
    thing(years=(-4500, -2300))
    index()

    rows = [
        " ".join(li.text_content().split())
        for li in select(page(client, "?vue=frise"), ".timeline li")
    ]

    assert rows == ["4500 à 2201 av. J.-C. 1 objet", "1800–1899 1 objet"]


def test_the_map_has_its_list(client):
    museum = MuseumFactory(
        usual_name="Musée du Port", town="Valmont", latitude=49.2, longitude=-0.3
    )
    thing(museum=museum)
    index()

    tree = page(client, "?vue=carte")

    assert said(tree, ".map-places li") == "Musée du Port, Valmont 1"
    assert len(select(tree, "svg .map-point")) == 1


def test_no_cookie_is_set_and_a_shared_cache_may_keep_the_page(client):
    index()
    response = client.get("/collections/")

    assert response.cookies == {}
    assert "Cookie" not in response["Vary"]
    assert "s-maxage" in response["Cache-Control"]


@pytest.mark.parametrize(
    "path", ("/collections/", "/", "/collections/suggestions?q=fai", "/collections.json")
)
def test_an_index_that_cannot_be_read_is_said_in_words(client, settings, path):
    settings.SEARCH_ENGINE = "tantivy"
    engines.forget()
    thing()
    index()
    for file in (settings.SEARCH_DIR / "records" / "current").resolve().glob("*.idx"):
        file.unlink()
    engines.forget()

    response = client.get(path)

    assert (response.status_code, response["Retry-After"]) == (503, "120")
    assert "La recherche se prépare" in response.content.decode()
