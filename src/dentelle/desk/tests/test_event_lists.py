"""The desk's lists of events: found by words, who is not mentioned, and what a screen costs however much it holds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.agenda import actions as agenda
from dentelle.agenda.models import Event
from dentelle.agenda.tests.factories import make_event
from dentelle.desk.actions import events as decide
from dentelle.desk.queries import events
from dentelle.desk.queries.event_day import SILENT, silent
from dentelle.desk.tests.events import person
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.publishing.models import HistoryEntry

pytestmark = pytest.mark.django_db


def make(museum, state="public", **values):
    soon = [{"first": str(timezone.localdate() + timedelta(days=30))}]
    return make_event(
        museums=[museum], state=state, timings=soon, now=timezone.now(), summary="Avant.", **values
    )


def propose(event, actor, summary="Après."):
    decide.propose(
        event=event, values={"summary": summary}, seen=event.version, proposal=read.pk if (read := events.proposal(event)) else None,
        actor=actor, now=timezone.now(),
    )  # fmt: skip


def test_words_are_found_without_their_accents_in_the_event_and_in_its_museum(
    client, reviewer, museum
):
    make(museum, title="La dentellière")
    make(MuseumFactory(usual_name="Musée du Lin"), title="Tissage")

    def titles(q):
        page = client.get(reverse("desk:events"), {"q": q}).content.decode()
        return [title for title in ("La dentellière", "Tissage") if title in page]

    assert titles("DENTELLIERE") == ["La dentellière"]
    assert titles("dentellière port") == ["La dentellière"]
    assert titles("lin") == ["Tissage"]
    assert titles("dentellière lin") == []


def test_what_waits_for_a_decision_is_what_was_proposed_last(reviewer, museum):
    first, second, third = (make(museum, title=f"Visite {number}") for number in range(3))
    for event in (first, second, third):
        propose(event, reviewer)
    read = events.proposal(first)
    decide.renounce(event=first, proposal=read.pk, actor=reviewer, now=timezone.now())
    propose(second, reviewer, summary="Encore.")
    publishing.withdraw(subject=third, reason="Erreur.", actor=reviewer, now=timezone.now())

    waiting = [entry.object_id for entry in events.pending()]

    assert waiting == [str(third.pk), str(second.pk)]
    assert events.proposal(first) is None
    assert events.proposal(second).after == {"summary": "Encore."}
    third.refresh_from_db()
    assert events.proposal(third) is None
    assert list(events.queue()) == [second]


def test_the_latest_proposals_are_found_among_a_long_history(reviewer, museum):
    event = make(museum)
    propose(event, reviewer)
    for number in range(3):
        agenda.edit_event(
            event=event, values={"prices": f"{number} €"}, seen=event.version, actor=reviewer, now=timezone.now()
        )  # fmt: skip

    assert events.proposal(event).after == {"summary": "Après."}


def mentioned(**values):
    """Return whether a museum counts as mentioned by one event of its own."""
    museum = MuseumFactory()
    event = make(museum, **values)
    return museum, event


def test_what_is_called_off_withdrawn_or_taken_back_mentions_no_museum():
    told, _ = mentioned()
    off, _ = mentioned(status="cancelled")
    later, _ = mentioned(opens_at=timezone.now() + timedelta(days=1))
    gone, event = mentioned()
    publishing.withdraw(subject=event, reason="Erreur.", actor=None, now=timezone.now())
    back, event = mentioned()
    publishing.to_draft(subject=event, actor=None, now=timezone.now())
    over, event = mentioned()
    publishing.archive(subject=event, actor=None, now=timezone.now())
    waits, _ = mentioned(state="submitted")

    read = timezone.now()
    assert {museum.pk for museum in silent(read)} == {
        museum.pk for museum in (off, later, gone, back, waits)
    }
    late = read + SILENT + timedelta(minutes=1)
    assert {told.pk, over.pk} <= {museum.pk for museum in silent(late)}
    assert later.pk not in {museum.pk for museum in silent(late)}


def test_a_museum_that_left_is_not_said_to_be_forgotten():
    MuseumFactory(left_date="2026-01-01")

    assert silent(timezone.now()) == []


def test_who_is_not_mentioned_costs_the_same_whatever_was_published(django_assert_num_queries):
    for _ in range(4):
        make(MuseumFactory())

    with django_assert_num_queries(3):  # each kind, the museums
        silent(timezone.now())


def told(museum, actor):
    """Make a submitted event, one with a long history and changes proposed, and one over."""
    make(museum, state="submitted", title="Soumis")
    event = make(museum, title="Changé")
    for number in range(3):
        agenda.edit_event(
            event=event, values={"prices": f"{number} €"}, seen=event.version, actor=actor, now=timezone.now()
        )  # fmt: skip
    propose(event, actor)
    make_event(museums=[museum], title="Passé", timings=[{"first": "2020-01-05"}])
    return event


# What each screen asks, with one event of each sort and with four: the middleware's and the menu's included.
BUDGETS = {
    "": 10, "?when=past": 10, "?when=all": 10, "?state=submitted": 10, "?state=proposed&when=all": 11, "?kind=other": 10,
    "?q=soumis": 10, "a-relire/": 12, "charger/": 6, "nouveau/": 6,
}  # fmt: skip


@pytest.mark.parametrize("path", sorted(BUDGETS))
def test_a_screen_of_the_reviewer_asks_so_many_questions_and_no_more(client, reviewer, path):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/bureau/agenda/{path}").status_code == 200
        return len(captured)

    told(MuseumFactory(), reviewer)
    told(MuseumFactory(), reviewer)
    few = asked()
    for _ in range(4):
        told(MuseumFactory(), reviewer)

    assert (few, asked()) == (BUDGETS[path], BUDGETS[path])


@pytest.mark.parametrize(
    ("role", "screens"),
    (
        (Role.COMMUNICATION, {"": 17, "relire/": 11}),
        (Role.MUSEUM, {"": 21}),
    ),
)
def test_the_screen_of_an_event_asks_as_much_however_long_its_history(
    client, museum, role, screens
):
    actor = person(role, museum)
    client.force_login(actor)
    event = told(museum, actor)

    def asked():
        found = {}
        for path in screens:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"/bureau/agenda/{event.pk}/{path}").status_code == 200
            found[path] = len(captured)
        return found

    few = asked()
    for _ in range(12):
        propose(event, actor, summary="Une fois de plus.")
    for _ in range(4):
        told(museum, actor)

    assert asked() == few
    assert all(few[path] <= most for path, most in screens.items()), few


@pytest.mark.parametrize(("role", "budget"), ((Role.COMMUNICATION, 25), (Role.MUSEUM, 24)))
def test_the_first_screen_asks_as_much_for_one_event_as_for_many(client, museum, role, budget):
    actor = person(role, museum)
    client.force_login(actor)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/bureau/").status_code == 200
        return len(captured)

    told(museum, actor)
    few = asked()
    for _ in range(4):
        told(museum, actor)

    assert asked() == few <= budget
    assert HistoryEntry.objects.filter(verb="propose").count() == 5
    assert Event.objects.count() == 15
