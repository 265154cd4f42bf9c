import pytest
from lxml import etree

from dentelle.museums.tests.factories import MuseumFactory
from dentelle.portal.queries import sitemap
from dentelle.portal.tests.objects import ObjectFactory
from dentelle.publishing.enums import State

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(response):
    return etree.fromstring(response.content).xpath("//s:loc/text()", namespaces=SPACE)


@pytest.mark.django_db
def test_the_sitemap_lists_every_public_object_once(client, monkeypatch):
    monkeypatch.setattr(sitemap, "SIZE", 2)
    shown = [ObjectFactory().ark for _ in range(5)]
    hidden = ObjectFactory(state=State.WITHDRAWN).ark

    index = addresses(client.get("/sitemap.xml"))
    pages = [address.partition("8000")[2] for address in index if "pages" not in address]
    found = [a for page in pages for a in addresses(client.get(page))]

    assert sorted(found) == sorted(f"http://127.0.0.1:8000/ark:/{ark}" for ark in shown)
    assert not any(hidden in address for address in found)


@pytest.mark.django_db
def test_the_sitemap_lists_museums(client):
    museum = MuseumFactory()

    found = addresses(client.get("/sitemap-pages.xml"))

    assert f"http://127.0.0.1:8000/musees/{museum.slug}/" in found


@pytest.mark.django_db
def test_a_page_past_the_end_of_the_sitemap_answers_404(client):
    assert client.get("/sitemap-1.xml").status_code == 404


@pytest.mark.django_db
def test_a_page_of_the_sitemap_asks_the_same_at_any_depth(
    client, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(sitemap, "SIZE", 1)
    for _ in range(3):
        ObjectFactory()

    for page in (1, 3):
        with django_assert_num_queries(2):
            client.get(f"/sitemap-{page}.xml")


def test_health_asks_nothing_of_the_database(client):
    response = client.get("/healthz")

    assert response.json() == {"state": "ok"}
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readiness_names_what_answers(client):
    answer = client.get("/readyz")

    assert answer.json()["database"] == "ok"
    assert set(answer.json()) == {"database", "index"}
