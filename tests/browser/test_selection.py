"""A visitor makes a list of objects, with and without script; nothing is kept on the device."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

KEPT = "[document.cookie, localStorage.length, sessionStorage.length, window.name].join()"


def counted(page) -> str:
    return page.locator("#selection [data-count]").inner_text()


def chosen(page) -> list[str]:
    return [title.strip() for title in page.locator(".chosen-title").all_inner_texts()]


def add_from_the_wall(page, place) -> str:
    hung = page.locator("main .wall > .hung").nth(place)
    hung.hover()
    hung.get_by_role("button", name=re.compile("^Ajouter à ma sélection")).click()
    return hung.locator(".hung-title").inner_text().strip()


def some_names(site, page, count) -> list[str]:
    answer = page.request.get(f"{site.address}/collections.json?image=yes").json()
    return [found["ark"].rpartition("/")[2] for found in answer["hits"]][:count]


def test_a_visitor_gathers_three_objects_orders_and_shares_them(site, page):
    outside = []
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((site.address, "data:")) else outside.append(request.url)
        ),
    )
    page.goto(f"{site.address}/collections/?image=yes")
    first = add_from_the_wall(page, 0)
    second = add_from_the_wall(page, 1)
    assert counted(page) == "2"

    # The list follows to an object's page, and comes back with the browser's own button.
    page.locator("main .wall > .hung").nth(2).locator(".hung-title a").click()
    page.wait_for_url(re.compile(r"/ark:/.*#s=o="))
    third = page.get_by_role("heading", level=1).inner_text().strip()
    page.get_by_role("button", name="Ajouter à ma sélection", exact=True).click()
    assert page.get_by_role("button", name="Dans ma sélection").get_attribute("aria-pressed")
    page.go_back()
    page.wait_for_url(re.compile(r"/collections/"))
    page.wait_for_function("document.querySelector('#selection [data-count]').textContent === '3'")

    page.get_by_role("link", name="Ma sélection").first.click()
    page.wait_for_url(re.compile(r"/selection/\?o="))
    assert chosen(page) == [first, second, third]

    # By keyboard: the third goes first, a note, a title; each state is the address.
    up = page.get_by_role("button", name=f"Monter : {third}")
    up.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert chosen(page) == [third, first, second]
    assert page.evaluate("document.activeElement.name") == "monter"
    assert "Place 1 sur 3" in page.locator("#said").inner_text()
    page.get_by_label(f"Note sur : {third}").fill("Regardez la signature.")
    page.get_by_label("Titre de la liste").fill("Pour la classe")
    page.reload()
    assert chosen(page) == [third, first, second]
    assert page.get_by_label(f"Note sur : {third}").input_value() == "Regardez la signature."

    page.get_by_role("button", name=f"Retirer : {first}").click()
    assert chosen(page) == [third, second]
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.chosen').length === 3")

    page.get_by_role("button", name="Créer un lien à partager").click()
    page.wait_for_url(re.compile(r"/selection/[\w-]{20,}/\?nouveau"))
    assert page.get_by_role("heading", level=1).inner_text() == "Pour la classe"
    assert "Il vaut jusqu’au" in page.locator(".callout").inner_text()
    page.emulate_media(media="print")
    assert page.get_by_text("Regardez la signature.").is_visible()
    assert not page.get_by_text("Votre lien est prêt.").is_visible()
    assert not page.locator("footer").is_visible()
    page.emulate_media(media="screen")

    assert page.evaluate(KEPT) == ",0,0,"
    assert page.context.cookies() == []
    assert outside == []


def test_the_list_follows_searches_forms_and_anchors(site, page):
    [name] = some_names(site, page, 1)
    page.goto(f"{site.address}/ark:/99999/{name}#s=o={name}")
    assert counted(page) == "1"
    page.get_by_role("link", name="Citer", exact=True).first.click()
    page.wait_for_url(re.compile(r"#(cite&)?s=o="))
    assert counted(page) == "1"

    page.get_by_label("Rechercher dans les collections").first.fill("assiette")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/collections/\?.*q=assiette.*#s=o="))
    assert counted(page) == "1"
    with page.expect_response(re.compile("/collections/")):
        page.locator(".facets input[type=checkbox]").first.check()
    page.wait_for_url(re.compile(r"#s=o="))
    assert counted(page) == "1"
    page.get_by_role("link", name="Liste", exact=True).click()
    page.locator(".listed").first.wait_for()
    page.get_by_role("button", name=re.compile("^Ajouter à ma sélection")).first.click()
    assert counted(page) == "2"
    page.goto(page.url.partition("#")[0])
    assert page.locator("#selection").is_hidden()


def test_a_visitor_without_script_makes_a_list(site, browser):
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{site.address}/collections/?q=assiette&vue=liste")
    page.get_by_role("link", name=re.compile("^Ajouter à ma sélection")).first.click()
    page.wait_for_url(re.compile(r"/selection/\?o="))
    [first] = chosen(page)

    for _ in range(2):
        page.get_by_label("Des mots, ou l’adresse de la page d’un objet").fill("bassin")
        page.get_by_role("search", name="Ajouter des objets").get_by_role("button").click()
        page.get_by_role("link", name=re.compile("^Ajouter : ")).first.click()
    assert len(chosen(page)) == 3
    third = chosen(page)[2]
    page.get_by_label(f"Note sur : {first}").fill("À comparer")
    page.locator(".chosen [name=monter]").nth(2).click()
    assert chosen(page)[1] == third
    assert page.get_by_label(f"Note sur : {first}").input_value() == "À comparer"
    page.get_by_label("Titre de la liste").fill("Sans script")
    page.get_by_role("button", name="Enregistrer le titre et les notes").click()
    assert "titre=Sans+script" in page.url
    page.get_by_role("button", name="Créer un lien à partager").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sans script"
    page.get_by_role("link", name="Diaporama").click()
    page.get_by_role("link", name="Suivant").click()
    assert "vue=2" in page.url
    assert page.get_by_text("2 / 3").is_visible()
    context.close()


def test_the_slides_go_by_arrows_and_by_themselves_only_when_asked(site, page):
    names = some_names(site, page, 3)
    page.clock.install()
    page.goto(f"{site.address}/selection/diaporama/?{'&'.join(f'o={name}' for name in names)}")
    page.get_by_text("1 / 3").wait_for()
    page.keyboard.press("ArrowRight")
    page.get_by_text("2 / 3").wait_for()
    page.keyboard.press("ArrowLeft")
    page.get_by_text("1 / 3").wait_for()
    page.clock.run_for(60_000)
    assert page.get_by_text("1 / 3").is_visible()

    page.get_by_role("button", name="Défilement automatique").click()
    page.clock.run_for(9_500)
    page.get_by_text("2 / 3").wait_for()
    page.get_by_role("button", name="Suspendre le défilement").click()
    page.clock.run_for(60_000)
    assert page.get_by_text("2 / 3").is_visible()
    page.go_back()
    page.get_by_text("1 / 3").wait_for()
