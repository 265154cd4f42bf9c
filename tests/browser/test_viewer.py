"""The picture of an object: looked at closely by the keyboard, compared, and plain without script."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

ZOOMED = re.compile(r"^Zoom \d,\d×$")
TABS = 30  # more than the stage has stops


@pytest.fixture
def objects(site, page):
    """Addresses of objects whose picture may be looked at closely."""
    answer = page.request.get(f"{site.address}/collections.json?licence=public-domain").json()
    found = [item["url"] for item in answer["hits"]]
    assert len(found) > 1
    return found


@pytest.fixture
def faults(site, page):
    """What the page complains of or asks of others, as it happens."""
    found = []
    page.on("console", lambda m: found.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((site.address, "data:", "blob:"))
            else found.append(request.url)
        ),
    )
    return found


def name_of(address):
    return address.rpartition("/")[2]


def state(page):
    return page.locator("[data-zoom-state]").inner_text()


def says(page, wanted):
    """Wait until the state says what is wanted."""
    page.locator("[data-zoom-state]").filter(has_text=wanted).wait_for(timeout=15_000)


def seen(page):
    """Return what the zoom draws, once it is at rest."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1200)
    return page.locator("[data-zoom-place]").first.screenshot()


def focused(page, selector):
    return page.evaluate("s => document.activeElement.matches(s)", selector)


def tab_until(page, selector):
    for _ in range(TABS):
        if focused(page, selector):
            return True
        page.keyboard.press("Tab")
    return focused(page, selector)


def test_a_person_without_a_mouse_goes_into_the_picture_and_comes_out(page, objects, faults):
    page.goto(objects[0])
    assert page.evaluate("!('OpenSeadragon' in window)")  # nothing heavy before it is asked for
    page.evaluate("document.querySelector('.stage-picture').focus()")
    assert tab_until(page, "[data-do=open]")
    page.keyboard.press("Enter")
    says(page, "Image entière")
    assert focused(page, "[data-zoom-place]")
    whole = seen(page)

    page.keyboard.press("+")
    page.keyboard.press("+")
    says(page, ZOOMED)
    close = seen(page)
    page.keyboard.press("ArrowLeft")
    moved = seen(page)
    page.keyboard.press("r")
    says(page, "tournée de 90°")
    page.keyboard.press("0")
    says(page, re.compile(r"^Image entière$"))

    assert len({whole, close, moved}) == 3
    assert seen(page) == whole
    page.keyboard.press("Escape")
    assert focused(page, "[data-do=open]")
    assert page.locator(".stage-picture").is_visible()
    assert not page.locator("[data-zoom-place]").is_visible()
    assert faults == []


def test_the_zoom_holds_nobody_and_its_buttons_have_names(page, objects, faults):
    page.goto(objects[0])
    page.get_by_role("button", name="Zoomer").click()
    says(page, "Image entière")

    tools = page.get_by_role("group", name="Regarder de près").get_by_role("button")
    names = [button.inner_text().strip() for button in tools.all()]
    assert names == [
        "Réduire", "Agrandir", "Image entière", "Tourner d’un quart",
        "Aller à gauche", "Aller vers le haut", "Aller vers le bas", "Aller à droite",
    ]  # fmt: skip
    page.get_by_role("button", name="Agrandir").press("Enter")
    says(page, ZOOMED)

    page.locator("[data-zoom-place]").focus()
    assert tab_until(page, "#stage ~ * a, .object-body a, .object-body button")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.getElementById('stage').contains(document.activeElement)")
    assert faults == []


def test_the_picture_fills_the_screen_and_gives_it_back(page, objects, faults):
    page.goto(objects[0])
    page.get_by_role("button", name="Plein écran").click()
    says(page, "Image entière")
    page.wait_for_function("document.fullscreenElement?.id === 'stage'")
    assert page.get_by_role("button", name="Plein écran").get_attribute("aria-pressed") == "true"

    assert tab_until(page, "[data-do=close]")
    page.keyboard.press("Enter")

    page.wait_for_function("!document.fullscreenElement")
    assert page.locator(".stage-picture").is_visible()
    assert faults == []


