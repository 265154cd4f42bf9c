"""Repetitions that programs and ill-meaning people write: none stops a page, a calendar or a processor."""

import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from django.urls import reverse

from dentelle.agenda.date_forms import DateForms
from dentelle.agenda.tests.factories import make_event
from dentelle.agenda.timing_words import said
from dentelle.agenda.timings import Timing, TimingError, occurrences

PARIS = ZoneInfo("Europe/Paris")
FAR = date(2029, 12, 31)


def of(**stored):
    return Timing.of({"first": "2026-12-01", **stored})


@pytest.mark.parametrize(
    "rule",
    (
        f"FREQ=DAILY;INTERVAL=1{'0' * 25}",
        f"FREQ=DAILY;COUNT=1{'0' * 25}",
        "FREQ=DAILY;COUNT=٣",
        "FREQ=DAILY;INTERVAL=1_0",
        "FREQ=MONTHLY;BYDAY=MO(+1)",
        "FREQ=MONTHLY;BYDAY=99MO",
        "FREQ=WEEKLY;BYDAY=MO\nRRULE:FREQ=SECONDLY",
        "FREQ=WEEKLY;BYDAY=MO RRULE:FREQ=SECONDLY",
        "FREQ=DAILY;BYMONTH=13",
        "FREQ=DAILY;BYMONTHDAY=99",
        "FREQ=DAILY;BYSETPOS=2",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31,-31",
    ),
)
def test_a_rule_that_a_calendar_could_not_carry_is_refused(rule):
    with pytest.raises(TimingError):
        of(rule=rule)


@pytest.mark.parametrize("part", ("starts", "ends"))
def test_a_time_of_another_zone_is_refused(part):
    with pytest.raises(TimingError):
        of(**{"starts": "10:00", "ends": "11:00", part: "10:30+02:00"})


@pytest.mark.django_db
def test_a_repetition_until_the_end_of_time_is_followed_and_exported(client):
    forever = {
        "first": "2026-12-01",
        "starts": "10:00",
        "ends": "11:00",
        "rule": "FREQ=WEEKLY;UNTIL=99991231T235959Z",
    }
    assert len(occurrences([Timing.of(forever)], PARIS, until=FAR)) > 100
    make_event(timings=[forever])
    make_event(timings=[{"first": "2026-12-01", "rule": "FREQ=DAILY;UNTIL=99991231T235959Z"}])

    assert b"UNTIL=99991231" in client.get(reverse("agenda:calendar")).content


def test_a_repetition_that_never_comes_is_given_up_soon(monkeypatch):
    looked = []
    real = rrule._iterinfo.rebuild

    def counted(self, year, month):
        looked.append(year)
        return real(self, year, month)

    monkeypatch.setattr(rrule._iterinfo, "rebuild", counted)
    never = of(rule="FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1")

    assert occurrences([never], PARIS, until=FAR) == []
    assert len(looked) < 6000  # 400 years of months, not 8,000


def test_many_exceptions_cost_no_more_than_a_few():
    days = [date.fromordinal(date(2026, 12, 1).toordinal() + n).isoformat() for n in range(1100)]
    timing = of(rule="FREQ=DAILY", excepted=days)

    assert len(occurrences([timing], PARIS, until=FAR)) == 27


@pytest.mark.parametrize("was", ("[" * 40_000, '{"a":' * 6_000))
def test_what_a_browser_says_was_there_is_read_however_deep(was):
    forms = DateForms({"d0-how": "day", "d0-first": "2026-12-01", "d0-was": was})

    assert forms.is_valid()
    assert forms.stored() == [{"first": "2026-12-01", "last": "2026-12-01"}]


def test_lines_of_dates_have_short_numbers():
    forms = DateForms({f"d{'9' * 5_000}-how": "day", "d0-how": "day", "d0-first": "2026-12-01"})

    assert [line.prefix for line in forms] == ["d0"]


def test_what_is_kept_as_it_was_says_its_dates_in_words():
    kept = json.dumps({"first": "2026-12-01", "rule": "FREQ=MONTHLY;BYDAY=2TU,-1SU"})

    assert said(Timing.of(json.loads(kept)))
