"""Collections: of the network, a museum, a search, a visitor."""

import json
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.cache import cache

from dentelle.catalogue import indexing
from dentelle.catalogue.models import Record
from dentelle.catalogue.tests.objects import ObjectFactory, hang
from dentelle.interop import paging
from dentelle.interop.presentation import agents, collections
from dentelle.interop.presentation.languages import french
from dentelle.interop.queries import lists
from dentelle.interop.tests import spec
from dentelle.media.enums import Licence
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.enums import State
from dentelle.search import engines

pytestmark = pytest.mark.django_db
SITE = settings.SITE_URL


@pytest.fixture(autouse=True)
def engine(settings):
    """An index in memory, empty; nothing remembered."""
    settings.SEARCH_ENGINE = "memory"
    engines.forget()
    cache.clear()
    return engines.get("records")


@pytest.fixture
def museum():
    return MuseumFactory(slug="mer", usual_name="Musée de la Mer", town="Barfleur")


def thing(title="Barque", *, licence=Licence.PUBLIC_DOMAIN, **values):
    record = ObjectFactory(title=title, fields={"TITR": title}, derived={"facets": {}}, **values)
    if licence:
        hang(record, licence=licence)
    return record


def index():
    keys = [str(pk) for pk in Record.objects.values_list("pk", flat=True)]
    engines.get("records").write(indexing.load(keys))


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, response.content
    document = json.loads(response.content)
    assert spec.problems(document) == []
    return document


def names(document):
    return [member["id"].removeprefix(f"{SITE}/iiif/") for member in document["items"]]


def test_a_museum_lists_the_manifests_of_what_it_may_show(client, museum):
    shown = thing("Barque", museum=museum, maker_line="Maresq (?)", date_line="vers 1884")
    thing("Sans image", museum=museum, licence=None)
    thing("Cachée", museum=museum, licence=Licence.IN_COPYRIGHT_HIDDEN)
    thing("Ailleurs")
    index()

    document = read(client, "/iiif/collection/museum/mer")

    assert document["label"] == {"fr": ["Musée de la Mer, Barfleur"]}
    assert document["summary"]["fr"] == ["1 objet avec image"]
    assert names(document) == [f"manifest/{shown.ark[6:]}"]
    assert document["items"][0]["label"] == {"fr": ["Barque"]}
    assert document["items"][0]["summary"] == {"fr": ["Maresq (?), vers 1884"]}
    assert document["items"][0]["thumbnail"][0]["id"].endswith("/320.webp")
    assert document["partOf"][0]["id"] == f"{SITE}/iiif/collection/network"
    assert client.get(document["items"][0]["id"]).status_code == 200
    assert spec.parsed([document]) == [[]]


def test_a_museum_that_publishes_nothing_has_no_collection(client):
    MuseumFactory(slug="muet", publishes_collections=False)

    assert client.get("/iiif/collection/museum/muet").status_code == 404
    assert client.get("/iiif/collection/museum/inconnu").status_code == 404


def test_the_network_lists_the_museums_that_have_something_to_show(client, museum):
    thing(museum=museum)
    thing(museum=MuseumFactory(slug="sans", town="Alençon"), licence=None)
    thing(museum=MuseumFactory(slug="muet", publishes_collections=False))
    index()

    document = read(client, "/iiif/collection/network")

    assert document["label"] == {"fr": [settings.NETWORK_NAME]}
    assert names(document) == ["collection/museum/mer"]
    assert spec.parsed([document]) == [[]]


def test_what_was_withdrawn_since_the_index_answered_is_left_out(client, museum):
    left, gone, hidden = (thing(title, museum=museum) for title in ("A", "B", "C"))
    index()
    Record.objects.filter(pk=gone.pk).update(state=State.WITHDRAWN)
    hidden.record_images.get().image.__class__.objects.filter(record_images__record=hidden).update(
        state=State.WITHDRAWN
    )

    assert names(read(client, "/iiif/collection/museum/mer")) == [f"manifest/{left.ark[6:]}"]


def test_a_search_takes_the_parameters_of_the_collections_page(client, museum):
    wanted = thing("Phare rouge", museum=museum)
    thing("Phare vert")
    thing("Assiette", museum=museum)
    index()

    document = read(client, "/iiif/collection/search?vue=liste&q=phare&musee=mer&page=3&inconnu=1")

    assert names(document) == [f"manifest/{wanted.ark[6:]}"]
    assert document["id"] == f"{SITE}/iiif/collection/search?q=phare&musee=mer"
    assert document["homepage"][0]["id"] == f"{SITE}/collections/?q=phare&musee=mer"
    assert document["label"] == {"fr": ["« phare »"]}


def test_a_search_that_finds_nothing_is_an_empty_collection(client):
    index()

    document = read(client, "/iiif/collection/search?q=introuvable")

    assert document["items"] == []
    assert document["summary"]["fr"] == ["0 objet avec image"]


