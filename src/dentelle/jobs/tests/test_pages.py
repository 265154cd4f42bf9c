"""Offers as visitors and machines see them."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from dentelle.jobs.actions import edit_offer
from dentelle.jobs.tests.factories import NOW, make_offer
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.ui.navigation import links

pytestmark = pytest.mark.django_db
HERE = "/offres/mediateur-culturel-h-f/"
END = datetime(2026, 3, 20, 22, 59, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


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
    found = client.get("/offres/", asked).content.decode()
    return re.findall(r'href="/offres/[a-z0-9-]+/">([^<]+)<', found)


def test_the_list_shows_the_newest_first(client):
    make_offer(title="Ancienne H/F", now=NOW - timedelta(days=2))
    make_offer(title="Nouvelle H/F")

    assert titles(client) == ["Nouvelle H/F", "Ancienne H/F"]


def test_the_page_says_where_to_apply_until_when_and_under_which_contract(client):
    museum = MuseumFactory(usual_name="Musée du Lin", town="Aubrive")
    make_offer(
        museum=museum, employer="Communauté du Lin", contract="tenured-or-not", category="B", grade="Assistant de conservation",
        profile="Bac + 3", hours="full", start_date=date(2026, 5, 1), pay="Grille indiciaire", apply_url="https://www.emploi.example/offre/1",
        apply_address="Mairie\n1 place du Port", official_number="O014260302", contact="Ana Ré, 02 00 00 00 00",
    )  # fmt: skip

    said = text(client.get(HERE))

    for words in (
        "Postuler jusqu’au 20 mars 2026",
        "Postuler sur emploi.example",
        "candidatures@example.org",
        "Mairie 1 place du Port",
        "O014260302",
        "Communauté du Lin",
        "Titulaire ou contractuel, catégorie B, temps plein",
        "1er mai 2026",
        "Grille indiciaire",
        "Accueillir les classes. Tenir les ateliers",
        "Date limite 20 mars 2026, 23 h 59",
        "Ce site ne reçoit aucune candidature",
        "personnes en situation de handicap",
    ):
        assert words in said, words


def test_an_internship_says_its_allowance_and_its_agreement(client):
    make_offer(kind="internship", duration=4, pay="Au minimum légal", has_agreement=True)

    said = text(client.get(HERE))

    for words in ("Stage", "4 mois", "Gratification Au minimum légal", "Convention"):
        assert words in said, words


def test_the_page_is_there_in_english(client):
    make_offer(start_date=date(2026, 5, 1))

    assert "Apply until 20 March 2026" in text(client.get(f"/en{HERE}"))
    assert "1 open offer" in text(client.get("/en/offres/"))


@pytest.mark.parametrize("state", ("draft", "submitted"))
def test_what_is_not_public_is_nowhere(client, state):
    make_offer(state=state)

    assert titles(client) == []
    assert client.get(HERE).status_code == 404


def test_an_embargo_is_nowhere_until_its_minute(client):
    make_offer(opens_at=NOW + timedelta(hours=1))
    assert client.get(HERE).status_code == 404
    assert titles(client) == []

    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert client.get(HERE).status_code == 200
        assert titles(client) == ["Médiateur culturel H/F"]


def test_an_offer_closes_by_the_clock_and_its_address_says_so(client):
    make_offer()
    with time_machine.travel(END - timedelta(seconds=1), tick=False):
        assert client.get(HERE).status_code == 200

    with time_machine.travel(END, tick=False):
        answer = client.get(HERE)
        assert answer.status_code == 410
        assert "Cette offre est close" in text(answer)
        assert "jusqu’au 20 mars 2026" in text(answer)
        assert "Médiateur" not in answer.content.decode()
        assert titles(client) == []


def test_an_offer_put_away_before_its_day_is_closed_and_one_withdrawn_is_withdrawn(client):
    filled, wrong = make_offer(), make_offer(title="Erreur H/F")
    never = make_offer(title="Jamais vue H/F", opens_at=NOW + timedelta(days=1))
    publishing.archive(subject=filled, actor=None, now=NOW)
    for offer in (wrong, never):
        publishing.withdraw(subject=offer, reason="Motif privé.", actor=None, now=NOW)

    closed, withdrawn = client.get(HERE), client.get("/offres/erreur-h-f/")

    assert (closed.status_code, withdrawn.status_code) == (410, 410)
    assert "Cette offre est close" in text(closed)
    assert "20 mars" not in text(closed)
    assert "Cette offre a été retirée" in text(withdrawn)
    assert "Motif privé" not in text(withdrawn)
    with time_machine.travel(NOW + timedelta(days=9), tick=False):
        assert client.get("/offres/jamais-vue-h-f/").status_code == 404


def test_the_list_is_narrowed_by_kind_museum_town_and_words(client):
    lin = MuseumFactory(slug="lin", usual_name="Musée du Lin", town="Aubrive")
    make_offer(museum=lin, title="A H/F", kind="seasonal", summary="L’été à l’accueil.")
    make_offer(title="B H/F", town="Gravelise")
    make_offer(title="C H/F")

    assert titles(client, quoi="saisonnier") == ["A H/F"]
    assert titles(client, quoi=["saisonnier", "emploi"]) == ["C H/F", "B H/F", "A H/F"]
    assert titles(client, musee="lin") == ["A H/F"]
    assert titles(client, ville="aubrive") == ["A H/F"]
    assert titles(client, ville="Gravelise") == ["B H/F"]
    assert titles(client, q="ete lin") == ["A H/F"]
    assert titles(client, quoi="inconnu", q="\0") == ["C H/F", "B H/F", "A H/F"]


def test_nothing_open_says_so_with_a_way_out(client):
    assert "Aucune offre n’est ouverte" in text(client.get("/offres/"))
    make_offer()
    assert "Aucune offre ouverte ne répond" in text(client.get("/offres/", {"q": "zzz"}))


def test_a_long_list_has_pages_that_keep_the_question(client):
    museum = MuseumFactory(slug="lin")
    for number in range(25):
        make_offer(museum=museum, title=f"Offre {number:02} H/F")

    assert titles(client, musee="lin", page="2") == ["Offre 00 H/F"]
    assert titles(client, musee="lin", page="99") == ["Offre 00 H/F"]
    assert (
        'href="/offres/?musee=lin&amp;page=2"'
        in client.get("/offres/", {"musee": "lin"}).content.decode()
    )


def test_the_page_carries_its_data_for_search_engines(client):
    museum = MuseumFactory(
        usual_name="Musée du Lin", town="Aubrive", address="1 quai du Lin", postcode="14000",
        region="Aubrive", website="https://lin.example",
    )  # fmt: skip
    make_offer(
        museum=museum, kind="internship", has_agreement=True, duration=2, hours="full", start_date=date(2026, 5, 1),
        official_number="O14", profile="</script><script>alert(1)</script>",
    )  # fmt: skip

    page = client.get(HERE).content.decode()
    found = json.loads(re.search(r"ld\+json\">(.*?)</script>", page, re.DOTALL).group(1))

    assert "<script>alert" not in page
    assert found == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Médiateur culturel H/F",
        "description": "<p>Accueillir les classes et faire vivre les salles.</p><p><strong>Missions</strong></p><p>Accueillir les classes.</p>"
        "<p>- Tenir les ateliers</p><p><strong>Profil recherché</strong></p><p>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "url": f"http://testserver{HERE}",
        "datePosted": "2026-03-02",
        "validThrough": "2026-03-20T23:59:00+01:00",
        "employmentType": ["FULL_TIME", "INTERN"],
        "hiringOrganization": {"@type": "Museum", "name": "Musée du Lin", "sameAs": "https://lin.example"},
        "jobLocation": {
            "@type": "Place",
            "name": "Musée du Lin",
            "address": {
                "@type": "PostalAddress", "streetAddress": "1 quai du Lin", "postalCode": "14000", "addressLocality": "Aubrive",
                "addressRegion": "Aubrive", "addressCountry": "FR",
            },
        },
        "identifier": {"@type": "PropertyValue", "name": "Musée du Lin", "value": "O14"},
        "jobStartDate": "2026-05-01",
        "responsibilities": "Accueillir les classes.\n- Tenir les ateliers",
        "qualifications": "</script><script>alert(1)</script>",
        "directApply": False,
        "inLanguage": "fr",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "types"),
    (
        ({}, ["OTHER"]),
        ({"hours": "part", "contract": "permanent"}, ["PART_TIME"]),
        ({"hours": "full", "contract": "fixed-term"}, ["FULL_TIME", "TEMPORARY"]),
        ({"kind": "seasonal"}, ["TEMPORARY"]),
        ({"kind": "seasonal", "contract": "fixed-term"}, ["TEMPORARY"]),
        ({"kind": "volunteering"}, ["VOLUNTEER"]),
    ),
)
def test_search_engines_are_told_the_kind_of_employment(client, said, types):
    make_offer(**said)

    assert f'"employmentType": {json.dumps(types)}' in client.get(HERE).content.decode()


def test_an_offer_elsewhere_says_its_own_place(client):
    make_offer(place="Réserves", town="Gravelise", employer="Le pays d’Aubrive")

    page = client.get(HERE).content.decode()

    assert "Réserves, Gravelise" in page
    assert '"addressLocality": "Gravelise"' in page
    assert '"hiringOrganization": {"@type": "Organization", "name": "Le pays d’Aubrive"}' in page


def test_the_page_tells_its_museum_s_street_and_a_sheet_where_it_is_on_line(client):
    museum = MuseumFactory(town="Aubrive", address="1 quai du Lin", postcode="14000")
    make_offer(museum=museum)

    page = client.get(f"{HERE}?page=2").content.decode()

    assert "1 quai du Lin, 14000 Aubrive" in page.replace("\u00a0", " ")
    assert re.findall(r'class="on-paper">[^<]*(http[^<]*)<', page) == [
        f"http://127.0.0.1:8000{HERE}"
    ]


def test_the_feed_says_what_was_announced_and_its_marks_stay_text(client):
    make_offer(title="Gardien\x0b <b>H/F</b>")

    feed = etree.fromstring(client.get("/offres.atom").content)
    (entry,) = feed.findall(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}title") == "Gardien  <b>H/F</b>"
    assert "jusqu’au 20 mars 2026" in entry.findtext(f"{ATOM}summary")
    assert entry.findtext(f"{ATOM}id") == "tag:127.0.0.1,2026:offer/gardien-b-h-f-b"


def test_the_data_says_every_public_field_and_where_the_next_page_is(client):
    museum = MuseumFactory(slug="lin", usual_name="Musée du Lin", town="Aubrive")
    make_offer(museum=museum, kind="internship", duration=2, has_agreement=True)
    for number in range(24):
        make_offer(museum=museum, title=f"Offre {number} H/F")

    first = client.get("/offres.json?musee=lin").json()
    second = client.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()

    assert (first["total"], len(first["offers"]), second["next"]) == (25, 24, None)
    (found,) = second["offers"]
    assert found["museum"] == {"slug": "lin", "name": "Musée du Lin", "town": "Aubrive"}
    assert found["duration"] == {"value": 2, "unit": "months"}
    assert (found["deadline"], found["closes_at"]) == ("2026-03-20", "2026-03-20T22:59:00Z")
    assert not {"state", "created_by", "words"} & set(found)


def test_a_client_that_takes_files_of_offers_without_end_is_asked_to_wait(client, settings):
    settings.SEARCH_COST_PER_MINUTE = 13  # three files at once, of all kinds together
    make_offer()

    with time_machine.travel(NOW, tick=False):
        found = [
            client.get(f"/offres.{form}") for form in ("atom", "rss", "json", "json", "rss", "atom")
        ]

    assert [one.status_code for one in found] == [200, 200, 200, 429, 429, 429]
    assert all(int(one["Retry-After"]) >= 1 for one in found[3:])
    assert "Attendez" in found[3].content.decode()
    assert client.get("/offres/").status_code == client.get(HERE).status_code == 200


def test_an_offer_without_a_deadline_says_until_when_everywhere(client):
    make_offer(kind="volunteering", deadline=None)

    assert "Jusqu’à ce qu’une personne soit trouvée" in text(client.get(HERE))
    assert "jusqu’à ce qu’une personne soit trouvée" in client.get("/offres.atom").content.decode()
    (found,) = client.get("/offres.json").json()["offers"]
    assert (found["deadline"], found["closes_at"]) == (None, "2026-05-31T09:00:00Z")


def test_a_museum_s_page_says_what_it_is_looking_for(client):
    museum = MuseumFactory(slug="lin")
    assert "Le musée recherche" not in text(client.get("/musees/lin/"))
    make_offer(museum=museum)
    make_offer(museum=museum, title="Cachée H/F", state="draft")

    page = client.get("/musees/lin/")

    assert f'href="{HERE}"' in page.content.decode()
    assert "Cachée" not in text(page)


def test_robots_are_told_of_open_offers_and_every_page_leads_to_the_list(client):
    make_offer()
    make_offer(title="Cachée H/F", state="draft")

    said = client.get("/sitemap-pages.xml").content.decode()

    assert f"{HERE}<" in said
    assert "/offres/<" in said
    assert "cachee" not in said
    assert "jobs:offers" in {link.name for link in links("network")}
    assert "jobs:offers" not in {link.name for link in links("header")}


def test_a_change_is_public_at_once(client):
    offer = make_offer()

    edit_offer(offer=offer, values={"title": "Médiatrice H/F"}, seen=1, actor=None, now=NOW)

    assert "Médiatrice H/F" in text(client.get(HERE))


@pytest.mark.parametrize(
    "path", ("/offres/", "/offres.atom", "/offres.json", HERE, "/musees/lin/", "/sitemap-pages.xml")
)
def test_many_offers_cost_what_one_costs(client, path):
    museum = MuseumFactory(slug="lin")
    make_offer(museum=museum)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    make_offer(museum=museum, title="Deux H/F")
    asked()
    few = asked()
    for number in range(4):
        make_offer(museum=MuseumFactory() if number % 2 else museum, title=f"Offre {number} H/F")

    assert asked() == few
