"""Every public page and every screen of the desk, through axe, at two widths and in both schemes."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PUBLIC = [
    "/", "/collections/", "/collections/?q=assiette", "/collections/?q=assiette&vue=liste", "/collections/?vue=carte",
    "/collections/?vue=frise", "/collections/?q=introuvablexyz", "/collections/?couleur=bleu", "/comparer/", "/musees/", "/en/", "/en/collections/?q=plate",
    "/offres/", "/offres/?quoi=stage&q=x", "/offres/?quoi=emploi", "/en/offres/",
    "/a-propos-des-donnees/", "/aide/", "/mentions-legales/", "/accessibilite/", "/donnees-personnelles/", "/nulle-part/",
]  # fmt: skip
DESK = [
    "/bureau/",
    "/bureau/agenda/",
    "/bureau/agenda/?when=all",
    "/bureau/agenda/a-relire/",
    "/bureau/agenda/nouveau/",
    "/bureau/imports/",
    "/bureau/imports/nouveau/",
    "/bureau/notices/",
    "/bureau/images/",
    "/bureau/images/?state=free",
    "/bureau/images/deposer/",
    "/bureau/musees/",
    "/bureau/musees/1/",
    "/bureau/signalements/",
    "/bureau/agenda/flux/",
    "/bureau/agenda/charger/",
    "/bureau/offres/",
    "/bureau/agenda/999999/",
]


@pytest.fixture
def wide(browser):
    context = browser.new_context(
        bypass_csp=True, viewport={"width": 1440, "height": 900}, locale="fr-FR"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def narrow(browser):
    context = browser.new_context(
        bypass_csp=True, viewport={"width": 320, "height": 640}, locale="fr-FR", color_scheme="dark"
    )
    yield context.new_page()
    context.close()


def scrolls_sideways(page) -> bool:
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
    )


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_has_no_barrier(site, wide, narrow, violations, path):
    for page in (wide, narrow):
        page.goto(site.address + path)
        assert violations(page) == []
    assert not scrolls_sideways(narrow)


def test_the_pages_of_an_object_and_of_a_museum_have_no_barrier(site, wide, narrow, violations):
    wide.goto(f"{site.address}/collections/?image=yes")
    record = wide.locator("main a[href^='/ark:/']").first.get_attribute("href")
    wide.goto(f"{site.address}/musees/")
    museum = wide.locator("main a[href^='/musees/']:not([href='/musees/'])").first.get_attribute(
        "href"
    )
    report = record.partition("?")[0].rstrip("/") + "/signaler/"
    for path in (record, museum, report):
        for page in (wide, narrow):
            page.goto(site.address + path)
            assert violations(page) == [], path
        assert not scrolls_sideways(narrow), path


def test_a_visitors_list_has_no_barrier(site, wide, narrow, violations):
    found = wide.request.get(f"{site.address}/collections.json?q=bassin").json()["hits"]
    names = [each["ark"].rpartition("/")[2] for each in found][:4]
    query = f"titre=Pour+la+classe&{'&n=vu&'.join(f'o={name}' for name in names)}"
    paths = [
        "/selection/", f"/selection/?{query}", f"/selection/?{query}&o=d1zzz&q=bassin",
        f"/selection/imprimer/?{query}", f"/selection/diaporama/?{query}&vue=2", f"/collections/?q=bassin#s={query}",
    ]  # fmt: skip
    for path in paths:
        for page in (wide, narrow):
            page.goto(site.address + path)
            assert violations(page) == [], path
        assert not scrolls_sideways(narrow), path
    wide.goto(f"{site.address}/selection/?{query}")
    wide.get_by_role("button", name="Créer un lien à partager").click()
    wide.wait_for_url("**/selection/*/?nouveau*")
    assert violations(wide) == []


def test_the_desk_has_no_barrier(site, wide, narrow, violations, sign_in):
    for page in (wide, narrow):
        page.goto(f"{site.address}/bureau/connexion/")
        assert violations(page) == []
        sign_in(page)
        for path in DESK:
            page.goto(site.address + path)
            assert violations(page) == [], path
        for path in ("/bureau/imports/", "/bureau/notices/"):
            page.goto(site.address + path)
            page.locator("main table a").first.click()
            assert violations(page) == [], page.url
    assert not scrolls_sideways(narrow)


def test_on_a_phone_one_button_opens_the_menu_of_the_desk(site, wide, narrow, violations, sign_in):
    sign_in(narrow)
    narrow.goto(f"{site.address}/bureau/agenda/")
    menu = narrow.get_by_role("button", name="Menu Agenda")
    offers = narrow.get_by_role("navigation").get_by_role("link", name="Offres")
    assert not offers.is_visible()

    menu.focus()
    narrow.keyboard.press("Enter")
    assert offers.is_visible()
    assert violations(narrow) == []
    assert not scrolls_sideways(narrow)
    narrow.keyboard.press("Escape")
    assert not offers.is_visible()
    assert menu.evaluate("button => button === document.activeElement")

    sign_in(wide)
    assert not wide.locator(".desk-open, .desk-close").locator("visible=true").count()
    assert wide.get_by_role("navigation").get_by_role("link", name="Offres").is_visible()


def test_the_menu_of_the_desk_opens_on_a_phone_without_script(site, browser, narrow, sign_in):
    sign_in(narrow)
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        locale="fr-FR",
        java_script_enabled=False,
        storage_state=narrow.context.storage_state(),
    )
    page = context.new_page()
    page.goto(f"{site.address}/bureau/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation").get_by_role("link", name="Musées").click()
    assert page.url.endswith("/bureau/musees/")
    context.close()


def test_the_screens_of_rights_have_no_barrier(site, wide, narrow, violations, sign_in):
    for page in (wide, narrow):
        sign_in(page)
        page.goto(f"{site.address}/bureau/images/?licence=not-checked")
        page.locator(".pictures h2 a").first.click()
        for list_of in page.locator("main summary").all():
            list_of.click()
        assert violations(page) == [], page.url
        assert not scrolls_sideways(page)
        page.goto(f"{site.address}/bureau/images/?licence=not-checked")
        page.locator("input[name=image]").first.check()
        page.get_by_role("button", name="Modifier les images cochées").click()
        assert violations(page) == []
        assert not scrolls_sideways(page)
        page.locator("input[name=change][value=licence]").check()
        page.get_by_label("Licence").last.select_option("cc-by-4.0")
        page.get_by_role("button", name="Voir ce qui changerait").click()
        page.get_by_role("button", name="Modifier 1 image").wait_for()
        assert violations(page) == []
        page.goto(f"{site.address}/bureau/musees/")
        page.locator("main table a[href$='/images/']").first.click()
        assert violations(page) == [], page.url


def test_an_offer_open_or_closed_and_its_screens_have_no_barrier(
    site, wide, narrow, violations, sign_in
):
    wide.goto(f"{site.address}/offres/?quoi=emploi")
    shown = wide.locator("main .offers a").first.get_attribute("href")
    for page in (wide, narrow):
        for path in (shown, "/offres/documentaliste-photographe-h-f/"):
            page.goto(site.address + path)
            assert violations(page) == [], path
            assert not scrolls_sideways(page), path
        sign_in(page, "communication")
        for path in ("nouvelle/", "nouvelle/?musee=port-valmont&genre=internship", "?state=draft"):
            page.goto(f"{site.address}/bureau/offres/{path}")
            assert violations(page) == [], path
        page.locator("main table a").first.click()
        for step in ("form", "review"):
            if step == "review":
                page.goto(f"{site.address}/bureau/offres/?state=submitted")
                page.locator("main table a").first.click()
                page.get_by_role("link", name="Relire et décider").click()
            page.evaluate(
                "document.querySelectorAll('main details').forEach(one => one.open = true)"
            )
            assert violations(page) == [], page.url
            assert not scrolls_sideways(page), page.url


def test_my_page_has_no_barrier_open_wrong_or_met_by_a_colleague(
    site, wide, narrow, violations, sign_in
):
    for page in (wide, narrow):
        sign_in(page, "museum")
        page.goto(f"{site.address}/bureau/ma-fiche/")
        page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")
        assert violations(page) == []
        assert not scrolls_sideways(page)
        page.get_by_label("Coordonnées").fill("95, 2")
        page.get_by_role("button", name="Tout est juste").click()
        page.get_by_text("n’est pas sur la Terre").first.wait_for()
        assert violations(page) == []
        assert not scrolls_sideways(page)
    wide.goto(f"{site.address}/bureau/ma-fiche/")
    narrow.goto(f"{site.address}/bureau/ma-fiche/")
    for page, hours in ((wide, "Tous les jours."), (narrow, "Le samedi.")):
        page.get_by_label("Horaires").fill(hours)
        page.locator(".bulk").get_by_role("button", name="Enregistrer").click()
        page.wait_for_load_state()
    narrow.get_by_text("Rien n’est perdu").wait_for()
    assert violations(narrow) == []
    assert not scrolls_sideways(narrow)


def test_a_volunteer_keeps_their_page_with_the_keyboard_alone(site, wide, sign_in):
    sign_in(wide, "museum")
    wide.goto(f"{site.address}/bureau/ma-fiche/")
    wide.get_by_label("Tarifs").focus()
    wide.keyboard.press("Control+A")
    wide.keyboard.type("9 €")
    wide.get_by_text("Pour le joindre").focus()
    wide.keyboard.press("Enter")
    wide.keyboard.press("Tab")
    assert wide.evaluate("document.activeElement.name") == "phone"
    wide.keyboard.type("02 00 00 00 00")
    wide.get_by_role("button", name="Tout est juste").focus()
    wide.keyboard.press("Enter")
    wide.get_by_text("tout y a été vérifié aujourd’hui").wait_for()
    wide.get_by_role("link", name="Voir sa page").click()
    assert wide.get_by_text("9 €", exact=True).is_visible()
    assert wide.get_by_text("Informations vérifiées par le musée le").is_visible()
