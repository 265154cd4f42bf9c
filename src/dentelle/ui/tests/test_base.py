import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from dentelle.ui import addresses, context_processors
from dentelle.ui.environment import ratio_class
from dentelle.ui.navigation import Link, links, register

UI = Path(__file__).resolve().parents[1]
TEMPLATES = [*UI.parent.glob("*/jinja2/**/*.html")]


@pytest.mark.parametrize(
    ("path", "code", "expected"),
    (
        ("/", "en", "/en/"),
        ("/collections/?q=mer", "en", "/en/collections/?q=mer"),
        ("/en/collections/?q=mer", "fr", "/collections/?q=mer"),
        ("/en/", "fr", "/"),
        ("/entree/", "fr", "/entree/"),
        ("/en/musees/", "en", "/en/musees/"),
    ),
)
def test_a_page_has_its_address_in_the_other_language(path, code, expected):
    assert addresses.in_language(path, code) == expected


def test_a_query_is_added_only_when_there_is_one():
    assert addresses.with_query("/collections/", []) == "/collections/"
    assert (
        addresses.with_query("/collections/", {"q": "mer & vent"}) == "/collections/?q=mer+%26+vent"
    )


def test_a_link_registered_twice_is_there_once():
    link = Link(place="header", label="Essai", name="portal:home", rank=99)
    register(link, link)
    register(link)
    try:
        assert [one.label for one in links("header")].count("Essai") == 1
    finally:
        from dentelle.ui import navigation  # noqa: PLC0415 -- app ready

        navigation._links.discard(link)


def test_invented_data_are_told_by_a_file_of_the_data_folder(tmp_path):
    assert context_processors.demonstration(tmp_path) is None

    (tmp_path / context_processors.DEMONSTRATION).write_text("Val d’Aubrive\n", encoding="utf-8")

    assert context_processors.demonstration(tmp_path) == "Val d’Aubrive"


@pytest.mark.parametrize("ratio", (0.05, 0.31, 1.0, 1.777, 3.999, 12))
def test_every_ratio_has_its_class(ratio):
    sheet = (UI / "static/ui/components/ratios.css").read_text()

    assert f".{ratio_class(ratio)} {{" in sheet


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_styles_or_scripts_inline(template):
    text = re.sub(r"\{#.*?#\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text) == []
    assert [
        tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag and "json" not in tag
    ] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_static_file_a_template_names_exists(template):
    names = re.findall(r"""static\("([^"~]+)"\)""", template.read_text(encoding="utf-8"))

    assert [name for name in names if finders.find(name) is None] == []
