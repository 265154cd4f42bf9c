"""Changes proposed to what is public: written, read, decided about, and never by surprise."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.agenda import actions as agenda
from dentelle.agenda.models import Event
from dentelle.agenda.tests.factories import make_event
from dentelle.desk.actions import events as decide
from dentelle.desk.queries import events
from dentelle.desk.tests.events import person, sent
from dentelle.media.tests.factories import make_image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.publishing.queries import history_of

pytestmark = pytest.mark.django_db


def said(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_a_contributor_proposes_a_change_to_a_public_event_and_the_public_sees_nothing_yet(
    client, volunteer, museum
):
    event = make_event(museums=[museum], summary="Avant.")
    address = reverse("desk:event", args=[event.pk])

    client.post(address, sent(event, title="Visite des réserves"))

    event.refresh_from_db()
    assert (event.title, event.is_public) == ("Visite des coulisses", True)
    entry = events.proposal(event)
    assert entry.after == {"title": "Visite des réserves"}
    assert 'value="Visite des réserves"' in client.get(address).content.decode()

    reader = person(Role.COMMUNICATION)
    client.force_login(reader)
    review = reverse("desk:event-review", args=[event.pk])
    page = client.get(review).content.decode()
    assert "<del>Visite des coulisses</del>" in page
    assert "<ins>Visite des réserves</ins>" in page
    client.post(review, {"do": "approve", "version": event.version, "proposal": entry.pk})

    event.refresh_from_db()
    assert event.title == "Visite des réserves"
    assert not events.queue().exists()


def test_a_proposal_that_came_after_the_reading_is_not_approved_unread(client, volunteer, museum):
    event = make_event(museums=[museum], summary="Avant.")
    address = reverse("desk:event", args=[event.pk])
    client.post(address, sent(event, summary="Lu."))
    read = events.proposal(event)
    client.post(address, sent(event, summary="Jamais lu.", proposal=read.pk))
    client.force_login(person(Role.COMMUNICATION))
    review = reverse("desk:event-review", args=[event.pk])

    for given in ({"version": event.version, "proposal": read.pk}, {"version": event.version}, {}):
        client.post(review, {"do": "approve", **given})
        client.post(review, {"do": "back", "message": "Non.", **given})

    event.refresh_from_db()
    assert event.summary == "Avant."
    assert events.proposal(event).after == {"summary": "Jamais lu."}


def test_a_second_proposal_never_replaces_one_its_writer_has_not_seen(client, volunteer, museum):
    other = MuseumFactory()
    event = make_event(museums=[museum, other], summary="Avant.")
    address = reverse("desk:event", args=[event.pk])
    client.post(address, sent(event, title="Leur titre", proposal=""))
    theirs = events.proposal(event)
    client.force_login(person(Role.MUSEUM, other))
    mine = sent(event, museum=other.pk, others=[other.pk], summary="Mon texte.", proposal="")

    refused = client.post(address, mine | {"summary": "x" * 301})
    clash = client.post(address, mine)

    assert (refused.status_code, clash.status_code) == (422, 409)
    assert 'name="proposal" value=""' in refused.content.decode()
    page = clash.content.decode()
    assert "Leur titre" in page
    assert f'name="proposal" value="{theirs.pk}"' in page
    assert events.proposal(event) == theirs

    client.post(address, mine | {"title": "Leur titre", "proposal": theirs.pk})

    assert events.proposal(event).after == {"title": "Leur titre", "summary": "Mon texte."}


def test_what_is_proposed_may_be_given_up(client, volunteer, museum):
    event = make_event(museums=[museum])
    client.post(reverse("desk:event", args=[event.pk]), sent(event, title="Autre"))
    address, read = reverse("desk:event-act", args=[event.pk, "renoncer"]), events.proposal(event)

    client.post(address, {"proposal": read.pk})

    assert events.proposal(event) is None
    again = client.post(address, {"proposal": read.pk})
    assert "relisez" in said(again)
    assert history_of(event).filter(verb="renounce").count() == 1


def test_a_proposal_about_a_former_version_is_refused_whatever_it_says(museum, volunteer):
    event, now = make_event(museums=[museum], summary="Avant."), timezone.now()
    agenda.edit_event(event=event, values={"prices": "7 €"}, seen=1, actor=None, now=now)

    for values in ({"summary": "Mon texte."}, {"summary": "Avant."}):
        with pytest.raises(publishing.EditedMeanwhileError) as late:
            decide.propose(
                event=event, values=values, seen=1, proposal=None, actor=volunteer, now=now
            )
        assert [one.field for one in late.value.theirs] == ["prices"]

    assert events.proposal(event) is None


def test_proposing_what_is_there_proposes_nothing(client, volunteer, museum):
    event = make_event(museums=[museum], summary="Avant.")

    answer = client.post(reverse("desk:event", args=[event.pk]), sent(event))

    assert "Rien n’a été changé" in said(answer)
    assert events.proposal(event) is None


def test_a_picture_proposed_is_accepted_and_one_that_is_gone_leaves_none(museum, reviewer):
    event, now = make_event(museums=[museum], summary="Avant."), timezone.now()
    image = make_image()

    def accepted(value, seen):
        proposed = publishing.record_history(
            subject=event, verb="propose", actor=reviewer, now=now,
            before={"image": event.image_id}, after={"image": value},
        )  # fmt: skip
        decide.accept(event=event, proposal=proposed.pk, seen=seen, actor=reviewer, now=now)
        return Event.objects.get().image

    assert accepted(image.pk, 1) == image
    assert accepted(image.pk + 1, 2) is None


def test_changes_are_not_sent_back_without_a_word(client, volunteer, museum):
    event = make_event(museums=[museum], summary="Avant.")
    client.post(reverse("desk:event", args=[event.pk]), sent(event, summary="Mon texte."))
    proposed = events.proposal(event)
    client.force_login(person(Role.COMMUNICATION))

    refused = client.post(
        reverse("desk:event-review", args=[event.pk]),
        {"do": "back", "version": 1, "proposal": proposed.pk, "message": " "},
    )

    assert "Dites ce" in said(refused)
    assert events.proposal(event) == proposed
