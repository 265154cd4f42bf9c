"""Changes proposed to what is public and sent back: they stand on their museum's first screen until somebody takes them up."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.agenda import actions as agenda
from dentelle.agenda.tests.factories import make_event
from dentelle.desk.actions import events as decide
from dentelle.desk.queries import events
from dentelle.desk.tests.events import person, sent
from dentelle.desk.tests.museums import shown
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.publishing.queries import history_of

pytestmark = pytest.mark.django_db
ASKED = "Le prix manque."


@pytest.fixture
def event(museum):
    soon = [{"first": str(timezone.localdate() + timedelta(days=30))}]
    return make_event(museums=[museum], summary="Avant.", timings=soon)


def propose(event, actor, **values):
    decide.propose(
        event=event,
        values=values or {"summary": "Après."},
        seen=event.version,
        proposal=None,
        actor=actor,
        now=timezone.now(),
    )


def refuse(event, *, now=None):
    """Send the changes proposed back, a moment ago or at another."""
    read = events.proposal(event)
    actor = person(Role.COMMUNICATION)
    decide.send_back(
        event=event,
        message=ASKED,
        proposal=read.pk,
        seen=event.version,
        actor=actor,
        now=now or timezone.now(),
    )


def give_up(client, event):
    """Press the button of the changes proposed last."""
    read = history_of(event).filter(verb="propose").first()
    return client.post(
        reverse("desk:event-act", args=[event.pk, "renoncer"]), {"proposal": read.pk}
    )


def home(client):
    return client.get(reverse("desk:home")).content.decode()


def page(client, event):
    return client.get(reverse("desk:event", args=[event.pk])).content.decode()


def test_it_stands_among_what_is_to_be_corrected_with_the_network_s_words(client, volunteer, event):
    propose(event, volunteer)
    assert "À corriger" not in home(client)

    refuse(event)

    shown = home(client)
    assert "À corriger" in shown
    assert ASKED in shown
    assert f'href="{reverse("desk:event", args=[event.pk])}"' in shown
    assert "Changements renvoyés" in shown


def test_its_event_says_why_and_its_form_holds_what_was_proposed(client, volunteer, event):
    propose(event, volunteer)
    refuse(event)

    shown = page(client, event)

    assert ASKED in shown
    assert "<del>Avant.</del> <ins>Après.</ins>" in shown
    assert "Après.</textarea>" in shown
    client.force_login(person(Role.COMMUNICATION))
    assert "Avant.</textarea>" in page(client, event)
    assert "renoncer" not in page(client, event)


def test_proposing_again_takes_it_away_and_so_does_giving_up(client, volunteer, event):
    propose(event, volunteer)
    refuse(event)
    client.post(reverse("desk:event", args=[event.pk]), sent(event, summary="Après, 5 €."))
    assert "À corriger" not in home(client)
    assert events.proposal(event).after == {"summary": "Après, 5 €."}

    refuse(event)
    assert ASKED in home(client)
    give_up(client, event)

    assert "À corriger" not in home(client)
    assert "Avant.</textarea>" in page(client, event)
    assert history_of(event).filter(verb="renounce").count() == 1
    again = give_up(client, event)
    assert "relisez" in " ".join(map(str, get_messages(again.wsgi_request)))


def test_what_was_written_since_is_not_written_over_by_the_form(client, volunteer, event):
    propose(event, volunteer, summary="Après.", prices="5 €")
    refuse(event)
    agenda.edit_event(
        event=event, values={"prices": "6 €"}, seen=event.version, actor=None, now=timezone.now()
    )

    shown = page(client, event)

    assert "Après.</textarea>" in shown
    assert 'value="6 €"' in shown


@pytest.mark.parametrize(
    "over",
    (
        lambda event, now: publishing.withdraw(subject=event, reason="Erreur.", actor=None, now=now),
        lambda event, now: publishing.archive(subject=event, actor=None, now=now),
        lambda event, now: type(event).objects.update(last_day=timezone.localdate() - timedelta(days=1)),
    ),
)  # fmt: skip
def test_it_is_asked_no_more_when_its_event_is(client, volunteer, event, over):
    propose(event, volunteer)
    refuse(event)
    assert ASKED in home(client)

    over(event, timezone.now())

    assert "À corriger" not in home(client)


def test_it_is_asked_no_more_after_a_month(client, volunteer, event):
    propose(event, volunteer)
    refuse(event, now=timezone.now() - events.FORGOTTEN - timedelta(hours=1))

    assert "À corriger" not in home(client)
    assert "Avant.</textarea>" in page(client, event)


def test_a_colleague_finds_it_and_another_museum_does_not(client, museum, volunteer, event):
    propose(event, volunteer)
    refuse(event)

    client.force_login(person(Role.MUSEUM, museum))
    assert ASKED in home(client)
    client.force_login(person(Role.MUSEUM, MuseumFactory()))
    assert ASKED not in home(client)
    assert client.get(reverse("desk:event", args=[event.pk])).status_code == 404


def test_giving_up_what_was_sent_back_leaves_what_a_colleague_proposed_since(
    client, museum, volunteer, event
):
    propose(event, volunteer)
    read = events.proposal(event)
    refuse(event)
    assert f'name="proposal" value="{read.pk}"' in page(client, event)
    propose(event, person(Role.MUSEUM, museum), summary="D’une collègue.")

    for told in ({"proposal": read.pk}, {}, {"proposal": "x"}):
        answer = client.post(reverse("desk:event-act", args=[event.pk, "renoncer"]), told)

        assert "relisez" in " ".join(map(str, get_messages(answer.wsgi_request)))

    assert events.proposal(event).after == {"summary": "D’une collègue."}


@pytest.mark.parametrize("sent_back", (False, True))
def test_a_picture_proposed_and_withdrawn_since_leaves_the_event_its_own(
    client, museum, volunteer, event, sent_back
):
    own, other = shown(museum), shown(museum)
    type(event).objects.update(image=own)
    event.refresh_from_db()
    propose(event, volunteer, summary="Après.", image=other)
    if sent_back:
        refuse(event)
    type(other).objects.filter(pk=other.pk).update(state="withdrawn")

    form = page(client, event)

    assert f'name="image" value="{own.pk}" checked' in form
    assert "Après.</textarea>" in form
