"""Two pictures side by side."""

import pytest

from dentelle.catalogue import indexing
from dentelle.media.enums import Licence
from dentelle.portal.queries import compare
from dentelle.portal.tests.objects import ObjectFactory, agent, hang
from dentelle.portal.tests.pages import said, select, tree
from dentelle.publishing.enums import State
from dentelle.search import engines
from dentelle.search.engine import EngineError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def engine(settings):
    """An index in memory, empty."""
    settings.SEARCH_ENGINE = "memory"
    engines.forget()
    yield engines.get("records")
    engines.forget()


@pytest.fixture
def pair():
    """Two public objects, the second with two pictures."""
    one = ObjectFactory(ark="99999/d1abc", title="Assiette", maker_line="attribué à Maresq (?)")
    other = ObjectFactory(ark="99999/d1abd", title="Pichet")
    hang(one, credit="© Un")
    hang(other, credit="© Deux")
    hang(other, credit="© Trois", rank=1)
    return one, other


@pytest.mark.parametrize(
    ("text", "read"),
    (
        ("d1abc", ("99999", "d1abc", "")),
        ("d1abc.2", ("99999", "d1abc", "2")),
        ("16418/mbd-1160142.3", ("16418", "mbd-1160142", "3")),
        (" https://exemple.fr/ark:/99999/d1abc?liste=x ", ("99999", "d1abc", "")),
        ("ark:99999/d1abc", ("99999", "d1abc", "")),
        ("", ("", "", "")),
        ("deux mots", ("", "", "")),
        ("../../etc/passwd", ("", "", "")),
    ),
)
def test_a_side_is_read_as_addresses_and_people_write_it(text, read):
    assert compare.read(text) == read


def test_two_pictures_stand_side_by_side_with_their_labels(client, pair):
    answer = client.get("/comparer/?a=d1abc&b=d1abd.2")
    page = tree(answer)

    assert answer.status_code == 200
    assert [said(side, "h2") for side in select(page, ".compare-side")] == ["Assiette", "Pichet"]
    text = answer.content.decode()
    assert "attribué à Maresq (?)" in text
    assert "© Un" in text
    assert "© Trois" in text
    links = [link.get("href") for link in select(page, ".compare-label a")]
    assert links == ["/ark:/99999/d1abc", "/ark:/99999/d1abd?image=2"]
    views = [link.get("href") for link in select(page, ".views a")]
    assert views == ["/comparer/?a=d1abc&b=d1abd", "/comparer/?a=d1abc&b=d1abd.2"]
    assert len(select(page, ".compare-frame")) == 2


def test_the_page_is_public_without_a_cookie_and_not_for_robots(client, pair):
    answer = client.get("/comparer/?a=d1abc&b=d1abd")

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert 'name="robots" content="noindex' in answer.content.decode()
    assert "Disallow: /comparer/" in client.get("/robots.txt").content.decode()


def test_whether_the_zooms_are_linked_is_in_the_address(client, pair):
    linked, free = (
        tree(client.get(f"/comparer/?a=d1abc&b=d1abd{more}")) for more in ("", "&lie=non")
    )

    assert select(linked, "[data-do=link]")[0].get("aria-pressed") == "true"
    assert select(free, "[data-do=link]")[0].get("aria-pressed") == "false"
    assert select(free, ".views a")[0].get("href").endswith("&lie=non")


@pytest.mark.parametrize(
    "values", ({"state": State.WITHDRAWN}, {"museum__publishes_collections": False})
)
def test_what_is_not_public_is_not_compared(client, pair, values):
    hang(ObjectFactory(ark="99999/d1abe", title="Caché zorglub", **values), credit="© zorglub")

    beside = client.get("/comparer/?a=d1abc&b=d1abe")
    alone = client.get("/comparer/?a=d1abe")

    assert beside.status_code == 200
    assert "n’est pas en ligne" in beside.content.decode()
    assert alone.status_code == 404
    for answer in (beside, alone):
        assert "zorglub" not in answer.content.decode()


def test_a_picture_that_may_not_be_shown_gives_its_reason_beside_the_other(client, pair):
    hang(ObjectFactory(ark="99999/d1abe", title="Affiche"), licence=Licence.IN_COPYRIGHT_HIDDEN)

    page = tree(client.get("/comparer/?a=d1abc&b=d1abe"))

    assert "sous droits" in said(page, ".compare-none")
    assert len(select(page, ".compare-frame")) == 1


def test_a_picture_without_the_large_right_stays_small_beside_the_other(client, pair):
    hang(ObjectFactory(ark="99999/d1abe"), licence=Licence.NOT_CHECKED)

    page = tree(client.get("/comparer/?a=d1abc&b=d1abe"))

    infos = [frame.get("data-info") for frame in select(page, ".compare-frame")]
    assert infos[0]
    assert infos[1] is None


def test_one_object_is_offered_its_neighbours_that_have_a_picture(client, engine):
    monet = {"derived": {"agents": [agent("Claude Monet")], "facets": {"maker": ["Claude Monet"]}}}
    here = ObjectFactory(ark="99999/d1abc", **monet)
    seen = ObjectFactory(ark="99999/d1abd", title="Avec image", **monet)
    bare = ObjectFactory(ark="99999/d1abe", title="Sans image", **monet)
    hang(here)
    hang(seen)
    engine.write(indexing.load([str(record.pk) for record in (here, seen, bare)]))

    page = tree(client.get("/comparer/?a=d1abc"))

    links = [link.get("href") for link in select(page, ".compare-candidates a")]
    assert links == ["/comparer/?a=d1abc&b=d1abd"]
    assert "Même auteur" in said(page, ".compare-candidates")


def test_another_object_is_found_by_its_words(client, engine, pair):
    engine.write(indexing.load([str(record.pk) for record in pair]))

    page = tree(client.get("/comparer/?a=d1abc&q=bateaux"))
    none = client.get("/comparer/?a=d1abc&q=introuvable").content.decode()

    assert [a.text_content() for a in select(page, ".compare-candidates a")] == ["Pichet"]
    assert "Aucun objet avec une image ne répond" in none


def test_without_an_index_the_page_still_stands(client, pair, monkeypatch):
    def broken(*_args):
        raise EngineError("no index")

    monkeypatch.setattr(compare, "search", broken)

    assert client.get("/comparer/?a=d1abc&q=pichet").status_code == 200


def test_nothing_asked_explains_how_to_begin(client):
    answer = client.get("/comparer/")

    assert answer.status_code == 200
    assert "Rien à comparer" in answer.content.decode()


def test_two_sides_take_three_queries(client, pair, django_assert_num_queries):
    client.get("/comparer/?a=d1abc&b=d1abd")

    with django_assert_num_queries(3):
        client.get("/comparer/?a=d1abc&b=d1abd")


def test_the_object_page_leads_to_the_comparison_with_the_picture_on_its_stage(client, pair):
    first = tree(client.get("/ark:/99999/d1abd"))
    second = tree(client.get("/ark:/99999/d1abd?image=2"))

    assert select(first, ".stage-compare")[0].get("href") == "/comparer/?a=d1abd"
    assert select(second, ".stage-compare")[0].get("href") == "/comparer/?a=d1abd.2"
