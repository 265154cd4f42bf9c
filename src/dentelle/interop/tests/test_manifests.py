"""Manifests of objects, as a viewer asks for them."""

import datetime as dt
import json
from urllib.parse import quote

import pytest
from django.conf import settings
from django.utils import timezone

from dentelle.catalogue import actions
from dentelle.catalogue.models import RetiredArk
from dentelle.catalogue.tests.objects import ObjectFactory, hang
from dentelle.interop.queries.objects import CANVASES
from dentelle.interop.tests import spec
from dentelle.media.enums import Licence
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.enums import State

pytestmark = pytest.mark.django_db
SITE = settings.SITE_URL


def address(record, suffix=""):
    return f"/iiif/manifest/{record.ark.partition('/')[2]}{suffix}"


def read(client, path, **headers):
    response = client.get(path, headers=headers)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def values(document, label):
    return next(row["value"] for row in document["metadata"] if row["label"]["fr"] == [label])


@pytest.fixture
def record():
    found = ObjectFactory(
        museum=MuseumFactory(usual_name="Musée de la Mer", town="Barfleur", slug="mer"),
        fields={
            "TITR": "Bateaux",
            "DOMN": "peinture",
            "INV": "2004.3.12",
            "TECH": "huile sur\ntoile",
            "WWW": "https://exemple.test/a&b",
            "EMPLACEMENT": "réserve kryptex",
        },
        maker_line="attribué à Maresq",
        date_line="vers 1884",
    )
    hang(found)
    return found


