import datetime as dt

import pytest

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.website.actions import install_pages
from dentelle.website.models import EditorialPage

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 5, 4, 9, 30, tzinfo=dt.UTC)
CLOSED = ("users", "images", "documents", "redirects", "sites", "groups")


@pytest.fixture(autouse=True)
def pages():
    """The website as the first start leaves it, Wagtail's permissions included."""
    from wagtail.models import Locale, Page  # noqa: PLC0415 -- app ready

    if not Page.objects.filter(depth=1).exists():
        Locale.objects.get_or_create(language_code="fr")
        Page.add_root(title="Root", slug="root")
    install_pages(now=NOW, network_name="Réseau du Val")


def person(role):
    return User.objects.create_user(f"{role}", password="x", role=role)


@pytest.mark.parametrize("role", (Role.NETWORK, Role.COMMUNICATION))
def test_those_who_write_the_site_enter_and_edit_its_pages(client, role):
    client.force_login(person(role))
    page = EditorialPage.objects.get(slug="mentions-legales")

    assert client.get("/bureau/pages/").status_code == 200
    assert client.get(f"/bureau/pages/pages/{page.pk}/edit/").status_code == 200
    assert page.permissions_for_user(User.objects.get()).can_publish()


@pytest.mark.parametrize("role", (Role.COLLECTIONS, Role.MUSEUM))
@pytest.mark.parametrize("path", ("", "pages/", "users/", "images/", "documents/"))
def test_the_others_are_told_no_and_never_sent_round(client, role, path):
    client.force_login(person(role))

    answer = client.get(f"/bureau/pages/{path}", follow=True)

    assert answer.status_code == 403
    assert "pas ouvert à votre compte" in answer.content.decode()


@pytest.mark.parametrize("path", CLOSED)
def test_an_editor_of_pages_sees_neither_people_nor_files(client, path):
    client.force_login(person(Role.COMMUNICATION))

    assert client.get(f"/bureau/pages/{path}/").status_code in {302, 403, 404}


def test_a_person_who_changes_role_loses_the_pages(client):
    user = person(Role.COMMUNICATION)
    user.role = Role.MUSEUM
    user.save()
    client.force_login(user)

    assert client.get("/bureau/pages/", follow=True).status_code == 403


@pytest.mark.parametrize("path", ("login/", "login/?next=/bureau/pages/"))
def test_there_is_one_door(client, path):
    answer = client.get(f"/bureau/pages/{path}")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/bureau/connexion/")


def test_nobody_asks_for_a_password_through_wagtail(client):
    assert client.get("/bureau/pages/password_reset/").status_code == 404
