from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.agenda import actions as agenda
from dentelle.agenda.models import Event
from dentelle.agenda.tests.factories import make_event
from dentelle.desk.actions import events as decide
from dentelle.desk.tests.events import answers, person, sent
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox.models import Departure

pytestmark = pytest.mark.django_db


def said(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_an_event_written_since_the_reviewer_read_it_is_not_sent_back_and_the_message_stays(
    client, reviewer, museum
):
    event = make_event(museums=[museum], state="submitted", summary="Avant.")
    agenda.edit_event(event=event, values={"prices": "7 €"}, seen=1, actor=None, now=timezone.now())
    review = reverse("desk:event-review", args=[event.pk])

    refused = client.post(review, {"do": "back", "version": 1, "message": "Le prix ?"})

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Le prix ?" in page
    assert 'name="version" value="2"' in page
    assert Event.objects.get().state == State.SUBMITTED


def test_what_changed_since_its_page_was_read_is_not_published_unseen(client, reviewer, museum):
    event = make_event(museums=[museum], state="draft")
    agenda.edit_event(
        event=event, values={"summary": "Autre."}, seen=1, actor=None, now=timezone.now()
    )
    address = reverse("desk:event-act", args=[event.pk, "publier"])

    refused = [client.post(address, given) for given in ({}, {"version": "1"}, {"version": "x"})]

    event.refresh_from_db()
    assert event.state == State.DRAFT
    assert all("relisez" in said(answer).lower() for answer in refused)
    client.post(address, {"version": event.version})
    event.refresh_from_db()
    assert event.state == State.PUBLIC


def test_a_reviewer_sends_back_with_a_message_that_leaves_by_mail(client, volunteer, museum):
    client.post(reverse("desk:event-new"), answers(museum, do="submit"))
    event = Event.objects.get()
    client.force_login(person(Role.COMMUNICATION))
    review = reverse("desk:event-review", args=[event.pk])
    page = client.get(review).content.decode()
    assert "Cent vues du port" in page
    assert "<del>" not in page

    without = client.post(review, {"do": "back", "version": 1, "message": " "})
    assert "Dites ce" in said(without)
    client.post(review, {"do": "back", "version": 1, "message": "Il manque le prix."})

    event.refresh_from_db()
    letter = Departure.objects.get()
    assert event.state == State.DRAFT
    assert letter.to == "benevole@example.org"
    assert "Il manque le prix." in letter.content["text"]
    assert reverse("desk:event", args=[event.pk]) in letter.content["text"]
    client.force_login(volunteer)
    assert (
        "Il manque le prix." in client.get(reverse("desk:event", args=[event.pk])).content.decode()
    )
    assert "Il manque le prix." in client.get(reverse("desk:home")).content.decode()
    client.post(reverse("desk:event-act", args=[event.pk, "soumettre"]))
    assert "Il manque le prix." not in client.get(reverse("desk:home")).content.decode()


def test_a_writer_without_address_is_told_of_to_the_reviewer(client, reviewer, museum):
    event = make_event(museums=[museum], state="submitted")

    answer = client.post(
        reverse("desk:event-review", args=[event.pk]),
        {"do": "back", "version": 1, "message": "Le prix ?"},
    )

    assert "prévenez" in said(answer).lower()
    assert not Departure.objects.exists()


def test_what_went_back_to_a_draft_is_shown_beside_what_was_public(client, reviewer, museum):
    event = make_event(museums=[museum])
    now = timezone.now()
    publishing.to_draft(subject=event, actor=reviewer, now=now)
    agenda.edit_event(event=event, values={"title": "Deux"}, seen=1, actor=reviewer, now=now)
    agenda.edit_event(event=event, values={"title": "Trois"}, seen=2, actor=reviewer, now=now)
    publishing.submit(subject=event, actor=reviewer, now=now)

    page = client.get(reverse("desk:event-review", args=[event.pk])).content.decode()

    assert "<del>Visite des coulisses</del>" in page
    assert "<ins>Trois</ins>" in page


def test_of_two_writers_the_second_sees_the_other_s_change_and_keeps_what_they_did_not_touch(
    client, reviewer, museum
):
    event = make_event(museums=[museum], state="draft", prices="5 €", summary="Avant.")
    mine = sent(event, title="Mon titre", prices="5 €")
    other = User.objects.create_user("ana", first_name="Ana", last_name="Ré", role=Role.NETWORK)
    agenda.edit_event(
        event=event,
        values={"title": "Leur titre", "prices": "7 €"},
        seen=1,
        actor=other,
        now=timezone.now(),
    )
    address = reverse("desk:event", args=[event.pk])

    answer = client.post(address, mine)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Leur titre" in page
    assert 'value="Mon titre"' in page
    assert 'value="7 €"' in page
    assert str(other) in page
    assert Event.objects.get().title == "Leur titre"

    client.post(address, mine | {"version": 2, "prices": "7 €"})
    event = Event.objects.get()
    assert (event.title, event.prices) == ("Mon titre", "7 €")


def test_a_change_is_read_in_french_and_taken_back_with_its_dates(client, reviewer, museum):
    event = make_event(museums=[museum], state="draft")
    client.post(reverse("desk:event", args=[event.pk]), sent(event) | {"d0-first": "2026-06-06"})
    entry = HistoryEntry.objects.get(verb="edit")
    assert (
        "<ins>6 juin 2026</ins>"
        in client.get(reverse("desk:event", args=[event.pk])).content.decode()
    )

    client.post(reverse("desk:event-undo", args=[event.pk, entry.pk]))

    assert str(event.occurrences.get().first_day) == "2026-05-23"


def test_an_event_is_told_cancelled_in_two_taps_by_its_museum(client, volunteer, museum):
    event = make_event(museums=[museum])

    client.post(
        reverse("desk:event-act", args=[event.pk, "situation"]),
        {"status": "cancelled", "status_note": "Tempête."},
    )

    event.refresh_from_db()
    assert (event.status, event.status_note, event.is_public) == ("cancelled", "Tempête.", True)


def test_what_was_said_of_a_cancellation_goes_with_it(client, volunteer, museum):
    event = make_event(museums=[museum], status="cancelled", status_note="Tempête.")
    told = reverse("desk:event-act", args=[event.pk, "situation"])

    client.post(told, {"status": "planned", "status_note": "Tempête."})
    event.refresh_from_db()
    assert (event.status, event.status_note) == ("planned", "")

    client.post(told, {"status": "planned", "status_note": "Complet le 13 décembre."})
    event.refresh_from_db()
    assert event.status_note == "Complet le 13 décembre."


def test_an_embargo_keeps_an_event_until_its_hour_and_an_end_takes_it_away(
    client, reviewer, museum
):
    event = make_event(museums=[museum], state="draft")

    client.post(
        reverse("desk:event-act", args=[event.pk, "publier"]),
        {"version": 1, "opens_at": "2099-05-01T09:00", "closes_at": "2099-06-01T18:00"},
    )

    event.refresh_from_db()
    assert event.state == State.SCHEDULED
    assert event.opens_at == datetime(2099, 5, 1, 7, tzinfo=UTC)
    assert not event.is_public


def test_an_event_is_withdrawn_with_its_reason_put_back_put_away_and_copied(
    client, reviewer, museum
):
    event = make_event(museums=[museum])

    def act(verb, **data):
        answer = client.post(reverse("desk:event-act", args=[event.pk, verb]), data)
        event.refresh_from_db()
        return answer

    assert "Écrivez pourquoi" in said(act("retirer"))
    assert event.state == State.PUBLIC
    act("retirer", reason="Demande de l’ayant droit.")
    assert event.state == State.WITHDRAWN
    act("remettre")
    assert event.state == State.PUBLIC
    act("archiver")
    assert event.state == State.ARCHIVED
    client.post(reverse("desk:event-duplicate", args=[event.pk]))
    copy = Event.objects.exclude(pk=event.pk).get()
    assert (copy.state, copy.timings, list(copy.museums.all())) == (State.DRAFT, [], [museum])


def test_a_contributor_never_publishes_by_the_button_of_another(client, volunteer, museum):
    client.post(reverse("desk:event-new"), answers(museum, do="publish"))

    assert Event.objects.get().state == State.DRAFT


def test_the_list_is_narrowed_by_state_kind_time_and_words(client, reviewer, museum):
    make_event(museums=[museum], title="Ancienne visite", timings=[{"first": "2020-01-05"}])
    make_event(museums=[museum], title="Concert à venir", kind="show", state="draft", timings=[{"first": "2099-01-05"}])  # fmt: skip

    def titles(**asked):
        page = client.get(reverse("desk:events"), asked).content.decode()
        return {name for name in ("Ancienne visite", "Concert à venir") if name in page}

    assert titles() == {"Concert à venir"}
    assert titles(when="past") == {"Ancienne visite"}
    assert titles(when="all") == {"Ancienne visite", "Concert à venir"}
    assert titles(when="all", state="public") == {"Ancienne visite"}
    assert titles(when="all", kind="show") == {"Concert à venir"}
    assert titles(when="all", q="visite") == {"Ancienne visite"}


def test_the_list_opens_in_a_spreadsheet_and_runs_no_formula(client, reviewer, museum):
    make_event(museums=[museum], title="=1+1", timings=[{"first": "2099-01-05"}])

    answer = client.get(reverse("desk:events-csv"))

    content = b"".join(answer.streaming_content).decode()
    assert content.startswith("\ufeff")
    assert "'=1+1;" in content
    assert "Musée du Port" in content


@pytest.mark.parametrize("name", ("events", "events-queue", "home"))
def test_a_screen_asks_as_many_queries_for_one_event_as_for_four(client, reviewer, name):
    counts = []
    for many in (1, 3):
        for _ in range(many):
            make_event(state="submitted", timings=[{"first": "2099-01-05"}])
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(f"desk:{name}")).status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert counts[0] <= {"events": 10, "events-queue": 12, "home": 30}[name]