def test_a_manifest_says_what_the_object_is_and_whose(client, record):
    document = read(client, address(record))

    assert document["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert document["id"] == f"{SITE}{address(record)}"
    assert document["label"] == {"fr": ["Bateaux de pêche"]}
    assert document["summary"] == {
        "fr": ["attribué à Maresq, vers 1884, huile sur toile, Musée de la Mer, Barfleur"]
    }
    assert [agent["label"]["fr"] for agent in document["provider"]] == [
        ["Musée de la Mer, Barfleur"],
        [settings.NETWORK_NAME],
    ]
    assert [(page["id"], page["language"]) for page in document["homepage"]] == [
        (f"{SITE}/ark:/{record.ark}", ["fr"]),
        (f"{SITE}/en/ark:/{record.ark}", ["en"]),
    ]
    assert document["seeAlso"][0]["id"] == f"{SITE}/ark:/{record.ark}.json"
    assert client.get(document["seeAlso"][0]["id"]).status_code == 200
    assert document["rendering"][0]["id"] == f"{SITE}/ark:/{record.ark}/fiche.pdf"
    assert document["partOf"][0]["id"] == f"{SITE}/iiif/collection/museum/mer"
    assert spec.problems(document) == []


def test_metadata_are_the_public_fields_in_two_languages(client, record):
    document = read(client, address(record))

    labels = [(row["label"]["fr"][0], row["label"]["en"][0]) for row in document["metadata"]]
    assert ("Matériaux et techniques", "Materials and techniques") in labels
    assert values(document, "Matériaux et techniques") == {"fr": ["huile sur", "toile"]}
    assert values(document, "N° d’inventaire, autres numéros") == {"none": ["2004.3.12"]}
    assert values(document, "Site associé") == {
        "none": ['<a href="https://exemple.test/a&amp;b">https://exemple.test/a&amp;b</a>']
    }
    assert "kryptex" not in json.dumps(document)


def test_a_title_between_angle_brackets_is_not_taken_for_html(client):
    record = ObjectFactory(fields={"TITR": "<sans titre & date>", "DOMN": "dessin"})
    hang(record)

    document = read(client, address(record))

    assert values(document, "Titre") == {"fr": ["<span>&lt;sans titre &amp; date&gt;</span>"]}
    assert spec.problems(document) == []


def test_a_canvas_carries_its_picture_with_services_of_both_versions(client, record):
    image = record.record_images.get().image

    (canvas,) = read(client, address(record))["items"]

    name = f"{SITE}{address(record)}/canvas/{image.key}"
    note = canvas["items"][0]["items"][0]
    assert (canvas["id"], canvas["width"], canvas["height"]) == (name, 1600, 1000)
    assert canvas["label"] == {"fr": ["Bateaux de pêche"]}
    assert canvas["summary"] == {"fr": ["Bateaux de pêche, attribué à Maresq, vers 1884"]}
    assert note["target"] == name
    assert note["body"] == {
        "id": f"{SITE}/iiif/3/{image.key}/full/max/0/default.jpg",
        "type": "Image",
        "format": "image/jpeg",
        "width": 1600,
        "height": 1000,
        "service": [
            {"id": f"{SITE}/iiif/3/{image.key}", "type": "ImageService3", "profile": "level2"},
            {
                "@id": f"{SITE}/iiif/2/{image.key}",
                "@type": "ImageService2",
                "profile": "http://iiif.io/api/image/2/level2.json",
            },
        ],
    }
    assert canvas["thumbnail"][0]["id"] == f"{SITE}/images/{image.key}/320.webp"
    assert (canvas["thumbnail"][0]["width"], canvas["thumbnail"][0]["height"]) == (320, 200)


def test_the_text_a_person_wrote_stands_for_the_picture(client, record):
    image = record.record_images.get().image
    image.alt = "Trois barques à marée basse."
    image.save()

    (canvas,) = read(client, address(record))["items"]

    assert canvas["summary"] == {"fr": ["Trois barques à marée basse."]}


def test_a_picture_shown_in_small_only_is_told_as_it_is_and_says_so(client):
    record = ObjectFactory()
    hang(record, licence=Licence.NOT_CHECKED)

    document = read(client, address(record))

    body = document["items"][0]["items"][0]["items"][0]["body"]
    assert (body["width"], body["height"]) == (640, 400)
    assert document["rights"] == "http://rightsstatements.org/vocab/CNE/1.0/"
    said = document["requiredStatement"]["value"]
    assert said["fr"][-1] == "Les droits de cette image ne permettent de la montrer qu’en petit."
    assert said["en"][-1] == "The rights of this picture let it be shown in small only."


@pytest.mark.parametrize(
    ("licence", "rights"),
    (
        (Licence.PUBLIC_DOMAIN, "http://creativecommons.org/publicdomain/mark/1.0/"),
        (Licence.CC_BY, "http://creativecommons.org/licenses/by/4.0/"),
        (Licence.CC_BY_SA, "http://creativecommons.org/licenses/by-sa/4.0/"),
        (Licence.IN_COPYRIGHT_SHOWN, "http://rightsstatements.org/vocab/InC/1.0/"),
        (Licence.NOT_CHECKED, "http://rightsstatements.org/vocab/CNE/1.0/"),
        (Licence.LICENCE_OUVERTE, None),
    ),
)
def test_rights_are_an_address_the_standard_knows_or_none(client, licence, rights):
    record = ObjectFactory()
    hang(record, licence=licence)

    document = read(client, address(record))

    assert document.get("rights") == rights
    assert spec.problems(document) == []


def test_the_licence_ouverte_is_told_in_the_statement(client):
    record = ObjectFactory()
    hang(record, licence=Licence.LICENCE_OUVERTE, credit="© Photo Demo")

    said = read(client, address(record))["requiredStatement"]["value"]["fr"]

    assert said[0] == "© Photo Demo"
    assert any("Licence Ouverte 2.0</a>" in text for text in said)


def test_a_mandatory_mention_stands_beside_the_credit(client, record):
    image = record.record_images.get().image
    image.mention = "Adagp, Paris, 2026"
    image.save()

    said = read(client, address(record))["requiredStatement"]["value"]

    assert said["fr"][:2] == said["en"][:2] == ["© Photo Demo", "Adagp, Paris, 2026"]


def test_pictures_of_different_rights_each_say_theirs(client):
    record = ObjectFactory()
    hang(record, licence=Licence.PUBLIC_DOMAIN, credit="© A")
    hang(record, licence=Licence.NOT_CHECKED, credit="© B", rank=1)

    document = read(client, address(record))

    assert "rights" not in document
    assert [canvas["rights"] for canvas in document["items"]] == [
        "http://creativecommons.org/publicdomain/mark/1.0/",
        "http://rightsstatements.org/vocab/CNE/1.0/",
    ]
    assert [canvas["label"] for canvas in document["items"]] == [{"none": ["1"]}, {"none": ["2"]}]
    assert document["requiredStatement"]["value"]["fr"][:2] == ["© A", "© B"]
    assert spec.problems(document) == []


def test_pictures_that_may_not_be_shown_are_left_out(client, record):
    hidden = hang(record, licence=Licence.IN_COPYRIGHT_HIDDEN, rank=1).image
    withdrawn = hang(record, rank=2).image
    withdrawn.state = State.WITHDRAWN
    withdrawn.save()

    document = read(client, address(record))

    assert len(document["items"]) == 1
    assert hidden.key not in json.dumps(document)
    assert withdrawn.key not in json.dumps(document)


def test_a_picture_whose_rights_have_ended_is_left_out(client, record):
    ended = hang(record, rank=1).image
    ended.until = timezone.localdate() - dt.timedelta(days=1)
    ended.save()

    document = read(client, address(record))

    assert len(document["items"]) == 1
    assert ended.key not in json.dumps(document)


def test_an_object_without_a_picture_to_show_has_no_manifest_and_says_why(client):
    record = ObjectFactory()
    hang(record, licence=Licence.IN_COPYRIGHT_HIDDEN)

    response = client.get(address(record))

    assert response.status_code == 404
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json() == {
        "status": 404,
        "error": "Cet objet n’a pas d’image qui puisse être montrée\N{NO-BREAK SPACE}: il n’a donc pas de manifeste.",
    }


def test_what_is_not_public_is_not_given(client, record):
    draft = ObjectFactory(state=State.DRAFT)
    hang(draft)
    actions.withdraw_record(record=record, reason="note kryptex", actor=None, now=timezone.now())
    RetiredArk.objects.create(
        ark="99999/d1zzz", museum=record.museum, reference="X", retired_at=timezone.now()
    )

    answers = {
        name: client.get(f"/iiif/manifest/{name}")
        for name in (record.ark[6:], draft.ark[6:], "d1zzz", "d1zzy")
    }

    assert [answer.status_code for answer in answers.values()] == [410, 404, 410, 404]
    assert not any(b"kryptex" in answer.content for answer in answers.values())


def test_another_spelling_of_a_name_leads_to_the_one_address(client, record):
    name = record.ark[6:]

    for other in (name.upper(), f"{name[:3]}-{name[3:]}", f"99999/{name}"):
        response = client.get(f"/iiif/manifest/{other}")
        assert response.status_code == 301, other
        assert response["Location"] == f"{SITE}/iiif/manifest/{name}"
        assert response["Access-Control-Allow-Origin"] == "*"


def test_a_name_of_another_authority_keeps_its_number(client):
    record = ObjectFactory(ark="12345/b2-x")
    hang(record)

    document = read(client, "/iiif/manifest/12345/b2-x")

    assert document["id"] == f"{SITE}/iiif/manifest/12345/b2-x"
    assert client.get("/iiif/manifest/b2-x").status_code == 404


@pytest.mark.parametrize("pictures", (1, 3, 40))
def test_the_number_of_queries_does_not_grow(client, pictures, django_assert_num_queries):
    record = ObjectFactory()
    for rank in range(pictures):
        hang(record, rank=rank)

    with django_assert_num_queries(2):
        document = read(client, address(record))

    assert len(document["items"]) == pictures


def test_an_object_of_very_many_pictures_is_in_parts(client, record, monkeypatch):
    monkeypatch.setattr("dentelle.interop.queries.objects.CANVASES", 2)
    monkeypatch.setattr("dentelle.interop.presentation.manifests.CANVASES", 2)
    for rank in range(1, 5):
        hang(record, rank=rank)

    first, last = read(client, address(record)), read(client, address(record, "/part/3"))
    whole = read(client, f"/iiif/collection/object/{record.ark[6:]}")

    assert [len(part["items"]) for part in (first, last)] == [2, 1]
    assert first["label"]["fr"] == ["Bateaux de pêche (partie 1 sur 3)"]
    assert values(last, "Images")["fr"] == ["5 à 5 sur 5"]
    assert first["partOf"][0]["id"] == whole["id"]
    assert whole["behavior"] == ["multi-part"]
    assert [member["id"] for member in whole["items"]] == [
        f"{SITE}{address(record, suffix)}" for suffix in ("", "/part/2", "/part/3")
    ]
    assert client.get(address(record, "/part/4")).status_code == 404
    assert client.get(address(record, "/part/1")).status_code == 301
    assert [spec.problems(document) for document in (first, last, whole)] == [[], [], []]


def test_a_manifest_holds_five_hundred_canvases():
    assert CANVASES == 500


def test_documents_of_awkward_objects_pass_the_schema_and_the_parser(client):
    museum = MuseumFactory(website="https://musee.test/")
    awkward = {
        "no title": ObjectFactory(
            museum=museum, title="Assiette, 12.3", fields={"DOMN": "céramique"}, derived={}
        ),
        "no date, no maker": ObjectFactory(museum=museum, maker_line="", date_line=""),
        "quotes and lines": ObjectFactory(
            museum=museum, title='Dit « "le <b>Grand</b>" »', fields={"DESC": 'L’été\n\n"&" <fin>'}
        ),
        "another authority": ObjectFactory(museum=museum, ark="12345/a~b.c=1"),
        "a website that is none": ObjectFactory(museum=museum, fields={"WWW": "voir le musée"}),
    }
    for found in awkward.values():
        hang(found)
    several = ObjectFactory(museum=museum)
    for rank, licence in enumerate(Licence.values):
        hang(several, licence=licence, rank=rank, credit="" if rank % 2 else "© Photo")
    flat = ObjectFactory(museum=museum)
    image = hang(flat).image
    image.width, image.height, image.credit = 20_000, 30, ""
    image.save()

    records = [*awkward.values(), several, flat]
    paths = [f"/iiif/manifest/{found.ark.removeprefix('99999/')}" for found in records]
    documents = [read(client, path) for path in paths]

    assert {path: spec.problems(each) for path, each in zip(paths, documents, strict=True)} == {
        path: [] for path in paths
    }
    assert spec.parsed(documents) == [[] for _ in documents]


def test_the_objects_page_leads_to_the_manifest_and_a_link_can_be_dragged(client, record):
    bare = ObjectFactory()
    wanted = f"{SITE}{address(record)}"

    page = client.get(f"/ark:/{record.ark}").content.decode()

    assert f'context.json"\' href="{wanted}"' in page
    assert (
        f"{wanted}?manifest={quote(wanted, safe='')}&amp;iiif-content={quote(wanted, safe='')}"
        in page
    )
    assert "/iiif/manifest/" not in client.get(f"/ark:/{bare.ark}").content.decode()
