"""Taking in what feeds and sheets say: nothing lost of what people wrote, nothing public by itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dentelle.agenda.actions import (
    Source,
    claim_due,
    edit_event,
    fetch,
    look,
    set_active,
    subscribe,
    take_in,
    unsubscribe,
)
from dentelle.agenda.enums import Origin
from dentelle.agenda.models import Event, Feed
from dentelle.agenda.queries.duplicates import alike, duplicates
from dentelle.agenda.sources.base import SourceError, SourceEvent
from dentelle.agenda.tasks import fetch_feeds
from dentelle.agenda.tests.factories import make_event
from dentelle.core.outbound import Answer, OutboundError
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.publishing.models import HistoryEntry

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def museum():
    return MuseumFactory(usual_name="Musée des dentelles", official_name="Musée des dentelles")


@pytest.fixture
def feed(museum):
    return subscribe(museum=museum, address="https://m.example/a.ics", actor=None, now=NOW)


def said(uid="a", **values):
    values = {
        "title": "Visite",
        "timings": [{"first": "2026-05-23"}],
        "status": "planned",
        **values,
    }
    return SourceEvent(uid=uid, values=values)


def take(feed, *events, **how):
    source = Source(museum=feed.museum, feed=feed, complete=True, **how)
    return take_in(events=events, source=source, actor=None, now=NOW)


def test_what_is_new_waits_for_review_and_what_a_trusted_feed_says_is_public(feed):
    report = take(feed, said())
    event = Event.objects.get()
    assert report.counts == {"created": 1}
    assert (event.state, event.origin, event.first_day.isoformat()) == (
        "submitted",
        "feed",
        "2026-05-23",
    )
    feed.trusted = True
    take(feed, said(), said("b"))
    assert Event.objects.get(source_uid="b").is_public_at(NOW)
    assert Event.objects.get(source_uid="a").state == "submitted"


def test_what_began_long_ago_and_goes_on_is_not_over(feed):
    weekly = [{"first": "1990-01-07", "starts": "15:00", "rule": "FREQ=WEEKLY"}]

    assert take(feed, said(timings=weekly)).counts == {"created": 1}
    assert Event.objects.get().last_day.year == 2029


def test_a_repeat_changes_nothing(feed):
    take(feed, said(), said("b"))
    before = (list(Event.objects.order_by("pk").values()), HistoryEntry.objects.count())
    assert take(feed, said(), said("b")).counts == {"unchanged": 2}
    assert (list(Event.objects.order_by("pk").values()), HistoryEntry.objects.count()) == before


def test_a_change_follows_with_its_line_in_the_history(feed):
    take(feed, said())
    report = take(feed, said(title="Grande visite", timings=[{"first": "2026-06-01"}]))
    event = Event.objects.get()
    assert set(report.lines[0].fields) == {"title", "timings"}
    assert (event.title, event.occurrences.get().first_day.isoformat()) == (
        "Grande visite",
        "2026-06-01",
    )
    assert event.sequence == 1
    entry = HistoryEntry.objects.filter(object_id=str(event.pk), verb="edit").get()
    assert entry.before["title"] == "Visite"


def test_what_was_written_here_is_kept_whatever_the_feed_says(feed):
    take(feed, said())
    event = Event.objects.get()
    edit_event(event=event, values={"title": "La visite"}, seen=event.version, actor=None, now=NOW)
    report = take(feed, said(title="Visite changée", summary="Du neuf"))
    event.refresh_from_db()
    assert (event.title, event.summary) == ("La visite", "Du neuf")
    assert report.lines[0].kept == ("title",)
    assert event.locks == ["title"]


def test_a_value_changed_by_any_other_door_is_kept_too(feed):
    take(feed, said(title="Un"))
    take(feed, said(title="Deux"))
    event = Event.objects.get()
    publishing.undo_edit(entry=HistoryEntry.objects.get(verb="edit"), actor=None, now=NOW)
    take(feed, said(title="Deux"))
    take(feed, said(title="Trois"))
    event.refresh_from_db()
    assert event.title == "Un"


def test_a_field_filled_here_before_its_source_spoke_of_it_is_kept(feed):
    take(feed, said())
    event = Event.objects.get()
    edit_event(event=event, values={"prices": "5 €"}, seen=event.version, actor=None, now=NOW)
    take(feed, said(prices="8 €"))
    event.refresh_from_db()
    assert (event.prices, event.locks) == ("5 €", ["prices"])


def test_of_what_visitors_read_already_only_dates_and_status_follow_by_themselves(feed):
    take(feed, said())
    event = Event.objects.get()
    publishing.approve(subject=event, actor=None, now=NOW)
    changed = said(title="Autre titre", status="cancelled", timings=[{"first": "2026-06-01"}])
    report = take(feed, changed)
    event.refresh_from_db()
    assert (event.title, event.status, event.first_day.isoformat()) == (
        "Visite",
        "cancelled",
        "2026-06-01",
    )
    assert report.lines[0].reason
    assert take(feed, changed).counts == {"held": 1}
    take(feed, changed, over_public=True)
    event.refresh_from_db()
    assert event.title == "Autre titre"


def test_what_disappears_is_flagged_once_and_never_deleted(feed):
    take(feed, said(), said("b"))
    assert take(feed, said("b")).counts == {"unchanged": 1, "gone": 1}
    event = Event.objects.get(source_uid="a")
    assert event.missing_at == NOW
    assert take(feed, said("b")).counts == {"unchanged": 1}
    take(feed, said(), said("b"))
    event.refresh_from_db()
    assert event.missing_at is None


def test_a_bad_event_does_not_stop_the_others_and_says_why(feed):
    report = take(
        feed,
        said("bad", website="pas une adresse"),
        said("worse", timings=[{"first": "2026-06-02", "last": "2026-06-01"}]),
        said("ages", age_from=12, age_to=6),
        replace(said("no"), refusal="Refusé."),
        said("good"),
    )
    assert report.counts == {"refused": 4, "created": 1}
    assert all(line.reason for line in report.lines[:4])
    assert [event.source_uid for event in Event.objects.all()] == ["good"]


def test_what_is_over_or_was_put_away_here_is_left(feed):
    take(feed, said("w"))
    event = Event.objects.get()
    publishing.archive(subject=event, actor=None, now=NOW)
    report = take(feed, said("w", title="Autre"), said("o", timings=[{"first": "2026-02-01"}]))
    assert report.counts == {"away": 1, "over": 1}
    event.refresh_from_db()
    assert event.title == "Visite"


def test_a_dry_run_tells_the_same_and_keeps_nothing(feed):
    source = Source(museum=feed.museum, feed=feed)
    report = take_in(events=[said()], source=source, actor=None, now=NOW, dry_run=True)
    assert report.counts == {"created": 1}
    assert not Event.objects.exists()


def test_the_museum_itself_is_no_other_place(feed):
    take(
        feed, said(place_name="Musée des Dentelles, Rouen"), said("b", place_name="Salle des fêtes")
    )
    assert [event.place_name for event in Event.objects.order_by("pk")] == ["", "Salle des fêtes"]


def test_a_sheet_names_only_museums_its_sender_writes_for(museum):
    mine = Source(
        museum=None, origin=Origin.SHEET, museums={"musee des dentelles": museum}, past=True
    )
    events = [
        replace(said(), museum="Musée des dentelles"),
        replace(said("b"), museum="Le Louvre"),
        said("c"),
    ]
    report = take_in(events=events, source=mine, actor=None, now=NOW)
    assert [line.outcome for line in report.lines] == ["created", "refused", "refused"]
    assert take_in(events=events[:1], source=mine, actor=None, now=NOW).counts == {"unchanged": 1}


def test_events_stay_when_their_feed_goes_and_are_found_again(feed):
    take(feed, said())
    address, museum = feed.address, feed.museum
    unsubscribe(feed=feed, actor=None, now=NOW)
    assert Event.objects.get().feed is None
    again = subscribe(museum=museum, address=address, actor=None, now=NOW)
    assert take(again, said()).counts == {"unchanged": 1}
    assert Event.objects.get().feed == again


CALENDAR = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
UID:a
SUMMARY:Visite
DTSTART;TZID=Europe/Paris:20260523T100000
END:VEVENT
END:VCALENDAR
"""