def test_undoing_is_not_for_a_contributor_once_it_is_public(client, volunteer, museum):
    event = make_event(museums=[museum])
    agenda.edit_event(event=event, values={"prices": "1 €"}, seen=1, actor=None, now=timezone.now())
    entry = HistoryEntry.objects.get(verb="edit")

    answer = client.post(reverse("desk:event-undo", args=[event.pk, entry.pk]))

    assert answer.status_code == 403
    assert decide.writer(event) is None


def test_the_reviewer_s_day_says_what_waits_appears_ends_and_who_is_silent(client, reviewer):
    today = timezone.localdate()
    silent = MuseumFactory(usual_name="Musée oublié")
    make_event(title="Soumis", state="submitted", timings=[{"first": "2099-01-05"}])
    make_event(title="Paru ce jour", now=timezone.now(), timings=[{"first": "2099-01-05"}])
    over = {"first": str(today - timedelta(days=9)), "last": str(today + timedelta(days=2))}
    make_event(title="Bientôt fini", timings=[over], museums=[silent])
    Departure.objects.create(key="k", kind="mail", to="a@example.org", title="x", fate="failed", written_at=timezone.now(), due_at=timezone.now())  # fmt: skip

    page = client.get(reverse("desk:home")).content.decode()

    for words in ("Soumis", "Paru ce jour", "Bientôt fini", "1 courrier n’est pas parti"):
        assert words in page
    silence = page.partition("Pas mentionnés depuis six mois")[2].partition("</section>")[0]
    assert "Musée oublié" in silence
    assert Event.objects.get(title="Paru ce jour").museums.get().name not in silence


