import pytest

from dentelle.agenda.models import Event
from dentelle.agenda.tests.factories import make_event
from dentelle.catalogue.models import Record
from dentelle.catalogue.tests.factories import NOW, RecordFactory
from dentelle.publishing import actions
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.queries import history_of

pytestmark = pytest.mark.django_db


def test_a_thing_is_withdrawn_once_with_its_reason():
    record = RecordFactory()

    actions.withdraw(subject=record, reason=" Demande. ", actor=None, now=NOW)

    assert (record.state, record.withdrawn_reason, record.withdrawn_at) == (
        State.WITHDRAWN,
        "Demande.",
        NOW,
    )
    assert list(Record.objects.withdrawn()) == [record]
    with pytest.raises(actions.AlreadyWithdrawnError):
        actions.withdraw(subject=record, reason="Encore.", actor=None, now=NOW)
    assert HistoryEntry.objects.count() == 1


@pytest.mark.parametrize("reason", ("", "   "))
def test_a_withdrawal_needs_its_reason(reason):
    record = RecordFactory()

    with pytest.raises(ValueError, match="reason"):
        actions.withdraw(subject=record, reason=reason, actor=None, now=NOW)

    assert Record.objects.get().state == State.PUBLIC


def test_only_what_was_withdrawn_is_put_back():
    record = RecordFactory()
    with pytest.raises(actions.NotWithdrawnError):
        actions.put_back(subject=record, reason="Erreur.", actor=None, now=NOW)

    actions.withdraw(subject=record, reason="Demande.", actor=None, now=NOW)
    actions.put_back(subject=record, reason="Accord.", actor=None, now=NOW)

    assert (record.state, record.withdrawn_reason, record.withdrawn_at) == (State.PUBLIC, "", None)
    entry = HistoryEntry.objects.order_by("-pk").first()
    assert (entry.verb, entry.note, entry.before["reason"]) == ("put_back", "Accord.", "Demande.")
    assert str(entry) == "2026-03-02 09:30 put_back"


@pytest.mark.parametrize("state", ("draft", "submitted", "public"))
def test_what_is_put_back_comes_back_to_where_it_was(state):
    event = make_event(state=state)
    actions.withdraw(subject=event, reason="Erreur.", actor=None, now=NOW)

    actions.put_back(subject=event, reason="", actor=None, now=NOW)

    event.refresh_from_db()
    assert event.state == state
    assert history_of(event).first().after == {"state": state}


def test_what_was_approved_since_it_was_read_is_not_written_at_once():
    event = make_event(state="submitted", title="Lu")
    read = Event.objects.get(pk=event.pk)
    actions.approve(subject=event, actor=None, now=NOW)

    with pytest.raises(actions.EditedMeanwhileError):
        actions.edit(
            subject=read, values={"title": "Jamais lu"}, seen=read.version, actor=None, now=NOW
        )

    event.refresh_from_db()
    assert event.title == "Lu"
