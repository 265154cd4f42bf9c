"""Readers of what others say: real files of others, and what the agenda must keep of each format."""

import json
import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.rrule import rrulestr
from openpyxl import Workbook

from dentelle.agenda.sources import sheet
from dentelle.agenda.sources.base import LARGEST, Clock, SourceError
from dentelle.agenda.sources.reading import read
from dentelle.agenda.timings import Timing, occurrences
from tests.shared import shared_data

PARIS = ZoneInfo("Europe/Paris")
CLOCK = Clock(today=date(2026, 3, 2), zone=PARIS)


def calendar(*lines, before=()):
    event = ("BEGIN:VEVENT", "UID:one", "SUMMARY:Visite", *lines, "END:VEVENT")
    body = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *before, *event, "END:VCALENDAR", ""])
    return body.encode()


def only(data):
    (event,) = read(data, CLOCK).events
    assert not event.refusal, event.refusal
    return event


def attempt(data):
    """Return a reading or a sentence; anything else raised is a failure."""
    try:
        return read(data, CLOCK), ""
    except SourceError as error:
        return None, str(error)


def begins(event, until=date(2029, 12, 31)):
    said = [Timing.of(stored) for stored in event.values["timings"]]
    return [slot.starts_at for slot in occurrences(said, PARIS, until=until)]


def test_every_real_file_is_read_or_refused_with_a_sentence():
    files = [*shared_data("ical").rglob("*.ics"), *shared_data("openagenda").rglob("*.json")]
    assert len(files) >= 170
    events = refused = 0
    for path in files:
        reading, why = attempt(path.read_bytes())
        if reading is None:
            assert why.endswith("."), path
            refused += 1
            continue
        events += len(reading.events)
        for event in reading.events:
            assert event.uid, path
            if event.refusal:
                assert event.refusal.endswith("."), path
                continue
            assert event.values["title"], path
            for stored in event.values["timings"]:
                assert Timing.of(stored).stored() == stored, path
    assert events > 150
    assert refused < 60


def test_the_open_data_of_openagenda_is_read_whole():
    name = "evenements-publics-openagenda_ods-v1_set-A.json"
    reading = read(shared_data("openagenda", name).read_bytes(), CLOCK)
    assert len(reading.events) == 20
    assert not [event.refusal for event in reading.events if event.refusal]
    first = reading.events[0].values
    assert first["timings"][0] == {
        "first": "2026-03-18",
        "last": "2026-03-18",
        "starts": "09:00",
        "ends": "17:00",
    }
    assert "<" not in "".join(event.values.get("description", "") for event in reading.events)


def test_any_zone_and_any_rule_give_the_instants_of_the_zone_it_is_written_in():
    chance = random.Random(4)  # noqa: S311 -- dates, no secret
    zones = sorted(zone for zone in available_timezones() if "/" in zone)
    for _round in range(60):
        zone = ZoneInfo(chance.choice(zones))
        start = datetime(2026, 1, 1, chance.randrange(6, 22), 30) + timedelta(  # noqa: DTZ001
            days=chance.randrange(300)
        )
        day = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[start.weekday()]
        rule = f"FREQ=WEEKLY;BYDAY={day};COUNT={chance.randrange(2, 60)}"
        event = only(
            calendar(
                f"DTSTART;TZID={zone.key}:{start:%Y%m%dT%H%M%S}", "DURATION:PT1H", f"RRULE:{rule}"
            )
        )
        wanted = [moment.replace(tzinfo=zone) for moment in rrulestr(rule, dtstart=start)]
        # An hour that comes twice is the first one: the wall clock cannot say the other.
        found, apart = begins(event), timedelta(hours=1)
        assert len(found) == len(wanted), (zone, rule)
        assert all(
            one - other in {apart * 0, apart} for one, other in zip(wanted, found, strict=True)
        )


def test_a_visit_of_our_clocks_stays_at_its_hour_when_summer_begins():
    event = only(
        calendar(
            "DTSTART;TZID=Europe/Brussels:20260322T100000",
            "DTEND;TZID=Europe/Brussels:20260322T110000",
            "RRULE:FREQ=WEEKLY;COUNT=2",
        )
    )
    assert event.values["timings"][0]["rule"] == "FREQ=WEEKLY;COUNT=2"
    assert [moment.hour for moment in begins(event)] == [9, 8]


