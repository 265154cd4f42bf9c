"""A large picture deposited through a network cut, and the same form without script."""

import pytest
from PIL import Image as Drawing

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def large(tmp_path):
    """A picture of several parts: noise, which does not pack."""
    path = tmp_path / "grand format.png"
    noise = [Drawing.effect_noise((1600, 1400), 90) for _band in range(3)]
    Drawing.merge("RGB", noise).save(path, compress_level=1)
    return path


def first_record(page, site) -> tuple[str, str]:
    """Return the inventory number of a record and its museum."""
    page.goto(f"{site.address}/bureau/notices/")
    cells = page.locator("main table tbody tr").first.locator("th, td").all_inner_texts()
    return cells[1], cells[2].partition(",")[0]


def fill(page, site, number, museum):
    page.goto(f"{site.address}/bureau/images/deposer/")
    choice = page.get_by_label("Musée")
    choice.select_option(label=next(o for o in choice.locator("option").all_inner_texts() if o.strip() == museum))  # fmt: skip
    page.get_by_label("Numéro d’inventaire").fill(number)


def test_sending_goes_on_after_a_cut_from_where_it_stopped(site, page, sign_in, large):
    sign_in(page)
    fill(page, site, *first_record(page, site))
    parts = []

    def cut_at_the_second(route):
        parts.append(route.request.url.partition("debut=")[2])
        if len(parts) == 2:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/envois/*/?debut=*", cut_at_the_second)
    page.get_by_label("Images").set_input_files(large)
    page.get_by_role("button", name="Envoyer les images").click()
    page.get_by_text("Le réseau est coupé").wait_for()
    page.get_by_text("est conservé, comme image de").wait_for(timeout=60_000)

    assert parts[1] == parts[2] != "0"  # the part that was lost is sent again, and only that one
    assert len(set(parts)) == len(parts) - 1
    page.get_by_role("link", name="Voir l’objet").click()
    page.wait_for_url("**/bureau/notices/*/")


def test_pictures_are_deposited_without_script(site, browser, sign_in, large):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    fill(page, site, *first_record(page, site))
    page.get_by_label("Images").set_input_files(large)
    page.get_by_role("button", name="Envoyer les images").click()

    assert "image de" in page.get_by_role("status").inner_text()
    context.close()
