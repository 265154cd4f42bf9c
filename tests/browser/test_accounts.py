"""Accounts and letters: from an invitation to a second factor, and no barrier on the way."""

import re
import time

import pyotp
import pytest

from tests.browser.test_accessibility import narrow, scrolls_sideways, wide

__all__ = ["narrow", "wide"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
OUTSIDE = [
    "/bureau/connexion/",
    "/bureau/connexion/lien/",
    "/bureau/connexion/mot-de-passe/",
    "/bureau/connexion/lien/nimporte/",
]
INSIDE = [
    "/bureau/comptes/",
    "/bureau/comptes/nouveau/",
    "/bureau/courriers/",
    "/bureau/mon-compte/",
    "/bureau/mon-compte/second-facteur/",
]


def test_the_doors_accounts_and_letters_have_no_barrier(site, wide, narrow, violations, sign_in):
    for page in (wide, narrow):
        for path in OUTSIDE:
            page.goto(site.address + path)
            assert violations(page) == [], path
            assert page is wide or not scrolls_sideways(page), path
        sign_in(page, "network")
        for path in INSIDE:
            page.goto(site.address + path)
            assert violations(page) == [], path
            assert page is wide or not scrolls_sideways(page), path
        page.goto(f"{site.address}/bureau/comptes/")
        page.locator("main table a").first.click()
        assert violations(page) == [], page.url


def test_somebody_invited_comes_in_from_the_letter_and_takes_a_second_factor(
    site, wide, browser, violations, sign_in
):
    page = wide
    sign_in(page, "network")
    page.goto(f"{site.address}/bureau/comptes/nouveau/")
    address = f"benevole{time.time_ns()}@musee.example"
    page.get_by_label("Adresse électronique").fill(address)
    page.get_by_label("Prénom").fill("Claude")
    page.locator("input[name=museums]").nth(2).check()
    page.get_by_role("button", name="Envoyer l’invitation").click()
    page.get_by_role("heading", name="Claude").wait_for()

    page.goto(f"{site.address}/bureau/courriers/?q={address}")
    for _ in range(60):
        if page.locator("main table .tag", has_text="Envoyé").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.locator("main table a").first.click()
    assert violations_of(page, violations) == []
    link = re.search(r"https?://\S+/bureau/connexion/lien/\S+/", page.locator("pre.letter").inner_text())[0]  # fmt: skip

    phone = browser.new_context(
        bypass_csp=True, viewport={"width": 390, "height": 844}, locale="fr-FR"
    )
    theirs = phone.new_page()
    theirs.goto(link)
    assert violations_of(theirs, violations) == []
    theirs.get_by_role("button", name="Entrer").click()
    assert violations_of(theirs, violations) == []
    theirs.get_by_role("link", name="Continuer sans mot de passe").click()
    theirs.wait_for_url(f"{site.address}/bureau/")
    assert theirs.get_by_role("link", name="Comptes").count() == 0

    theirs.goto(f"{site.address}/bureau/mon-compte/second-facteur/")
    theirs.get_by_text("L’image ne se lit pas").click()
    secret = theirs.locator("code.key").inner_text().replace(" ", "")
    theirs.get_by_label("Code", exact=True).fill(pyotp.TOTP(secret).now())
    theirs.get_by_role("button", name="Mettre en service").click()
    codes = theirs.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    assert violations_of(theirs, violations) == []
    theirs.get_by_role("link", name="Ils sont sur papier").click()
    assert violations_of(theirs, violations) == []
    assert not scrolls_sideways(theirs)
    phone.close()


def violations_of(page, violations):
    """Wait for the page, then look."""
    page.wait_for_load_state()
    return violations(page)
