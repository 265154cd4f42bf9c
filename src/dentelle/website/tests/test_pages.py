import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page, Site

from dentelle.website.actions import install_pages
from dentelle.website.models import FEATURES, EditorialPage, WebsiteRoot

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 5, 4, 9, 30, tzinfo=dt.UTC)
SLUGS = [
    "a-propos-des-donnees",
    "credits-et-reutilisation",
    "aide",
    "mentions-legales",
    "donnees-personnelles",
    "accessibilite",
]


@pytest.fixture(autouse=True)
def top():
    """The root node Wagtail's own migrations make."""
    if not Page.objects.filter(depth=1).exists():
        from wagtail.models import Locale  # noqa: PLC0415 -- app ready

        Locale.objects.get_or_create(language_code="fr")
        Page.add_root(title="Root", slug="root")


def test_the_first_pages_are_made_once():
    assert install_pages(now=NOW, network_name="Réseau du Val") == SLUGS
    assert install_pages(now=NOW, network_name="Réseau du Val") == []
    assert WebsiteRoot.objects.count() == 1
    assert isinstance(Site.objects.get(is_default_site=True).root_page.specific, WebsiteRoot)


def test_a_page_somebody_edited_is_left_alone():
    install_pages(now=NOW, network_name="Réseau du Val")
    page = EditorialPage.objects.get(slug="aide")
    page.body = "<p>Notre aide.</p>"
    page.save()
    EditorialPage.objects.get(slug="mentions-legales").delete()

    assert install_pages(now=NOW, network_name="Autre") == ["mentions-legales"]
    assert EditorialPage.objects.get(slug="aide").body == "<p>Notre aide.</p>"


@pytest.mark.parametrize("slug", SLUGS)
def test_each_page_is_read_without_a_cookie(client, slug):
    install_pages(now=NOW, network_name="Réseau du Val")

    response = client.get(f"/{slug}/")

    page = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert page.count("<h1") == 1
    assert "4 mai 2026" in page


def test_in_english_the_page_says_that_its_text_is_french(client):
    install_pages(now=NOW, network_name="Réseau du Val")

    page = client.get("/en/aide/").content.decode()

    assert "This page exists in French alone." in page
    assert '<div class="prose" lang="fr">' in page


def test_what_only_the_network_knows_is_marked(client):
    install_pages(now=NOW, network_name="Réseau du Val")

    page = client.get("/mentions-legales/").content.decode()

    assert page.count("[à compléter") == 3
    assert "Réseau du Val" in page


def test_the_name_of_the_network_cannot_break_a_page(client):
    install_pages(now=NOW, network_name="Art & <b>Co")

    assert "Art &amp; &lt;b&gt;Co" in client.get("/mentions-legales/").content.decode()


def test_every_page_links_to_the_legal_ones(client):
    install_pages(now=NOW, network_name="Réseau du Val")

    page = client.get("/aide/").content.decode()

    for slug in SLUGS:
        assert f'href="/{slug}/"' in page


def test_the_pages_are_in_the_sitemap(client):
    install_pages(now=NOW, network_name="Réseau du Val")

    assert b"/mentions-legales/</loc>" in client.get("/sitemap-pages.xml").content


def test_the_command_says_what_it_made(capsys):
    call_command("install_pages")
    assert "/aide/" in capsys.readouterr().out


def test_a_person_edits_a_page_in_wagtail(client, django_user_model):
    install_pages(now=NOW, network_name="Réseau du Val")
    client.force_login(django_user_model.objects.create_superuser("camille", password="x" * 12))
    page = EditorialPage.objects.get(slug="aide")

    screen = client.get(f"/bureau/pages/pages/{page.pk}/edit/")
    listing = client.get(f"/bureau/pages/pages/{page.get_parent().pk}/")

    assert screen.status_code == 200
    assert "Aide" in listing.content.decode()


def test_the_editor_offers_no_link_to_documents_while_none_is_served():
    """Such a link would stop its page on an address that does not exist."""
    with pytest.raises(NoReverseMatch):
        reverse("wagtaildocs_serve", args=(1, "charte.pdf"))
    assert "document-link" not in FEATURES
