"""A few journeys, named after the person who makes them."""

import re
import time

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

EXPORT = """REF
DEM00000001
DOMN
céramique
DENO
pichet
TITR
{title}
INV
2026.1.1
AUTR
MARESQ Anatole (potier, attribué à)
MILL
1850 vers
TECH
grès émaillé
STAT
propriété de la commune ; don
//
"""


def test_a_visitor_finds_an_object_and_its_museum(site, page):
    outside = []
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((site.address, "data:")) else outside.append(request.url)
        ),
    )
    page.goto(site.address)
    page.get_by_role("main").get_by_role("combobox").first.fill("assiette")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/collections/\?.*q=assiette"))

    first = page.locator("main a[href*='/ark:/']").first
    title = first.inner_text().strip()
    first.click()

    assert page.get_by_role("heading", level=1).inner_text().strip() == title
    page.locator("main a[href*='/musees/']").first.click()
    assert "/musees/" in page.url
    assert page.context.cookies() == []
    assert outside == []


def test_a_visitor_without_script_narrows_a_search(site, browser):
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{site.address}/collections/")
    before = page.locator("main").inner_text()
    page.locator("input[type=checkbox][name=domaine]").first.check()
    page.locator("main form button[type=submit]").last.click()

    assert "domaine=" in page.url
    assert page.locator("main").inner_text() != before
    context.close()


def test_a_visitor_reaches_the_search_by_the_keyboard(site, page):
    page.goto(site.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_collections_manager_loads_an_export_sees_what_changes_applies_and_undoes(
    site, page, sign_in, tmp_path
):
    export = tmp_path / "export.txt"
    export.write_bytes(
        EXPORT.format(title="Pichet aux œillets").replace("\n", "\r\n").encode("cp1252")
    )
    sign_in(page)
    page.get_by_role("link", name="Charger un export").click()
    page.get_by_label("Fichiers").set_input_files(export)
    page.get_by_label("Musée", exact=False).first.select_option(index=1)
    page.get_by_role("button", name="Lire et comparer").click()
    page.wait_for_url(re.compile(r"/bureau/imports/\d+/"))
    page.get_by_role("button", name="Appliquer").wait_for(timeout=30_000)
    assert "cp1252" in page.content().lower() or "windows-1252" in page.content().lower()
    assert public(site, page, "pichet aux oeillets") == 0

    page.goto(f"{site.address}/bureau/imports/")
    page.locator("main table a").first.click()
    page.get_by_role("button", name="Appliquer").click()
    page.get_by_text("Annuler cet import").wait_for(timeout=30_000)
    run = page.url
    until(lambda: public(site, page, "pichet aux oeillets") == 1)

    page.goto(run)
    page.get_by_text("Annuler cet import").click()
    page.get_by_role("button", name="Annuler l’import").click()
    until(lambda: public(site, page, "pichet aux oeillets") == 0)


def test_a_withdrawn_record_answers_that_it_is_gone(site, page, sign_in):
    sign_in(page)
    page.goto(f"{site.address}/bureau/notices/")
    page.locator("main table a").first.click()
    public_page = page.get_by_role("link", name="La voir sur le site").get_attribute("href")
    page.get_by_text("La retirer").click()
    page.get_by_label("Motif").fill("Demande du musée, en attente de vérification.")
    page.get_by_role("button", name="Retirer", exact=True).click()
    page.get_by_text("retirée partout").wait_for()

    answer = page.goto(site.address + public_page)

    assert answer.status == 410
    assert page.get_by_role("heading", level=1).is_visible()


def test_an_heir_asks_and_the_picture_leaves_every_place(site, page, sign_in):
    sign_in(page)
    page.goto(f"{site.address}/bureau/images/?licence=public-domain")
    page.locator(".pictures h2 a").last.click()
    here = page.url
    page.get_by_text("La liste des endroits").click()
    files = [
        link.get_attribute("href")
        for link in page.locator(".places a[href^='/images/'], .places a[href^='/iiif/']").all()
    ]
    assert files
    assert all(page.request.get(site.address + file).status == 200 for file in files)

    page.get_by_label("Motif").fill("L’ayant droit le demande.")
    page.get_by_role("button", name="Retirer l’image").click()
    page.get_by_text("retirée partout").wait_for()

    assert "Madame, Monsieur" in page.locator("#letter").input_value()
    assert page.get_by_text("Nulle part en ce moment.").is_visible()
    # Each process of the server remembers what it knew of an image service for ten seconds.
    until(lambda: all(page.request.get(site.address + f).status == 404 for f in files))
    page.goto(here)
    page.get_by_label("Motif").fill("Accord signé.")
    page.get_by_role("button", name="Remettre").click()
    page.get_by_text("de nouveau montrée").wait_for()
    until(lambda: all(page.request.get(site.address + f).status == 200 for f in files))


def public(site, page, words) -> int:
    """Return how many objects the public finds."""
    answer = page.request.get(f"{site.address}/collections.json", params={"q": f'"{words}"'})
    return answer.json()["total"]


def until(condition, tries=60):
    """Wait for something that a worker does."""
    for _ in range(tries):
        if condition():
            return
        time.sleep(0.5)
    assert condition()
