"""How documents are sent: type, scripts of other sites, tags, how long they are kept."""

import pytest

from dentelle.catalogue.tests.objects import ObjectFactory, hang

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    found = ObjectFactory()
    hang(found)
    return found


def address(record):
    return f"/iiif/manifest/{record.ark.partition('/')[2]}"


@pytest.mark.parametrize(
    ("accepted", "kind"),
    (
        (None, "application/ld+json"),
        ("*/*", "application/ld+json"),
        ("application/ld+json", "application/ld+json"),
        (
            'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"',
            "application/ld+json",
        ),
        ("application/json", "application/json"),
        ("application/json, application/ld+json;q=0.5", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("image/png", "application/ld+json"),
    ),
)
def test_the_type_is_what_was_asked_for(client, record, accepted, kind):
    response = client.get(address(record), headers={"accept": accepted} if accepted else {})

    profile = ';profile="http://iiif.io/api/presentation/3/context.json"'
    assert response["Content-Type"] == kind + (profile if "ld" in kind else "")
    assert "Accept" in response["Vary"]
    assert "Cookie" not in response["Vary"]
    assert not response.cookies


def test_scripts_of_any_site_may_read_it_and_ask_beforehand(client, record):
    response = client.options(address(record))

    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Headers"] == "*"
    assert client.post(address(record)).status_code == 405
    assert client.get(address(record))["Access-Control-Allow-Origin"] == "*"


def test_it_is_kept_a_minute_and_asked_for_again_by_its_tag(client, record):
    first = client.get(address(record))
    again = client.get(address(record), headers={"if-none-match": first["ETag"]})
    head = client.head(address(record), headers={"if-none-match": first["ETag"]})

    assert "s-maxage=60" in first["Cache-Control"]
    assert (again.status_code, head.status_code) == (304, 304)
    assert again["Access-Control-Allow-Origin"] == "*"
    assert client.head(address(record))["ETag"] == first["ETag"]

    image = record.record_images.get().image
    image.mention = "Nouvelle mention"
    image.save()
    changed = client.get(address(record), headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
