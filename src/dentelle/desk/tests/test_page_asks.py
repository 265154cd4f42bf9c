"""Museums are asked to check their pages: who is written to, once, reminded once, and what the desk says of it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.desk import tasks
from dentelle.desk.actions import page_asks as decide
from dentelle.desk.queries import page_asks
from dentelle.desk.tests.events import person
from dentelle.desk.tests.museums import page
from dentelle.museums.actions import edit_museum, verify_museum
from dentelle.museums.enums import Access
from dentelle.museums.models import Museum
from dentelle.museums.rules import can_ask
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox import actions as outbox
from dentelle.publishing.outbox.models import Departure
from dentelle.publishing.queries import history_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
EVERY = reverse("desk:museums-ask")


@pytest.fixture
def network():
    user = person(Role.COMMUNICATION, email="reseau@example.org")
    user.first_name, user.last_name = "Claire", "Morin"
    user.save()
    return user


@pytest.fixture
def anne(museum):
    return person(Role.MUSEUM, museum, email="anne@example.org")


def one(museum):
    return reverse("desk:museum-ask", args=[museum.pk])


def sent_to():
    return sorted(Departure.objects.values_list("to", flat=True))


def done(museum):
    return list(history_of(museum).values_list("verb", flat=True))[::-1]


def spaced(text):
    """Return a text with a plain space for each that does not break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def flat(answer):
    """Return the words of a page on one line."""
    return " ".join(spaced(answer.content.decode()).split())


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
