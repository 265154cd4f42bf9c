import datetime as dt
import re

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.agenda.tests.factories import make_event
from dentelle.catalogue.actions import put_back_record, withdraw_record
from dentelle.desk.queries import museum_pages
from dentelle.desk.queries.places import places
from dentelle.desk.tests.events import person
from dentelle.desk.tests.museums import page, sent, sent_by_the_network, shown
from dentelle.media.enums import Licence
from dentelle.media.tests.factories import make_image
from dentelle.museums.actions import edit_museum, import_museums
from dentelle.museums.forms import MuseumForm, initial_of
from dentelle.museums.models import Museum
from dentelle.museums.rules import BY_HAND
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.queries import history_of
from tests.shared import shared_data

pytestmark = pytest.mark.django_db


def said(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


# Writing


def test_what_a_volunteer_writes_is_read_at_once(client, volunteer, museum):
    answer = client.post(
        page(museum),
        sent(
            museum,
            opening="Été : tous les jours.\r\nHiver : le samedi ; voir https://port.example/hiver.",
            prices="7 €",
            accessibility=["motor", "signed"],
            coordinates="49,2 ; -0,4",
            themes="Marine\r\n Pêche \r\nmarine",
            website="www.port.example",
        ),
    )

    assert answer["Location"] == page(museum)
    after = Museum.objects.get()
    assert (after.latitude, after.longitude, after.themes) == (49.2, -0.4, ["Marine", "Pêche"])
    assert (after.website, after.version) == ("https://www.port.example", 2)
    entry = history_of(after).get()
    assert (entry.actor, entry.verb) == (volunteer, "edit")
    public = client.get(f"/musees/{museum.slug}/").content.decode()
    assert "<dd>Été\u00a0: tous les jours.</dd>" in public
    assert '<a href="https://port.example/hiver" rel="external noopener">' in public
    for words in ("7 €", "Langue des signes", '"amenityFeature"', "Pêche"):
        assert words in public
    assert "vérifiées par le musée" not in public


def test_a_page_sent_back_untouched_changes_nothing(client, volunteer, museum):
    values = {
        "presentation": "Une ligne.\nUne autre.", "themes": ["Marine"], "latitude": 49.18, "longitude": -0.37,
        "accessibility": ["motor"], "website": "http://port.example",
    }  # fmt: skip
    edit_museum(museum=museum, values=values, seen=1, actor=None, now=timezone.now())

    client.post(page(museum), sent(museum, presentation="Une ligne.\r\nUne autre."))

    assert Museum.objects.get().version == 2


def test_no_museum_of_the_real_register_changes_when_its_form_is_sent_back_untouched():
    path = shared_data("museofile", "museofile-2025-pipe.csv")
    import_museums(path=path, region="Normandie", now=timezone.now())

    for museum in Museum.objects.all():
        values = {name: getattr(museum, name) for name in BY_HAND}
        unbound = MuseumForm(initial=initial_of(values) | {"version": 1}, writable=BY_HAND)
        data = {name: unbound[name].value() for name in unbound.fields}
        for name in ("opening", "presentation"):
            data[name] = data[name].replace("\n", "\r\n")
        bound = MuseumForm(data, writable=BY_HAND)
        assert bound.is_valid(), (museum, bound.errors)
        kept = bound.values()
        assert edit_museum(museum=museum, values=kept, seen=1, actor=None, now=timezone.now()) == []


@pytest.mark.parametrize(
    ("answers", "words"),
    (
        ({"coordinates": "95, 2"}, "n’est pas sur la Terre"),
        ({"coordinates": "49.2, 181"}, "n’est pas sur la Terre"),
        ({"coordinates": "49.2"}, "n’est pas une latitude et une longitude"),
        ({"coordinates": "quai Nord"}, "n’est pas une latitude et une longitude"),
        ({"coordinates": "nan, inf"}, "n’est pas une latitude et une longitude"),
        ({"town": ""}, "Champ requis"),
        ({"contact_email": "bonjour"}, "adresse de courriel valide"),
        ({"website": "javascript:alert(1)"}, "pas une adresse web"),
    ),
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_written(
    client, volunteer, museum, answers, words
):
    answer = client.post(page(museum), sent(museum, opening="Le samedi.") | answers)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "Le samedi." in text
    assert 'aria-invalid="true"' in text
    assert Museum.objects.get().version == 1


@pytest.mark.parametrize(
    ("typed", "place"),
    (
        ("49.18, -0.37", (49.18, -0.37)),
        ("49.18,-0.37", (49.18, -0.37)),
        ("49,18 ; -0,37", (49.18, -0.37)),
        ("49,18, −0,37", (49.18, -0.37)),
        ("  49.18   -0.37 ", (49.18, -0.37)),
        ("49, 0", (49.0, 0.0)),
    ),
)
def test_coordinates_are_read_as_people_paste_them(client, volunteer, museum, typed, place):
    client.post(page(museum), sent(museum, coordinates=typed))

    after = Museum.objects.get()
    assert (after.latitude, after.longitude) == place


def test_a_code_another_museum_has_is_refused_to_the_network_too(client, reviewer, museum):
    MuseumFactory(museofile="M0001")

    answer = client.post(page(museum), sent_by_the_network(museum, museofile="M0001"))

    assert answer.status_code == 422
    assert "Muséofile" in answer.content.decode()


def test_an_event_is_found_by_the_new_name_of_its_museum(client, volunteer, museum):
    event = make_event(title="Balade", museums=[museum])

    client.post(page(museum), sent(museum, usual_name="Musée de la Criée"))

    event.refresh_from_db()
    assert "musee de la criee" in event.words


# Two at once


def test_two_people_who_save_lose_nothing(client, volunteer, museum):
    colleague = person(Role.COMMUNICATION)
    edit_museum(
        museum=museum,
        values={"opening": "Le dimanche.", "prices": "8 €", "phone": "02"},
        seen=1,
        actor=colleague,
        now=timezone.now(),
    )
    late = sent(museum, version=1, opening="Le samedi.", prices="", phone="02", access="Bus 3.")

    answer = client.post(page(museum), late | {"do": "verify"})

    text = answer.content.decode()
    assert answer.status_code == 409
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)<br>.*?</tr>", text, re.DOTALL)
    assert sorted(rows) == ["Horaires", "Tarifs", "Téléphone"]  # JSON has no order on PostgreSQL
    for words in ("Le dimanche.", "Le samedi.", "non touché", 'name="version" value="2"', "Bus 3."):
        assert words in text
    assert re.search(r'<textarea name="prices"[^>]*>\s*8 €</textarea>', text)
    museum.refresh_from_db()
    assert (museum.opening, museum.access, museum.verified_at) == ("Le dimanche.", "", None)

    client.post(page(museum), late | {"version": 2, "prices": "8 €"})
    museum.refresh_from_db()
    assert (museum.opening, museum.prices, museum.access) == ("Le samedi.", "8 €", "Bus 3.")


def test_a_list_imported_meanwhile_is_no_less_a_colleague(client, volunteer, museum, tmp_path):
    sheet = tmp_path / "musees.csv"
    sheet.write_text(
        f"Nom officiel;Ville;Horaires\n{museum.official_name};{museum.town};Le lundi.\n"
    )
    late = sent(museum, prices="7 €")
    import_museums(path=sheet, dry_run=True, now=timezone.now())
    assert not HistoryEntry.objects.exists()
    import_museums(path=sheet, now=timezone.now())

    assert client.post(page(museum), late).status_code == 409
    assert Museum.objects.get().opening == "Le lundi."


def test_a_change_is_taken_back_unless_it_was_written_over(client, volunteer, museum):
    client.post(page(museum), sent(museum, prices="7 €", phone="01"))
    museum.refresh_from_db()
    first = history_of(museum).get()
    client.post(page(museum), sent(museum, prices="8 €"))
    address = reverse("desk:museum-undo", args=[museum.pk, first.pk])

    assert "tarifs" in said(client.post(address))
    second = history_of(museum).first()
    client.post(reverse("desk:museum-undo", args=[museum.pk, second.pk]))
    client.post(address)

    museum.refresh_from_db()
    assert (museum.prices, museum.phone, museum.locks) == ("", "", ["phone", "prices"])
    assert [entry.verb for entry in history_of(museum)] == ["undo", "undo", "edit", "edit"]


# All is right


def test_everything_is_right_saves_what_was_typed_and_shows_the_day_to_visitors(
    client, volunteer, museum
):
    with time_machine.travel(dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC), tick=False):
        client.force_login(volunteer)
        answer = client.post(page(museum), sent(museum, prices="7 €", do="verify"))

        assert "Merci" in said(answer)
        museum.refresh_from_db()
        assert (museum.prices, museum.verified_at) == ("7 €", timezone.now())
        public = client.get(f"/musees/{museum.slug}/").content.decode()
        assert "Informations vérifiées par le musée le 1er mars 2027." in public
        assert "Vérifiée le 1er mars 2027." in client.get(page(museum)).content.decode()
    with time_machine.travel(dt.datetime(2028, 3, 2, tzinfo=dt.UTC), tick=False):
        client.force_login(volunteer)
        assert "plus d’un an" in client.get(page(museum)).content.decode()