def test_a_zone_that_the_file_describes_itself_is_followed():
    zone = [
        *("BEGIN:VTIMEZONE", "TZID:Chez nous", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
        *("TZOFFSETFROM:+0530", "TZOFFSETTO:+0530", "END:STANDARD", "END:VTIMEZONE"),
    ]
    event = only(calendar("DTSTART;TZID=Chez nous:20260322T100000", before=zone))
    assert event.values["timings"][0]["starts"] == "05:30"


def test_an_unknown_zone_is_read_as_local_and_told():
    event = only(calendar("DTSTART;TZID=Nulle part:20260322T100000"))
    assert event.values["timings"][0]["starts"] == "10:00"
    assert "Nulle part" in event.problems[0]


def test_whole_days_end_the_day_before_what_the_calendar_writes():
    event = only(calendar("DTSTART;VALUE=DATE:20260523", "DTEND;VALUE=DATE:20260830"))
    assert event.values["timings"] == [{"first": "2026-05-23", "last": "2026-08-29"}]


def test_exceptions_and_added_dates_are_followed():
    event = only(
        calendar(
            "DTSTART;TZID=Europe/Paris:20260401T140000",
            "RRULE:FREQ=DAILY;COUNT=4",
            "EXDATE;TZID=Europe/Paris:20260402T140000",
            "RDATE;TZID=Europe/Paris:20260410T160000",
        )
    )
    assert [moment.astimezone(PARIS).strftime("%d %H") for moment in begins(event)] == [
        "01 14",
        "03 14",
        "04 14",
        "10 16",
    ]


def test_a_date_that_was_moved_and_one_that_was_cancelled_are_followed():
    changed = "\r\n".join(
        [
            *(
                "DTSTART;TZID=Europe/Paris:20260401T140000",
                "RRULE:FREQ=DAILY;COUNT=3",
                "END:VEVENT",
            ),
            *("BEGIN:VEVENT", "UID:one", "SUMMARY:Visite", "RECURRENCE-ID:20260402T120000Z"),
            *("DTSTART;TZID=Europe/Paris:20260420T180000", "END:VEVENT"),
            *("BEGIN:VEVENT", "UID:one", "SUMMARY:Visite", "RECURRENCE-ID:20260403T120000Z"),
            *("DTSTART:20260403T120000Z", "STATUS:CANCELLED"),
        ]
    )
    event = only(calendar(changed))
    days = [moment.astimezone(PARIS).strftime("%d %H") for moment in begins(event)]
    assert days == ["01 14", "20 18"]
    assert event.values["status"] == "planned"


@pytest.mark.parametrize(
    "rule",
    (
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=5",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9",
        "FREQ=WEEKLY;BYSETPOS=300",
    ),
)
def test_a_rule_that_could_go_on_without_end_is_refused(rule):
    (event,) = read(calendar("DTSTART:20200101T100000Z", f"RRULE:{rule}"), CLOCK).events
    assert rule.partition(";")[0] in event.refusal


def test_a_rule_begun_long_ago_is_told_of_from_last_year_on():
    event = only(calendar("DTSTART:19990104T100000", "RRULE:FREQ=WEEKLY"))
    assert event.values["timings"][0]["first"] == "2025-01-06"
    assert len(event.values["timings"]) > 200


def test_a_cancelled_event_says_so_and_its_text_loses_its_markup():
    event = only(
        calendar(
            "DTSTART:20260523T100000",
            "STATUS:CANCELLED",
            "GEO:49.44;1.09",
            "DESCRIPTION:<p>Venez <b>voir</b>&nbsp;!</p><script>alert(1)</script><p>Fin</p>",
            "CATEGORIES:Atelier,Famille",
        )
    )
    values = event.values
    assert (values["status"], values["kind"], values["latitude"]) == (
        "cancelled",
        "workshop",
        49.44,
    )
    assert values["summary"] == "Venez voir ! Fin"
    assert values["audiences"] == ["families"]


def test_what_is_private_stays_out():
    (event,) = read(calendar("DTSTART:20260523T100000", "CLASS:PRIVATE"), CLOCK).events
    assert event.refusal


def test_an_event_that_ends_before_it_begins_is_refused_and_the_others_read():
    data = calendar("DTSTART:20260523T100000", "DTEND:20260523T090000").replace(
        b"END:VCALENDAR",
        b"BEGIN:VEVENT\r\nUID:two\r\nSUMMARY:Autre\r\nDTSTART:20260524T100000\r\nEND:VEVENT\r\nEND:VCALENDAR",
    )
    wrong, right = read(data, CLOCK).events
    assert wrong.refusal
    assert (right.uid, right.refusal) == ("two", "")


def page(*found):
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in found
    )
    return f"<!doctype html><html><head>{scripts}</head><body>été</body></html>".encode()


def test_events_are_found_in_a_page_however_they_are_nested():
    event = {"@type": "ExhibitionEvent", "@id": "#e", "name": "L’été", "startDate": "2026-06-01"}
    nested = {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, event]}
    listed = {"@type": "ItemList", "itemListElement": [{"item": {**event, "@id": "#f"}}]}
    reading = read(
        page(nested, [listed], {"@type": "Museum", "event": {**event, "@id": "#g"}}), CLOCK
    )
    assert [one.uid for one in reading.events] == ["#e", "#f", "#g"]
    assert {one.values["kind"] for one in reading.events} == {"exhibition"}


