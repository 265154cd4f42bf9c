import datetime as dt

import pytest
from django.core.cache import cache

from dentelle.catalogue import indexing
from dentelle.catalogue.models import Record
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.portal.queries.home import door
from dentelle.portal.tests.objects import ObjectFactory, hang
from dentelle.portal.tests.pages import said, select, tree
from dentelle.search import engines

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def engine(settings):
    settings.SEARCH_ENGINE = "memory"
    engines.forget()
    cache.clear()
    return engines.get("records")


def index():
    engines.get("records").write(
        indexing.load([str(pk) for pk in Record.objects.values_list("pk", flat=True)])
    )


def furnish(museums=4, pictures=3):
    for _ in range(museums):
        museum = MuseumFactory()
        for _ in range(pictures):
            hang(ObjectFactory(museum=museum))
    index()


def shown(found):
    return [item.key for item in (found.hero, *found.hung) if item]


def test_the_hang_is_one_object_a_museum():
    furnish()

    found = door(DAY)

    assert sorted(item.museum_slug for item in (found.hero, *found.hung)) == sorted(
        set(Record.objects.values_list("museum__slug", flat=True))
    )


def test_the_same_day_hangs_the_same_and_another_day_something_else():
    furnish()
    first = shown(door(DAY))
    cache.clear()

    assert shown(door(DAY)) == first
    assert any(shown(door(DAY + dt.timedelta(days=n))) != first for n in range(1, 6))


def test_counts_are_exact_and_written_in_french(client):
    museum = MuseumFactory()
    ObjectFactory.create_batch(3, museum=museum)
    index()

    assert said(tree(client.get("/")), "h1") == "3 objets, 1 musée, une seule porte"


def test_nothing_on_line_is_said_and_nothing_invented(client):
    page = tree(client.get("/"))

    assert select(page, ".empty h2")[0].text_content() == "Rien n’est encore accroché"
    assert select(page, ".door-object, .wall, .ways") == []


def test_records_without_pictures_are_offered_to_be_read(client):
    ObjectFactory(derived={"facets": {"domain": ["dessin"]}})
    index()

    page = tree(client.get("/"))

    assert select(page, ".empty h2")[0].text_content() == "Aucune image n’est encore en ligne"
    assert [" ".join(a.text_content().split()) for a in select(page, ".ways-domains a")] == [
        "Dessin 1"
    ]


def test_more_pictures_cost_no_more_queries(client, django_assert_num_queries):
    furnish(museums=1)
    with django_assert_num_queries(4):
        client.get("/")
    cache.clear()
    furnish(museums=3)

    with django_assert_num_queries(4):
        client.get("/")
