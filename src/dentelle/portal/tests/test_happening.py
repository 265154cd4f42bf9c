"""What is on, found by who searches the collections; the objects, by who looks at an event, and back."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from dentelle.agenda.tests.factories import NOW, make_event
from dentelle.catalogue import indexing
from dentelle.catalogue.models import Record, RecordImage
from dentelle.media.tests.factories import make_image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.portal.tests.objects import ObjectFactory
from dentelle.portal.tests.pages import said, select, tree
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.search import engines

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_of_march(settings):
    settings.SEARCH_ENGINE = "memory"
    engines.forget()
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def thing(title="Bonnet de dentelle"):
    record = ObjectFactory(title=title, fields={"TITR": title})
    numbers = Record.objects.values_list("pk", flat=True)
    engines.get("records").write(indexing.load([str(pk) for pk in numbers]))
    return record


def events(client, query):
    """Return the titles of the events that a page of the search shows."""
    page = tree(client.get(f"/collections/?{query}"))
    return [node.text_content() for node in select(page, ".results-events .brief-title")]


def asked(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("words", ("dentelle", "DENTELLÉ", '"dentelle" -zorglub', "dentell*", "aubrive dentelle"))  # fmt: skip
def test_words_find_what_is_on_beside_the_objects(client, words):
    museum = MuseumFactory(town="Aubrive")
    thing()
    make_event(title="La dentelle au fuseau", museums=[museum])
    make_event(title="Le lin", museums=[museum])
    make_event(title="Dentelle d’hier", museums=[museum], timings=[{"first": "2026-01-10"}])

    page = client.get("/collections/", {"q": words})

    assert [n.text_content() for n in select(tree(page), ".results-events .brief-title")] == ["La dentelle au fuseau"]  # fmt: skip


def test_three_events_are_shown_and_the_others_counted(client):
    thing()
    for number in range(1, 6):
        make_event(title=f"Dentelle {number}", timings=[{"first": f"2026-05-0{number}"}])

    page = tree(client.get("/collections/?q=dentelle"))
    link = select(page, ".results-events-head a")[0]

    assert events(client, "q=dentelle") == ["Dentelle 1", "Dentelle 2", "Dentelle 3"]
    assert (link.text_content(), link.get("href")) == ("Voir les 5 événements", "/agenda/?q=dentelle")  # fmt: skip
    assert len(select(tree(client.get(link.get("href"))), ".event-line")) == 5
    assert "5 événements à l’agenda" in select(page, "#results")[0].get("data-announce")


def test_an_event_is_found_where_no_object_is(client):
    thing()
    make_event(title="Marché aux plantes")

    page = tree(client.get("/collections/?q=plantes"))

    assert said(page, ".results-count") == "0 objet"
    assert events(client, "q=plantes") == ["Marché aux plantes"]
    assert said(page, ".results-events-head") == "À l’agenda Voir dans l’agenda"


@pytest.mark.parametrize(
    "query",
    ("", "q=de", "q=-dentelle", "q=dentelle&page=2", "q=dentelle&domaine=textile", "q=dentelle&de=1800",
     "q=dentelle&mots-titre=bonnet", "q=dentelle&vue=carte", "q=dentelle&vue=frise"),
)  # fmt: skip
def test_what_asks_for_objects_alone_finds_no_event(client, query):
    for number in range(25):
        thing(f"Dentelle {number}")
    make_event(title="Dentelle de nuit")

    assert events(client, "q=dentelle&vue=liste") == ["Dentelle de nuit"]
    assert events(client, query) == []


def test_what_is_not_public_is_not_found_and_an_embargo_ends_at_its_minute(client):
    thing()
    make_event(title="Dentelle brouillon", state="draft")
    make_event(title="Dentelle bientôt", opens_at=NOW + timedelta(minutes=1))
    off = make_event(title="Dentelle reprise")
    publishing.withdraw(subject=off, reason="Erreur.", actor=None, now=NOW)
    answer = client.get("/collections/?q=dentelle")

    assert "brouillon" not in answer.content.decode()
    assert events(client, "q=dentelle") == []
    assert client.get("/collections.json?q=dentelle").json()["events"]["total"] == 0
    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=60"
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert events(client, "q=dentelle") == ["Dentelle bientôt"]
        assert client.get("/collections.json?q=dentelle").json()["events"]["total"] == 1


def test_what_is_called_off_says_so(client):
    make_event(title="Dentelle", status="cancelled")

    page = tree(client.get("/collections/?q=dentelle"))

    assert "Annulé" in said(page, ".results-events")


def test_the_part_holds_what_the_page_holds(client):
    thing()
    make_event(title="Dentelle de nuit")

    whole = tree(client.get("/collections/?q=dentelle"))
    part = client.get("/collections/?q=dentelle", headers={"Dentelle-Part": "1"}).content.decode()
    alone = html.fromstring(f"<div>{part}</div>")

    assert "Dentelle de nuit" in part
    assert html.tostring(select(alone, "#results")[0], with_tail=False) == html.tostring(
        select(whole, "#results")[0], with_tail=False
    )


def test_machines_have_the_same_under_a_key_of_its_own(client):
    museum = MuseumFactory(usual_name="Musée du Lin", town="Aubrive")
    thing()
    make_event(title="Dentelle de nuit", museums=[museum], status="full")

    found = client.get("/collections.json?q=dentelle").json()

    assert (found["total"], len(found["hits"])) == (1, 1)
    assert found["events"] == {
        "total": 1,
        "url": "http://testserver/agenda/?q=dentelle",
        "hits": [
            {
                "url": "http://testserver/agenda/dentelle-de-nuit/", "title": "Dentelle de nuit", "when": "samedi 23 mai 2026",
                "next": "2026-05-23", "place": "Musée du Lin, Aubrive", "status": "full",
            }
        ],
    }  # fmt: skip


def test_events_cost_one_question_and_three_more_when_there_are_some(client):
    thing()
    none = asked(client, "/collections/?q=dentelle&mots-titre=bonnet")
    without = asked(client, "/collections/?q=dentelle")
    make_event(title="Dentelle 1")
    one = asked(client, "/collections/?q=dentelle")
    for number in range(2, 30):
        make_event(title=f"Dentelle {number}")

    assert (without - none, one - without) == (1, 3)
    assert asked(client, "/collections/?q=dentelle") == one


def shows(record, title, **values):
    event = make_event(title=title, **values)
    event.records.add(record)
    return event


def test_an_object_says_where_it_is_to_be_seen_and_the_event_says_what_it_shows(client):
    record = thing()
    event = shows(record, "Fils", timings=[{"first": "2026-02-01", "last": "2026-11-01"}])
    shows(record, "Visite d’un jour", timings=[{"first": "2026-05-23", "starts": "10:00"}])
    shows(record, "Hier", timings=[{"first": "2026-02-01"}])
    shows(record, "Brouillon", state="draft")
    shows(record, "Annulée", status="cancelled")
    shows(record, "Sous embargo", opens_at=NOW + timedelta(minutes=1))
    make_event(title="Sans objet")
    address = f"/ark:/{record.ark}"

    page = tree(client.get(address))

    assert said(page, ".cartel-events") == (
        "À voir dans Fils, jusqu’au 1er novembre 2026Visite d’un jour, 23 mai 2026"
    )
    assert select(page, ".cartel-events a")[0].get("href") == f"/agenda/{event.slug}/"
    assert record.title in client.get(f"/agenda/{event.slug}/").content.decode()
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert "Sous embargo" in said(tree(client.get(address)), ".cartel-events")


def test_an_object_shown_nowhere_says_nothing_of_it(client):
    page = tree(client.get(f"/ark:/{thing().ark}"))

    assert select(page, ".cartel-events") == []


def test_where_an_object_is_shown_takes_one_question(client):
    record = thing()
    address = f"/ark:/{record.ark}"
    client.get(address)
    none = asked(client, address)

    for number in range(5):
        shows(record, f"Exposition {number}")

    assert asked(client, address) == none
    assert len(select(tree(client.get(address)), ".cartel-events li")) == 3


def test_the_objects_of_an_event_come_with_the_pictures_that_may_be_shown(client):
    seen, hidden = thing(), thing()
    event = shows(seen, "Fils")
    event.records.add(hidden)
    for record, colour, credit in ((seen, (9, 9, 9), "Port"), (hidden, (200, 9, 9), "Secret")):
        image = make_image(colour=colour, credit=f"Photo : atelier {credit}")
        RecordImage.objects.create(record=record, image=image)
    image.state = State.WITHDRAWN
    image.save()

    page = tree(client.get(f"/agenda/{event.slug}/"))

    assert [image.get("alt") for image in select(page, ".event-records img")] == [""]
    assert "atelier Port" in said(page, ".event-records")
    event.image = seen.record_images.get().image
    event.save()
    assert select(tree(client.get(f"/agenda/{event.slug}/")), ".event-records img") == []
    assert "atelier Secret" not in client.get(f"/agenda/{event.slug}/").content.decode()
