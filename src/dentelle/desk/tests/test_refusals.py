"""How the desk says no: with its menu to who works in it, in the same words for what is not and what is another's."""

import re

import pytest
from django.test import Client

from dentelle.accounts.enums import Role
from dentelle.agenda.tests.factories import make_event
from dentelle.desk.tests.events import person
from dentelle.museums.tests.factories import MuseumFactory

pytestmark = pytest.mark.django_db
_TOKENS = re.compile(r'nonce="[^"]*"|csrfmiddlewaretoken" value="[^"]*"')


def test_a_screen_of_another_role_is_refused_within_the_desk(client, museum):
    client.force_login(person(Role.MUSEUM, museum))

    response = client.get("/bureau/comptes/")

    page = response.content.decode()
    assert response.status_code == 403
    assert "n’est pas ouvert à votre compte" in page
    assert 'href="/bureau/agenda/"' in page


def test_what_is_another_s_and_what_is_not_there_are_told_alike(client, museum):
    client.force_login(person(Role.MUSEUM, museum))
    secret = make_event(museums=[MuseumFactory()], title="Secret", state="draft")

    pages = [client.get(f"/bureau/agenda/{number}/") for number in (secret.pk, secret.pk + 1000)]

    said = {_TOKENS.sub("", page.content.decode()) for page in pages}
    assert [page.status_code for page in pages] == [404, 404]
    assert len(said) == 1
    assert "Secret" not in said.pop()


@pytest.mark.parametrize("method", ("get", "post"))
@pytest.mark.parametrize(
    "address", ("/bureau/comptes/", "/bureau/agenda/999/", "/bureau/nulle-part/", "/en/bureau/agenda/999/")
)  # fmt: skip
def test_nobody_keeps_a_refusal_that_names_its_reader(client, museum, address, method):
    client.force_login(person(Role.MUSEUM, museum, email="benevole@example.org"))

    response = getattr(client, method)(address)

    assert response.status_code in {403, 404}
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert "Cookie" in response["Vary"]
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_a_picture_that_is_refused_uses_up_nothing_of_what_the_next_screen_says(client, museum):
    client.force_login(person(Role.MUSEUM, museum))
    mine = make_event(museums=[museum], state="draft")
    client.post(f"/bureau/agenda/{mine.pk}/archiver/")

    small = client.get("/bureau/images/999/apercu", headers={"Sec-Fetch-Dest": "image"})

    assert (small.status_code, small.content) == (404, b"")
    assert "no-store" in small["Cache-Control"]
    assert "L’événement est archivé" in client.get(f"/bureau/agenda/{mine.pk}/").content.decode()


@pytest.mark.parametrize("role", (Role.TEACHER, Role.PRESS))
def test_who_has_no_desk_is_refused_by_the_site(client, museum, role):
    client.force_login(person(role, museum))

    response = client.get("/bureau/agenda/1/")

    assert response.status_code == 403
    assert "Cette page ne vous est pas ouverte" in response.content.decode()


def test_nobody_signed_in_is_sent_to_the_door():
    response = Client().get("/bureau/agenda/1/")

    assert response.status_code == 302
    assert response["Location"].startswith("/bureau/connexion/")
