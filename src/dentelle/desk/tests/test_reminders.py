"""What the desk reminds people of by mail: reviews that wait, what was sent back and left a draft."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.agenda.tests.factories import make_event
from dentelle.desk import tasks
from dentelle.desk.actions import reminders
from dentelle.desk.tests.events import person
from dentelle.jobs.tests.factories import make_offer
from dentelle.publishing import actions as publishing
from dentelle.publishing.outbox.models import Departure

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def network():
    return person(Role.COMMUNICATION, email="reseau@example.org")


MONDAY = timezone.datetime(2026, 3, 9, 8, 30, tzinfo=timezone.get_default_timezone())


def test_reviewers_are_told_on_a_working_morning_of_what_has_waited_three_days(museum, network):
    silent = person(Role.NETWORK)
    event = make_event(museums=[museum], state="draft", summary="Oui.")
    publishing.submit(subject=event, actor=None, now=MONDAY - 4 * DAY)
    changed = make_event(museums=[museum], title="Changé")
    publishing.record_history(subject=changed, verb="propose", actor=network, now=MONDAY - 3 * DAY)

    for early in (MONDAY - timedelta(hours=1), MONDAY - timedelta(hours=13), MONDAY - DAY):
        tasks.remind(early)  # before eight, in the evening, on Sunday
    assert not Departure.objects.exists()
    assert reminders.remind_reviewers(now=MONDAY) == 1
    reminders.remind_reviewers(now=MONDAY + timedelta(hours=1))

    letter = Departure.objects.get()
    assert (letter.to, silent.email) == ("reseau@example.org", "")
    assert letter.title == "2 annonces attendent une relecture depuis trois jours"
    assert "Visite des coulisses" in letter.content["text"]
    assert "Changé" in letter.content["text"]


def test_no_reminder_of_any_kind_leaves_at_night_nor_on_a_weekend():
    hours = [MONDAY + timedelta(hours=hour) for hour in range(7 * 24)]

    told = [hour for hour in hours if reminders.is_time_to_write(hour)]

    assert {timezone.localtime(hour).weekday() for hour in told} == {0, 1, 2, 3, 4}
    assert {timezone.localtime(hour).hour for hour in told} == set(range(8, 19))


def test_nothing_is_written_while_nothing_waits_long(museum, network):
    event = make_event(museums=[museum], state="draft", summary="Oui.")
    publishing.submit(subject=event, actor=None, now=MONDAY - 2 * DAY)

    assert reminders.remind_reviewers(now=MONDAY) == 0
    assert not Departure.objects.exists()


def test_a_writer_is_reminded_once_of_what_was_sent_back(museum, network):
    writer = person(Role.MUSEUM, museum, email="benevole@example.org")
    event = make_event(museums=[museum], state="draft", timings=[{"first": "2026-05-23"}])
    publishing.submit(subject=event, actor=writer, now=MONDAY - 6 * DAY)
    publishing.send_back(
        subject=event, message="Le prix manque.", actor=network, now=MONDAY - 5 * DAY
    )

    assert reminders.remind_writers(now=MONDAY - 2 * DAY) == 0
    assert reminders.remind_writers(now=MONDAY) == 1
    reminders.remind_writers(now=MONDAY + DAY)

    letter = Departure.objects.get()
    assert letter.to == "benevole@example.org"
    assert "Le prix manque." in letter.content["text"]


def test_a_writer_who_took_it_up_again_is_not_reminded(museum, network):
    writer = person(Role.MUSEUM, museum, email="benevole@example.org")
    event = make_event(museums=[museum], state="draft", timings=[{"first": "2026-05-23"}])
    publishing.submit(subject=event, actor=writer, now=MONDAY - 6 * DAY)
    publishing.send_back(
        subject=event, message="Le prix manque.", actor=network, now=MONDAY - 5 * DAY
    )
    publishing.submit(subject=event, actor=writer, now=MONDAY - 4 * DAY)

    assert reminders.remind_writers(now=MONDAY) == 0


def test_a_writer_is_not_reminded_of_a_sending_back_that_another_followed(museum, network):
    writer = person(Role.MUSEUM, museum, email="benevole@example.org")
    event = make_event(museums=[museum], state="draft", timings=[{"first": "2026-05-23"}])
    for days, message in ((6, "Le prix manque."), (1, "Et les horaires ?")):
        publishing.submit(subject=event, actor=writer, now=MONDAY - (days + 1) * DAY)
        publishing.send_back(subject=event, message=message, actor=network, now=MONDAY - days * DAY)

    assert reminders.remind_writers(now=MONDAY) == 0
    assert reminders.remind_writers(now=MONDAY + 3 * DAY) == 1
    assert "Et les horaires ?" in Departure.objects.get().content["text"]


@pytest.mark.parametrize("writer", ("nobody", "without an address", "gone"))
def test_who_cannot_be_written_to_is_not_reminded(museum, network, writer):
    to = None
    if writer != "nobody":
        to = person(Role.MUSEUM, museum, email="" if "address" in writer else "a@example.org")
        to.is_active = writer != "gone"
        to.save()
    event = make_event(museums=[museum], state="draft", timings=[{"first": "2026-05-23"}])
    publishing.submit(subject=event, actor=to, now=MONDAY - 6 * DAY)
    publishing.send_back(subject=event, message="Non.", actor=network, now=MONDAY - 5 * DAY)

    assert reminders.remind_writers(now=MONDAY) == 0
    assert not Departure.objects.exists()


@pytest.mark.parametrize("first", (MONDAY, MONDAY + DAY))
def test_reviewers_are_told_once_in_three_days_whichever_the_first(museum, network, first):
    event = make_event(museums=[museum], state="draft", summary="Oui.")
    publishing.submit(subject=event, actor=None, now=MONDAY - 10 * DAY)

    told = [reminders.remind_reviewers(now=first + after * DAY) for after in range(4)]

    assert told == [1, 0, 0, 1]


def test_a_letter_to_reviewers_names_eight_events_and_counts_the_others(museum, network):
    for number in range(10):
        event = make_event(museums=[museum], state="draft", title=f"Visite {number}")
        publishing.submit(subject=event, actor=None, now=MONDAY - (20 - number) * DAY)

    reminders.remind_reviewers(now=MONDAY)

    text = Departure.objects.get().content["text"]
    assert text.count("– Visite") == 8
    assert "et 2 autres" in text.replace("\u00a0", " ")


def test_offers_are_reminded_of_as_events_are(museum, network):
    writer = person(Role.MUSEUM, museum, email="benevole@example.org")
    waits = make_offer(museum=museum, title="Guide H/F", state="draft")
    publishing.submit(subject=waits, actor=writer, now=MONDAY - 4 * DAY)
    back = make_offer(museum=museum, title="Stage à revoir", state="draft")
    publishing.submit(subject=back, actor=writer, now=MONDAY - 6 * DAY)
    publishing.send_back(
        subject=back, message="La durée manque.", actor=network, now=MONDAY - 5 * DAY
    )
    over = make_offer(museum=museum, state="draft", deadline=(MONDAY - 3 * DAY).date())
    publishing.submit(subject=over, actor=writer, now=MONDAY - 6 * DAY)
    publishing.send_back(subject=over, message="Trop tard.", actor=network, now=MONDAY - 5 * DAY)

    assert reminders.remind_reviewers(now=MONDAY) == 1
    assert reminders.remind_writers(now=MONDAY) == 1

    to_read, to_write = Departure.objects.order_by("pk")
    assert (to_read.to, to_read.title) == ("reseau@example.org", "1 annonce attend une relecture depuis trois jours")  # fmt: skip
    assert "Guide H/F" in to_read.content["text"]
    assert to_write.to == "benevole@example.org"
    assert "La durée manque." in to_write.content["text"]
    assert f"/bureau/offres/{back.pk}/" in to_write.content["text"]
