"""Two people at one event at the same instant, in real transactions: one wins, the other is told, nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.agenda import actions as agenda
from dentelle.agenda.models import Event
from dentelle.agenda.tests.factories import make_event
from dentelle.desk.actions import events as decide
from dentelle.desk.queries import events
from dentelle.desk.tests.events import person
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.queries import history_of

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = (
    publishing.DecisionError,
    publishing.EditedMeanwhileError,
    publishing.AlreadyWithdrawnError,
    publishing.NotWithdrawnError,
)
TRIALS = 4  # each pair may begin in either order


def together(event: Event, *acts: Callable[[Event], object]) -> list[object]:
    """Do each act in a thread of its own upon the event as each had read it; return answers and refusals."""
    start = Barrier(len(acts))

    def run(act: Callable[[Event], object]) -> object:
        try:
            read = Event.objects.get(pk=event.pk)
            start.wait(timeout=20)
            try:
                return act(read)
            except TOLD as refused:
                return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refusals(answers):
    return [type(answer) for answer in answers if isinstance(answer, TOLD)]


def verbs(event):
    return sorted(history_of(event).values_list("verb", flat=True))


@pytest.mark.parametrize("_trial", range(TRIALS))
def test_of_two_who_approve_one_is_told(_trial):
    event = make_event(state="submitted")

    answers = together(
        event,
        *[lambda read: publishing.approve(subject=read, actor=None, now=timezone.now())] * 2,
    )

    event.refresh_from_db()
    assert event.state == State.PUBLIC
    assert refusals(answers) == [publishing.DecisionError]
    assert verbs(event) == ["approve", "create", "submit"]


@pytest.mark.parametrize("_trial", range(TRIALS))
def test_of_two_who_write_one_is_shown_what_the_other_wrote(_trial):
    event = make_event(prices="5 €", summary="Avant.")

    def write(**values):
        return lambda read: agenda.edit_event(
            event=read, values=values, seen=read.version, actor=None, now=timezone.now()
        )

    answers = together(event, write(prices="7 €"), write(summary="Après."))

    event.refresh_from_db()
    (told,) = [answer for answer in answers if isinstance(answer, publishing.EditedMeanwhileError)]
    (theirs,) = told.theirs
    assert getattr(event, theirs.field) == theirs.after
    assert (event.version, event.sequence) == (2, 1)
    assert (event.prices, event.summary) in {("7 €", "Avant."), ("5 €", "Après.")}
    assert verbs(event).count("edit") == 1


@pytest.mark.parametrize("_trial", range(TRIALS))
def test_what_is_written_while_it_is_approved_is_kept_before_it_or_refused_after(_trial):
    event = make_event(state="submitted", prices="5 €")

    answers = together(
        event,
        lambda read: publishing.approve(subject=read, actor=None, now=timezone.now()),
        lambda read: agenda.edit_event(
            event=read, values={"prices": "7 €"}, seen=read.version, actor=None, now=timezone.now()
        ),
    )

    event.refresh_from_db()
    refused = refusals(answers)
    assert refused in ([], [publishing.EditedMeanwhileError])
    assert (event.state, event.prices) == (State.PUBLIC, "5 €" if refused else "7 €")
    assert verbs(event).count("edit") == (0 if refused else 1)


@pytest.mark.parametrize("_trial", range(TRIALS))
def test_of_two_who_propose_at_once_the_second_is_shown_the_first(_trial):
    museum = MuseumFactory()
    event = make_event(museums=[museum], summary="Avant.", prices="5 €")
    ana, leo = (person(Role.MUSEUM, museum) for _ in range(2))

    def propose(actor, **values):
        return lambda read: decide.propose(
            event=read, values=values, seen=read.version, proposal=None, actor=actor, now=timezone.now()
        )  # fmt: skip

    answers = together(event, propose(ana, summary="Après."), propose(leo, prices="7 €"))

    event.refresh_from_db()
    assert refusals(answers) == [publishing.EditedMeanwhileError]
    assert (event.summary, event.prices, event.version) == ("Avant.", "5 €", 1)
    assert events.proposal(event) == history_of(event).get(verb="propose")


@pytest.mark.parametrize("_trial", range(TRIALS))
def test_changes_are_not_accepted_over_what_another_writes(_trial):
    museum, reader = MuseumFactory(), person(Role.COMMUNICATION)
    event = make_event(museums=[museum], summary="Avant.")
    decide.propose(
        event=event, values={"summary": "Proposé."}, seen=1, proposal=None, actor=person(Role.MUSEUM, museum), now=timezone.now()
    )  # fmt: skip
    entry = events.proposal(event)

    answers = together(
        event,
        lambda read: decide.accept(
            event=read, proposal=entry.pk, seen=read.version, actor=reader, now=timezone.now()
        ),
        lambda read: agenda.edit_event(
            event=read, values={"summary": "Écrit."}, seen=read.version, actor=reader, now=timezone.now()
        ),
    )  # fmt: skip

    event.refresh_from_db()
    assert refusals(answers) == [publishing.EditedMeanwhileError]
    assert event.summary in {"Proposé.", "Écrit."}
    assert event.version == 2
    assert (events.proposal(event) is None) == (event.summary == "Proposé.")


@pytest.mark.parametrize("_trial", range(TRIALS))
def test_of_two_who_withdraw_one_is_told_and_the_reason_stays_the_first(_trial):
    event = make_event()

    def withdraw(reason):
        return lambda read: publishing.withdraw(
            subject=read, reason=reason, actor=None, now=timezone.now()
        )

    answers = together(event, withdraw("Droits."), withdraw("Erreur."))

    event.refresh_from_db()
    assert refusals(answers) == [publishing.AlreadyWithdrawnError]
    assert history_of(event).get(verb="withdraw").note == event.withdrawn_reason
    assert event.state == State.WITHDRAWN


@pytest.mark.parametrize("_trial", range(TRIALS))
def test_two_events_of_one_title_entered_at_once_are_two(_trial):
    museum, event = MuseumFactory(), make_event(title="Autre")

    def enter(_read):
        return agenda.create_event(
            values={"title": "Nuit des musées"}, museums=[museum], actor=None, now=timezone.now()
        )

    together(event, enter, enter)

    slugs = list(Event.objects.filter(title="Nuit des musées").values_list("slug", flat=True))
    assert len(set(slugs)) == 2
    assert "nuit-des-musees" in slugs


@pytest.mark.parametrize("_trial", range(TRIALS))
def test_giving_up_what_was_sent_back_never_takes_what_a_colleague_proposes(_trial):
    museum = MuseumFactory()
    event = make_event(museums=[museum], summary="Avant.")
    ana, leo, reader = (*(person(Role.MUSEUM, museum) for _ in range(2)), person(Role.COMMUNICATION))  # fmt: skip
    asked = {"event": event, "seen": 1, "now": timezone.now()}
    decide.propose(values={"summary": "D’Ana."}, proposal=None, actor=ana, **asked)
    read = events.proposal(event)
    decide.send_back(message="Le prix manque.", proposal=read.pk, actor=reader, **asked)

    together(
        event,
        lambda row: decide.renounce(event=row, proposal=read.pk, actor=ana, now=timezone.now()),
        lambda row: decide.propose(
            event=row, values={"summary": "De Léo."}, seen=1, proposal=None, actor=leo, now=timezone.now()
        ),
    )  # fmt: skip

    assert events.proposal(event).after == {"summary": "De Léo."}
