from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from dentelle.agenda.date_forms import DateForms, line_of, same, timing_of
from dentelle.agenda.timings import Timing

SATURDAY = date(2026, 5, 23)
UNTIL = date(2026, 8, 29)

SAYABLE = [
    Timing(first=SATURDAY, last=SATURDAY),
    Timing(first=SATURDAY, last=SATURDAY, starts=time(14), ends=time(16, 30)),
    Timing(first=SATURDAY, last=UNTIL),
    Timing(first=SATURDAY, last=SATURDAY, starts=time(14), rule="FREQ=DAILY;UNTIL=20260829"),
    Timing(first=SATURDAY, last=SATURDAY, rule="FREQ=WEEKLY"),
    Timing(first=SATURDAY, last=SATURDAY, rule="BYDAY=SU,SA;FREQ=WEEKLY;UNTIL=20260829"),
    Timing(first=SATURDAY, last=SATURDAY, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"),
    Timing(first=SATURDAY, last=SATURDAY, rule="FREQ=WEEKLY;COUNT=10"),
    Timing(first=SATURDAY, last=SATURDAY, rule="FREQ=WEEKLY;UNTIL=20260829T120000Z"),
    Timing(first=SATURDAY, last=SATURDAY, rule="FREQ=MONTHLY;BYDAY=4SA"),
    Timing(first=SATURDAY, last=SATURDAY, rule="FREQ=MONTHLY;BYDAY=-1SA"),
    Timing(first=SATURDAY, last=SATURDAY, rule="FREQ=MONTHLY;BYMONTHDAY=23;UNTIL=20260829"),
    Timing(
        first=SATURDAY,
        last=SATURDAY,
        starts=time(10),
        rule="FREQ=WEEKLY;BYDAY=SA",
        excepted=(date(2026, 5, 30), date(2026, 6, 6)),
    ),
]
KEPT = [
    Timing(first=SATURDAY, last=SATURDAY, rule="FREQ=MONTHLY;INTERVAL=3;BYDAY=4SA"),
    Timing(first=SATURDAY, last=SATURDAY, rule="FREQ=WEEKLY;COUNT=1001"),
    Timing(first=SATURDAY, last=SATURDAY, rule="FREQ=DAILY;COUNT=1001"),
    Timing(first=SATURDAY, last=SATURDAY, rule="FREQ=MONTHLY;BYMONTHDAY=23;UNTIL=20400101T000000Z"),
    Timing(first=SATURDAY, last=SATURDAY, rule="FREQ=MONTHLY;BYDAY=1SA"),
    Timing(first=SATURDAY, last=date(2026, 5, 24), starts=time(20), ends=time(8)),
]


def posted(forms):
    """Return what a browser sends of the lines it was shown."""
    data = {}
    for line in forms:
        for bound in line:
            value = bound.field.prepare_value(bound.value())
            if value in (None, "", False, [], ()):
                continue
            data[bound.html_name] = value if isinstance(value, list) else str(value)
    return data


@pytest.mark.parametrize("timing", SAYABLE, ids=str)
def test_what_the_form_can_say_comes_back_as_it_was(timing):
    line = line_of(timing)
    again = DateForms(posted(DateForms(timings=[timing.stored()])))

    assert "kept" not in line
    assert same(timing_of(line), timing)
    assert again.is_valid(), [each.errors for each in again]
    assert again.stored() == [timing.stored()]


@pytest.mark.parametrize("timing", KEPT, ids=str)
def test_a_rule_the_form_cannot_say_is_kept_and_shown_in_words(timing):
    forms = DateForms(timings=[timing.stored()])
    again = DateForms(posted(forms))

    assert forms.lines[0].words()
    assert again.is_valid()
    assert again.stored() == [timing.stored()]


def test_a_rule_is_said_in_words():
    words = [DateForms(timings=[timing.stored()]).lines[0].words() for timing in KEPT[:2]]

    assert words == [
        "à partir du 23 mai 2026, tous les 3 mois (samedi n° 4)",
        "à partir du 23 mai 2026, chaque semaine, 1001 fois",
    ]


@pytest.mark.parametrize(
    ("timing", "last"),
    (
        (Timing(first=SATURDAY, last=SATURDAY, rule="FREQ=WEEKLY;COUNT=10"), date(2026, 7, 25)),
        (
            Timing(
                first=SATURDAY, last=SATURDAY, rule="FREQ=WEEKLY;COUNT=3", excepted=(date(2026, 6, 6),)
            ),
            date(2026, 6, 6),
        ),
        # 23:00 in Paris is 21:00 of UTC: the last Saturday is within.
        (
            Timing(first=SATURDAY, last=SATURDAY, starts=time(23), rule="FREQ=WEEKLY;UNTIL=20260606T210000Z"),
            date(2026, 6, 6),
        ),
        (
            Timing(first=SATURDAY, last=SATURDAY, starts=time(23), rule="FREQ=WEEKLY;UNTIL=20260606T205959Z"),
            date(2026, 5, 30),
        ),
    ),
)  # fmt: skip
def test_a_number_of_times_and_an_instant_are_said_by_the_last_day(timing, last):
    line = line_of(timing)
    days = [
        list(one.begins(until=date(2027, 1, 1), zone=ZoneInfo("Europe/Paris")))
        for one in (timing, timing_of(line))
    ]

    assert line["last"] == last
    assert days[0] == days[1]


def test_several_days_with_hours_are_the_same_hours_each_day():
    data = {
        "d0-how": "span", "d0-first": "2026-06-05", "d0-last": "2026-06-07",
        "d0-starts": "10:00", "d0-ends": "18:00", "d0-excepted": "06/06/2026",
    }  # fmt: skip
    forms = DateForms(data)

    assert forms.is_valid()
    slots = list(
        Timing.of(forms.stored()[0]).slots(ZoneInfo("Europe/Paris"), until=date(2026, 12, 31))
    )
    assert [(slot.first_day.day, slot.starts_at.hour) for slot in slots] == [(5, 8), (7, 8)]


@pytest.mark.parametrize(
    ("data", "field", "words"),
    (
        ({"how": "span", "first": "2026-06-05"}, "last", "dernier jour"),
        ({"how": "day", "first": "2026-06-05", "last": "2026-06-09"}, "last", "Plusieurs jours"),
        ({"how": "span", "first": "2026-06-05", "last": "2026-06-01"}, "last", "01/06/2026"),
        ({"how": "span", "first": "2026-06-05", "last": "2026-06-09", "days": ["TU"]}, "days", "Précision sur les dates"),
        ({"how": "month", "first": "2026-06-05", "days": ["FR"]}, "days", "décochez"),
        ({"how": "week", "first": "2026-06-05", "excepted": "demain"}, "excepted", "14/07/2026"),
        ({"how": "day", "last": "2026-06-05"}, "first", "premier jour"),
        ({"how": "day", "first": "2026-06-05", "ends": "12:00"}, "first", "heure"),
    ),
)  # fmt: skip
def test_an_error_says_what_was_found_and_what_to_do(data, field, words):
    forms = DateForms({f"d0-{name}": value for name, value in data.items()})

    assert not forms.is_valid()
    assert words in " ".join(forms.lines[0].errors[field])


def test_a_line_left_empty_or_removed_says_nothing():
    forms = DateForms(
        {"d0-how": "day", "d3-how": "day", "d3-first": "2026-06-05", "d3-remove": "on"}
    )

    assert forms.is_valid()
    assert forms.stored() == []
