"""The objects that an event shows."""

import pytest
from django.urls import reverse

from dentelle.accounts.enums import Role
from dentelle.agenda.models import Event
from dentelle.agenda.tests.factories import make_event
from dentelle.catalogue.tests.factories import RecordFactory
from dentelle.desk.tests.events import answers, person, sent
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.enums import State
from dentelle.publishing.queries import history_of

pytestmark = pytest.mark.django_db


def test_objects_are_looked_for_and_named_without_script(client, volunteer, museum):
    cup = RecordFactory(
        museum=museum, title="Tasse à décor de barques", inventory_number="2004.9.12"
    )
    RecordFactory(museum=MuseumFactory(), title="Tasse d’ailleurs")
    RecordFactory(museum=museum, title="Tasse en brouillon", state=State.DRAFT)
    wanted = answers(museum)

    found = client.post(
        reverse("desk:event-new"), wanted | {"do": "look", "look_records": "tasse barques"}
    )
    all_found = client.post(
        reverse("desk:event-new"), wanted | {"do": "look", "look_records": "tasse"}
    )
    client.post(reverse("desk:event-new"), wanted | {"records": [cup.pk], "do": "submit"})

    assert f'name="records" value="{cup.pk}"' in found.content.decode()
    assert all_found.content.decode().count('name="records"') == 1
    event = Event.objects.get()
    assert list(event.records.all()) == [cup]
    assert (
        f'value="{cup.pk}" checked'
        in client.get(reverse("desk:event", args=[event.pk])).content.decode()
    )


def test_nobody_names_another_museum_s_objects_and_those_named_by_others_stay(client, museum):
    elsewhere = MuseumFactory()
    theirs, mine = RecordFactory(museum=elsewhere), RecordFactory(museum=museum)
    secret = RecordFactory(museum=elsewhere, state=State.DRAFT)
    event = make_event(museums=[museum, elsewhere], state="draft", summary="Oui.")
    event.records.set([theirs])
    client.force_login(person(Role.MUSEUM, museum))

    client.post(
        reverse("desk:event", args=[event.pk]),
        sent(event, museum=museum.pk, records=[mine.pk, secret.pk, "x", 10**12]),
    )

    event.refresh_from_db()
    assert set(event.records.all()) == {theirs, mine}


def test_the_history_names_the_objects_and_takes_them_back(client, reviewer, museum):
    cup = RecordFactory(museum=museum, title="Tasse à décor de barques")
    event = make_event(museums=[museum], summary="Oui.")
    client.post(reverse("desk:event", args=[event.pk]), sent(event, records=[cup.pk]))
    entry = history_of(event).first()

    assert (
        "Tasse à décor de barques"
        in client.get(reverse("desk:event", args=[event.pk])).content.decode()
    )
    client.post(reverse("desk:event-undo", args=[event.pk, entry.pk]))

    assert not event.records.exists()
