"""The agenda as visitors see it."""

import json
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from dentelle.agenda.asked import Asked
from dentelle.agenda.enums import EventKind
from dentelle.agenda.models import Event, Occurrence
from dentelle.agenda.queries.listing import lines
from dentelle.agenda.tests.factories import NOW, make_event
from dentelle.agenda.timing_words import said
from dentelle.agenda.timings import Timing
from dentelle.agenda.wording import Dates, dates, when
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_of_march():
    with time_machine.travel(NOW, tick=False):
        yield


def text(response):
    page = re.sub(r"<script.*?</script>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(
        re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").replace("\u202f", " ").split()
    )


def titles(client, **asked):
    found = client.get("/agenda/", asked).content.decode()
    return re.findall(r'href="/agenda/[a-z0-9-]+/">([^<]+)<', found)


def test_the_list_goes_from_what_runs_to_what_comes(client):
    make_event(title="Atelier", timings=[{"first": "2026-03-08", "starts": "14:00"}])
    make_event(title="Exposition", timings=[{"first": "2026-01-10", "last": "2026-06-01"}])
    make_event(title="Passé", timings=[{"first": "2026-03-01"}])

    assert titles(client) == ["Exposition", "Atelier"]


def test_the_page_says_when_where_and_how_much(client):
    museum = MuseumFactory(usual_name="Musée du Lin", town="Aubrive")
    make_event(
        title="La nuit du lin",
        museums=[museum],
        timings=[{"first": "2026-05-01", "starts": "20:00", "ends": "22:30"}],
        prices="5 €, gratuit pour les moins de 12 ans",
        audiences=["families"],
        age_from=6,
        access=["motor"],
        booking="required",
        status="full",
        status_note="Liste d’attente sur place.",
    )

    said = text(client.get("/agenda/la-nuit-du-lin/"))

    for words in (
        "Complet — Liste d’attente sur place.",
        "vendredi 1er mai 2026, 20 h – 22 h 30",
        "Musée du Lin , Aubrive",
        "5 €, gratuit pour les moins de 12 ans",
        "Familles · à partir de 6 ans",
        "Accessible en fauteuil roulant",
        "Réservation obligatoire",
    ):
        assert words in said, words


def test_the_page_is_there_in_english(client):
    make_event(timings=[{"first": "2026-05-01", "starts": "20:00"}])

    assert "Friday 1 May 2026, 20:00" in text(client.get("/en/agenda/visite-des-coulisses/"))


@pytest.mark.parametrize("state", ("draft", "submitted"))
def test_what_is_not_public_is_nowhere(client, state):
    make_event(state=state)

    assert titles(client) == []
    assert client.get("/agenda/visite-des-coulisses/").status_code == 404


def test_an_embargo_is_nowhere_until_its_minute_then_everywhere(client):
    make_event(opens_at=NOW + timedelta(hours=1))
    assert client.get("/agenda/visite-des-coulisses/").status_code == 404
    assert titles(client) == []

    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert client.get("/agenda/visite-des-coulisses/").status_code == 200
        assert titles(client) == ["Visite des coulisses"]


def test_what_was_seen_and_is_withdrawn_says_so_and_what_was_not_says_nothing(client):
    seen, hidden = (
        make_event(title="Vu"),
        make_event(title="Caché", opens_at=NOW + timedelta(days=9)),
    )
    publishing.withdraw(subject=seen, reason="Erreur.", actor=None, now=NOW)
    publishing.withdraw(subject=hidden, reason="Erreur.", actor=None, now=NOW)

    assert client.get("/agenda/vu/").status_code == 410
    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        assert client.get("/agenda/cache/").status_code == 404
    assert "Erreur" not in client.get("/agenda/vu/").content.decode()


def test_the_list_is_narrowed_by_days_kinds_audience_price_museum_and_town(client):
    museum = MuseumFactory(slug="lin", town="Aubrive")
    make_event(
        title="A",
        museums=[museum],
        kind=EventKind.WORKSHOP,
        audiences=["families"],
        is_free=True,
        timings=[{"first": "2026-03-07"}],
    )
    make_event(title="B", kind=EventKind.TALK, timings=[{"first": "2026-04-02"}])
    make_event(title="C", place_town="Aubrive", timings=[{"first": "2026-12-24"}])

    for asked, wanted in (
        ({"quand": "weekend"}, ["A"]),
        ({"quand": "aujourdhui"}, []),
        ({"quand": "mois"}, ["A"]),
        ({"du": "2026-03-20", "au": "2026-04-30"}, ["B"]),
        ({"quoi": ["conference", "atelier"]}, ["A", "B"]),
        ({"pour": "familles"}, ["A"]),
        ({"gratuit": "1"}, ["A"]),
        ({"musee": "lin"}, ["A"]),
        ({"ville": "aubrive"}, ["A", "C"]),
        ({"du": "hier", "quoi": "rien", "quand": "jamais", "page": "9" * 9}, ["A", "B", "C"]),
    ):
        assert titles(client, **asked) == wanted, asked


def test_a_visit_each_day_is_one_line_with_its_next_date(client):
    make_event(timings=[{"first": "2026-01-01", "starts": "15:00", "rule": "FREQ=DAILY;COUNT=300"}])

    said = text(client.get("/agenda/"))

    assert said.count("Visite des coulisses") == 1
    assert "lundi 2 mars 2026, 15 h et 239 autres dates" in said


def test_a_page_of_the_list_costs_the_same_whatever_it_holds(client):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get("/agenda/")
        return len(queries)

    make_event(timings=[{"first": "2026-01-01", "rule": "FREQ=DAILY"}])
    one = asked()
    for _ in range(30):
        make_event()

    assert asked() == one
    assert one <= 6