def test_a_long_list_is_a_collection_of_collections_of_a_hundred(client, museum):
    made = [thing(f"Objet {n:03}", museum=museum) for n in range(103)]
    index()

    whole = read(client, "/iiif/collection/museum/mer")
    first = read(client, whole["items"][0]["id"])
    last = read(client, whole["items"][1]["id"])

    assert names(whole) == [
        "collection/museum/mer?rangs=1-100",
        "collection/museum/mer?rangs=101-200",
    ]
    assert [item["label"] for item in whole["items"]] == [
        {"none": ["1–100"]},
        {"none": ["101–103"]},
    ]
    assert (len(first["items"]), len(last["items"])) == (100, 3)
    assert sorted(names(first) + names(last)) == sorted(f"manifest/{r.ark[6:]}" for r in made)
    assert first["partOf"][0]["id"] == whole["id"]
    assert client.get("/iiif/collection/museum/mer?rangs=201-300").status_code == 404
    assert client.get("/iiif/collection/museum/mer?rangs=2-101").status_code == 404
    assert spec.parsed([whole, first, last]) == [[], [], []]


def test_a_selection_keeps_the_visitors_order_and_title(client):
    one, two, three = (thing(title) for title in ("Un", "Deux", "Trois"))
    hidden = thing("Caché", state=State.WITHDRAWN)
    bare = thing("Sans image", licence=None)
    asked = [
        three.ark[6:],
        hidden.ark[6:],
        one.ark,
        bare.ark[6:],
        "inconnu",
        three.ark[6:],
        two.ark[6:].upper(),
    ]

    path = "/iiif/collection/selection?" + urlencode(
        [*(("o", name) for name in asked), ("titre", "Bateaux & ports")]
    )
    document = read(client, path)

    assert names(document) == [f"manifest/{r.ark[6:]}" for r in (three, one, two)]
    assert document["label"] == {"fr": ["Bateaux & ports"]}
    assert client.get(document["id"]).json() == document
    assert "Caché" not in json.dumps(document)


def test_a_selection_without_a_title_or_an_object_is_an_empty_collection(client):
    document = read(client, "/iiif/collection/selection")

    assert document["items"] == []
    assert document["label"]["fr"] == ["La sélection d’un visiteur"]


def test_the_visitors_notes_stand_with_their_objects(client):
    one, two = thing("Un", maker_line="Maresq"), thing("Deux")

    query = urlencode([("o", one.ark[6:]), ("n", "À comparer <ici>"), ("o", two.ark[6:])])
    document = read(client, f"/iiif/collection/selection?{query}")

    assert document["items"][0]["summary"] == {"fr": ["Maresq", "À comparer <ici>"]}
    assert "summary" not in document["items"][1]
    assert client.get(document["id"]).json() == document


def test_any_list_of_records_makes_a_collection():
    made = [thing(title) for title in ("B", "A")]
    kind = collections.Kind(
        label=french("Une galerie"),
        address=lambda _ranks: f"{SITE}/iiif/collection/gallery/ports",
        homepage=[],
        provider=[agents.network()],
    )

    document = collections.collection(kind, lists.listed([record.pk for record in made]))

    assert spec.problems(document) == []
    assert names(document) == [f"manifest/{record.ark[6:]}" for record in made]


def test_any_long_list_of_records_is_cut():
    keys = [thing(f"Objet {n}").pk for n in range(101)]

    whole = lists.listed(keys)
    last = lists.listed(keys, paging.read("101-200"))

    assert (whole.total, whole.members) == (101, ())
    assert [member.key for member in last.members] == keys[100:]
    assert lists.listed(keys, paging.read("201-300")) is None


@pytest.mark.parametrize("count", (1, 3, 30))
def test_the_number_of_queries_does_not_grow(client, museum, count, django_assert_num_queries):
    arks = [thing(f"Objet {n}", museum=museum).ark[6:] for n in range(count)]
    index()
    chosen = urlencode([("o", name) for name in arks])

    for path, most in (
        ("/iiif/collection/museum/mer", 3),
        ("/iiif/collection/search?musee=mer", 2),
        (f"/iiif/collection/selection?{chosen}", 3),
        ("/iiif/collection/network", 1),
    ):
        with django_assert_num_queries(most):
            read(client, path)


def test_searching_too_much_is_refused_for_a_while(client, settings):
    index()
    settings.SEARCH_COST_PER_MINUTE = 2

    answers = [client.get("/iiif/collection/search?q=phare") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert answers[-1]["Access-Control-Allow-Origin"] == "*"
    assert answers[-1]["Cache-Control"] == "no-store"


def test_an_index_that_cannot_be_read_is_said(client, settings):
    settings.SEARCH_ENGINE = "tantivy"
    torn = settings.SEARCH_DIR / "records" / "current"
    torn.mkdir(parents=True)
    (torn / "meta.json").write_text("{")
    engines.forget()

    answer = client.get("/iiif/collection/search?q=phare")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "120"