def read_due(now, get):
    """Read the feeds whose hour has come, as the worker does; return how many."""
    keys = claim_due(now=now)
    for feed in Feed.objects.filter(pk__in=keys):
        fetch(feed=feed, now=now, get=get)
    return len(keys)


def answering(*answers):
    """Return a way to read addresses that gives these in turn, and what it was asked."""
    asked, left = [], list(answers)

    def get(address, **marks):
        asked.append((address, marks))
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return get, asked


def test_a_feed_is_read_each_hour_and_asked_only_for_what_changed(feed):
    get, asked = answering(
        Answer(content=CALENDAR, etag='"1"', modified="hier"), Answer(unchanged=True)
    )
    assert read_due(NOW, get) == 1
    assert read_due(NOW + timedelta(minutes=59), get) == 0
    assert read_due(NOW + timedelta(hours=1), get) == 1
    assert asked[1][1] == {"etag": '"1"', "modified": "hier"}
    feed.refresh_from_db()
    assert (feed.kind, feed.last_report["counts"]) == ("ical", {"created": 1})
    assert Event.objects.get().state == "submitted"


def test_a_failing_feed_says_a_sentence_and_waits_longer_each_time(feed):
    get, _asked = answering(OutboundError("Rien."), SourceError("Abîmé."), Answer(content=CALENDAR))
    waits = []
    now = NOW
    for _round in range(3):
        read_due(now, get)
        feed.refresh_from_db()
        waits.append((feed.due_at - now).total_seconds() / 3600)
        if feed.failures == 2:
            assert feed.last_error == "Abîmé."
        now = feed.due_at
    assert waits == [2, 4, 1]
    assert (feed.failures, feed.last_error) == (0, "")