def test_the_data_of_the_page_says_what_was_cancelled(client):
    make_event(
        status="cancelled", timings=[{"first": "2026-05-23", "starts": "10:00", "ends": "11:00"}]
    )

    page = client.get("/agenda/visite-des-coulisses/").content.decode()
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])

    assert data["eventStatus"] == "https://schema.org/EventCancelled"
    assert data["startDate"] == "2026-05-23T10:00:00+02:00"
    assert "Annulé" in text(client.get("/agenda/"))


def test_a_page_keeps_no_cookie(client):
    make_event()

    for path in ("/agenda/", "/agenda/visite-des-coulisses/"):
        response = client.get(path)
        assert not response.cookies
        assert "s-maxage" in response["Cache-Control"]


def occurrence(**values):
    return Occurrence(**values)


@pytest.mark.parametrize(
    ("first", "last", "french"),
    (
        (date(2026, 5, 1), date(2026, 9, 30), "du 1er mai au 30 septembre 2026"),
        (date(2026, 11, 11), date(2027, 1, 1), "du 11 novembre 2026 au 1er janvier 2027"),
        (date(2026, 1, 1), date(2026, 4, 21), "jusqu’au 21 avril 2026"),
        (date(2026, 5, 1), date(2026, 5, 1), "vendredi 1er mai 2026"),
        (date(2026, 5, 21), date(2026, 5, 21), "jeudi 21 mai 2026"),
    ),
)
def test_days_are_said_as_people_say_them(first, last, french):
    one = occurrence(first_day=first, last_day=last, all_day=True)

    with translation.override("fr"):
        assert when(one, today=date(2026, 3, 2)) == french


def test_a_night_and_days_in_a_row_are_said_whole():
    night = {"first": "2026-05-23", "starts": "19:00", "ends": "00:00"}
    camp = {"first": "2026-07-06", "last": "2026-07-08", "starts": "14:00", "ends": "11:30"}
    event = make_event(timings=[night, camp])

    with translation.override("fr"):
        said = [when(one).replace("\u00a0", " ") for one in event.occurrences.order_by("starts_at")]

    assert said == [
        "samedi 23 mai 2026, 19 h – minuit",
        "6 juillet 2026, 14 h – 8 juillet 2026, 11 h 30",
    ]


def test_a_period_past_midnight_says_the_day_after_in_words():
    def words(ends):
        timing = Timing.of({"first": "2026-05-23", "starts": "19:00", "ends": ends})
        return said(timing).replace("\u00a0", " ")

    with translation.override("fr"):
        assert [words(ends) for ends in ("21:30", "00:00", "02:00", "19:00")] == [
            "23 mai 2026, 19 h – 21 h 30",
            "23 mai 2026, 19 h – minuit",
            "23 mai 2026, 19 h – 2 h le lendemain",
            "23 mai 2026, 19 h – 19 h",
        ]


def test_what_visitors_must_know_is_said_of_an_event_that_takes_place(client):
    make_event(title="Visite des coulisses", status_note="Complet le 13 décembre.")

    assert "Complet le 13 décembre." in text(client.get("/agenda/visite-des-coulisses/"))


def test_no_date_yet_is_said():
    with translation.override("fr"):
        assert dates([], today=date(2026, 3, 2)).line == "Dates à venir"


def test_the_weekend_on_a_sunday_is_that_sunday():
    sunday = date(2026, 3, 8)

    assert Asked(period="weekend").window(sunday) == (sunday, sunday)
    assert Asked(period="weekend").window(date(2026, 3, 4)) == (date(2026, 3, 7), sunday)


def test_a_list_says_the_next_dates_and_the_last_of_what_is_over(django_assert_num_queries):
    def said(**values):
        return make_event(**values).pk

    daily = said(
        timings=[{"first": "2026-01-01", "starts": "15:00", "rule": "FREQ=DAILY;COUNT=300"}]
    )
    twice = said(
        timings=[{"first": "2026-02-01"}, {"first": "2026-03-09"}, {"first": "2026-03-10"}]
    )
    over = said(timings=[{"first": "2025-01-01", "rule": "FREQ=DAILY;COUNT=300"}])
    later = said(timings=[])
    rows = list(Event.objects.order_by("pk"))

    with django_assert_num_queries(3), translation.override("fr"):
        found = {line.event.pk: line.dates for line in lines(rows, today=NOW.date())}

    assert found[daily] == Dates(line="lundi 2 mars 2026, 15\u00a0h", more="et 239 autres dates")
    assert found[twice] == Dates(line="lundi 9 mars 2026 · mardi 10 mars 2026")
    assert found[over] == Dates(line="lundi 27 octobre 2025")
    assert found[later] == Dates(line="Dates à venir")


def test_a_sheet_says_where_the_event_is_on_line_and_at_which_street_it_takes_place(client):
    museum = MuseumFactory(town="Aubrive", address="1 quai du Lin", postcode="14000")
    here = make_event(museums=[museum])
    away = make_event(museums=[museum], place_name="Halle", place_address="3 place du Lin", place_town="Gravelise")  # fmt: skip

    for event, street, other in ((here, "1 quai du Lin, 14000 Aubrive", "3 place"), (away, "3 place du Lin", "1 quai")):  # fmt: skip
        for prefix in ("", "/en"):
            address = f"{prefix}/agenda/{event.slug}/"
            answer = client.get(address, {"from": "letter"})
            page = answer.content.decode()
            assert street in text(answer)
            assert other not in text(answer)
            assert re.findall(r'class="on-paper">[^<]*(http[^<]*)<', page) == [f"http://127.0.0.1:8000{address}"]  # fmt: skip
