"""The life of an event, from an invitation to its cancellation, and an embargo that ends by itself.

Each step is looked for in every output there is: page, list, search, museum, calendar, news, data, sitemap.
"""

import re
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.browser.test_accessibility import narrow, scrolls_sideways, wide

__all__ = ["narrow", "wide"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
PARIS = ZoneInfo("Europe/Paris")
EVERYWHERE = {"list", "search", "museum", "calendar", "news", "data", "sitemap"}


def letter_to(page, site, address):
    """Open the last letter to an address, once it left, and return its text."""
    page.goto(f"{site.address}/bureau/courriers/?q={address}")
    for _ in range(120):
        if page.locator("main table .tag", has_text="Envoyé").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.locator("main table a").first.click()
    return page.locator("pre.letter").inner_text()


def link_in(text, part):
    return re.search(rf"https?://\S+{part}\S+", text)[0]


@pytest.fixture
def phone(browser):
    context = browser.new_context(
        bypass_csp=True, viewport={"width": 390, "height": 844}, locale="fr-FR", has_touch=True
    )
    yield context.new_page()
    context.close()


def outputs(page, site, title, museum):
    """Return what each public output says now of an event: its name to the text that mentions it, or nothing."""

    def read(path):
        answer = page.request.get(site.address + path)
        return answer.text() if answer.ok else ""

    found = {
        "list": read("/agenda/"),
        "search": read(f"/agenda/?q={title.split()[-1]}"),
        "museum": read(f"/musees/{museum}/"),
        "calendar": read(f"/agenda.ics?musee={museum}"),
        "news": read("/agenda.atom"),
        "data": read(f"/agenda.json?q={title.split()[-1]}"),
        "sitemap": read("/sitemap-pages.xml"),
    }
    said = (title, f"/agenda/{title.lower().replace(' ', '-')}/")
    return {name: text for name, text in found.items() if any(one in text for one in said)}


def announce(page, title, first, last, *, how="Plusieurs jours de suite"):
    page.get_by_label("Titre", exact=True).fill(title)
    page.get_by_label("Genre").select_option(label="Exposition")
    page.get_by_label("À quel rythme").select_option(label=how)
    page.get_by_label("Premier jour").fill(first.isoformat())
    page.get_by_label("Dernier jour").fill(last.isoformat())
    page.get_by_label("Résumé").fill("Cent vues du port, du large à la rade.")
    page.get_by_label("Est-ce gratuit").select_option(label="Gratuit")


def test_an_exhibition_lives_from_an_invitation_to_its_cancellation_in_every_output(
    site, wide, phone, violations, sign_in
):
    mark = f"Rade{time.time_ns() % 10**8}"
    title = f"Cent vues de la {mark}"
    sign_in(wide, "network")
    wide.goto(f"{site.address}/bureau/comptes/nouveau/")
    address = f"rade{time.time_ns()}@musee.example"
    wide.get_by_label("Adresse électronique").fill(address)
    wide.get_by_label("Prénom").fill("Dominique")
    wide.locator("input[name=museums]").first.check()
    wide.get_by_role("button", name="Envoyer l’invitation").click()
    wide.get_by_role("heading", name="Dominique").wait_for()
    link = link_in(letter_to(wide, site, address), "/bureau/connexion/lien/")

    phone.goto(link)
    phone.get_by_role("button", name="Entrer").click()
    phone.get_by_role("link", name="Continuer sans mot de passe").click()
    phone.get_by_role("link", name="Annoncer un événement").click()
    today = datetime.now(PARIS).date()
    announce(phone, title, today + timedelta(days=1), today + timedelta(days=40))
    assert violations(phone) == []
    assert not scrolls_sideways(phone)
    phone.get_by_role("button", name="Soumettre à la relecture").click()
    phone.get_by_text("il paraîtra dès qu’il aura été relu").wait_for()
    mine = phone.url
    museum = site.manage("shell", "-c", f"from dentelle.agenda.models import Event; print(Event.objects.get(title='{title}').museums.get().slug)").strip().splitlines()[-1]  # fmt: skip
    assert outputs(phone, site, title, museum) == {}

    wide.goto(f"{site.address}/bureau/")
    wide.get_by_role("link", name=title).first.click()
    assert violations(wide) == []
    wide.get_by_role("button", name="Approuver et publier").click()
    wide.get_by_text("L’événement est publié").wait_for()
    assert set(outputs(phone, site, title, museum)) == EVERYWHERE

    phone.goto(mine)
    phone.get_by_label("Ce que les visiteurs doivent en savoir").fill("Tempête sur le quai.")
    phone.get_by_role("button", name="Annulé").click()
    phone.get_by_text("C’est indiqué partout où").wait_for()

    told = outputs(phone, site, title, museum)
    for name in ("list", "search", "museum"):
        assert re.search(rf"Annulé[^§]{{0,400}}{mark}|{mark}[^§]{{0,600}}Annulé", told[name]), name
    assert "STATUS:CANCELLED" in told["calendar"]
    assert f"Annulé – {title}" in told["news"]
    assert '"status": 6' in told["data"] or '"status":6' in told["data"]
    phone.get_by_role("link", name="Voir sa page").click()
    assert "Tempête sur le quai." in phone.locator(".event-alert").inner_text()
    assert "EventCancelled" in phone.content()
    assert violations(phone) == []


def test_an_embargo_ends_at_its_minute_in_every_output_without_anybody_coming(
    site, wide, phone, sign_in
):
    mark = f"Quai{time.time_ns() % 10**8}"
    title = f"Secret du {mark}"
    sign_in(wide, "communication")
    wide.goto(f"{site.address}/bureau/agenda/nouveau/")
    wide.get_by_role("button", name="Continuer").click()
    museum = re.search(r"musee=([\w-]+)", wide.url)[1]
    today = datetime.now(PARIS).date()
    announce(wide, title, today + timedelta(days=1), today + timedelta(days=9))
    wide.get_by_role("button", name="Enregistrer seulement").click()
    wide.get_by_text("L’événement est enregistré").wait_for()
    opens = datetime.now(PARIS).replace(second=0, microsecond=0) + timedelta(minutes=1)
    if (opens - datetime.now(PARIS)).total_seconds() < 15:
        opens += timedelta(minutes=1)
    wide.get_by_label("Publier le").fill(opens.strftime("%Y-%m-%dT%H:%M"))
    wide.get_by_role("button", name="Publier", exact=True).click()
    wide.get_by_text("il paraîtra de lui-même à son heure").wait_for()
    slug = title.lower().replace(" ", "-")

    assert outputs(phone, site, title, museum) == {}
    assert phone.request.get(f"{site.address}/agenda/{slug}/").status == 404
    assert phone.request.get(f"{site.address}/agenda/{slug}.ics").status == 404

    wait = (opens - datetime.now(PARIS)).total_seconds()
    phone.wait_for_timeout(max(0, wait) * 1000 + 500)

    assert set(outputs(phone, site, title, museum)) == EVERYWHERE
    assert phone.request.get(f"{site.address}/agenda/{slug}/").status == 200


def test_a_museum_without_account_checks_and_corrects_what_was_typed_for_it(
    site, wide, narrow, phone, violations, sign_in
):
    mark = f"Digue{time.time_ns() % 10**8}"
    title, address = f"Balade sur la {mark}", f"digue{time.time_ns()}@musee.example"
    sign_in(wide, "network")
    wide.goto(f"{site.address}/bureau/agenda/nouveau/")
    wide.get_by_role("button", name="Continuer").click()
    today = datetime.now(PARIS).date()
    announce(wide, title, today + timedelta(days=1), today + timedelta(days=9))
    wide.get_by_role("button", name="Enregistrer seulement").click()
    wide.get_by_label("Adresse électronique du musée").fill(address)
    wide.get_by_label("Un mot pour le musée").fill("L’heure est-elle la bonne ?")
    wide.get_by_role("button", name="Envoyer au musée").click()
    wide.get_by_text("Le lien part par courriel").wait_for()
    link = link_in(letter_to(wide, site, address), "/bureau/agenda/verifier/")

    for page in (phone, narrow):
        page.goto(link)
        assert violations(page) == []
        assert not scrolls_sideways(page)
        page.get_by_role("link", name="Corriger").click()
        assert violations(page) == []
        assert not scrolls_sideways(page)
    phone.get_by_label("Tarifs").fill("5 €")
    phone.get_by_label("Votre nom").fill("Dominique")
    phone.get_by_role("button", name="Envoyer les corrections").click()
    phone.get_by_text("Merci.").wait_for()
    assert violations(phone) == []

    wide.goto(f"{site.address}/bureau/")
    wide.get_by_role("link", name=title).first.click()
    wide.get_by_text(f"Dominique ({address})").wait_for()
    wide.get_by_role("button", name="Approuver et publier").click()
    phone.goto(f"{site.address}/agenda/{title.lower().replace(' ', '-')}/")
    assert "Vérifié par le musée le" in phone.locator(".event-practical").inner_text()
    assert phone.request.get(f"{site.address}/bureau/agenda/verifier/1-x/").status == 410


def test_the_form_asks_the_dates_as_they_are_said_and_sends_nothing_else(
    site, wide, narrow, violations, sign_in
):
    title = f"Tour du phare {time.time_ns() % 10**8}"
    sign_in(narrow, "museum")
    narrow.goto(f"{site.address}/bureau/agenda/nouveau/")
    narrow.get_by_label("Titre", exact=True).fill(title)
    narrow.get_by_label("Genre").select_option(label="Exposition")
    assert narrow.get_by_label("Dernier jour").is_visible()
    assert narrow.locator("summary", has_text="Jours de la semaine").is_hidden()
    narrow.get_by_label("À quel rythme").select_option(label="Chaque semaine")
    narrow.get_by_label("Dernier jour").fill("2031-12-31")
    narrow.locator("summary", has_text="Jours de la semaine").click()
    narrow.get_by_label("samedi").check()
    assert violations(narrow) == []
    assert not scrolls_sideways(narrow)

    narrow.get_by_label("À quel rythme").select_option(label="Un jour")
    assert narrow.get_by_label("Dernier jour").is_hidden()
    narrow.get_by_label("Jour", exact=True).fill("2031-11-01")
    narrow.get_by_role("button", name="Enregistrer le brouillon").click()

    narrow.get_by_text("L’événement est enregistré").wait_for()
    assert narrow.get_by_label("Jour", exact=True).input_value() == "2031-11-01"
    assert narrow.get_by_label("Dernier jour").is_hidden()
    narrow.get_by_label("À quel rythme").select_option(label="Chaque semaine")
    assert narrow.get_by_label("Dernier jour").input_value() == ""


def test_enter_in_a_search_of_the_form_looks_and_saves_nothing(site, wide, sign_in):
    sign_in(wide, "museum")
    wide.goto(f"{site.address}/bureau/agenda/nouveau/")
    wide.get_by_text("Objets à y voir").click()
    wide.locator("#id_look_records").fill("introuvablexyz")
    wide.locator("#id_look_records").press("Enter")
    wide.get_by_text("introuvablexyz").wait_for()
    assert wide.url.endswith("/nouveau/")
