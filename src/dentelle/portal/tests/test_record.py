import json
import re

import pytest
from django.urls import reverse

from dentelle.media.enums import Licence
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.portal.tests.objects import NOW, ObjectFactory, agent, hang
from dentelle.publishing.enums import State

pytestmark = pytest.mark.django_db


def text_of(response):
    return response.content.decode()


def data_of(response):
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', text_of(response), re.DOTALL
    )
    return json.loads(found.group(1))


def test_the_page_says_what_the_label_says(client):
    museum = MuseumFactory(official_name="musée du Port", town="Valmont", slug="port")
    ObjectFactory(
        museum=museum,
        ark="99999/d1abc",
        maker_line="attribué à Claude Monet (?)",
        date_line="vers 1866",
        fields={
            "TITR": "Bateaux",
            "TECH": "peinture à l'huile ; toile",
            "PRIX": "12 €",
            "REDA": "Untel",
        },
        derived={
            "title_origin": "TITR",
            "dimension_line": "46 × 55 cm",
            "agents": [agent("Claude Monet", "attribué à", "peintre", doubtful=True)],
            "facets": {"maker": ["Claude Monet"]},
        },
    )

    response = client.get("/ark:/99999/d1abc")

    page = text_of(response)
    assert response.status_code == 200
    for words in (
        "Bateaux de pêche",
        "attribué à Claude Monet (?)",
        "peintre",
        "vers 1866",
        "46 × 55 cm",
        "Musée du Port",
    ):
        assert words in page
    assert "/collections/?auteur=Claude+Monet" in page
    assert "12 €" not in page
    assert "Untel" not in page


def test_the_page_sets_no_cookie_and_may_be_cached(client):
    ObjectFactory(ark="99999/d1abc")

    for address in (
        "/ark:/99999/d1abc",
        "/ark:/99999/d1abc/signaler/",
        "/ark:/99999/d1abc.json",
        "/ark:/99999/d1abc/qr.svg",
        "/en/ark:/99999/d1abc",
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "s-maxage" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "canonical"),
    (
        ("/ark:/99999/d1-ab-c", "/ark:/99999/d1abc"),
        ("/ark:/99999/D1ABC", "/ark:/99999/d1abc"),
        ("/ark:/99999/d1abc/", "/ark:/99999/d1abc"),
        ("/ark:99999/d1abc", "/ark:/99999/d1abc"),
        ("/ark:99999/d1abc/", "/ark:/99999/d1abc"),
        ("/ark:/99999/d1-abc?info", "/ark:/99999/d1abc?info"),
        ("/en/ark:99999/d1abc", "/en/ark:/99999/d1abc"),
        ("/ark:/99999/d1-abc.json", "/ark:/99999/d1abc.json"),
        ("/ark:/99999/d1-abc/qr.svg", "/ark:/99999/d1abc/qr.svg"),
        ("/ark:/99999/d1-abc/signaler/", "/ark:/99999/d1abc/signaler/"),
    ),
)
def test_every_spelling_of_an_ark_leads_to_one_address(client, asked, canonical):
    ObjectFactory(ark="99999/d1abc")

    response = client.get(asked)

    assert response.status_code == 301
    assert response["Location"] == canonical


def test_an_ark_of_another_authority_is_kept_with_its_hyphens(client):
    ObjectFactory(ark="16418/mbd-1160142")

    assert client.get("/ark:/16418/mbd-1160142").status_code == 200
    assert client.get("/ark:/99999/mbd-1160142").status_code == 404


def test_a_withdrawn_object_says_so_without_the_private_reason(client):
    ObjectFactory(
        ark="99999/d1abc",
        state=State.WITHDRAWN,
        withdrawn_at=NOW,
        withdrawn_reason="plainte de Mme Untel",
    )

    response = client.get("/ark:/99999/d1abc")

    assert response.status_code == 410
    assert "Untel" not in text_of(response)
    assert "Bateaux" not in text_of(response)
    assert client.get("/ark:/99999/d1abc.json").status_code == 410
    assert client.get("/ark:/99999/d1abc/signaler/").status_code == 410


def test_an_object_never_shown_is_not_told_of_by_its_address(client):
    ObjectFactory(ark="99999/d1abd", state=State.DRAFT)

    for suffix in ("", ".json", "/qr.svg", "/signaler/"):
        assert client.get(f"/ark:/99999/d1abd{suffix}").status_code == 404


def test_the_objects_of_a_museum_that_publishes_none_are_not_shown(client):
    ObjectFactory(ark="99999/d1abc", museum=MuseumFactory(publishes_collections=False))

    assert client.get("/ark:/99999/d1abc").status_code == 410


def test_an_unknown_object_answers_404(client):
    assert client.get("/ark:/99999/d1zzz").status_code == 404


@pytest.mark.parametrize("query", ("?info", "??"))
def test_metadata_is_answered_as_labelled_lines(client, query):
    ObjectFactory(
        ark="99999/d1abc", maker_line="Claude Monet", date_line="", title="Bateaux\nau port"
    )

    response = client.get(f"/ark:/99999/d1abc{query}")

    assert response["Content-Type"].startswith("text/plain")
    lines = text_of(response).splitlines()
    assert lines[:5] == [
        "erc:",
        "who: Claude Monet",
        "what: Bateaux au port",
        "when: (:unkn)",
        "where: http://127.0.0.1:8000/ark:/99999/d1abc",
    ]
    assert "erc-support:" in lines


