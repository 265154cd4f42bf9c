import pytest
from django.core.cache import cache

from dentelle.participation.models import ErrorReport
from dentelle.portal.tests.objects import ObjectFactory

pytestmark = pytest.mark.django_db
PATH = "/ark:/99999/d1abc/signaler/"
WORDS = {"message": "La date est fausse : 1872 est peint en bas à droite."}
HERE = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture(autouse=True)
def record():
    cache.clear()
    return ObjectFactory(ark="99999/d1abc")


def test_a_visitor_reports_an_error_without_a_cookie(client, record):
    response = client.post(PATH, {**WORDS, "field": "TITR", "email": "camille@example.org"}, **HERE)

    assert response.status_code == 302
    assert response["Location"] == f"{PATH}?merci"
    report = ErrorReport.objects.get()
    assert (report.record, report.field, report.email) == (record, "TITR", "camille@example.org")
    assert not client.cookies
    thanks = client.get(response["Location"])
    assert 'method="post"' not in thanks.content.decode()


@pytest.mark.parametrize(
    "source",
    (
        {},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_REFERER": "https://elsewhere.example/x"},
        {"HTTP_ORIGIN": "http://[::1"},
        {"HTTP_REFERER": "http://[zz]/"},
    ),
)
def test_a_report_sent_from_another_site_is_refused(client, source):
    response = client.post(PATH, WORDS, **source)

    assert response.status_code == 403
    assert not ErrorReport.objects.exists()


def test_a_browser_that_names_no_origin_is_known_by_its_referer(client):
    client.post(PATH, WORDS, HTTP_REFERER=f"http://testserver{PATH}")

    assert ErrorReport.objects.count() == 1


def test_a_robot_that_fills_in_the_trap_is_thanked_and_forgotten(client):
    response = client.post(PATH, {**WORDS, "site": "http://spam.example"}, **HERE)

    assert response.status_code == 302
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    (
        {"message": ""},
        {"message": "court"},
        {"message": "x" * 3001},
        {**WORDS, "email": "camille@"},
        {**WORDS, "field": "PRIX"},
    ),
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(client, wrong):
    response = client.post(PATH, wrong, **HERE)

    page = response.content.decode()
    assert response.status_code == 422
    assert 'role="alert"' in page
    assert not ErrorReport.objects.exists()


def test_the_same_words_sent_twice_are_kept_once(client):
    client.post(PATH, WORDS, **HERE)
    client.post(PATH, WORDS, **HERE)

    assert ErrorReport.objects.count() == 1


def test_a_flood_is_asked_to_wait(client, settings):
    settings.SEARCH_COST_PER_MINUTE = 50
    answers = [
        client.post(PATH, {"message": f"Phrase numéro {n} bien assez longue"}, **HERE).status_code
        for n in range(4)
    ]

    assert answers == [302, 302, 429, 429]
    assert ErrorReport.objects.count() == 2
