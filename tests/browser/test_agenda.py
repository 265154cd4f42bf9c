"""The agenda in a browser: no barrier in any view, the same choices from one view to the next."""

import re

import pytest

from tests.browser.test_accessibility import narrow, scrolls_sideways, wide  # noqa: F401 -- fixtures

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def views(page, site):
    """Return the addresses of the views: the month of what comes first, an event, the others."""
    page.goto(f"{site.address}/agenda/")
    event = page.locator(".event-line a").first.get_attribute("href")
    month = page.locator(".agenda-views a").nth(1).get_attribute("href")
    return [
        "/agenda/", "/agenda/?ville=Aubrive&rayon=30&gratuit=1", "/agenda/?q=introuvablexyz", "/agenda/?vue=carte",
        month, event, f"/en{month}", f"/en{event}",
    ]  # fmt: skip


def test_no_view_of_the_agenda_has_a_barrier(site, wide, narrow, violations):  # noqa: F811 -- fixtures
    for path in views(wide, site):
        for page in (wide, narrow):
            page.goto(site.address + path)
            assert violations(page) == [], path
        assert not scrolls_sideways(narrow), path


def test_a_choice_follows_from_the_list_to_the_month_and_the_map(site, wide):  # noqa: F811 -- fixture
    wide.goto(f"{site.address}/agenda/")
    wide.locator(".agenda-filters summary").click()
    wide.get_by_label("Gratuit seulement").check()
    wide.get_by_role("button", name="Afficher").click()
    wide.locator(".agenda-views").get_by_role("link", name="Mois").click()
    assert re.search(r"/agenda/\d{4}/\d{2}/\?gratuit=1$", wide.url)
    assert wide.get_by_label("Gratuit seulement").is_checked()
    wide.locator(".agenda-views").get_by_role("link", name="Carte").click()
    assert wide.url.endswith("/agenda/?vue=carte&gratuit=1")


def test_a_phone_shows_a_month_as_a_list_and_a_desk_as_a_table(site, wide, narrow):  # noqa: F811 -- fixtures
    month = views(wide, site)[4]
    wide.goto(site.address + month)
    narrow.goto(site.address + month)
    if wide.locator("table.month").count():
        assert wide.locator("table.month").is_visible()
        assert wide.locator("ol.month-list").is_hidden()
        assert narrow.locator("ol.month-list").is_visible()
        assert narrow.locator("table.month").is_hidden()


def test_a_place_of_the_map_is_reached_with_the_keyboard(site, wide):  # noqa: F811 -- fixture
    wide.goto(f"{site.address}/agenda/?vue=carte")
    link = wide.locator("a.map-point").first
    link.focus()
    wide.keyboard.press("Enter")
    wide.wait_for_url(lambda url: "/agenda/" in url and "vue=carte" not in url)
