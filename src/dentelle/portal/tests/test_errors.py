import pytest
from django.test import Client, RequestFactory

from dentelle.portal.tests.pages import said, select, tree
from dentelle.portal.views import errors


@pytest.mark.django_db
def test_an_unknown_address_is_named_and_offered_to_the_search(client):
    response = client.get("/musees/l-ecole-de-dessin/autre-chose/")

    page = tree(response)

    assert response.status_code == 404
    assert select(page, "main code")[0].text == "/musees/l-ecole-de-dessin/autre-chose/"
    assert select(page, "main input[name=q]")[0].get("value") == "autre chose"


def test_what_is_not_open_says_to_whom_to_speak():
    response = errors.forbidden(RequestFactory().get("/bureau/"))

    assert response.status_code == 403
    assert "comptes de votre musée" in said(tree(response), "main")


def test_a_fault_of_ours_is_told_without_the_database():
    """No `django_db` mark: a query here would fail the test."""
    response = errors.server_error(RequestFactory().get("/collections/?q=mer"))

    page = tree(response)

    assert response.status_code == 500
    assert select(page, "a.button")[0].get("href") == "/collections/?q=mer"


def test_a_request_that_names_another_site_is_answered_in_words(client, settings):
    """No `django_db` mark: nothing is looked up for a request that cannot be read."""
    settings.ALLOWED_HOSTS = ["testserver"]

    response = client.get("/collections/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert "ne peut pas être lue" in said(tree(response), "main")
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_a_form_that_proves_nothing_is_refused_in_words():
    response = Client(enforce_csrf_checks=True).post("/bureau/connexion/", {"username": "x"})

    assert response.status_code == 403
    assert "n’a pas été accepté" in said(tree(response), "main")
    assert "Forbidden" not in response.content.decode()


def test_an_address_cannot_smuggle_markup_into_its_error():
    response = errors.not_found(RequestFactory().get("/<script>alert(1)</script>"))

    assert b"<script>alert" not in response.content


def test_robots_are_kept_from_the_desk_and_from_combinations(client):
    rules = client.get("/robots.txt").content.decode()

    assert "Disallow: /bureau/\n" in rules
    assert "Disallow: /collections/?\n" in rules
    assert "Disallow: /collections/\n" not in rules
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in rules