def test_without_tiles_the_large_picture_is_looked_at(page, objects):
    page.route("**/info.json", lambda route: route.fulfill(status=404))
    page.goto(objects[0])
    page.get_by_role("button", name="Zoomer").click()
    says(page, "Image entière")
    whole = seen(page)
    page.keyboard.press("+")
    says(page, ZOOMED)

    assert seen(page) != whole


def test_without_its_library_the_zoom_is_the_large_picture_itself(page, objects):
    page.route("**/vendor/openseadragon*", lambda route: route.abort())
    page.goto(objects[0])
    page.get_by_role("button", name="Zoomer").click()

    page.wait_for_url(re.compile(r"/images/[0-9a-f]+/1280\.webp$"))


def test_two_pictures_follow_one_another_until_they_are_freed(site, page, objects, faults):
    first, second = (name_of(address) for address in objects[:2])
    page.goto(f"{site.address}/comparer/?a={first}&b={second}")
    page.get_by_role("button", name="Zoomer les deux").click()
    says(page, "Image entière")
    places = page.locator("[data-zoom-place]")
    page.wait_for_timeout(1200)
    before = [places.nth(side).screenshot() for side in (0, 1)]

    page.get_by_role("button", name="Agrandir").click()
    says(page, ZOOMED)
    page.wait_for_timeout(1200)
    linked = [places.nth(side).screenshot() for side in (0, 1)]
    page.get_by_role("button", name="Zooms liés").click()
    assert page.url.endswith("&lie=non")
    places.nth(1).focus()
    page.keyboard.press("+")
    says(page, "Seconde image : Zoom")
    page.wait_for_timeout(1200)
    freed = [places.nth(side).screenshot() for side in (0, 1)]

    assert all(one != other for one, other in zip(before, linked, strict=True))
    assert freed[0] == linked[0]
    assert freed[1] != linked[1]
    page.keyboard.press("Escape")
    assert focused(page, "[data-do=open]")
    assert faults == []


def test_nothing_moves_while_the_object_page_comes(page, objects):
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const e of list.getEntries())"
        " window.moved += e.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(objects[0])
    page.wait_for_load_state("networkidle")

    assert page.evaluate("window.moved") < 0.01


def test_less_motion_is_respected(site, browser, objects):
    context = browser.new_context(reduced_motion="reduce", locale="fr-FR")
    page = context.new_page()
    page.goto(objects[0])
    page.get_by_role("button", name="Zoomer").click()
    says(page, "Image entière")
    page.wait_for_load_state("networkidle")
    place = page.locator("[data-zoom-place]")
    page.keyboard.press("+")
    page.wait_for_timeout(100)
    soon = place.screenshot()
    page.wait_for_timeout(1500)

    assert place.screenshot() == soon
    context.close()


def test_without_script_pictures_are_plain_and_their_views_are_links(site, browser, objects):
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(objects[0])
    assert page.locator(".stage-picture img").is_visible()
    assert page.locator("#stage button:visible").count() == 0
    page.get_by_role("link", name="Comparer").click()
    page.locator(".compare-candidates a").first.click()

    assert page.locator(".compare-side img").count() >= 2
    assert page.locator(".compare button:visible").count() == 0
    context.close()


@pytest.mark.parametrize(
    ("width", "scheme"), ((1440, "light"), (1440, "dark"), (320, "light"), (320, "dark"))
)
def test_the_zoom_and_the_comparison_have_no_barrier(
    site, browser, objects, violations, width, scheme
):
    context = browser.new_context(
        bypass_csp=True,
        viewport={"width": width, "height": 800},
        locale="fr-FR",
        color_scheme=scheme,
    )
    page = context.new_page()
    page.goto(objects[0])
    page.get_by_role("button", name="Zoomer").click()
    says(page, "Image entière")
    assert violations(page) == []

    first, second = (name_of(address) for address in objects[:2])
    for path in (f"?a={first}&b={second}", f"?a={first}", ""):
        page.goto(f"{site.address}/comparer/{path}")
        assert violations(page) == [], path
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width + 1, path
    page.goto(f"{site.address}/comparer/?a={first}&b={second}")
    page.get_by_role("button", name="Zoomer les deux").click()
    says(page, "Image entière")
    assert violations(page) == []
    context.close()