def test_the_picture_stands_with_its_credit_and_its_terms(client):
    record = ObjectFactory(ark="99999/d1abc")
    hang(record, licence=Licence.PUBLIC_DOMAIN, credit="© Musée du Port")

    page = text_of(client.get("/ark:/99999/d1abc"))

    assert "© Musée du Port" in page
    assert "fetchpriority" in page
    assert 'href="#download"' in page
    assert 'id="download"' in page
    assert 'property="og:image"' in page


def test_a_picture_in_copyright_is_not_given_away(client):
    record = ObjectFactory(ark="99999/d1abc")
    hang(record, licence=Licence.IN_COPYRIGHT_SHOWN)

    page = text_of(client.get("/ark:/99999/d1abc"))

    assert "/640.webp" in page
    assert "/1280.webp" not in page
    assert 'href="#download"' not in page


def test_an_object_whose_picture_is_not_shown_says_why(client):
    hidden = ObjectFactory(ark="99999/d1abc")
    hang(hidden, licence=Licence.IN_COPYRIGHT_HIDDEN)
    ObjectFactory(ark="99999/d1abd")

    page = text_of(client.get("/ark:/99999/d1abc"))
    bare = text_of(client.get("/ark:/99999/d1abd"))

    assert ".webp" not in page
    assert 'class="stage bare"' in page
    assert 'class="terms"' in page
    assert 'class="stage bare"' in bare
    assert 'class="terms"' not in bare


def test_linked_data_keeps_the_doubt_about_the_maker(client):
    ObjectFactory(
        ark="99999/d1abc",
        year_from=-50,
        year_to=1866,
        derived={
            "agents": [agent("Claude Monet", "attribué à", doubtful=True), agent("Boudin")],
            "facets": {},
        },
    )

    data = data_of(client.get("/ark:/99999/d1abc"))

    assert data["@type"] == "VisualArtwork"
    assert data["creator"][0] == {
        "@type": "Role",
        "roleName": "attribué à, ?",
        "creator": {"@type": "Person", "name": "Claude Monet"},
    }
    assert data["creator"][1] == {"@type": "Person", "name": "Boudin"}
    assert data["temporalCoverage"] == "-0050/1866"
    assert data["identifier"][0]["value"] == "ark:/99999/d1abc"


def test_a_title_cannot_close_the_data_block(client):
    ObjectFactory(ark="99999/d1abc", title="</script><script>alert(1)</script> & co")

    response = client.get("/ark:/99999/d1abc")

    assert data_of(response)["name"] == "</script><script>alert(1)</script> & co"
    assert "<script>alert" not in text_of(response)


def test_the_json_holds_public_fields_alone(client):
    record = ObjectFactory(
        ark="99999/d1abc", fields={"TITR": "Bateaux", "VALEUR": "3000", "AUTR": "MONET Claude"}
    )
    hang(record)

    answer = client.get("/ark:/99999/d1abc.json").json()

    assert answer["ark"] == "ark:/99999/d1abc"
    assert set(answer["fields"]) == {"TITR", "AUTR"}
    assert answer["pictures"][0]["licence"] == "public-domain"


def test_the_object_is_cited_in_three_ways(client):
    ObjectFactory(ark="99999/d1abc", maker_line="Claude Monet", date_line="1866")

    page = text_of(client.get("/ark:/99999/d1abc"))

    assert page.count('class="cite-text"') == 3
    assert "@misc{d1abc," in page
    assert "http://127.0.0.1:8000/ark:/99999/d1abc" in page


def test_the_qr_code_is_a_drawing(client):
    ObjectFactory(ark="99999/d1abc")

    response = client.get("/ark:/99999/d1abc/qr.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content


def test_the_page_in_english_says_so_and_keeps_one_permalink(client):
    ObjectFactory(ark="99999/d1abc")

    page = text_of(client.get("/en/ark:/99999/d1abc"))

    assert '<html lang="en">' in page
    assert "The record" in page
    assert 'id="permalink">http://127.0.0.1:8000/ark:/99999/d1abc<' in page
    assert 'hreflang="fr"' in page


def test_the_number_of_queries_does_not_grow_with_pictures(client, django_assert_num_queries):
    one, three = ObjectFactory(ark="99999/d1abc"), ObjectFactory(ark="99999/d1abd")
    hang(one)
    for rank in range(3):
        hang(three, rank=rank)
    client.get("/ark:/99999/d1abc")

    for name in ("d1abc", "d1abd"):
        with django_assert_num_queries(3):  # record, pictures, events that show it
            client.get(f"/ark:/99999/{name}")


def test_the_addresses_are_the_ones_promised():
    assert reverse("portal:record", args=("99999", "d1abc")) == "/ark:/99999/d1abc"
    assert reverse("portal:report", args=("99999", "d1abc")) == "/ark:/99999/d1abc/signaler/"
