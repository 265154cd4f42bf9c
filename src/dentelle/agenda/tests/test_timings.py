"""Dates as people say them become occurrences; the clock of the wall is kept over both changes of hour."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from dentelle.agenda.timings import MOST, Timing, TimingError, occurrences

PARIS = ZoneInfo("Europe/Paris")
FAR = date(2030, 12, 31)


def of(**stored):
    return Timing.of(stored)


def slots(*timings, until=FAR):
    return occurrences(timings, PARIS, until=until)


def test_an_exhibition_of_months_is_one_occurrence_of_whole_days():
    (slot,) = slots(of(first="2026-03-28", last="2026-11-01"))

    assert (slot.first_day, slot.last_day, slot.all_day) == (
        date(2026, 3, 28),
        date(2026, 11, 1),
        True,
    )
    # Winter time at its beginning and at its end, summer time between.
    assert slot.starts_at == datetime(2026, 3, 27, 23, tzinfo=UTC)
    assert slot.ends_at == datetime(2026, 11, 1, 23, tzinfo=UTC)


def test_a_visit_each_sunday_stays_at_ten_when_the_hour_changes():
    found = slots(of(first="2026-03-22", starts="10:00", ends="11:30", rule="FREQ=WEEKLY;COUNT=3"))

    assert [slot.starts_at.astimezone(PARIS).hour for slot in found] == [10, 10, 10]
    assert [slot.starts_at.hour for slot in found] == [9, 8, 8]
    assert found[1].first_day == date(2026, 3, 29)


def test_an_hour_that_does_not_exist_keeps_the_offset_before_the_change():
    (slot,) = slots(of(first="2026-03-29", starts="02:30", ends="03:30"))

    assert slot.starts_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert slot.ends_at >= slot.starts_at


def test_an_hour_that_comes_twice_is_the_first():
    (slot,) = slots(of(first="2026-10-25", starts="02:30", ends="02:45"))

    assert slot.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_an_evening_may_end_after_midnight():
    (slot,) = slots(of(first="2026-05-23", starts="20:00", ends="00:30"))

    assert (slot.ends_at - slot.starts_at).total_seconds() == 4.5 * 3600
    assert slot.first_day == date(2026, 5, 23)


def test_an_evening_that_ends_at_midnight_is_of_one_day():
    (slot,) = slots(of(first="2026-05-23", starts="20:00", ends="00:00"))

    assert slot.last_day == date(2026, 5, 23)


def test_days_are_excepted():
    found = slots(
        of(
            first="2026-05-01",
            starts="14:00",
            rule="FREQ=DAILY;COUNT=4",
            excepted=["2026-05-01", "2026-05-03"],
        )
    )

    assert [slot.first_day.day for slot in found] == [2, 4]


def test_the_first_sunday_of_each_month():
    found = slots(of(first="2026-01-04", rule="FREQ=MONTHLY;BYDAY=1SU;UNTIL=20260331"))

    assert [slot.first_day for slot in found] == [
        date(2026, 1, 4),
        date(2026, 2, 1),
        date(2026, 3, 1),
    ]


def test_the_end_of_a_rule_given_in_utc_is_read_on_the_wall():
    # 22:30 in UTC is half past midnight the next day in Paris: the last evening counts.
    found = slots(of(first="2026-07-01", starts="23:00", rule="FREQ=DAILY;UNTIL=20260703T223000Z"))

    assert [slot.first_day.day for slot in found] == [1, 2, 3]


def test_the_same_occurrence_said_twice_is_one():
    assert len(slots(of(first="2026-05-01"), of(first="2026-05-01"))) == 1


def test_a_rule_without_end_stops_at_the_horizon_and_at_the_most():
    each_day = of(first="2026-01-01", starts="10:00", rule="FREQ=DAILY")

    assert len(slots(each_day, until=date(2026, 1, 31))) == 31
    assert (
        len(slots(each_day, of(first="2026-01-01", rule="FREQ=DAILY"), until=date(2040, 1, 1)))
        == MOST
    )


def test_a_rule_of_days_that_never_come_gives_nothing():
    assert slots(of(first="2026-01-01", rule="FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1")) == []


@pytest.mark.parametrize(
    "stored",
    (
        {},
        {"first": "demain"},
        {"first": "2026-02-30"},
        {"first": "2026-05-02", "last": "2026-05-01"},
        {"first": "2026-05-02", "ends": "10:00"},
        {"first": "2026-05-02", "last": "9999-12-31"},
        {"first": "0001-01-01"},
        {"first": "2026-05-02", "starts": "25:00"},
        {"first": "2026-05-02", "rule": "FREQ=SECONDLY"},
        {"first": "2026-05-02", "rule": "FREQ=DAILY;BYHOUR=1"},
        {"first": "2026-05-02", "rule": "FREQ=WEEKLY;BYDAY=XX"},
        {"first": "2026-05-02", "rule": "FREQ=WEEKLY;UNTIL=demain"},
        {"first": "2026-05-02", "rule": "FREQ=WEEKLY;COUNT=deux"},
        {"first": "2026-05-02", "rule": "FREQ=WEEKLY;INTERVAL=0"},
    ),
)
def test_what_cannot_happen_is_refused_with_a_sentence(stored):
    with pytest.raises(TimingError) as refused:
        Timing.of(stored)

    assert str(refused.value).endswith(".")


def test_a_timing_is_stored_and_read_again():
    timing = of(
        first="2026-05-01",
        last="2026-05-02",
        starts="10:00",
        ends="12:00",
        rule="FREQ=WEEKLY",
        excepted=["2026-05-08"],
    )

    assert Timing.of(timing.stored()) == timing
    assert of(first="2026-05-01").stored() == {"first": "2026-05-01", "last": "2026-05-01"}
