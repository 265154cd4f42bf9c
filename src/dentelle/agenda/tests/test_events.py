"""Events through the floor of publishing: hours, reviews, two writers, shares."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from dentelle.agenda.actions import carry_on, create_event, edit_event, materialise
from dentelle.agenda.models import Event, Occurrence
from dentelle.agenda.shares import share
from dentelle.agenda.tasks import open_and_close
from dentelle.agenda.tests.factories import NOW, make_event
from dentelle.agenda.timings import TimingError
from dentelle.media.enums import Licence
from dentelle.media.tests.factories import make_image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.signals import visibility_changed

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def public(at):
    return list(Event.objects.public(at=at))


def test_an_embargo_ends_at_its_instant_without_anybody_coming():
    event = make_event(opens_at=NOW + HOUR)

    assert event.state == State.SCHEDULED
    assert public(NOW + HOUR - MINUTE) == []
    assert public(NOW + HOUR) == [event]
    with time_machine.travel(NOW + HOUR, tick=False):
        assert event.is_public
        assert list(Event.objects.public()) == [event]
    with time_machine.travel(NOW, tick=False):
        assert not event.is_public
        assert not Event.objects.public().exists()


def test_the_worker_writes_the_state_and_tells_of_it_once(django_capture_on_commit_callbacks):
    event = make_event(opens_at=NOW + HOUR)
    heard = []

    def hear(sender, numbers, **_):
        heard.append((sender, numbers))

    visibility_changed.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            open_and_close(NOW)
        assert heard == []
        with django_capture_on_commit_callbacks(execute=True):
            open_and_close(NOW + HOUR)
            open_and_close(NOW + HOUR + MINUTE)
    finally:
        visibility_changed.disconnect(hear)

    event.refresh_from_db()
    assert event.state == State.PUBLIC
    assert heard == [(Event, [event.pk])]
    assert HistoryEntry.objects.filter(verb="open").count() == 1


def test_publication_ends_at_its_instant_and_the_event_is_put_away():
    event = make_event(closes_at=NOW + HOUR)

    assert public(NOW) == [event]
    assert public(NOW + HOUR) == []
    open_and_close(NOW + HOUR)
    event.refresh_from_db()
    assert event.state == State.ARCHIVED


def test_an_end_before_the_beginning_is_refused():
    event = make_event(state="draft")

    with pytest.raises(publishing.DecisionError, match="fin"):
        publishing.approve(
            subject=event, actor=None, now=NOW, opens_at=NOW + HOUR, closes_at=NOW + HOUR
        )


@pytest.mark.parametrize("state", ("draft", "submitted"))
def test_what_is_not_approved_is_not_public(state):
    make_event(state=state)

    assert public(NOW + timedelta(days=400)) == []


def test_a_submitted_event_is_sent_back_with_what_is_missing():
    event = make_event(state="submitted")

    with pytest.raises(publishing.DecisionError, match="corriger"):
        publishing.send_back(subject=event, message=" ", actor=None, now=NOW)
    publishing.send_back(subject=event, message="Il manque le tarif.", actor=None, now=NOW)

    assert event.state == State.DRAFT
    assert HistoryEntry.objects.get(verb="send_back").note == "Il manque le tarif."


def test_a_withdrawn_event_is_not_approved_by_a_page_read_before():
    event = make_event(state="submitted")
    stale = Event.objects.get()
    publishing.withdraw(subject=event, reason="Erreur.", actor=None, now=NOW)

    with pytest.raises(publishing.DecisionError, match="état"):
        publishing.approve(subject=stale, actor=None, now=NOW)

    assert Event.objects.get().state == State.WITHDRAWN


def test_the_second_of_two_writers_is_shown_the_change_of_the_first(admin_user):
    event = make_event(title="Visite")
    edit_event(event=event, values={"title": "Visite guidée"}, seen=1, actor=admin_user, now=NOW)

    with pytest.raises(publishing.EditedMeanwhileError) as stopped:
        edit_event(event=event, values={"prices": "5 €"}, seen=1, actor=None, now=NOW)

    (theirs,) = stopped.value.theirs
    assert (theirs.field, theirs.before, theirs.after) == ("title", "Visite", "Visite guidée")
    assert theirs.actor == admin_user
    seen = stopped.value.version
    assert edit_event(event=event, values={"prices": "5 €"}, seen=seen, actor=None, now=NOW) == [
        "prices"
    ]
    event.refresh_from_db()
    assert (event.title, event.prices, event.version, event.sequence) == (
        "Visite guidée",
        "5 €",
        3,
        2,
    )


def test_saving_the_same_writes_nothing():
    event = make_event(title="Visite")

    assert edit_event(event=event, values={"title": "Visite"}, seen=1, actor=None, now=NOW) == []
    assert not HistoryEntry.objects.filter(verb="edit").exists()


def test_an_edit_is_taken_back_unless_its_field_was_written_again():
    first, second = MuseumFactory(), MuseumFactory()
    event = make_event(title="Visite", museums=[first])
    edit_event(
        event=event,
        values={"title": "Tour", "museums": [first, second]},
        seen=1,
        actor=None,
        now=NOW,
    )
    entry = HistoryEntry.objects.get(verb="edit")

    publishing.undo_edit(entry=entry, actor=None, now=NOW)

    event.refresh_from_db()
    assert (event.title, list(event.museums.all())) == ("Visite", [first])
    with pytest.raises(publishing.NotUndoableError, match="titre"):
        publishing.undo_edit(entry=entry, actor=None, now=NOW)


def test_a_field_written_over_its_source_is_locked():
    event = make_event(source_values={"title": "VISITE", "prices": "4 €"})

    edit_event(
        event=event, values={"title": "Visite", "summary": "Court."}, seen=1, actor=None, now=NOW
    )

    event.refresh_from_db()
    assert event.locks == ["title"]


def test_dates_become_occurrences_and_follow_each_change():
    event = make_event(
        timings=[{"first": "2026-05-03", "starts": "15:00", "rule": "FREQ=WEEKLY;COUNT=4"}]
    )
    kept = set(event.occurrences.values_list("pk", "first_day"))
    assert (event.first_day, event.last_day, len(kept)) == (date(2026, 5, 3), date(2026, 5, 24), 4)

    longer = [{"first": "2026-05-10", "starts": "15:00", "rule": "FREQ=WEEKLY;COUNT=4"}]
    edit_event(event=event, values={"timings": longer}, seen=1, actor=None, now=NOW)

    event.refresh_from_db()
    now = set(event.occurrences.values_list("pk", "first_day"))
    assert len(now & kept) == 3
    assert (event.first_day, event.last_day) == (date(2026, 5, 10), date(2026, 5, 31))


def test_dates_that_cannot_be_followed_change_nothing():
    event = make_event()

    with pytest.raises(TimingError):
        edit_event(
            event=event, values={"timings": [{"first": "hier"}]}, seen=1, actor=None, now=NOW
        )
    with pytest.raises(TimingError):
        create_event(values={"title": "X", "timings": [{}]}, museums=[], actor=None, now=NOW)

    event.refresh_from_db()
    assert (event.version, Event.objects.count(), Occurrence.objects.count()) == (1, 1, 1)


def test_a_repetition_without_end_is_carried_on():
    event = make_event(timings=[{"first": "2026-01-04", "rule": "FREQ=MONTHLY;BYDAY=1SU"}])
    assert event.last_day == date(2029, 12, 2)

    assert carry_on(today=date(2027, 1, 2)) == 1

    event.refresh_from_db()
    assert event.last_day == date(2030, 12, 1)
    assert materialise(event=event, today=date(2027, 1, 2)) == event.occurrences.count() == 60


def test_a_far_day_told_by_name_keeps_no_repetition_from_going_on():
    event = make_event(timings=[{"first": "2040-06-01"}, {"first": "2026-01-04", "rule": "FREQ=MONTHLY;BYDAY=1SU"}])  # fmt: skip
    before = event.occurrences.count()
    assert event.last_day == date(2040, 6, 1)

    assert carry_on(today=date(2027, 1, 2)) == 1
    assert carry_on(today=date(2027, 1, 2)) == 0

    event.refresh_from_db()
    assert event.last_day == date(2040, 6, 1)
    assert event.occurrences.count() == before + 12


def test_a_visit_begun_long_ago_is_carried_on_and_what_took_place_stays():
    hours = [{"first": "2020-01-01", "starts": f"{hour}:00", "rule": "FREQ=DAILY"} for hour in range(10, 18)]  # fmt: skip
    event = make_event(timings=hours)
    ends, most = event.last_day, event.occurrences.count()
    later = date(2026, 4, 30)

    assert event.first_day == date(2020, 1, 1)
    assert carry_on(today=later) == 1
    event.refresh_from_db()

    assert event.last_day == ends + timedelta(days=59)
    assert event.occurrences.count() == most + 59 * 8
    assert event.occurrences.filter(first_day="2026-02-03").count() == 8
    assert carry_on(today=later) == 0


def test_what_is_over_follows_when_the_hours_are_corrected():
    event = make_event(timings=[{"first": "2025-01-01", "starts": "10:00", "rule": "FREQ=DAILY"}])
    carry_on(today=date(2028, 3, 2))
    event.refresh_from_db()
    corrected = [{"first": "2025-01-01", "starts": "11:00", "rule": "FREQ=DAILY"}]

    edit_event(event=event, values={"timings": corrected}, seen=1, actor=None, now=NOW)

    hours = {one.starts_at.astimezone(PARIS).hour for one in event.occurrences.all()}
    assert hours == {11}


def test_what_has_no_more_to_come_costs_no_query(django_assert_num_queries):
    for number in range(3):
        make_event(timings=[{"first": f"2026-05-0{number + 1}", "rule": "FREQ=WEEKLY;COUNT=9"}])
        make_event()

    with django_assert_num_queries(1):
        assert carry_on(today=NOW.date()) == 0


def test_two_events_of_one_title_have_two_names():
    assert make_event().slug == "visite-des-coulisses"
    assert make_event().slug.startswith("visite-des-coulisses-")


def test_shares_cost_the_same_whatever_their_number():
    def asked():
        with CaptureQueriesContext(connection) as queries:
            found = share(Event.objects.all())
        return len(found), len(queries)

    make_event()
    one = asked()
    for _ in range(4):
        make_event()

    assert (one[0], asked()[0]) == (1, 5)
    assert one[1] == asked()[1]


def test_a_share_says_what_does_not_take_place_and_its_dates_in_words():
    museum = MuseumFactory(usual_name="Musée du Lin", town="Aubrive")
    make_event(
        museums=[museum], kind="exhibition", status="postponed", status_note="Au printemps.",
        description="Des mots. " * 60, timings=[{"first": "2026-03-28", "last": "2026-11-01"}],
    )  # fmt: skip

    with time_machine.travel(NOW, tick=False):
        (said,) = share(Event.objects.all())
        with translation.override("en"):
            (english,) = share(Event.objects.all())

    assert (said.notice, said.notice_more) == ("Reporté", "Au printemps.")
    assert (said.category, said.when) == ("Exposition", "du 28 mars au 1er novembre 2026")
    assert said.place == "Musée du Lin, Aubrive"
    assert len(said.summary) == 300
    assert (english.notice, english.category) == ("Postponed", "Exhibition")


def test_a_share_names_only_the_uses_that_a_picture_grants_today():
    image = make_image(licence=Licence.IN_COPYRIGHT_SHOWN)
    make_event(image=image)
    image.uses, image.until = ["show", "social"], date(2026, 3, 2)
    image.save()

    with time_machine.travel(NOW, tick=False):
        (said,) = share(Event.objects.all())
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        (later,) = share(Event.objects.all())

    assert said.picture.uses == ("show", "social")
    assert later.picture is None


def test_a_withdrawal_has_its_reason_and_happens_once():
    event = make_event()

    with pytest.raises(ValueError, match="reason"):
        publishing.withdraw(subject=event, reason=" ", actor=None, now=NOW)
    with pytest.raises(publishing.NotWithdrawnError):
        publishing.put_back(subject=event, reason="", actor=None, now=NOW)
    publishing.withdraw(subject=event, reason="Erreur.", actor=None, now=NOW)
    with pytest.raises(publishing.AlreadyWithdrawnError):
        publishing.withdraw(subject=event, reason="Encore.", actor=None, now=NOW)

    assert HistoryEntry.objects.get(verb="withdraw").note == "Erreur."
    assert not HistoryEntry.objects.filter(verb="put_back").exists()


def test_only_a_change_of_fields_of_something_written_here_is_taken_back():
    event, museum = make_event(), MuseumFactory()
    decided = HistoryEntry.objects.get(verb="approve")
    change = publishing.record_history(
        subject=museum, verb="edit", actor=None, now=NOW, before={"town": "A"}, after={"town": "B"}
    )

    for entry in (decided, change):
        with pytest.raises(publishing.NotUndoableError):
            publishing.undo_edit(entry=entry, actor=None, now=NOW)

    event.refresh_from_db()
    assert event.is_public
