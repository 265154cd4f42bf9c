"""The letters by which museums are asked to check their pages: to whom, in which words, reminded once."""

import pytest
from django.urls import reverse

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.desk import tasks
from dentelle.desk.actions import page_asks as decide
from dentelle.desk.queries import page_asks
from dentelle.desk.tests.events import person
from dentelle.desk.tests.museums import page
from dentelle.desk.tests.page_asks import DAY, NOW, anne, done, flat, network, sent_to, spaced
from dentelle.museums.actions import verify_museum
from dentelle.museums.enums import Access
from dentelle.museums.models import Museum
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.outbox import actions as outbox
from dentelle.publishing.outbox.models import Departure
from dentelle.publishing.queries import history_of

__all__ = ["anne", "network"]  # fixtures

pytestmark = pytest.mark.django_db


# Who is written to


def test_each_contributor_who_may_be_written_to_gets_a_letter_and_nobody_else(museum, network):
    person(Role.MUSEUM, museum, email="anne@example.org")
    person(Role.MUSEUM, museum, email="paul@example.org")
    person(Role.MUSEUM, museum)
    person(Role.PRESS, museum, email="presse@example.org")
    person(Role.MUSEUM, MuseumFactory(), email="ailleurs@example.org")
    User.objects.filter(pk=person(Role.MUSEUM, museum, email="parti@example.org").pk).update(
        is_active=False
    )

    assert decide.ask(museum=museum, actor=network, now=NOW) == 2

    assert sent_to() == ["anne@example.org", "paul@example.org"]


def test_a_contributor_is_told_what_the_page_says_and_led_to_it(museum, anne, network, settings):
    values = {
        "opening": "D’avril à octobre, de 14 h à 18 h.\nFermé le mardi.", "prices": "7 €", "accessibility": ["motor"],
        "address": "2 quai du Port", "postcode": "14150", "phone": "02 31 00 00 00",
    }  # fmt: skip
    Museum.objects.filter(pk=museum.pk).update(verified_at=NOW - 400 * DAY, **values)

    decide.ask(museum=museum, actor=network, now=NOW)

    letter = Departure.objects.get()
    assert spaced(letter.title) == "Votre fiche à vérifier : Musée du Port"
    text = spaced(letter.content["text"])
    for words in (
        f"Bonjour {anne},",
        "La fiche a été vérifiée pour la dernière fois le 3 février 2025.",
        "Horaires :\nD’avril à octobre, de 14 h à 18 h.\nFermé le mardi.\nTarifs : 7 €",
        f"Accessibilité : {Access.MOTOR.label}",
        "Adresse : 2 quai du Port, 14150 Valmont-sur-Mer",
        "Téléphone : 02 31 00 00 00",
        "Adresse électronique générique : port@example.org",
        "Les visiteurs cherchent et ne trouvent pas : Accès, Présentation, Image en tête de page.",
        "« Tout est juste »",
        f"{settings.SITE_URL}{page(museum)}",
        "Répondez à ce courrier : il arrive à Claire Morin (reseau@example.org).",
    ):
        assert words in text, words
    assert "Site web" not in text
    assert letter.content["reply_to"] == "reseau@example.org"


def test_a_museum_without_contributor_is_written_to_at_its_own_address_and_answers_by_mail(
    museum, network
):
    museum.presentation = "Un port."
    museum.save()

    decide.ask(museum=museum, actor=network, now=NOW)

    letter = Departure.objects.get()
    text = spaced(letter.content["text"])
    assert (letter.to, letter.content["reply_to"]) == ("port@example.org", "reseau@example.org")
    assert text.startswith("Bonjour,\n")
    assert "La fiche n’a encore jamais été vérifiée." in text
    assert reverse("portal:museum", args=[museum.slug]) in text
    assert "la réponse arrive à Claire Morin (reseau@example.org)" in text
    assert "/bureau/" not in text


def test_who_asks_without_an_address_promises_no_answer(museum):
    decide.ask(museum=museum, actor=person(Role.NETWORK), now=NOW)

    letter = Departure.objects.get()
    assert "reply_to" not in letter.content
    assert "Dites-le au réseau" in letter.content["text"]


def test_an_answer_goes_to_whoever_asked(museum, network, mailoutbox):
    decide.ask(museum=museum, actor=network, now=NOW)

    outbox.deliver(now=NOW)

    assert [(mail.to, mail.reply_to) for mail in mailoutbox] == [
        (["port@example.org"], ["reseau@example.org"])
    ]


# Its life


