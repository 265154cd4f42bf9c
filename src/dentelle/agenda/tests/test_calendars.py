"""What calendars subscribe to, read again as they would."""

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from dateutil.rrule import rrulestr

from dentelle.agenda import content_lines, ical
from dentelle.agenda.actions import edit_event
from dentelle.agenda.models import Event
from dentelle.agenda.tests.factories import NOW, make_event
from dentelle.agenda.timings import Timing, occurrences
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture(autouse=True)
def _second_of_march():
    with time_machine.travel(NOW, tick=False):
        yield


def read(client, path="/agenda.ics"):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


@pytest.mark.django_db
def test_an_event_is_said_whole(client):
    museum = MuseumFactory(
        usual_name="Musée du Lin", town="Aubrive", address="1 quai", postcode="50999",
        latitude=49.0, longitude=-1.0,
    )  # fmt: skip
    event = make_event(
        title="La nuit; du lin, à l’aube", museums=[museum], summary="Résumé.", is_free=True,
        timings=[{"first": "2026-05-01", "starts": "20:00", "ends": "22:30"}],
    )  # fmt: skip

    (part,) = read(client, f"/agenda/{event.slug}.ics")

    assert str(part["SUMMARY"]) == "La nuit; du lin, à l’aube"
    assert str(part["UID"]).startswith(f"evenement-{event.pk}@")
    assert part["DTSTART"].to_ical() == b"20260501T200000"
    assert part["DTSTART"].params["TZID"] == "Europe/Paris"
    assert part["DTEND"].dt.astimezone(UTC) == datetime(2026, 5, 1, 20, 30, tzinfo=UTC)
    assert str(part["LOCATION"]) == "Musée du Lin, 1 quai, 50999 Aubrive"
    assert part["GEO"].to_ical() == "49.0;-1.0"
    assert part["STATUS"] == "CONFIRMED"
    assert "Résumé." in part["DESCRIPTION"]
    assert "Gratuit" in part["DESCRIPTION"]
    assert str(part["URL"]).endswith(f"/agenda/{event.slug}/")


@pytest.mark.django_db
def test_an_exhibition_ends_the_day_after_its_last(client):
    make_event(timings=[{"first": "2026-03-28", "last": "2026-11-01"}])

    (part,) = read(client)

    assert part["DTSTART"].dt == date(2026, 3, 28)
    assert part["DTEND"].dt == date(2026, 11, 2)


@pytest.mark.django_db
def test_lines_are_folded_and_end_as_the_standard_says(client):
    make_event(title="é" * 150, description="œuvre " * 200)

    content = client.get("/agenda.ics").content

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert str(read(client)[0]["SUMMARY"]) == "é" * 150


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "said", "word"),
    (("cancelled", "CANCELLED", "Annulé"), ("postponed", "TENTATIVE", "Reporté"), ("full", "CONFIRMED", "Complet")),
)  # fmt: skip
def test_what_does_not_take_place_says_so(client, status, said, word):
    make_event(status=status)

    (part,) = read(client)

    assert part["STATUS"] == said
    assert word in part["SUMMARY"]


@pytest.mark.django_db
def test_the_sequence_grows_with_each_change_and_the_name_stays(client):
    event = make_event()
    (before,) = read(client)
    edit_event(
        event=event, values={"title": "Autre", "timings": [{"first": "2026-06-01"}]},
        seen=event.version, actor=None, now=NOW,
    )  # fmt: skip

    (after,) = read(client)

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt == date(2026, 6, 1)


@pytest.mark.django_db
def test_what_was_seen_and_is_withdrawn_is_cancelled_without_its_words_then_comes_back(client):
    event = make_event(title="Zorglub", summary="Kryptex")
    (before,) = read(client)
    publishing.withdraw(subject=event, reason="Secret.", actor=None, now=NOW)

    for path in ("/agenda.ics", "/agenda/zorglub.ics"):
        (gone,) = read(client, path)
        text = client.get(path).content.lower()
        assert gone["UID"] == before["UID"]
        assert gone["STATUS"] == "CANCELLED"
        assert gone["SEQUENCE"] > before["SEQUENCE"]
        assert b"zorglub" not in text
        assert b"kryptex" not in text
        assert b"secret" not in text

    publishing.put_back(subject=event, reason="Erreur.", actor=None, now=NOW)
    (again,) = read(client)
    assert (again["STATUS"], str(again["SUMMARY"])) == ("CONFIRMED", "Zorglub")
    assert again["SEQUENCE"] > gone["SEQUENCE"]


