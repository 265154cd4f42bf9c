"""Dates as people say them become occurrences; the clock of the wall is kept over both changes of hour."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dentelle.agenda.timings import MOST, Timing, TimingError, first_day, occurrences

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


def test_a_day_told_by_name_is_there_however_far():
    named = of(first="2039-06-01", last="2039-09-30")
    weekly = of(first="2038-01-01", starts="10:00", rule="FREQ=WEEKLY")

    found = occurrences([weekly, named], PARIS, until=date(2029, 12, 31), since=date(2026, 3, 2))

    assert [(slot.first_day, slot.last_day) for slot in found] == [(date(2039, 6, 1), date(2039, 9, 30))]  # fmt: skip
    assert first_day([named], PARIS, until=date(2029, 12, 31)) == date(2039, 6, 1)


def test_a_visit_begun_long_ago_does_not_run_out():
    visit = of(first="1995-01-01", starts="15:00", rule="FREQ=WEEKLY")

    found = occurrences([visit], PARIS, until=FAR, since=date(2026, 3, 2))

    assert found[-1].first_day == date(2030, 12, 29)
    ahead = [slot for slot in found if slot.first_day >= date(2026, 3, 2)]
    assert len(ahead) == 252
    assert found[0].first_day > date(2016, 2, 1)  # ten years of what is over, not more
    assert first_day([visit], PARIS, until=FAR) == date(1995, 1, 1)


def test_many_visits_a_day_are_told_from_today_on_not_from_their_beginning():
    hours = [f"{hour:02}:00" for hour in range(10, 18)]
    visits = [of(first="2010-01-01", starts=hour, rule="FREQ=DAILY") for hour in hours]

    found = occurrences(visits, PARIS, until=FAR, since=date(2026, 3, 2))

    assert len(found) == MOST
    assert found[0].first_day == date(2026, 3, 2)
    assert found[-1].first_day == date(2026, 3, 2) + timedelta(days=(MOST - 1) // 8)


def test_the_room_that_is_left_goes_to_the_latest_that_are_over():
    daily = of(first="2010-01-01", rule="FREQ=DAILY;UNTIL=20260310")

    found = occurrences([daily], PARIS, until=FAR, since=date(2026, 3, 2))

    assert len(found) == MOST
    assert found[-1].first_day == date(2026, 3, 10)
    assert found[0].first_day == date(2026, 3, 10) - timedelta(days=MOST - 1)


def test_what_is_wholly_over_is_told_whole():
    series = of(first="1998-05-02", rule="FREQ=WEEKLY;COUNT=12")

    assert len(occurrences([series], PARIS, until=FAR, since=date(2026, 3, 2))) == 12


def test_a_day_said_by_two_timings_is_one_and_an_exhibition_under_way_is_not_over():
    exhibition = of(first="2019-01-01", last="2027-01-01")
    daily = of(first="2010-01-01", starts="10:00", rule="FREQ=DAILY")

    found = occurrences([daily, daily, exhibition], PARIS, until=FAR, since=date(2026, 3, 2))

    assert len(found) == MOST
    assert [slot.all_day for slot in found].count(True) == 1


RULES = (
    "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;BYMONTH=7,8;BYDAY=SA,SU", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,MO",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,MO;WKST=SU", "FREQ=WEEKLY;BYDAY=TU,TH,SU;BYSETPOS=-1", "FREQ=WEEKLY;COUNT=900", "FREQ=DAILY;COUNT=4000",
    "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=WEEKLY;UNTIL=20251231",
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_followed_from_nearby_gives_the_days_it_gives_from_its_beginning(rule):
    draw = random.Random(rule)  # noqa: S311 -- trials, no secret
    until = date(2027, 12, 31)
    for _ in range(20):
        first = date(2008, 1, 1) + timedelta(days=draw.randrange(4000))
        since = date(2021, 1, 1) + timedelta(days=draw.randrange(2200))
        timing = Timing(first=first, last=first, rule=rule).checked()

        near = [day for day in timing.begins(until=until, zone=PARIS, since=since) if day >= since]
        whole = [day for day in timing.begins(until=until, zone=PARIS) if day >= since]

        assert near == whole, (first, since)


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