def test_a_contributor_s_day_is_their_own_events_records_and_museum_alone(
    client, volunteer, museum
):
    make_event(museums=[museum], title="Chez nous", timings=[{"first": "2099-01-05"}])
    make_event(title="Ailleurs", timings=[{"first": "2099-01-05"}])

    page = client.get(reverse("desk:home")).content.decode()

    assert [words in page for words in ("Mes événements", "Mes objets à corriger", "Ma fiche")] == [True] * 3  # fmt: skip
    assert "Chez nous" in page
    assert "Ailleurs" not in page
    assert "Pas mentionnés" not in page


def test_what_changed_since_the_reviewer_read_it_is_not_approved_unseen(client, reviewer, museum):
    event = make_event(museums=[museum], state="submitted")
    agenda.edit_event(event=event, values={"prices": "9 €"}, seen=1, actor=None, now=timezone.now())
    review = reverse("desk:event-review", args=[event.pk])

    refused = client.post(review, {"do": "approve", "version": 1})
    event.refresh_from_db()
    assert "relisez" in said(refused)
    assert event.state == State.SUBMITTED

    client.post(review, {"do": "approve", "version": 2})
    event.refresh_from_db()
    assert event.state == State.PUBLIC


def test_what_the_network_submits_is_not_said_to_be_checked_by_its_museum(museum, reviewer):
    event = make_event(museums=[museum], state="draft", summary="Oui.")

    decide.submit(event=event, actor=reviewer, now=timezone.now())

    assert (event.state, event.verified_at) == (State.SUBMITTED, None)


def test_a_history_reads_lists_choices_hours_and_days_that_are_no_more(client, reviewer, museum):
    event = make_event(museums=[museum])
    publishing.record_history(
        subject=event, verb="edit", actor=None, now=timezone.now(),
        before={"audiences": [], "is_free": None, "closes_at": "un jour", "timings": [], "records": []},
        after={"audiences": ["families"], "is_free": True, "closes_at": "2026-05-23T16:30:00+00:00",
               "timings": [{"first": "2026-05-23", "rule": "FREQ=SECONDLY"}], "records": [999]},
    )  # fmt: skip

    page = client.get(reverse("desk:event", args=[event.pk])).content.decode()

    for words in ("Familles", "<ins>oui</ins>", "un jour", "18\u00a0h\u00a030", "<ins>?</ins>"):
        assert words in page