@pytest.mark.django_db
@pytest.mark.parametrize("state", ("draft", "submitted"))
def test_what_nobody_saw_is_in_no_calendar(client, state):
    make_event(state=state)
    hidden = make_event(title="Caché", opens_at=NOW + timedelta(days=9))
    publishing.withdraw(subject=hidden, reason="Erreur.", actor=None, now=NOW)

    assert read(client) == []
    assert client.get("/agenda/visite-des-coulisses.ics").status_code == 404
    assert client.get("/agenda/cache.ics").status_code == 404


@pytest.mark.django_db
def test_an_archived_event_is_gone(client):
    publishing.archive(subject=make_event(), actor=None, now=NOW)

    assert client.get("/agenda/visite-des-coulisses.ics").status_code == 410
    assert read(client) == []


@pytest.mark.django_db
def test_a_calendar_takes_the_choices_of_the_list(client):
    museum = MuseumFactory(slug="lin")
    make_event(title="Ici", museums=[museum])
    make_event(title="Ailleurs")

    assert [str(part["SUMMARY"]) for part in read(client, "/agenda.ics?musee=lin")] == ["Ici"]


@pytest.mark.django_db
def test_the_file_stays_the_same_until_something_changes(client):
    make_event()
    tag = client.get("/agenda.ics")["ETag"]

    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        assert client.get("/agenda.ics", headers={"if-none-match": tag}).status_code == 304


# Every rule the form makes, and others that feeds bring, around both changes of clocks.
RULES = (
    "", "FREQ=DAILY;COUNT=9", "FREQ=WEEKLY;BYDAY=SU;UNTIL=20261101", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,MO;COUNT=7",
    "FREQ=MONTHLY;BYDAY=-1SU;COUNT=14", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=WEEKLY;UNTIL=20261025T010000Z",
    "FREQ=DAILY;UNTIL=20260330T120000", "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
)  # fmt: skip
HOURS = (None, time(0), time(1, 30), time(2, 30), time(3), time(10), time(18, 15), time(23))
CHANGES = (date(2026, 3, 29), date(2026, 10, 25), date(2026, 7, 14))


def drawn(draw):
    first = draw.choice(CHANGES) + timedelta(days=draw.randint(-9, 9))
    starts = draw.choice(HOURS)
    return Timing(
        first=first,
        last=first + timedelta(days=draw.choice([0, 0, 1, 30])),
        starts=starts,
        ends=draw.choice(HOURS) if starts else None,
        rule=draw.choice(RULES),
        excepted=tuple(
            first + timedelta(days=draw.randint(0, 28)) for _ in range(draw.randint(0, 2))
        ),
    ).checked()


def expanded(part, until):
    """Every occurrence a calendar makes of a component: (begin, end) as days or instants of UTC."""
    begin = part["DTSTART"].dt
    end = part["DTEND"].dt if "DTEND" in part else begin
    days = not isinstance(begin, datetime)
    if "RRULE" not in part:
        yield (begin, end) if days else (begin.astimezone(UTC), end.astimezone(UTC))
        return
    out = part.get("EXDATE", [])
    out = {each.dt for one in (out if isinstance(out, list) else [out]) for each in one.dts}
    plain = datetime.combine(begin, time()) if days else begin.replace(tzinfo=None)
    rule = dict(part["RRULE"])
    text = part["RRULE"].to_ical().decode()
    if "UNTIL" in rule:
        limit = rule["UNTIL"][0]
        assert isinstance(limit, datetime) != days
        wall = datetime.combine(limit, time()) if days else limit.astimezone(PARIS).replace(tzinfo=None)  # fmt: skip
        text = ";".join(p for p in text.split(";") if not p.startswith("UNTIL"))
        text += f";UNTIL={wall:%Y%m%dT%H%M%S}"
    for at in rrulestr(text, dtstart=plain):
        if at.date() > until:
            return
        here = at.date() if days else at.replace(tzinfo=PARIS)
        if here in out:
            continue
        if days:
            yield here, here + (end - begin)
        else:
            start = here.astimezone(UTC)
            yield start, start + (end.astimezone(UTC) - begin.astimezone(UTC))