def test_a_paused_feed_is_not_read_and_a_person_reads_one_at_once(feed):
    Feed.objects.update(active=False)
    get, asked = answering(Answer(content=CALENDAR))
    assert read_due(NOW, get) == 0
    feed.refresh_from_db()
    assert fetch(feed=feed, now=NOW, get=get)
    assert len(asked) == 1


def test_looking_at_a_feed_keeps_nothing(museum):
    get, _asked = answering(Answer(content=CALENDAR))
    report = look(museum=museum, address="https://m.example/", now=NOW, get=get)
    assert report.counts == {"created": 1}
    assert not Event.objects.exists()
    assert not Feed.objects.exists()


def test_titles_are_alike_without_accents_small_words_and_order():
    assert alike("Visite guidée de l’atelier", "L’atelier : visite guidee")
    assert alike("Les dentelles de la mer", "Dentelles de mer")
    assert not alike("Visite", "Visite de l’atelier des enfants")
    assert not alike("Atelier tissage", "Concert du soir")
    assert not alike("", "")


def test_duplicates_are_proposed_in_a_few_queries(feed, django_assert_num_queries):
    typed = make_event(museums=[feed.museum], title="Visite de l’atelier", state="submitted")
    make_event(
        museums=[feed.museum], title="Visite de l’atelier", timings=[{"first": "2026-09-01"}]
    )
    make_event(title="Visite de l’atelier")
    take(feed, said(title="Visite guidée de l’atelier"))
    mine = list(Event.objects.filter(feed=feed))
    with django_assert_num_queries(3):
        (pair,) = duplicates(mine)
    assert pair.other == typed


def test_the_tick_has_each_feed_read_once_and_a_failure_stays_with_its_feed(museum):
    feed = subscribe(museum=museum, address="http://127.0.0.1/a.ics", actor=None, now=NOW)
    fetch_feeds(NOW)
    feed.refresh_from_db()
    assert (feed.failures, bool(feed.last_error)) == (1, True)
    assert claim_due(now=NOW) == []


def test_an_address_paused_and_subscribed_to_again_is_followed_and_its_history_says_it_once(museum):
    address, later = "https://m.example/a.ics", NOW + timedelta(days=2)
    feed = subscribe(museum=museum, address=address, actor=None, now=NOW)
    for _time in range(2):
        set_active(feed=feed, active=False, actor=None, now=NOW)

    again = subscribe(museum=museum, address=address, actor=None, now=later)

    again.refresh_from_db()
    assert (again.pk, again.active, again.due_at) == (feed.pk, True, later)
    changes = (
        HistoryEntry.objects.filter(verb="edit").order_by("pk").values_list("after", flat=True)
    )
    assert list(changes) == [{"active": False}, {"active": True}]
