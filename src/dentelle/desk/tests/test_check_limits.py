"""What a link to check an event may never do: publish unread words, undo a withdrawal, lose another's, write twice."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.agenda import actions as agenda
from dentelle.agenda.models import Check
from dentelle.agenda.tests.factories import make_event
from dentelle.desk.actions import checks as decide
from dentelle.desk.actions import events as propose
from dentelle.desk.queries import events
from dentelle.desk.tests.events import person
from dentelle.desk.tests.test_checks import address, asked, corrections, typed
from dentelle.media.tests.factories import make_image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.outbox.models import Departure

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return person(Role.COMMUNICATION, email="reseau@example.org")


@pytest.mark.parametrize("links", ("the same", "another"))
def test_what_a_link_corrected_is_published_by_no_link_before_it_is_read(
    client, museum, network, links
):
    event = typed(museum)
    check = asked(event, network, publish=True)
    other = (
        check if links == "the same" else asked(event, network, publish=True, to="b@example.org")
    )

    client.post(address(check), corrections(event, title="Jamais relu"))
    client.post(address(other), {"do": "right", "version": 2})

    event.refresh_from_db()
    assert (event.title, event.state) == ("Jamais relu", State.SUBMITTED)


def test_what_a_contributor_wrote_since_the_network_asked_is_published_by_no_link(
    client, museum, network
):
    event = typed(museum)
    check = asked(event, network, publish=True)
    volunteer = person(Role.MUSEUM, museum)
    agenda.edit_event(
        event=event, values={"title": "Jamais relu"}, seen=1, actor=volunteer, now=timezone.now()
    )

    client.post(address(check), {"do": "right", "version": 2})

    event.refresh_from_db()
    assert event.state == State.DRAFT


def test_what_the_network_wrote_itself_since_it_asked_is_published_by_the_museum_s_word(
    client, museum, network
):
    event = typed(museum)
    check = asked(event, network, publish=True)
    agenda.edit_event(
        event=event, values={"prices": "9 €"}, seen=1, actor=network, now=timezone.now()
    )

    client.post(address(check), {"do": "right", "version": 2})

    event.refresh_from_db()
    assert event.state == State.PUBLIC


@pytest.mark.parametrize("taken", ("withdrawn", "archived"))
def test_a_link_opens_nothing_of_what_was_taken_away_and_writes_nothing_in_it(
    client, museum, network, taken
):
    event = make_event(museums=[museum], summary="Avant.")
    check = asked(event, network)
    if taken == "withdrawn":
        publishing.withdraw(subject=event, reason="Demandé.", actor=network, now=timezone.now())
    else:
        publishing.archive(subject=event, actor=network, now=timezone.now())

    answers = [
        client.get(address(check)),
        client.post(address(check), {"do": "right", "version": 1}),
        client.post(address(check), corrections(event, title="Après")),
    ]

    event.refresh_from_db()
    assert {answer.status_code for answer in answers} == {410}
    assert (event.title, event.version, event.verified_at) == ("Visite des coulisses", 1, None)


WAYS = {
    "right": lambda check, now: decide.confirm(check=check, seen=1, by="", words="", now=now),
    "correct": lambda check, now: decide.correct(
        check=check, values={"title": "Trop tard"}, seen=1, proposal=None, by="", words="", now=now
    ),
}


@pytest.mark.parametrize("meanwhile", ("closed", "withdrawn"))
@pytest.mark.parametrize("way", WAYS)
def test_what_is_closed_while_a_museum_answers_takes_no_answer(museum, network, meanwhile, way):
    event = typed(museum)
    check = Check.objects.select_related("event").get(pk=asked(event, network, publish=True).pk)
    now = timezone.now()
    if meanwhile == "closed":
        agenda.close_check(check=check, actor=network, now=now)
    else:
        publishing.withdraw(subject=event, reason="Demandé.", actor=network, now=now)

    with pytest.raises(agenda.CheckClosedError):
        WAYS[way](check, now)

    event.refresh_from_db()
    assert (event.title, event.verified_at) == ("Visite des coulisses", None)
    assert not Departure.objects.filter(to="reseau@example.org").exists()


def test_corrections_by_a_link_keep_what_a_contributor_proposed_of_what_its_form_does_not_show(
    client, museum, network
):
    event = make_event(museums=[museum], summary="Avant.")
    image = make_image()
    volunteer = person(Role.MUSEUM, museum)
    propose.propose(
        event=event, values={"image": image, "summary": "Du bénévole."}, seen=1, proposal=None, actor=volunteer, now=timezone.now(),
    )  # fmt: skip
    check = asked(event, network)

    client.post(
        address(check),
        corrections(event, summary="Du lien.", proposal=events.proposal(event).pk),
    )

    assert events.proposal(event).after == {"image": image.pk, "summary": "Du lien."}


def test_going_back_to_what_is_public_leaves_no_proposal_waiting(client, museum, network):
    event = make_event(museums=[museum], summary="Avant.")
    check = asked(event, network)
    client.post(address(check), corrections(event, summary="Erreur."))

    client.post(
        address(check), corrections(event, summary="Avant.", proposal=events.proposal(event).pk)
    )

    assert events.proposal(event) is None


def test_saying_right_twice_tells_the_network_once(client, museum, network):
    check = asked(typed(museum), network)

    for _time in range(3):
        client.post(address(check), {"do": "right", "version": 1, "by": "Anne"})

    assert Departure.objects.filter(to="reseau@example.org").count() == 1
    client.post(address(check), {"do": "right", "version": 1, "by": "Anne", "words": "Et merci."})
    assert Departure.objects.filter(to="reseau@example.org").count() == 2


def test_a_link_publishes_only_what_the_network_had_read_when_it_asked(client, museum, network):
    event = typed(museum)
    client.force_login(network)
    screen = client.get(reverse("desk:event", args=[event.pk])).content.decode()
    ask = screen[screen.index(reverse("desk:event-check-ask", args=[event.pk])) :]
    assert 'name="version" value="1"' in ask[: ask.index("</form>")]
    agenda.edit_event(
        event=event, values={"title": "Autre"}, seen=1, actor=person(Role.MUSEUM, museum), now=timezone.now(),
    )  # fmt: skip

    client.post(
        reverse("desk:event-check-ask", args=[event.pk]),
        {"to": "port@example.org", "publish": "on", "version": 1},
    )

    assert not Check.objects.exists()


def test_extra_fields_change_nothing_that_the_form_does_not_show(client, museum, network):
    event = make_event(museums=[museum], state="draft", summary="Avant.")
    check = asked(event, network)
    other, image = MuseumFactory(), make_image()

    client.post(
        address(check),
        corrections(
            event, museum=other.pk, others=[other.pk], museums=[other.pk], image=image.pk, records=["1"],
            state="public", slug="pris", locks="x", created_by=network.pk, opens_at="2020-01-01T00:00", origin="feed",
            verified_by="x", sequence="99", language="en", latitude="1",
        ),
    )  # fmt: skip

    event.refresh_from_db()
    assert list(event.museums.all()) == [museum]
    assert (event.image_id, event.state, event.slug) == (
        None,
        State.SUBMITTED,
        "visite-des-coulisses",
    )
    assert (event.origin, event.opens_at, event.language, event.latitude) == (
        "form",
        None,
        "fr",
        None,
    )


def test_a_link_is_framed_by_nobody_told_to_nobody_and_posted_to_from_its_own_page_alone(
    museum, network
):
    check = asked(typed(museum), network)
    strict = Client(enforce_csrf_checks=True)

    page = strict.get(address(check))
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert "no-store" in strict.get(address(check).replace("-", "-0"))["Cache-Control"]
    assert strict.post(address(check), {"do": "right", "version": 1}).status_code == 403
    assert strict.head(address(check)).status_code == 200
    for verb in ("put", "delete", "patch", "options"):
        assert getattr(strict, verb)(address(check)).status_code in {403, 405}
    check.refresh_from_db()
    assert check.answered_at is None


def test_hostile_words_in_an_answer_reach_letters_and_pages_as_words(client, museum, network):
    event = typed(museum)
    check = asked(event, network)
    evil = "Anne\r\nBcc: x@example.org <script>alert(1)</script> \u202e\x0b"

    answer = client.post(
        address(check), {"do": "right", "version": 1, "by": evil, "words": "<img src=x>\x07"}
    )

    assert answer.status_code == 302
    page = client.get(address(check)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    client.force_login(network)
    assert (
        "<script>alert" not in client.get(reverse("desk:event", args=[event.pk])).content.decode()
    )


def test_a_link_that_was_answered_is_closed_from_the_desk_too(client, museum, network):
    event = typed(museum)
    check = asked(event, network)
    client.post(address(check), {"do": "right", "version": 1})
    client.force_login(network)
    close = reverse("desk:event-check-close", args=[event.pk, check.pk])
    assert (
        f'action="{close}"' in client.get(reverse("desk:event", args=[event.pk])).content.decode()
    )

    client.post(close)

    assert client.get(address(check)).status_code == 410
    assert close not in client.get(reverse("desk:event", args=[event.pk])).content.decode()


def test_nothing_that_was_taken_away_is_sent_to_be_checked(client, museum, network):
    event = make_event(museums=[museum])
    publishing.withdraw(subject=event, reason="Demandé.", actor=network, now=timezone.now())
    client.force_login(network)

    answer = client.post(
        reverse("desk:event-check-ask", args=[event.pk]), {"to": "port@example.org"}
    )

    assert answer.status_code == 404
    assert not Departure.objects.exists()