@pytest.mark.parametrize("seed", range(400))
def test_a_calendar_makes_the_same_occurrences_as_the_agenda(seed):
    draw = random.Random(seed)  # noqa: S311 -- trials, no secret
    said = [drawn(draw) for _ in range(draw.randint(1, 2))]
    until = date(2027, 12, 31)
    event = Event(
        pk=7, slug="x", title="T", timings=[one.stored() for one in said], created_at=NOW, updated_at=NOW
    )  # fmt: skip

    content = ical.calendar([ical.Entry(event=event, museums=())], name="N", until=until)
    parts = icalendar.Calendar.from_ical(content).walk("VEVENT")

    found = {pair for part in parts for pair in expanded(part, until)}
    wanted = {
        (slot.first_day, slot.last_day + timedelta(days=1)) if slot.all_day else (slot.starts_at, slot.ends_at)
        for slot in occurrences(said, PARIS, until=until)
    }  # fmt: skip
    assert found == wanted
    assert len({str(part["UID"]) for part in parts}) == len(parts)


WORDS = (
    "L’été, la dentelle ; l’aiguille\\fil", "œuvre " * 40, "a" * 75, "é" * 37, "🧵" * 30, "ligne\r\nligne\n\nligne", "x" * 68 + "🧵é", "",
)  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_what_people_wrote_is_read_again_as_they_wrote_it(words):
    written = content_lines.text("DESCRIPTION", words)

    parts = written.split(b"\r\n")
    assert parts.pop() == b""
    assert all(len(part) <= 75 and part.decode() for part in parts)
    component = b"BEGIN:VEVENT\r\n" + written + b"END:VEVENT\r\n"
    assert str(icalendar.Event.from_ical(component)["DESCRIPTION"]) == words.replace("\r\n", "\n")


def test_nothing_that_is_pasted_begins_a_line_of_its_own():
    for write in (content_lines.line, content_lines.text):
        written = write("SUMMARY", "a\x0bb\rSTATUS:CANCELLED\x00\nUID:x")

        assert len(written.split(b"\r\n")) == 2
        assert b"\n" not in written[:-2]


NIGHTLY = {"first": "1995-01-01", "starts": "22:00", "ends": "01:00", "rule": "FREQ=DAILY"}


@pytest.mark.django_db
def test_what_is_told_date_by_date_is_told_from_a_month_ago_for_a_year(client):
    make_event(timings=[NIGHTLY])

    days = sorted(part["DTSTART"].dt.date() for part in read(client))

    assert (days[0], days[-1]) == (date(2026, 1, 30), date(2027, 3, 3))
    assert len(days) == (days[-1] - days[0]).days + 1
    alone = [part["DTSTART"].dt.date() for part in read(client, "/agenda/visite-des-coulisses.ics")]
    assert (min(alone), max(alone)) == (date(2026, 1, 30), date(2029, 12, 31))


@pytest.mark.django_db
def test_a_date_keeps_its_name_from_day_to_day_whatever_is_over(client):
    listed = [{"first": f"2026-01-{day:02}", "starts": "10:00"} for day in (10, 30)] + [{"first": "2026-05-01"}]  # fmt: skip
    make_event(timings=[NIGHTLY])
    make_event(title="Dates", timings=listed)

    def names():
        return {part["DTSTART"].dt: str(part["UID"]) for part in read(client)}

    before = names()
    with time_machine.travel(NOW + timedelta(days=40), tick=False):
        after = names()

    assert {day: after[day] for day in after if day in before} == {
        day: before[day] for day in before if day in after
    }
    assert len(set(after) & set(before)) > 300
    assert len(set(before.values())) == len(before)


@pytest.mark.django_db
def test_what_is_wholly_over_is_still_told_in_its_own_calendar(client):
    event = make_event(timings=[{"first": "2020-01-05"}, {"first": "2020-02-05"}])

    assert len(read(client, f"/agenda/{event.slug}.ics")) == 2
    assert read(client) == []


@pytest.mark.django_db
def test_a_calendar_holds_so_many_components_and_no_more(client, monkeypatch):
    monkeypatch.setattr(ical, "MOST", 5)
    make_event(title="Proche", timings=[{"first": f"2026-04-0{day}"} for day in range(1, 5)])
    make_event(title="Loin", timings=[{"first": f"2026-06-0{day}"} for day in range(1, 5)])

    said = [str(part["SUMMARY"]) for part in read(client)]

    assert said == ["Proche"] * 4 + ["Loin"]
