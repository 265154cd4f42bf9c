"""The form of an event: its questions, its dates, its picture, and what is read back."""

import pytest
from django.urls import reverse

from dentelle.accounts.enums import Role
from dentelle.agenda.models import Event
from dentelle.agenda.tests.factories import make_event
from dentelle.catalogue.models import RecordImage
from dentelle.catalogue.tests.factories import RecordFactory
from dentelle.desk.tests.events import answers, person, sent
from dentelle.media.tests.factories import make_image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.enums import State
from dentelle.publishing.queries import history_of

pytestmark = pytest.mark.django_db


def shown_picture(museum, colour, **record):
    link = RecordImage.objects.create(
        record=RecordFactory(museum=museum, **record),
        image=make_image(colour=colour, credit="Cliché du port"),
    )
    return link.image


def test_a_volunteer_enters_an_exhibition_and_submits_it(client, volunteer, museum):
    page = client.get(reverse("desk:event-new")).content.decode()
    assert "port@example.org" in page

    answer = client.post(reverse("desk:event-new"), answers(museum, do="submit"))

    event = Event.objects.get()
    assert answer["Location"] == reverse("desk:event", args=[event.pk])
    assert (event.state, event.is_free, event.created_by) == (State.SUBMITTED, True, volunteer)
    assert event.occurrences.count() == 1
    assert list(event.museums.all()) == [museum]


def test_the_network_is_asked_for_which_museum_and_its_contact_is_written_in(
    client, reviewer, museum
):
    MuseumFactory()
    assert "Pour quel musée" in client.get(reverse("desk:event-new")).content.decode()

    page = client.get(reverse("desk:event-new"), {"musee": museum.slug}).content.decode()

    assert 'value="port@example.org"' in page


def test_nothing_is_submitted_without_a_date_and_the_refusal_says_what_to_write(
    client, volunteer, museum
):
    wanted = answers(museum, do="submit") | {"d0-first": "", "d0-last": ""}

    answer = client.post(reverse("desk:event-new"), wanted)

    assert answer.status_code == 422
    assert "Écrivez le premier jour" in answer.content.decode()
    assert not Event.objects.exists()


def test_a_line_is_added_without_script_and_without_a_reproach(client, volunteer, museum):
    answer = client.post(
        reverse("desk:event-new"), {"do": "add", "title": "", "d0-how": "week", "d0-days": ["SA"]}
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="d1-how"' in page
    assert "field-errors" not in page
    assert 'value="SA" id="id_d0-days_5" checked' in page


def test_saving_an_event_untouched_changes_nothing(client, reviewer, museum):
    event = make_event(
        museums=[museum],
        languages=["fr", "pt"],
        description="Une ligne.\nUne autre.",
        timings=[{"first": "2026-05-23", "rule": "FREQ=WEEKLY;COUNT=10"}],
    )
    page = client.get(reverse("desk:event", args=[event.pk]))
    assert "10 fois" in page.content.decode()

    client.post(
        reverse("desk:event", args=[event.pk]),
        {
            "title": event.title, "kind": event.kind, "museum": museum.pk, "booking": "none", "version": event.version, "do": "save",
            "languages": ["fr", "pt"], "description": "Une ligne.\r\nUne autre.",
            "d0-kept": "True", "d0-was": '{"first": "2026-05-23", "rule": "FREQ=WEEKLY;COUNT=10"}',
        },
    )  # fmt: skip

    assert not history_of(event).filter(verb="edit").exists()


def test_the_dates_of_an_event_are_said_back_to_whoever_wrote_them(client, volunteer, museum):
    night = {"first": "2099-06-06", "starts": "17:00", "ends": "10:00"}
    event = make_event(museums=[museum], state="submitted", timings=[night])

    page = client.get(reverse("desk:event", args=[event.pk])).content.decode()

    assert "6 juin 2099, 17 h – 10 h le lendemain" in page.replace("\u00a0", " ")
    assert "vérifiez l’année" not in page


def test_an_event_whose_dates_are_all_over_says_so_to_its_writer_and_to_who_reviews(
    client, volunteer, museum
):
    event = make_event(museums=[museum], state="submitted", timings=[{"first": "2020-06-06"}])
    assert "vérifiez l’année" in client.get(reverse("desk:event", args=[event.pk])).content.decode()

    client.force_login(person(Role.COMMUNICATION))
    review = client.get(reverse("desk:event-review", args=[event.pk])).content.decode()
    assert "vérifiez l’année" in review


def test_a_wrong_date_is_named_with_the_way_to_it(client, volunteer, museum):
    wrong = answers(museum, do="submit") | {"d0-last": "2020-01-01", "kind": ""}

    page = client.post(reverse("desk:event-new"), wrong).content.decode()

    assert page.count("autofocus") == 1

    assert "Une réponse est à revoir." in page
    assert '<a href="#id_d0-last">Date 1, dernier jour</a> — ' in page


def test_a_picture_is_looked_for_among_the_museum_s_own_with_its_credit(client, volunteer, museum):
    mine = shown_picture(museum, (10, 20, 30), title="Vue du port")
    theirs = shown_picture(MuseumFactory(), (200, 20, 30), title="Vue du port d’ailleurs")

    page = client.post(reverse("desk:event-new"), {"do": "look", "look": "port"}).content.decode()
    refused = client.post(reverse("desk:event-new"), answers(museum, image=theirs.pk))
    client.post(reverse("desk:event-new"), answers(museum, image=mine.pk))

    assert "Cliché du port" in page
    assert f'value="{mine.pk}"' in page
    assert "d’ailleurs" not in page
    assert refused.status_code == 422
    assert Event.objects.get().image == mine


def test_a_common_event_keeps_the_museum_its_writer_cannot_choose(client, volunteer, museum):
    other = MuseumFactory()
    event = make_event(museums=[museum, other], state="draft")

    client.post(
        reverse("desk:event", args=[event.pk]), sent(event, title="Nouveau", museum=museum.pk)
    )

    event.refresh_from_db()
    assert event.title == "Nouveau"
    assert set(event.museums.all()) == {museum, other}
