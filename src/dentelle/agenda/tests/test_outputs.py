"""The agenda as a month, on a map, as news and as data; what is found by words, by distance, by holidays."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from dentelle.agenda import holidays
from dentelle.agenda.actions import edit_event
from dentelle.agenda.tests.factories import NOW, make_event
from dentelle.agenda.tests.test_pages import text, titles
from dentelle.media.enums import Licence
from dentelle.media.tests.factories import make_image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from tests.shared import shared_data

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
EVERYWHERE = (
    "/agenda/", "/agenda/2026/05/", "/agenda/?vue=carte", "/agenda.ics", "/agenda.atom", "/agenda.rss", "/agenda.json",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _second_of_march():
    with time_machine.travel(NOW, tick=False):
        yield


def asked(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_a_month_says_each_day_what_it_holds(client):
    for number in range(5):
        make_event(title=f"Atelier {number}", timings=[{"first": "2026-05-01", "starts": f"1{number}:00"}])  # fmt: skip
    make_event(title="Visite", status="cancelled", timings=[{"first": "2026-05-31"}])
    make_event(title="Juin", timings=[{"first": "2026-06-01"}])

    page = client.get("/agenda/2026/05/").content.decode()
    table = page[page.index("<table") : page.index("</table>")]

    assert table.count("<th ") == 7
    assert "Atelier 0" in table
    assert "Atelier 2" in table
    assert "Atelier 3" not in table
    assert ">+2</a>" in table
    assert "Annulé" in table
    assert "Juin" not in page
    assert "2 autres événements le vendredi 1er mai" in page


def test_what_runs_for_days_stands_apart_in_a_month(client):
    make_event(title="Exposition", timings=[{"first": "2026-04-28", "last": "2026-09-30"}])

    page = client.get("/agenda/2026/05/").content.decode()

    assert "<table" not in page
    assert "Expositions et événements de plusieurs jours" in page
    assert "Exposition</a>" in page
    assert "Exposition</a>" not in client.get("/agenda/2026/10/").content.decode()


def test_a_phone_and_a_screen_reader_find_the_same_in_a_list(client):
    make_event(timings=[{"first": "2026-05-08", "starts": "14:30"}])

    page = client.get("/agenda/2026/05/").content.decode()
    shown = page[page.index('<ol class="month-list"') : page.index("</ol>")]

    assert text(type("Page", (), {"content": shown.encode()})) == (
        "vendredi 8 mai 14 h 30 Visite des coulisses"
    )


@pytest.mark.parametrize("path", ("/agenda/2026/13/", "/agenda/2026/00/", "/agenda/1999/01/", "/agenda/2101/01/", "/agenda/2026/5/"))  # fmt: skip
def test_a_month_that_is_none_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ("/agenda/2000/01/", "/agenda/2100/12/"))
def test_the_first_and_last_months_lead_nowhere_further(client, path):
    assert client.get(path).status_code == 200


def test_the_choices_follow_from_a_view_to_the_other(client):
    make_event()

    page = client.get("/agenda/?quoi=visite&gratuit=1").content.decode()

    assert 'href="/agenda/2026/03/?quoi=visite&amp;gratuit=1"' in page
    assert 'href="/agenda/?vue=carte&amp;quoi=visite&amp;gratuit=1"' in page
    for name in ("ics", "atom", "rss", "json"):
        assert f'href="/agenda.{name}?quoi=visite&amp;gratuit=1"' in page


def test_the_map_shows_museums_and_other_places_and_the_list_says_the_same(client):
    here = MuseumFactory(usual_name="Musée du Lin", town="Aubrive", latitude=49.0, longitude=-1.0)
    make_event(museums=[here])
    make_event(museums=[here])
    make_event(title="Balade", museums=[here], place_name="Moulin", place_town="Orge", latitude=49.1, longitude=-1.1)  # fmt: skip
    make_event(museums=[MuseumFactory(usual_name="Musée sans lieu", latitude=None, longitude=None)])

    page = client.get("/agenda/?vue=carte").content.decode()

    assert page.count('class="map-point"') == 2
    assert "Musée du Lin, Aubrive — 2 événements" in page
    assert "Balade, Moulin" in page
    assert "pas sur la carte" in page


def test_near_is_so_many_kilometres_around_a_town(client):
    here = MuseumFactory(town="Évrecy", latitude=49.0, longitude=0.0)
    near = MuseumFactory(town="Près", latitude=49.08, longitude=0.0)  # 8.9 km
    far = MuseumFactory(town="Loin", latitude=49.0, longitude=0.3)  # 21.9 km
    for title, museum in (("Ici", here), ("Près", near), ("Loin", far)):
        make_event(title=title, museums=[museum])
    make_event(title="Ailleurs", museums=[here], latitude=50.0, longitude=0.0)

    assert titles(client, ville="evrecy", rayon="10") == ["Ici", "Près"]
    assert titles(client, ville="Évrecy", rayon="30") == ["Ici", "Près", "Loin"]
    assert titles(client, ville="Nulle part", rayon="30") == []
    assert "Ailleurs" in titles(client, ville="Évrecy", rayon="999")


def test_words_are_found_whatever_their_accents_in_the_event_and_in_its_museum(client):
    museum = MuseumFactory(usual_name="Musée de l’Écorché", town="Aubrive")
    event = make_event(title="La dentellière", museums=[museum])
    make_event(title="Autre")

    for words in ("dentelliere", "DENTELLIÈRE aubrive", "ecorche", "l'écorché"):
        assert titles(client, q=words) == ["La dentellière"], words
    assert titles(client, q="dentelle autre") == []
    assert titles(client, q="%") == []
    edit_event(event=event, values={"title": "Cordonnier"}, seen=event.version, actor=None, now=NOW)
    museum.usual_name = "Musée du Cuir"
    museum.save()
    assert titles(client, q="cordonnier cuir") == ["Cordonnier"]
    assert titles(client, q="ecorche") == []


def test_a_short_word_begins_a_word_and_a_long_one_may_be_in_the_middle(client):
    museum = MuseumFactory(usual_name="Musée", official_name="Musée", town="Orge")
    for title in ("Le lin", "Fil-lin", "Fêtes (lin)", "Jour de l’lin", "Linge", "Moulin"):
        make_event(title=title, museums=[museum], timings=[{"first": "2026-05-23"}])

    assert titles(client, q="lin") == ["Le lin", "Fil-lin", "Fêtes (lin)", "Jour de l’lin", "Linge"]
    assert titles(client, q="ouli") == []
    assert titles(client, q="oulin") == ["Moulin"]


def test_a_museum_renamed_writes_the_words_of_its_events_at_once(client, django_assert_num_queries):
    museum, other = (
        MuseumFactory(usual_name="Musée du Lin"),
        MuseumFactory(usual_name="Musée d’en face"),
    )
    for number in range(4):
        make_event(title=f"Visite {number}", museums=[museum, other])
    museum.usual_name = "Musée du Cuir"

    with django_assert_num_queries(5):  # it, its events, their museums, one write; the index
        museum.save()
    with django_assert_num_queries(4):  # nothing of it changes what they are found by
        museum.save()

    assert len(titles(client, q="cuir")) == len(titles(client, q="face")) == 4
    assert titles(client, q="lin") == []


def test_school_holidays_are_offered_while_the_file_knows_them(client, settings, tmp_path):
    make_event(title="Dedans", timings=[{"first": "2026-04-12"}])
    make_event(title="Dehors", timings=[{"first": "2026-04-27"}])

    assert "Vacances de printemps" in client.get("/agenda/").content.decode()
    assert titles(client, quand="vacances") == ["Dedans"]
    ours = tmp_path / "zone-a.json"
    ours.write_text(json.dumps({"zone": "A", "holidays": [{"key": "hiver", "first": "2026-04-27", "last": "2026-04-30"}]}))  # fmt: skip
    settings.SCHOOL_HOLIDAYS = str(ours)
    assert titles(client, quand="vacances") == ["Dehors"]
    ours.write_text(json.dumps({"zone": "A", "holidays": []}))
    assert "quand=vacances" not in client.get("/agenda/").content.decode()


def test_the_holidays_of_the_school_year_are_offered_and_kept_to(client):
    for title, first in (
        ("Trop tôt", "2026-12-18"),
        ("Dernier jour", "2027-01-03"),
        ("Rentrée", "2027-01-04"),
    ):
        make_event(title=title, timings=[{"first": first}])  # fmt: skip
    make_event(title="Tout l’hiver", timings=[{"first": "2026-11-01", "last": "2027-03-01"}])

    with time_machine.travel(datetime(2026, 11, 30, 12, tzinfo=UTC), tick=False):
        page = client.get("/agenda/").content.decode()
        kept = client.get("/agenda/", {"quand": "vacances"}).content.decode()
        found = titles(client, quand="vacances")

    assert "Vacances de Noël" in page
    assert "du 19 décembre 2026 au 3 janvier 2027" in kept
    assert found == ["Tout l’hiver", "Dernier jour"]


@pytest.mark.parametrize(
    ("day", "key", "first", "last"),
    (
        ("2026-03-02", "printemps", "2026-04-11", "2026-04-26"),
        ("2026-09-01", "toussaint", "2026-10-17", "2026-11-01"),
        ("2026-11-30", "noel", "2026-12-19", "2027-01-03"),
        ("2027-01-04", "hiver", "2027-02-20", "2027-03-07"),
        ("2027-03-08", "printemps", "2027-04-17", "2027-05-02"),
        ("2027-05-03", "ete", "2027-07-03", "2027-08-31"),
    ),
)
def test_the_file_knows_the_days_without_school(day, key, first, last):
    known = holidays.coming(date.fromisoformat(day))

    assert (known.key, known.first.isoformat(), known.last.isoformat()) == (key, first, last)


def test_no_holidays_are_guessed_past_the_file():
    assert holidays.coming(date(2027, 9, 1)) is None


def test_news_go_from_the_last_announced(client):
    make_event(title="Ancien", now=NOW - timedelta(days=2))
    make_event(title="Nouveau", status="cancelled")

    answer = client.get("/agenda.atom")
    feed = etree.fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")

    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Annulé – Nouveau", "Ancien"]
    assert all(
        entry.findtext(f"{ATOM}id") and entry.findtext(f"{ATOM}updated") for entry in entries
    )
    assert feed.find(f"{ATOM}link[@rel='self']").get("href").endswith("/agenda.atom")


def test_rss_says_what_atom_says_and_answers_the_same_question(client):
    museum = MuseumFactory(usual_name="Musée du Lin", town="Aubrive")
    make_event(title="Ancien", museums=[museum], kind="workshop", now=NOW - timedelta(days=2))
    make_event(title="Nouveau", museums=[museum], kind="workshop", status="cancelled", status_note="Trop de vent.")  # fmt: skip
    make_event(title="Autre", kind="talk")

    answer = client.get("/agenda.rss?quoi=atelier")
    channel = etree.fromstring(answer.content).find("channel")
    first, second = channel.findall("item")

    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert [first.findtext("title"), second.findtext("title")] == ["Annulé – Nouveau", "Ancien"]
    assert first.findtext("description") == (
        "Trop de vent. — samedi 23 mai 2026 — Musée du Lin, Aubrive"
    )
    assert first.findtext("category") == "Atelier"
    assert first.findtext("link").endswith("/agenda/nouveau/")
    assert first.find("guid").get("isPermaLink") == "false"
    assert first.findtext("guid").endswith(",2026:event/nouveau")
    assert second.findtext("pubDate") == "Sat, 28 Feb 2026 09:00:00 +0000"
    assert channel.findtext("link").endswith("/agenda/?quoi=atelier")
    assert channel.find(f"{ATOM}link[@rel='self']").get("href").endswith("/agenda.rss?quoi=atelier")
    assert channel.findtext("language") == "fr"


@pytest.mark.parametrize(
    ("uses", "taken"), ((["show", "download"], True), (["show", "zoom", "social", "transform"], False))
)  # fmt: skip
def test_news_bring_the_picture_that_may_be_taken_away(client, uses, taken):
    image = make_image(licence=Licence.IN_COPYRIGHT_SHOWN)
    image.uses = uses
    image.save()
    make_event(image=image)

    enclosed = etree.fromstring(client.get("/agenda.rss").content).findall(".//enclosure")
    linked = etree.fromstring(client.get("/agenda.atom").content).findall(f".//{ATOM}link[@rel='enclosure']")  # fmt: skip

    assert len(enclosed) == len(linked) == int(taken)
    for each in enclosed:
        assert each.get("type") == "image/webp"
        address = each.get("url").partition("/images/")[2]
        assert client.get(f"/images/{address}").status_code == 200


def test_data_have_the_fields_of_openagenda(client):
    make_event(
        title="La nuit", status="full", access=["motor"], age_from=6, is_free=True,
        timings=[{"first": "2026-05-01", "starts": "20:00", "ends": "22:30"}],
    )  # fmt: skip
    theirs = json.loads((shared_data() / "openagenda/api-v2/events/events.json").read_text())

    ours = client.get("/agenda.json").json()
    (event,) = ours["events"]

    assert set(theirs) <= set(ours)
    kept = set(theirs["events"][0]) - {"featured", "originAgenda", "type", "onlineAccessLink"}
    assert kept <= set(event)
    assert event["title"] == {"fr": "La nuit"}
    assert event["status"] == 5
    assert event["timings"] == [{"begin": "2026-05-01T20:00:00+02:00", "end": "2026-05-01T22:30:00+02:00"}]  # fmt: skip
    assert event["accessibility"]["mi"]
    assert event["age"] == {"min": 6, "max": None}


def test_data_come_a_page_at_a_time(client):
    for _ in range(30):
        make_event()

    first = client.get("/agenda.json?quoi=autre").json()
    second = client.get(first["next"].replace("http://testserver", "").partition("/agenda")[1] + first["next"].partition("/agenda")[2]).json()  # fmt: skip

    assert (first["total"], len(first["events"]), len(second["events"])) == (30, 24, 6)
    assert second["next"] is None
    assert len({event["uid"] for event in first["events"] + second["events"]}) == 30


@pytest.mark.parametrize(
    ("status", "word", "code"), (("cancelled", "Annulé", 6), ("postponed", "Reporté", 4), ("full", "Complet", 5))
)  # fmt: skip
def test_every_output_says_what_does_not_take_place_as_planned(client, status, word, code):
    event = make_event(status=status)

    for path in ("/agenda/", "/agenda/2026/05/", f"/agenda/{event.slug}/", f"/agenda/{event.slug}.ics", "/agenda.ics", "/agenda.atom", "/agenda.rss"):  # fmt: skip
        assert word in client.get(path).content.decode(), path
    assert client.get("/agenda.json").json()["events"][0]["status"] == code


def test_an_embargo_ends_at_its_minute_in_every_output(client):
    museum = MuseumFactory(usual_name="Musée du Lin", latitude=49.0, longitude=-1.0)
    make_event(title="Zorglub", museums=[museum], opens_at=NOW + timedelta(minutes=1))
    more = ("/agenda/zorglub/", "/agenda/zorglub.ics")
    pages = (*EVERYWHERE, f"/musees/{museum.slug}/", "/sitemap-pages.xml")

    for path in pages:
        assert "zorglub" not in client.get(path).content.decode().lower(), path
    for path in more:
        assert client.get(path).status_code == 404, path
    assert "Musée du Lin" not in client.get("/agenda/?vue=carte").content.decode()

    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        for path in (*pages, *more):
            said = client.get(path).content.decode().lower()
            assert "zorglub" in said or ("carte" in path and "musée du lin" in said), path


# What each address asks with two events and with sixty. A month counts what runs for days when it
# does not show all of it, which is one question more.
BUDGETS = {
    "/agenda/": (5, 5), "/agenda/?page=2": (5, 5), "/agenda/?q=jour": (5, 5), "/agenda/?quoi=autre&du=2026-05-01&au=2026-05-31": (5, 5),
    "/agenda/?ville=Aubrive&rayon=30": (6, 6), "/agenda/?du=2026-05-01&au=2026-05-01": (5, 5), "/agenda/?vue=carte": (2, 2),
    "/agenda/2026/05/": (6, 7), "/agenda/2026/05/?quoi=autre": (6, 7), "/agenda.ics": (4, 4), "/agenda.atom": (4, 4), "/agenda.json": (6, 6),
}  # fmt: skip


@pytest.mark.parametrize("path", sorted(BUDGETS))
def test_an_address_asks_so_many_questions_and_no_more(client, path):
    museum = MuseumFactory(town="Aubrive", latitude=49.0, longitude=-1.0)

    def make(day):
        make_event(title=f"Jour {day}", museums=[museum], timings=[{"first": f"2026-05-{day:02}", "starts": "10:00"}])  # fmt: skip
        make_event(title=f"Série {day}", museums=[museum], timings=[{"first": f"2026-05-{day:02}", "last": "2026-06-30"}])  # fmt: skip

    make(1)
    few = asked(client, path)
    for day in range(1, 30):
        make(day)

    assert (few, asked(client, path)) == BUDGETS[path]


def test_every_output_may_be_kept_and_asked_again(client):
    make_event()

    for path in EVERYWHERE:
        answer = client.get(path)
        assert not answer.cookies, path
        assert "s-maxage" in answer["Cache-Control"], path
        assert "Cookie" not in answer.get("Vary", ""), path
        again = client.get(path, headers={"if-none-match": answer["ETag"]})
        assert again.status_code == 304, path


def test_pages_name_their_other_forms(client):
    make_event()

    page = client.get("/agenda/").content.decode()

    for kind in (
        "text/calendar",
        "application/atom+xml",
        "application/rss+xml",
        "application/json",
    ):
        assert re.search(rf'<link rel="alternate" type="{re.escape(kind)}"', page), kind
    assert 'type="text/calendar"' in client.get("/agenda/visite-des-coulisses/").content.decode()


def test_the_museum_and_the_door_show_what_is_on(client):
    museum = MuseumFactory(slug="lin")
    make_event(title="Au musée", museums=[museum], timings=[{"first": "2026-02-01", "last": "2026-09-01"}])  # fmt: skip
    make_event(title="Caché", museums=[museum], state="draft")
    off = make_event(title="Repris", museums=[museum])
    publishing.withdraw(subject=off, reason="Erreur.", actor=None, now=NOW)

    for path in ("/", "/musees/lin/"):
        page = client.get(path).content.decode()
        assert "Au musée" in page, path
        assert "Caché" not in page, path
        assert "Repris" not in page, path
    assert "/agenda/?musee=lin" in client.get("/musees/lin/").content.decode()


def test_the_sitemap_lists_what_is_to_come(client):
    make_event(title="Bientôt")
    make_event(title="Passé", timings=[{"first": "2026-01-01"}])

    listed = client.get("/sitemap-pages.xml").content.decode()

    assert "/agenda/bientot/" in listed
    assert "/agenda/</loc>" in listed
    assert "/agenda/passe/" not in listed
    assert date(2026, 3, 2).strftime("/agenda/%Y/%m/") in listed


def test_news_hold_whatever_people_paste_and_say_it_as_text(client):
    make_event(title="Nuit", summary="a\x0bb <b>gras</b>")

    for path in ("/agenda.atom", "/agenda.rss"):
        response = client.get(path)
        assert response.status_code == 200, path
        assert "a b &amp;lt;b&amp;gt;gras" in response.content.decode(), path


def test_a_client_that_takes_calendars_without_end_is_asked_to_wait(client, settings):
    settings.SEARCH_COST_PER_MINUTE = 9
    make_event()

    found = [client.get(f"/agenda.ics?x={number}") for number in range(6)]

    assert found[0].status_code == 200
    assert found[-1].status_code == 429
    assert found[-1]["Content-Type"] == "text/plain; charset=utf-8"
    data = client.get("/agenda.json")
    assert data.json()["retry_after"] == int(data["Retry-After"]) > 0
    assert int(found[-1]["Retry-After"]) >= 1
