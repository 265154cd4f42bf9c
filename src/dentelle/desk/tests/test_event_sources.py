"""Screens of feeds and sheets of events: who may, and what is written when."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts import actions as accounts
from dentelle.accounts.enums import Role
from dentelle.agenda import actions
from dentelle.agenda.models import Event, Feed
from dentelle.core.outbound import Answer
from dentelle.desk.actions import event_sheets
from dentelle.museums.actions import set_museums
from dentelle.museums.tests.factories import MuseumFactory

pytestmark = pytest.mark.django_db
OPEN = {Role.NETWORK, Role.COMMUNICATION, Role.MUSEUM}
VERBS = ("lire", "prendre", "suspendre", "reprendre", "confiance", "relire", "oublier")
ROWS = "Titre;Date;Tarif;Couleur\nVisite du jardin;23/05/2099;Gratuit;vert\nSans date;;;\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def person(role, *museums):
    name = f"{role}{len(museums)}"
    user = accounts.create_person(
        username=name, email=f"{name}@x.example", role=role, actor=None, now=timezone.now()
    )
    if museums:
        set_museums(user=user, museums=museums, actor=None, now=timezone.now())
    return user


def follow(museum, address="http://127.0.0.1/a.ics"):
    return actions.subscribe(museum=museum, address=address, actor=None, now=timezone.now())


def send(client, museum, rows=ROWS):
    file = SimpleUploadedFile("a.csv", rows.encode())
    return client.post(reverse("desk:event-sheet"), {"museum": museum.pk, "sheet": file})


def test_only_those_who_announce_events_open_these_screens(client):
    feed = follow(MuseumFactory())
    addresses = [
        ("get", reverse("desk:event-feeds")),
        ("get", reverse("desk:event-sheet")),
        *[("post", reverse("desk:event-feed-act", args=[feed.pk, verb])) for verb in VERBS[2:4]],
    ]
    for role in Role:
        client.force_login(person(role))
        for method, address in addresses:
            status = getattr(client, method)(address).status_code
            # A contributor without a museum opens the screens and finds nobody's feed there.
            wanted = {200, 302, 404} if role in OPEN else {403}
            assert status in wanted, (role, address)
    client.logout()
    for method, address in addresses:
        assert "/connexion/" in getattr(client, method)(address)["Location"]


def test_a_contributor_never_meets_the_feed_of_another_museum(client):
    mine, other = MuseumFactory(usual_name="Le mien"), MuseumFactory(usual_name="Le voisin")
    feed = follow(other, "http://voisin.example/canari.ics")
    client.force_login(person(Role.MUSEUM, mine))
    page = client.get(reverse("desk:event-feeds")).content.decode()
    assert "canari" not in page
    assert "Le voisin" not in page
    for verb in VERBS:
        assert client.post(reverse("desk:event-feed-act", args=[feed.pk, verb])).status_code == 404
    asked = {"museum": other.pk, "address": "https://voisin.example/", "do": "subscribe"}
    assert client.post(reverse("desk:event-feeds"), asked).status_code == 200
    assert Feed.objects.count() == 1
    assert send(client, other).status_code == 200
    assert not Event.objects.exists()


def test_trust_is_given_by_the_network_alone(client):
    museum = MuseumFactory()
    feed = follow(museum)
    address = reverse("desk:event-feed-act", args=[feed.pk, "confiance"])
    for user, status in (
        (person(Role.MUSEUM, museum), 403),
        (person(Role.COMMUNICATION), 403),
        (person(Role.NETWORK), 302),
    ):
        client.force_login(user)
        assert client.post(address).status_code == status
        feed.refresh_from_db()
        assert feed.trusted == (status == 302)


def test_what_is_public_is_written_over_by_reviewers_alone(client):
    museum = MuseumFactory()
    feed = follow(museum)
    client.force_login(person(Role.MUSEUM, museum))
    assert client.post(reverse("desk:event-feed-act", args=[feed.pk, "prendre"])).status_code == 403


def test_a_feed_that_fails_says_why_on_its_page_and_is_paused_and_forgotten(client):
    museum = MuseumFactory()
    client.force_login(person(Role.MUSEUM, museum))
    asked = {"museum": museum.pk, "address": "http://127.0.0.1/a.ics", "do": "look"}
    page = client.post(reverse("desk:event-feeds"), asked).content.decode()
    assert "réseau privé" in page
    assert not Feed.objects.exists()
    client.post(reverse("desk:event-feeds"), asked | {"do": "subscribe"})
    feed = Feed.objects.get()
    assert (feed.failures, feed.museum) == (1, museum)
    assert feed.last_error in client.get(reverse("desk:event-feeds")).content.decode()
    for verb, active in (("suspendre", False), ("reprendre", True)):
        client.post(reverse("desk:event-feed-act", args=[feed.pk, verb]))
        feed.refresh_from_db()
        assert feed.active is active
    client.post(reverse("desk:event-feed-act", args=[feed.pk, "oublier"]))
    assert not Feed.objects.exists()


def test_what_a_feed_brought_kept_and_refused_is_told_on_its_page(client):
    museum = MuseumFactory()
    feed = follow(museum)
    day = timezone.localdate() + timedelta(days=60)
    lines = (
        "BEGIN:VEVENT",
        "UID:a",
        "SUMMARY:Visite",
        f"DTSTART:{day:%Y%m%d}T100000",
        "END:VEVENT",
    )
    bad = ("BEGIN:VEVENT", "UID:b", "SUMMARY:Réunion", "CLASS:PRIVATE", "END:VEVENT")
    told = "\n".join(["BEGIN:VCALENDAR", *lines, *bad, "END:VCALENDAR", ""]).encode()
    now = timezone.now()
    assert actions.fetch(feed=feed, now=now, get=lambda *_a, **_m: Answer(content=told))
    other = actions.create_event(
        values={"title": "La visite", "timings": [{"first": day.isoformat()}]},
        museums=[museum],
        actor=None,
        now=now,
    )
    client.force_login(person(Role.NETWORK))
    page = client.get(reverse("desk:event-feeds")).content.decode()
    assert "marqué comme privé" in page
    assert reverse("desk:event", args=[other.pk]) in page  # proposed as entered twice


def test_the_screen_asks_as_much_for_one_feed_as_for_many_and_reads_no_word_it_does_not_show(
    client,
):
    client.force_login(person(Role.COMMUNICATION))
    now = timezone.now()
    day = (timezone.localdate() + timedelta(days=60)).isoformat()

    def one_more():
        feed = follow(MuseumFactory())
        Feed.objects.filter(pk=feed.pk).update(
            last_report={"counts": {"held": 2}, "lines": [{"title": "Visite", "outcome": "held"}] * 2, "problems": []}
        )  # fmt: skip
        for uid in ("a", ""):
            event = actions.create_event(
                values={"title": "Visite de l’atelier", "timings": [{"first": day}]},
                museums=[feed.museum],
                actor=None,
                now=now,
            )
            if uid:
                Event.objects.filter(pk=event.pk).update(
                    state="submitted", source_uid=f"{uid}{feed.pk}", feed=feed
                )

    def asked():
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("desk:event-feeds")).content.decode()
        return len(captured), page.count("1 événement en vient"), page.count(" ↔ "), captured

    one_more()
    few = asked()
    for _ in range(3):
        one_more()
    many = asked()

    assert few[:3] == (13, 1, 1)
    assert many[:3] == (13, 4, 4)
    unread = ('"agenda_event"."description"', '"museums_museum"."presentation"')
    lists = [one["sql"] for one in many[3] if not one["sql"].startswith('SELECT "agenda_feed"')]
    assert [sql for sql in lists for column in unread if column in sql] == []


def test_a_sheet_is_shown_field_by_field_before_anything_is_written(client):
    museum = MuseumFactory()
    client.force_login(person(Role.MUSEUM, museum))
    response = send(client, museum)
    page = response.content.decode()
    assert "Visite du jardin" in page
    assert "23 mai 2099" in page.replace("\xa0", " ")
    assert "Couleur" in page
    assert not Event.objects.exists()
    token = page.split('name="token" value="')[1].split('"')[0]
    sent = {"token": token, "museum": museum.pk, "do": "take"}
    sent |= {"column-0": "title", "column-1": "first", "column-2": "prices", "column-3": ""}
    page = client.post(reverse("desk:event-sheet"), sent).content.decode()
    event = Event.objects.get()
    assert (event.title, event.state, event.origin) == ("Visite du jardin", "submitted", "sheet")
    assert "Sans date" in page
    client.post(reverse("desk:event-sheet"), sent)
    assert Event.objects.count() == 1


def test_a_sheet_kept_is_its_senders_alone(client):
    museum = MuseumFactory()
    client.force_login(person(Role.MUSEUM, museum))
    token = send(client, museum).content.decode().split('name="token" value="')[1].split('"')[0]
    client.force_login(person(Role.NETWORK))
    sent = {
        "token": token,
        "museum": museum.pk,
        "do": "take",
        "column-0": "title",
        "column-1": "first",
    }
    assert client.post(reverse("desk:event-sheet"), sent).status_code == 302
    assert not Event.objects.exists()


def test_a_row_of_another_museum_is_refused_to_a_contributor(client):
    mine, other = MuseumFactory(), MuseumFactory(usual_name="Le voisin")
    client.force_login(person(Role.MUSEUM, mine))
    rows = "Titre;Date;Musée\nVisite;23/05/2099;Le voisin\n"
    page = send(client, mine, rows).content.decode()
    token = page.split('name="token" value="')[1].split('"')[0]
    sent = {"token": token, "museum": mine.pk, "do": "take"}
    sent |= {"column-0": "title", "column-1": "first", "column-2": "museum"}
    client.post(reverse("desk:event-sheet"), sent)
    assert not Event.objects.exists()
    assert other.events.count() == 0


def test_a_file_that_is_no_sheet_is_refused_with_a_sentence(client):
    museum = MuseumFactory()
    client.force_login(person(Role.NETWORK))
    for rows in ("", "a;b\n", 'Titre;Date\n"open;x\n'):
        assert send(client, museum, rows).status_code == 200
    file = SimpleUploadedFile("a.pdf", b"%PDF")
    sent = {"museum": museum.pk, "sheet": file}
    assert client.post(reverse("desk:event-sheet"), sent).status_code == 200


def test_the_list_of_feeds_asks_as_much_for_many_as_for_one(client, django_assert_max_num_queries):
    client.force_login(person(Role.NETWORK))
    for number in range(12):
        follow(MuseumFactory(), f"https://m{number}.example/")
    with django_assert_max_num_queries(12):
        client.get(reverse("desk:event-feeds"))


def test_feeds_come_a_page_at_a_time_with_the_first_lines_of_what_they_did(client):
    line = {"title": "Visite", "outcome": "held", "reason": "Déjà lu."}
    for _ in range(13):
        feed = follow(MuseumFactory())
        feed.last_report = {"counts": {"held": 30}, "lines": [line] * 30, "problems": []}
        feed.save()
    client.force_login(person(Role.NETWORK))

    first, second = (
        client.get(reverse("desk:event-feeds"), {"page": page}).content.decode() for page in (1, 2)
    )

    assert (first.count("<details>"), second.count("<details>")) == (12, 1)
    assert second.count("Déjà lu.") == 20


def test_a_sheet_is_named_by_its_own_seal_alone_and_forgotten_the_day_after(tmp_path):
    mine, other = person(Role.NETWORK), person(Role.COMMUNICATION)
    now = timezone.now()
    sheet = SimpleUploadedFile("a.csv", ROWS.encode())
    token = event_sheets.keep(uploaded=sheet, user=mine, now=now)
    assert event_sheets.kept(token=token, user=mine).read_bytes() == ROWS.encode()

    assert event_sheets.kept(token=f"{token}x", user=mine) is None
    assert event_sheets.kept(token=token, user=other) is None
    later = now + event_sheets.KEPT + timedelta(minutes=1)
    event_sheets.keep(uploaded=SimpleUploadedFile("b.csv", b"b"), user=mine, now=later)

    assert event_sheets.kept(token=token, user=mine) is None
