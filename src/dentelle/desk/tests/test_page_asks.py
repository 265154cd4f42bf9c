"""Museums are asked to check their pages: all at once or one, by whom, and what the desk says of it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.desk.actions import page_asks as decide
from dentelle.desk.queries import page_asks
from dentelle.desk.tests.events import person
from dentelle.desk.tests.museums import page
from dentelle.desk.tests.page_asks import (
    DAY,
    EVERY,
    NOW,
    anne,
    done,
    flat,
    network,
    one,
    sent_to,
)
from dentelle.museums.actions import edit_museum
from dentelle.museums.models import Museum
from dentelle.museums.rules import can_ask
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox.models import Departure
from dentelle.publishing.queries import history_of

__all__ = ["anne", "network"]  # fixtures

pytestmark = pytest.mark.django_db


# All of them


def test_the_button_asks_those_nobody_checked_and_says_who_was_not(client, network):
    with time_machine.travel(NOW, tick=False):
        old = MuseumFactory(contact_email="old@example.org", verified_at=NOW - 400 * DAY)
        never = MuseumFactory()
        person(Role.MUSEUM, never, email="never@example.org")
        lately = MuseumFactory(contact_email="lately@example.org")
        decide.ask(museum=lately, actor=network, now=NOW - 29 * DAY)
        before = MuseumFactory(contact_email="before@example.org")
        decide.ask(museum=before, actor=network, now=NOW - 30 * DAY)
        Departure.objects.all().delete()
        MuseumFactory(usual_name="Musée muet", town="Lillebonne", phone="02 35 00 00 00")
        MuseumFactory(contact_email="fresh@example.org", verified_at=NOW - 10 * DAY)
        MuseumFactory(contact_email="gone@example.org", left_date="2026-01-01")
        client.force_login(network)
        screen = flat(client.get(reverse("desk:home")))
        for words in (
            "chacun des 3 musées",
            "1 musée a été sollicité",
            "appelez-le",
            "02 35 00 00 00",
        ):
            assert words in screen

        said = flat(client.post(EVERY, follow=True))

        assert sent_to() == ["before@example.org", "never@example.org", "old@example.org"]
        assert "C’est demandé à 3 musées" in said
        assert "1 musée a été sollicité il y a moins de trente jours" in said
        assert "à appeler : Musée muet (Lillebonne)." in said
        assert said.count("demandé le 10 mars 2026") == 3
        assert said.count("demandé le 9 février 2026") == 1
        assert EVERY not in said  # nobody is left to ask
        again = flat(client.post(EVERY, follow=True))
        assert "Rien n’est parti" in again
        assert "4 musées ont été sollicités" in again
        assert len(sent_to()) == 3
        assert done(old) == ["ask_verify"]
    entry = history_of(old).get()
    assert (entry.actor, entry.at, entry.note) == (network, NOW, "old@example.org")


def test_a_museum_asked_between_the_list_and_its_letter_counts_as_asked_lately(
    museum, network, monkeypatch
):
    found = page_asks.unverified(NOW)
    decide.ask(museum=museum, actor=network, now=NOW)
    monkeypatch.setattr(page_asks, "unverified", lambda _now: found)

    asked = decide.ask_all(actor=network, now=NOW)

    assert (asked.asked, asked.lately) == ([], [museum])
    assert len(sent_to()) == 1


def test_two_who_press_the_button_on_both_sides_of_midnight_send_one_letter(
    museum, network, monkeypatch
):
    midnight = datetime(2026, 3, 10, 23, tzinfo=UTC)  # in Paris
    found = page_asks.unverified(midnight - timedelta(seconds=1))
    decide.ask(museum=museum, actor=network, now=midnight - timedelta(seconds=1))
    monkeypatch.setattr(page_asks, "unverified", lambda _now: found)

    asked = decide.ask_all(actor=network, now=midnight + timedelta(seconds=1))

    assert (asked.asked, asked.lately) == ([], [museum])
    assert len(sent_to()) == 1


@pytest.mark.parametrize(
    ("values", "called"),
    (
        ({"verified_at": NOW}, False),
        ({"left_date": "2026-01-01"}, False),
        ({"contact_email": ""}, True),
    ),
)
def test_a_museum_that_changed_meanwhile_is_not_said_to_have_been_asked(
    museum, network, monkeypatch, values, called
):
    found = page_asks.unverified(NOW)
    Museum.objects.filter(pk=museum.pk).update(**values)
    monkeypatch.setattr(page_asks, "unverified", lambda _now: found)

    asked = decide.ask_all(actor=network, now=NOW)

    assert (asked.asked, asked.lately) == ([], [])
    assert asked.unreachable == ([museum] if called else [])


def test_a_letter_that_cannot_be_written_leaves_no_line_of_history(museum, network, monkeypatch):
    def broken(**_letter):
        raise RuntimeError

    monkeypatch.setattr(decide, "post_mail", broken)

    with pytest.raises(RuntimeError):
        decide.ask(museum=museum, actor=network, now=NOW)

    assert done(museum) == []


# One of them


def test_two_clicks_are_one_letter_and_another_day_another(client, museum, network):
    client.force_login(network)
    with time_machine.travel(NOW, tick=False):
        assert one(museum) in flat(client.get(page(museum)))
        assert "1 courrier part." in flat(client.post(one(museum), follow=True))
        said = flat(client.post(one(museum), follow=True))
        assert "C’est déjà demandé au musée aujourd’hui." in said
        assert "prié de vérifier sa fiche le 10 mars 2026. Il n’a pas encore répondu." in said
        assert one(museum) not in said
    with time_machine.travel(NOW + DAY, tick=False):
        assert "Le lui redemander" in flat(client.get(page(museum)))
        client.post(one(museum))
        decide.remind(now=NOW + 11 * DAY)

        said = flat(client.get(page(museum)))

    assert "vérifier sa fiche le 11 mars 2026, et relancé le 21 mars 2026. Il n’a pas" in said
    assert sent_to() == ["port@example.org"] * 3


@pytest.mark.parametrize(
    ("values", "why"),
    (
        ({"verified_at": NOW - timedelta(hours=1)}, "La fiche a déjà été vérifiée aujourd’hui."),
        ({"left_date": "2026-01-01"}, "Ce musée a quitté le réseau"),
        ({"contact_email": ""}, "Personne à qui écrire"),
    ),
)
def test_a_museum_that_cannot_be_asked_is_not_and_the_desk_says_why(
    client, museum, network, values, why
):
    Museum.objects.filter(pk=museum.pk).update(**values)
    client.force_login(network)
    with time_machine.travel(NOW, tick=False):
        assert one(museum) not in flat(client.get(page(museum)))

        said = flat(client.post(one(museum), follow=True))

    assert why in said
    assert not Departure.objects.exists()
    assert done(museum) == []


def test_a_page_checked_lately_may_be_asked_about_all_the_same(client, museum, network):
    Museum.objects.filter(pk=museum.pk).update(verified_at=NOW - 20 * DAY)
    client.force_login(network)
    with time_machine.travel(NOW, tick=False):
        client.post(one(museum))

        assert "prié de vérifier sa fiche le 10 mars 2026" in flat(client.get(page(museum)))
    assert sent_to() == ["port@example.org"]


# Rights, and what a screen costs


@pytest.mark.parametrize(
    ("role", "may"),
    (
        (Role.NETWORK, True),
        (Role.COMMUNICATION, True),
        (Role.COLLECTIONS, False),
        (Role.MUSEUM, False),
        (Role.TEACHER, False),
        (Role.PRESS, False),
    ),
)
def test_who_follows_the_pages_asks_and_nobody_else(client, museum, role, may):
    user = person(role, museum)
    client.force_login(user)
    assert can_ask(user) == may
    assert client.get(EVERY).status_code == client.get(one(museum)).status_code == 405

    shown = [client.get(address) for address in (reverse("desk:home"), page(museum))]
    buttons = [address in flat(screen) for address, screen in zip((EVERY, one(museum)), shown, strict=True)]  # fmt: skip
    answers = [client.post(address).status_code for address in (EVERY, one(museum))]

    assert buttons == [may, may]
    assert answers == ([302, 302] if may else [403, 403])
    assert Departure.objects.count() == HistoryEntry.objects.count() == may
    user.is_active = False
    assert can_ask(user) is False


def test_the_screens_cost_the_same_for_one_museum_asked_as_for_many(client, museum, network):
    client.force_login(network)

    def asked():
        found = []
        for address in (reverse("desk:home"), page(museum)):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            found.append(len(captured))
        return found

    decide.ask(museum=museum, actor=network, now=timezone.now())
    asked()
    few = asked()
    for number in range(4):
        other = MuseumFactory(contact_email="autre@example.org")
        person(Role.MUSEUM, museum, other, email=f"encore{number}@example.org")
        edit_museum(museum=other, values={"phone": "1"}, seen=1, actor=None, now=timezone.now())
        decide.ask(museum=other, actor=network, now=timezone.now())
        decide.ask(museum=museum, actor=network, now=timezone.now() + (number + 1) * DAY)
        MuseumFactory()

    assert asked() == few


def test_the_reminders_read_as_much_for_one_museum_as_for_many(
    museum, network, django_assert_num_queries
):
    for _ in range(4):
        decide.ask(museum=MuseumFactory(contact_email="a@example.org"), actor=network, now=NOW)

    with django_assert_num_queries(3):  # what was asked, the members, what came after
        assert len(page_asks.to_remind(NOW + 10 * DAY)) == 4