def test_a_page_tells_dates_with_their_offset_a_schedule_and_a_cancellation():
    event = {
        "@type": ["Event"],
        "url": "https://musee.example/a",
        "name": "Conte",
        "startDate": "2026-07-01T18:00:00Z",
        "endDate": "2026-07-01T19:30:00Z",
        "eventStatus": "https://schema.org/EventCancelled",
        "location": {"name": "Salle", "address": {"addressLocality": "Rouen"}},
        "offers": [{"price": "5", "priceCurrency": "EUR"}],
        "isAccessibleForFree": False,
    }
    plan = {
        "@type": "Event",
        "url": "https://musee.example/b",
        "name": "Visite",
        "eventSchedule": {
            "startDate": "2026-07-04",
            "endDate": "2026-08-29",
            "repeatFrequency": "P1W",
            "byDay": "https://schema.org/Saturday",
            "startTime": "15:00",
        },
    }
    one, other = read(page(event, plan), CLOCK).events
    assert one.values["timings"] == [
        {"first": "2026-07-01", "last": "2026-07-01", "starts": "20:00", "ends": "21:30"}
    ]
    assert (one.values["status"], one.values["place_town"]) == ("cancelled", "Rouen")
    assert (one.values["prices"], one.values["is_free"]) == ("5 €", False)
    assert len(begins(other)) == 9


@pytest.mark.parametrize(
    "data",
    (
        b"",
        b"hello",
        b"<html></html>",
        b"<",
        b"{",
        b"[" * 100_000,
        b"{}",
        b"[1, null]",
        b'{"events": [1, null, {"uid": {}, "timings": 3}]}',
        b"BEGIN:VCALENDAR",
        b"BEGIN:VCALENDAR\x00\xff\xfe",
        b" " * (LARGEST + 1),
    ),
)
def test_what_is_damaged_is_refused_with_a_sentence(data):
    reading, why = attempt(data)
    assert why.endswith(".") if reading is None else all(event.refusal for event in reading.events)


def test_files_ruined_at_random_never_raise_anything_else():
    chance = random.Random(11)  # noqa: S311 -- bytes, no secret
    whole = calendar(
        "DTSTART;TZID=Europe/Paris:20260401T140000",
        "DTEND;TZID=Europe/Paris:20260401T150000",
        "RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231T230000Z",
        "EXDATE:20260408T120000Z",
        "GEO:49.44;1.09",
    )
    for _round in range(300):
        ruined = bytearray(whole)
        for _mark in range(chance.randrange(1, 6)):
            ruined[chance.randrange(len(ruined))] = chance.randrange(256)
        reading, why = attempt(bytes(ruined))
        assert (reading is None) == bool(why)


SHEET = (
    ("Titre", "Du", "Au", "Heure", "Jours", "Sauf", "Public", "Tarif", "Couleur"),
    ("Visite du jardin", "04/04/2026", "30 juin 2026", "14h30-16h", "samedi", "02/05/2026", "Famille", "Gratuit", "vert"),
    ("Les dentelles", "2026-05-23", "30/09/26", "", "", "", "", "5 €", ""),
    ("Sans date", "bientôt", "", "", "", "", "", "", ""),
    ("", "04/04/2026", "", "", "", "", "", "", ""),
    ("À l’envers", "04/04/2026", "01/04/2026", "", "", "", "", "", ""),
)  # fmt: skip


def as_csv(folder):
    path = folder / "agenda.csv"
    path.write_text("\n".join(";".join(row) for row in SHEET), "utf-8-sig")
    return path


def as_xlsx(folder):
    path, book = folder / "agenda.xlsx", Workbook()
    for row in SHEET:
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("written", (as_csv, as_xlsx))
def test_a_sheet_is_read_by_its_french_headings(tmp_path, written):
    reading = sheet.read(written(tmp_path))
    assert "Couleur" in reading.problems[0]
    visit, show, *refused = reading.events
    assert visit.values["timings"] == [
        {
            "first": "2026-04-04",
            "last": "2026-04-04",
            "starts": "14:30",
            "ends": "16:00",
            "rule": "FREQ=WEEKLY;BYDAY=SA;UNTIL=20260630",
            "excepted": ["2026-05-02"],
        }
    ]
    assert (visit.values["is_free"], visit.values["audiences"]) == (True, ["families"])
    assert show.values["timings"] == [{"first": "2026-05-23", "last": "2026-09-30"}]
    assert [event.line for event in refused] == [4, 5, 6]
    assert all(event.refusal for event in refused)


def test_a_sheet_without_a_title_or_a_date_column_says_which_to_name(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Quoi;Qui\na;b\n")
    with pytest.raises(SourceError, match="Titre"):
        sheet.read(path)
