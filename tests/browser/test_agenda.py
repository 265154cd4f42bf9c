"""The agenda in a browser: no barrier in any view, the same choices from one view to the next."""

import io
import re

import pytest
from pypdf import PdfReader

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


def on_paper(page, address):
    """Return what a sheet says of a page, without the spaces that a printer writes as it likes."""
    page.goto(address, wait_until="networkidle")
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return "".join("".join(sheet.extract_text() for sheet in sheets).split())


def shown(page, selector):
    return ["".join(text.split()) for text in page.locator(selector).all_inner_texts()]


def test_an_event_and_an_offer_are_printed_with_their_address_and_without_the_site_s_ways(
    site,
    wide,  # noqa: F811 -- fixture
):
    wide.goto(f"{site.address}/agenda/")
    event = wide.locator(".event-line:has(img) a").first.get_attribute("href")
    wide.goto(f"{site.address}/offres/")
    offer = wide.locator(".offer-line a").first.get_attribute("href")

    for path, head in ((event, ".event-head"), (offer, ".offer-head")):
        sheet = on_paper(wide, site.address + path)
        canonical = wide.locator("link[rel=canonical]").get_attribute("href")
        wanted = [canonical, *shown(wide, f"{head} h1"), *shown(wide, "article dt"), *shown(wide, "article dd:not(.no-print)")]  # fmt: skip
        assert [words for words in wanted if words not in sheet] == []
        ways = [*shown(wide, "nav a"), *shown(wide, ".foot p:not(.foot-name)"), *shown(wide, "section.no-print h2")]  # fmt: skip
        (name,) = shown(wide, ".bar-name")
        rest = sheet.replace(canonical, "").replace(name, "")
        assert [words for words in ways if words and words in rest] == []
        assert wide.locator(".on-paper").is_hidden()


def test_the_picture_of_an_event_takes_a_third_of_a_sheet_at_most(site, wide):  # noqa: F811 -- fixture
    wide.goto(f"{site.address}/agenda/")
    events = {one.get_attribute("href") for one in wide.locator(".event-line:has(img) a").all()}
    wide.emulate_media(media="print")
    wide.set_viewport_size({"width": 672, "height": 950})  # an A4 sheet without its margins

    for path in sorted(events):
        wide.goto(site.address + path)
        assert wide.locator(".event-figure img").bounding_box()["height"] <= 950 / 3 + 5