def test_what_visitors_look_for_and_do_not_find_is_said_with_the_way_to_it(
    client, volunteer, museum
):
    text = client.get(page(museum)).content.decode()
    for anchor in ("#id_opening", "#id_access", "#id_presentation", "#portrait"):
        assert f'href="{anchor}"' in text

    client.post(page(museum), sent(museum, opening="x", access="y", presentation="z"))
    text = client.get(page(museum)).content.decode()
    assert 'href="#id_opening"' not in text
    assert 'href="#portrait"' in text


# The portrait


def test_the_portrait_is_one_of_the_museum_s_pictures_that_may_be_shown(client, volunteer, museum):
    mine, theirs = shown(museum), shown(MuseumFactory())
    closed = shown(museum, "Fermé")
    closed.licence, closed.uses = Licence.IN_COPYRIGHT_HIDDEN, []
    closed.save()

    text = client.get(page(museum)).content.decode()
    assert f'name="image" value="{mine.pk}"' in text
    assert f'name="image" value="{theirs.pk}"' not in text
    assert f'name="image" value="{closed.pk}"' not in text
    for refused in (theirs, closed):
        assert client.post(page(museum), sent(museum, image=refused.pk)).status_code == 422
    client.post(page(museum), sent(museum, image=mine.pk))

    museum.refresh_from_db()
    assert (museum.portrait, museum.locks) == (mine.key, ["portrait"])
    assert f"/{mine.key}/" in client.get(f"/musees/{museum.slug}/").content.decode()


