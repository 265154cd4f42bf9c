import pytest

from dentelle.media.models import Image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.portal.queries import museums as queries
from dentelle.portal.tests.objects import NOW
from dentelle.publishing.enums import State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counts(monkeypatch):
    """The numbers an index would give."""
    monkeypatch.setattr(queries, "counts_by_museum", lambda: {"mer": 1234})


def mer(**values):
    return MuseumFactory(
        **(
            {
                "slug": "mer",
                "official_name": "musée de la Mer",
                "town": "Valmont",
                "department": "Aubrive",
                "latitude": 49.2,
                "longitude": -0.4,
                "themes": ["Histoire"],
            }
            | values
        )
    )


def test_the_directory_lists_members_by_department_on_the_map_and_beside(client):
    mer()
    MuseumFactory(
        slug="sel", official_name="musée du Sel", department="Autre", themes=["Beaux-arts"]
    )
    MuseumFactory(slug="parti", official_name="musée parti", left_date="2020-01-01")

    response = client.get("/musees/")

    page = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert page.count('class="map-point') == 1
    assert page.index("Aubrive") < page.index("Autre")
    assert 'aria-label="Musée de la Mer, Valmont — 1\u202f234 objets"' in page
    assert "musée parti" not in page.lower()


def test_the_directory_keeps_one_theme(client):
    mer()
    MuseumFactory(slug="sel", official_name="musée du Sel", themes=["Beaux-arts"])

    page = client.get("/musees/?theme=beaux-arts").content.decode()

    assert "Musée du Sel" in page
    assert "Musée de la Mer" not in page
    assert 'content="noindex, follow"' in page


def test_the_directory_for_machines_says_the_same(client):
    mer()

    (row,) = client.get("/musees.json").json()["museums"]

    assert row == {
        "slug": "mer",
        "name": "Musée de la Mer",
        "town": "Valmont",
        "department": "Aubrive",
        "themes": ["Histoire"],
        "objects": 1234,
        "url": "http://testserver/musees/mer/",
    }


def test_a_museum_says_where_it_is_and_what_is_not_known(client):
    mer(
        website="https://www.mer.example/",
        phone="02 00 00 00 00",
        contact_email="accueil@mer.example",
    )

    page = client.get("/musees/mer/").content.decode()

    for words in (
        "geo:49.2,-0.4",
        "openstreetmap.org",
        "www.mer.example",
        "tel:0200000000",
        "accueil@mer.example",
        '"@type": "Museum"',
    ):
        assert words in page


def test_a_museum_without_place_or_portrait_has_its_page(client):
    MuseumFactory(slug="nu", official_name="musée nu", department="")

    assert client.get("/musees/nu/").status_code == 200
    assert client.get("/en/musees/nu/").status_code == 200


def test_a_museum_that_left_or_never_was_answers_404(client):
    MuseumFactory(slug="parti", left_date="2020-01-01")

    assert client.get("/musees/parti/").status_code == 404
    assert client.get("/musees/jamais/").status_code == 404


def test_the_directory_asks_as_much_for_one_museum_as_for_three(client, django_assert_num_queries):
    for number in range(3):
        image = Image.objects.create(
            key=f"{number:024x}",
            original_name="x",
            path="x",
            mime="image/jpeg",
            width=9,
            height=9,
            size=1,
            state=State.PUBLIC,
            created_at=NOW,
        )
        MuseumFactory(slug=f"m{number}", portrait=image.key, latitude=49, longitude=0)
        with django_assert_num_queries(2):
            client.get("/musees/")