def test_asked_reminded_once_then_checked_and_left_in_peace(client, museum, anne, network):
    decide.ask(museum=museum, actor=network, now=NOW)
    for days, reminded in ((9, 0), (10, 1), (11, 0), (29, 0), (60, 0)):
        assert decide.remind(now=NOW + days * DAY) == reminded, days

    ask, reminder = Departure.objects.order_by("pk")
    assert (reminder.to, spaced(reminder.title)) == ("anne@example.org", "Votre fiche encore à vérifier : Musée du Port")  # fmt: skip
    assert "Le 10 mars 2026, nous vous avons demandé" in reminder.content["text"]
    assert "pas d’autre rappel" in reminder.content["text"]
    assert reminder.content["reply_to"] == "reseau@example.org"
    assert ask.expires_at == reminder.expires_at == NOW + 30 * DAY
    verify_museum(museum=museum, actor=anne, now=NOW + 61 * DAY)
    assert done(museum) == ["ask_verify", "remind_verify", "verify"]
    assert page_asks.askings([museum]) == {}
    client.force_login(network)
    said = flat(client.get(page(museum)))
    for words in ("Vérification demandée au musée", "Rappel envoyé au musée", str(anne), "Claire Morin"):  # fmt: skip
        assert words in said


def test_a_museum_that_answered_is_not_reminded(museum, anne, network):
    decide.ask(museum=museum, actor=network, now=NOW)
    verify_museum(museum=museum, actor=anne, now=NOW + 3 * DAY)

    assert decide.remind(now=NOW + 12 * DAY) == 0
    assert Departure.objects.count() == 1


def test_a_museum_asked_again_is_reminded_again_of_the_latest_alone(museum, anne, network):
    decide.ask(museum=museum, actor=network, now=NOW)
    decide.remind(now=NOW + 10 * DAY)
    decide.ask(museum=museum, actor=network, now=NOW + 12 * DAY)

    assert page_asks.askings([museum])[museum.pk].reminded_at is None
    assert decide.remind(now=NOW + 21 * DAY) == 0
    assert decide.remind(now=NOW + 22 * DAY) == 1
    assert len(sent_to()) == 4


def test_a_museum_that_left_or_lost_its_address_is_not_reminded(museum, network):
    gone = MuseumFactory(contact_email="gone@example.org")
    for each in (museum, gone):
        decide.ask(museum=each, actor=network, now=NOW)
    Museum.objects.filter(pk=gone.pk).update(left_date="2026-03-15")
    Museum.objects.filter(pk=museum.pk).update(contact_email="")

    assert decide.remind(now=NOW + 10 * DAY) == 0
    assert done(museum) == done(gone) == ["ask_verify"]


@pytest.mark.parametrize("gone", ({"is_active": False}, {"role": Role.PRESS}))
def test_the_reminder_of_someone_who_is_gone_names_no_address(museum, network, gone):
    decide.ask(museum=museum, actor=network, now=NOW)
    User.objects.filter(pk=network.pk).update(**gone)

    decide.remind(now=NOW + 10 * DAY)

    reminder = Departure.objects.order_by("pk").last()
    assert "reseau@example.org" not in str(reminder.content)
    assert "Claire Morin" not in str(reminder.content)
    assert "Dites-le au réseau" in reminder.content["text"]


def test_an_asking_answered_while_the_worker_read_it_is_not_reminded(museum, network, monkeypatch):
    decide.ask(museum=museum, actor=network, now=NOW)
    read = page_asks.to_remind(NOW + 10 * DAY)
    verify_museum(museum=museum, actor=None, now=NOW + 10 * DAY)
    monkeypatch.setattr(page_asks, "to_remind", lambda _now: read)

    assert decide.remind(now=NOW + 10 * DAY) == 0
    assert Departure.objects.count() == 1


def test_the_worker_that_writes_the_other_reminders_writes_these(museum, network):
    decide.ask(museum=museum, actor=network, now=NOW)

    tasks.remind(NOW + 10 * DAY)

    assert done(museum) == ["ask_verify", "remind_verify"]


def test_an_asking_is_no_change_to_be_taken_back(client, museum, anne, network):
    decide.ask(museum=museum, actor=network, now=NOW)
    decide.remind(now=NOW + 10 * DAY)

    for user in (anne, network):
        client.force_login(user)
        for entry in history_of(museum):
            address = reverse("desk:museum-undo", args=[museum.pk, entry.pk])
            assert address not in flat(client.get(page(museum)))
            assert "Seule une modification" in flat(client.post(address, follow=True))

    assert done(museum) == ["ask_verify", "remind_verify"]
    assert page_asks.askings([museum])[museum.pk].reminded_at == NOW + 10 * DAY


@pytest.mark.parametrize("address", ("a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "a"))  # fmt: skip
def test_an_address_that_is_none_holds_back_no_other_letter(museum, network, mailoutbox, address):
    Museum.objects.filter(pk=museum.pk).update(
        contact_email=address, usual_name="Port\nBcc: c@example.org"
    )
    MuseumFactory(contact_email="lin@example.org")

    decide.ask_all(actor=network, now=NOW)
    outbox.deliver(now=NOW)

    assert "lin@example.org" in [to for mail in mailoutbox for to in mail.to]
    assert not [mail for mail in mailoutbox if mail.message()["Bcc"]]
    assert all("\n" not in mail.message()["Subject"] for mail in mailoutbox)