def test_the_portrait_goes_and_comes_back_with_the_object_it_shows(client, volunteer, museum):
    image = shown(museum)
    client.post(page(museum), sent(museum, image=image.pk))
    record = image.record_images.get().record
    address = f"/musees/{museum.slug}/"

    withdraw_record(record=record, reason="Demande.", actor=None, now=timezone.now())
    assert image.key not in client.get(address).content.decode()
    assert "ne peut plus être montrée" in client.get(page(museum)).content.decode()

    put_back_record(record=record, reason="Accord.", actor=None, now=timezone.now())
    assert image.key in client.get(address).content.decode()


def test_a_picture_is_looked_for_without_losing_what_was_typed_nor_a_reproach(
    client, volunteer, museum
):
    found, other = shown(museum, "La criée"), shown(museum, "Le phare")

    answer = client.post(
        page(museum), sent(museum, do="look", look="criée", town="", opening="Le samedi.")
    )

    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'name="image" value="{found.pk}"' in text
    assert f'name="image" value="{other.pk}"' not in text
    assert "Le samedi." in text
    assert "field-errors" not in text


def test_a_portrait_that_may_not_be_shown_any_more_stays_until_another_is_chosen(
    client, volunteer, museum
):
    image = shown(museum)
    edit_museum(
        museum=museum, values={"portrait": image.key}, seen=1, actor=None, now=timezone.now()
    )
    image.licence, image.uses = Licence.IN_COPYRIGHT_HIDDEN, []
    image.save()

    assert "ne peut plus être montrée" in client.get(page(museum)).content.decode()
    answer = client.post(page(museum), sent(museum, image=image.pk, phone="01"))

    assert answer.status_code == 302
    assert Museum.objects.get().portrait == image.key


# What the network follows


def test_the_network_sees_who_changed_which_page_this_week(client, volunteer, museum):
    old = MuseumFactory(usual_name="Musée du Lin")
    now = timezone.now()
    edit_museum(
        museum=old, values={"phone": "1"}, seen=1, actor=volunteer, now=now - dt.timedelta(days=8)
    )
    client.post(page(museum), sent(museum, prices="7 €"))
    museum.refresh_from_db()
    client.post(page(museum), sent(museum, coordinates="49, 0"))
    edit_museum(museum=old, values={"phone": "2"}, seen=2, actor=None, now=now)

    (one,) = museum_pages.pages_day(timezone.now()).changed
    assert (one.museum, one.who, one.fields) == (museum, volunteer, ("Coordonnées", "Tarifs"))
    for role, sees in ((Role.COMMUNICATION, True), (Role.COLLECTIONS, False), (Role.MUSEUM, False)):
        client.force_login(person(role, museum))
        home = client.get(reverse("desk:home")).content.decode()
        assert ("Fiches modifiées cette semaine" in home) == sees, role
        assert ("depuis un an" in home) == sees, role


def test_the_pages_nobody_checked_for_a_year_come_first_those_never_checked(client):
    now = timezone.now()
    names = [("jamais", None), ("vieux", 800), ("ancien", 400), ("frais", 3)]
    for name, days in names:
        MuseumFactory(slug=name, verified_at=days and now - dt.timedelta(days=days))
    MuseumFactory(slug="parti", left_date="2020-01-01")

    day = museum_pages.pages_day(now)

    assert [museum.slug for museum in day.oldest] == ["jamais", "vieux", "ancien"]
    assert day.unverified == 3


def test_the_screens_ask_the_same_number_of_questions_for_one_as_for_several(client, reviewer):
    def asked(address):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(address)
        return len(seen)

    def add():
        museum = MuseumFactory()
        shown(museum)
        edit_museum(
            museum=museum, values={"prices": "7 €"}, seen=1, actor=reviewer, now=timezone.now()
        )
        return museum

    museum = add()
    addresses = [reverse("desk:home"), reverse("desk:museums"), page(museum)]
    before = [asked(address) for address in addresses]
    for number in range(3):
        add()
        shown(museum)
        museum.refresh_from_db()
        edit_museum(
            museum=museum,
            values={"prices": f"{number} €"},
            seen=museum.version,
            actor=reviewer,
            now=timezone.now(),
        )

    assert [asked(address) for address in addresses] == before


def test_the_places_of_a_picture_name_the_museum_it_is_the_portrait_of(museum):
    image = make_image()
    Museum.objects.filter(pk=museum.pk).update(portrait=image.key)

    found = [place for place in places(image, []) if place.kind == "portrait"]

    assert [(place.name, place.shown) for place in found] == [(museum.name, True)]
