"""A museum checks what the network typed for it, by a link without account."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.agenda import actions as agenda
from dentelle.agenda import check_links
from dentelle.agenda.models import Check
from dentelle.agenda.tests.factories import make_event
from dentelle.desk.actions import checks as decide
from dentelle.desk.queries import events
from dentelle.desk.tests.events import person, sent
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.outbox.models import Departure
from dentelle.publishing.queries import history_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def network():
    return person(Role.COMMUNICATION, email="reseau@example.org")


def asked(event, network, *, publish=False, now=None, to="port@example.org"):
    return decide.ask_check(
        event=event, to=to, message="Pouvez-vous relire ?", publish=publish, actor=network, now=now or timezone.now(),
    )  # fmt: skip


def typed(museum, **values):
    """Return an event the network typed and keeps as a draft."""
    soon = (timezone.localdate() + 40 * DAY).isoformat()
    values = {"timings": [{"first": soon}], "summary": "Cent vues du port.", **values}
    return make_event(museums=[museum], state="draft", **values)


def address(check):
    return reverse("desk:event-check", args=[check_links.token(check)])


def corrections(event, **more):
    return sent(event) | {"do": "correct", "status": event.status, "by": "Anne Duval", **more}


def test_the_network_sends_an_event_and_the_letter_carries_a_link_that_opens_it(
    client, museum, network
):
    event = typed(museum)
    client.force_login(network)
    screen = client.get(reverse("desk:event", args=[event.pk])).content.decode()
    assert 'value="port@example.org"' in screen

    client.post(
        reverse("desk:event-check-ask", args=[event.pk]),
        {"to": "port@example.org", "message": "Les horaires ?"},
    )

    letter = Departure.objects.get()
    assert (letter.to, letter.private) == ("port@example.org", True)
    link = re.search(r"/bureau/agenda/verifier/\S+", letter.content["text"]).group()
    client.logout()
    page = client.get(link)
    assert page.status_code == 200
    for words in ("Visite des coulisses", "Cent vues du port.", "Les horaires", "Tout est juste"):
        assert words in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_opening_the_link_changes_nothing_and_saying_right_dates_the_page(client, museum, network):
    event = typed(museum)
    check = asked(event, network)
    client.get(address(check))
    check.refresh_from_db()
    assert check.answered_at is None

    client.post(
        address(check), {"do": "right", "version": 1, "by": "Anne Duval", "words": "Parfait."}
    )

    event.refresh_from_db()
    check.refresh_from_db()
    assert (check.outcome, check.answered_by, check.words) == ("right", "Anne Duval", "Parfait.")
    assert event.verified_at == check.answered_at
    assert event.state == State.DRAFT
    assert "Vous avez répondu" in client.get(address(check)).content.decode()
    answer = Departure.objects.get(to="reseau@example.org")
    assert "Anne Duval (port@example.org)" in answer.content["text"]
    assert "Parfait." in answer.content["text"]
    publishing.approve(subject=event, actor=network, now=timezone.now())
    assert (
        "Vérifié par le musée le"
        in client.get(reverse("agenda:event", args=[event.slug])).content.decode()
    )


@pytest.mark.parametrize(("publish", "state"), ((True, State.PUBLIC), (False, State.DRAFT)))
def test_the_museum_s_word_publishes_when_the_network_asked_so(
    client, museum, network, publish, state
):
    event = typed(museum)
    check = asked(event, network, publish=publish)

    client.post(address(check), {"do": "right", "version": 1})

    event.refresh_from_db()
    assert event.state == state


@pytest.mark.parametrize("why", ("no summary", "asker gone", "withdrawn"))
def test_the_museum_s_word_alone_never_publishes_what_may_not_be(client, museum, network, why):
    event = typed(museum)
    check = asked(event, network, publish=True)
    version = 1
    if why == "no summary":
        agenda.edit_event(
            event=event, values={"summary": ""}, seen=1, actor=network, now=timezone.now()
        )
        version = 2
    if why == "asker gone":
        network.role = Role.PRESS
        network.save()
    if why == "withdrawn":
        publishing.withdraw(subject=event, reason="Demandé.", actor=network, now=timezone.now())

    client.post(address(check), {"do": "right", "version": version})

    event.refresh_from_db()
    assert not event.is_public


def test_what_was_changed_since_it_was_read_is_not_confirmed(client, museum, network):
    event = typed(museum)
    check = asked(event, network, publish=True)
    agenda.edit_event(
        event=event, values={"prices": "9 €"}, seen=1, actor=network, now=timezone.now()
    )

    answer = client.post(address(check), {"do": "right", "version": 1}, follow=True)

    check.refresh_from_db()
    event.refresh_from_db()
    assert (check.answered_at, event.state) == (None, State.DRAFT)
    assert "relisez" in answer.content.decode().lower()


def test_a_draft_is_corrected_at_once_and_waits_for_a_review(client, museum, network):
    event = typed(museum)
    check = asked(event, network, publish=True)

    answer = client.post(
        address(check), corrections(event, title="Visite corrigée", words="Le titre.")
    )

    event.refresh_from_db()
    check.refresh_from_db()
    assert answer["Location"] == address(check)
    assert (event.title, event.state) == ("Visite corrigée", State.SUBMITTED)
    assert list(event.museums.all()) == [museum]
    assert check.outcome == "corrected"
    assert (
        "1 rubrique a été corrigée"
        in Departure.objects.get(to="reseau@example.org").content["text"]
    )
    client.force_login(network)
    review = client.get(reverse("desk:event-review", args=[event.pk])).content.decode()
    assert "Anne Duval (port@example.org)" in review


def test_corrections_of_a_public_event_are_proposed_and_checked_once_accepted(
    client, museum, network
):
    event = make_event(museums=[museum], summary="Avant.")
    check = asked(event, network)

    client.post(address(check), corrections(event, summary="Après."))

    event.refresh_from_db()
    proposed = events.proposal(event)
    assert (event.summary, event.verified_at) == ("Avant.", None)
    assert (proposed.actor, proposed.note, proposed.after) == (
        None,
        "Anne Duval (port@example.org)",
        {"summary": "Après."},
    )
    shown = client.get(address(check)).content.decode()
    assert "Après." in shown
    assert "Tout est juste" not in shown
    assert (
        f'name="proposal" value="{proposed.pk}"'
        in client.get(address(check) + "?corriger").content.decode()
    )

    client.force_login(network)
    client.post(
        reverse("desk:event-review", args=[event.pk]),
        {"do": "approve", "version": event.version, "proposal": proposed.pk},
    )

    event.refresh_from_db()
    assert event.summary == "Après."
    assert (event.verified_at, event.verified_by) == (proposed.at, "Anne Duval (port@example.org)")


def test_corrections_sent_back_reach_the_museum_with_its_link(client, museum, network):
    event = make_event(museums=[museum], summary="Avant.")
    check = asked(event, network)
    client.post(address(check), corrections(event, summary="Après."))
    client.force_login(network)

    client.post(
        reverse("desk:event-review", args=[event.pk]),
        {"do": "back", "message": "Le prix manque.", "proposal": events.proposal(event).pk},
    )

    letter = Departure.objects.filter(to="port@example.org").latest("pk")
    assert "Le prix manque." in letter.content["text"]
    assert address(check) in letter.content["text"]
    assert events.proposal(event) is None


def test_a_museum_that_writes_over_another_is_shown_it_first(client, museum, network):
    event = typed(museum)
    check = asked(event, network)
    agenda.edit_event(
        event=event, values={"title": "Leur titre"}, seen=1, actor=network, now=timezone.now()
    )

    clash = client.post(
        address(check), corrections(event, version=1, title="Mon titre", prices="5 €")
    )

    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Leur titre" in page
    assert 'value="Mon titre"' in page
    assert 'name="version" value="2"' in page
    assert 'value="Anne Duval"' in page


def test_a_museum_tells_that_an_event_is_cancelled(client, museum, network):
    event = typed(museum)
    check = asked(event, network)

    client.post(address(check), corrections(event, status="cancelled", status_note="Travaux."))

    event.refresh_from_db()
    assert (event.status, event.status_note) == ("cancelled", "Travaux.")


def test_what_cannot_be_read_is_shown_again_and_a_date_is_added_without_script(
    client, museum, network
):
    event = typed(museum)
    check = asked(event, network)

    refused = client.post(address(check), corrections(event, title=""))
    more = client.post(address(check), corrections(event) | {"do": "add", "by": "Anne"})

    assert refused.status_code == 422
    assert "field-errors" in refused.content.decode()
    assert 'name="d1-how"' in more.content.decode()
    assert 'value="Anne"' in more.content.decode()
    check.refresh_from_db()
    assert check.answered_at is None


def test_no_link_but_the_one_that_was_sent_opens(client, museum, network):
    event = typed(museum)
    check = asked(event, network)
    token = check_links.token(check)
    number, _dash, proof = token.partition("-")
    other = asked(make_event(museums=[MuseumFactory()]), network)
    wrong = [
        f"{number}-{'0' * len(proof)}", f"{other.pk}-{proof}", number, f"{number}-", "-", f"x{token}", "9" * 40 + "-x", f"²-{proof}",
    ]  # fmt: skip

    answers = [client.get(reverse("desk:event-check", args=[each])) for each in wrong]

    assert {answer.status_code for answer in answers} == {410}
    assert not any("coulisses" in answer.content.decode() for answer in answers)


@pytest.mark.parametrize("why", ("lapsed", "closed", "asked again", "key"))
def test_a_link_whose_time_is_over_opens_nothing_and_writes_nothing(
    client, museum, network, why, settings
):
    event = typed(museum)
    check = asked(event, network)
    token = check_links.token(check)
    if why == "lapsed":
        Check.objects.update(expires_at=timezone.now())
    if why == "closed":
        client.force_login(network)
        client.post(reverse("desk:event-check-close", args=[event.pk, check.pk]))
    if why == "asked again":
        asked(event, network, to="Port@example.org")
    if why == "key":
        settings.SECRET_KEY = "another"  # noqa: S105 -- a test's own
    link = reverse("desk:event-check", args=[token])

    answers = [
        client.get(link),
        client.post(link, {"do": "right", "version": 1}),
        client.post(link, corrections(event)),
    ]

    assert [answer.status_code for answer in answers] == [410, 410, 410]
    event.refresh_from_db()
    assert (event.version, event.verified_at) == (1, None)


def test_a_reminder_leaves_after_four_days_with_the_same_link_and_only_once(museum, network):
    event = typed(museum)
    check = asked(event, network)
    start = check.asked_at

    assert decide.remind(now=start + 4 * DAY - timedelta(minutes=1)) == 0
    assert decide.remind(now=start + 4 * DAY) == 1
    assert decide.remind(now=start + 9 * DAY) == 0

    letter = Departure.objects.get(key=f"check-{check.pk}-remind")
    assert address(check) in letter.content["text"]
    assert "Visite des coulisses" in letter.content["text"]


@pytest.mark.parametrize("why", ("answered", "closed", "withdrawn", "over"))
def test_nobody_is_reminded_of_what_needs_no_answer(client, museum, network, why):
    event = typed(museum, timings=[{"first": (timezone.localdate() + 2 * DAY).isoformat()}])
    check = asked(event, network)
    if why == "answered":
        client.post(address(check), {"do": "right", "version": 1})
    if why == "closed":
        agenda.close_check(check=check, actor=network, now=timezone.now())
    if why == "withdrawn":
        publishing.withdraw(subject=event, reason="Demandé.", actor=network, now=timezone.now())

    assert decide.remind(now=check.asked_at + 5 * DAY) == 0
    assert not Departure.objects.filter(key__contains="remind").exists()


def test_addresses_are_forgotten_a_year_after_the_link_lapsed(museum, network):
    check = asked(typed(museum), network)

    assert agenda.forget_checks(now=check.expires_at + 364 * DAY) == 0
    assert agenda.forget_checks(now=check.expires_at + 365 * DAY) == 1


@pytest.mark.parametrize("role", (Role.MUSEUM, Role.COLLECTIONS, Role.TEACHER, Role.PRESS))
def test_only_who_reviews_has_an_event_checked(client, museum, network, role):
    event = typed(museum)
    check = asked(event, network)
    client.force_login(person(role, museum))

    answers = [
        client.post(reverse("desk:event-check-ask", args=[event.pk]), {"to": "x@example.org"}),
        client.post(reverse("desk:event-check-close", args=[event.pk, check.pk])),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert Check.objects.filter(closed_at=None).count() == 1


def test_a_volunteer_who_submits_or_says_right_has_checked_their_event(client, volunteer, museum):
    event = typed(museum)
    client.post(reverse("desk:event-act", args=[event.pk, "soumettre"]))
    event.refresh_from_db()
    assert event.verified_by == str(volunteer)

    public = make_event(museums=[museum])
    client.post(reverse("desk:event-act", args=[public.pk, "verifier"]))
    public.refresh_from_db()
    assert public.verified_by == str(volunteer)


def test_nobody_says_right_in_a_museum_s_place(client, reviewer, museum):
    event = make_event(museums=[museum])

    answer = client.post(reverse("desk:event-act", args=[event.pk, "verifier"]))

    event.refresh_from_db()
    assert (answer.status_code, event.verified_at) == (403, None)


def test_the_day_names_the_museums_that_have_not_answered(client, museum, network):
    check = asked(typed(museum), network)
    client.force_login(network)
    assert "port@example.org" in client.get(reverse("desk:home")).content.decode()

    client.post(address(check), {"do": "right", "version": 1})

    assert "port@example.org" not in client.get(reverse("desk:home")).content.decode()


def test_what_is_over_or_withdrawn_is_waited_for_no_more(museum, network):
    now = timezone.now()
    over = asked(typed(museum, timings=[{"first": "2026-01-05"}]), network, now=now - 5 * DAY)
    taken = make_event(museums=[museum], title="Retiré", summary="Oui.")
    withdrawn = asked(taken, network, now=now - 5 * DAY)
    publishing.withdraw(subject=taken, reason="Erreur.", actor=network, now=now)
    Departure.objects.all().delete()

    assert decide.remind(now=now) == 0

    assert not Departure.objects.exists()
    over.refresh_from_db()
    assert over.closed_at == now
    assert withdrawn not in Check.objects.unanswered(now)
    agenda.close_check(check=over, actor=network, now=now + DAY)
    over.refresh_from_db()
    assert over.closed_at == now
    assert history_of(over.event).filter(verb="close_check").count() == 1


def test_a_reminder_is_claimed_once_by_whichever_worker(museum, network):
    now = timezone.now()
    check = asked(typed(museum), network, now=now - 5 * DAY)

    assert [agenda.claim_reminder(check=check, now=now) for _worker in range(2)] == [True, False]
    assert decide._reminded(check, now) is False
    assert Departure.objects.count() == 1  # the asking


def test_a_draft_that_is_not_whole_is_corrected_and_stays_one(client, museum, network):
    event = typed(museum, summary="")
    check = asked(event, network)

    client.post(address(check), corrections(event, title="Corrigé"))

    event.refresh_from_db()
    assert (event.title, event.state) == ("Corrigé", State.DRAFT)


def test_saying_that_an_approved_event_is_right_by_the_form_dates_its_page_and_proposes_nothing(
    museum, network
):
    event = make_event(museums=[museum], summary="Oui.")
    check, now = asked(event, network), timezone.now()

    changed = decide.correct(
        check=check, values={"summary": "Oui."}, seen=1, proposal=None, by="", words="", now=now
    )

    event.refresh_from_db()
    assert changed == []
    assert (event.verified_at, event.verified_by) == (now, "port@example.org")
    assert events.proposal(event) is None
    assert check.outcome == "right"


def test_who_asked_and_left_is_written_to_no_more(client, museum, network):
    check = asked(typed(museum), network)
    Departure.objects.all().delete()
    network.is_active = False
    network.save()

    client.post(address(check), {"do": "right", "version": 1})

    check.refresh_from_db()
    assert check.answered_at
    assert not Departure.objects.exists()
