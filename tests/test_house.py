"""House rules that a machine keeps."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = [
    p
    for folder in ("src", "config", "scripts", "benchmarks")
    for p in (ROOT / folder).rglob("*.py")
    if "migrations" not in p.parts
]
STYLES = [p for p in (ROOT / "src").rglob("*.css") if "vendor" not in p.parts]
ROOMS = sorted(p.parent.name for p in (ROOT / "src/dentelle").glob("*/__init__.py"))
WALL = 500


def test_no_file_is_longer_than_the_wall():
    long = {
        str(p.relative_to(ROOT)): n
        for p in SOURCES
        if (n := len(p.read_text().splitlines())) > WALL
    }

    assert long == {}


def test_a_colour_is_written_in_the_tokens_alone():
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(")
    found = {
        str(p.relative_to(ROOT)): colour.findall(
            re.sub(r"/\*.*?\*/|url\([^)]*\)", "", p.read_text(), flags=re.DOTALL)
        )
        for p in STYLES
        if p.name != "tokens.css"
    }

    assert {name: colours for name, colours in found.items() if colours} == {}


def test_every_setting_is_documented():
    read = set(re.findall(r'"(DENTELLE_[A-Z_]+)"', (ROOT / "config/settings/base.py").read_text()))
    told = set(re.findall(r"DENTELLE_[A-Z_]+", (ROOT / "docs/operations.md").read_text()))

    assert read - told == set()


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_its_page(room):
    assert (ROOT / f"docs/rooms/{room}.md").is_file()


def test_an_inline_import_gives_an_accepted_reason():
    reasons = {"slow import", "app ready"}
    found = {
        f"{p.relative_to(ROOT)}: {reason}"
        for p in SOURCES
        if "tests" not in p.parts and "benchmarks" not in p.parts
        for reason in re.findall(r"noqa: PLC0415(.*)", p.read_text())
        if reason.replace(" -- ", "", 1).strip() not in reasons
    }

    assert found == set()


def test_the_french_catalogue_is_complete():
    catalogue = polib.pofile(str(ROOT / "locale/fr/LC_MESSAGES/django.po"))

    assert [entry.msgid for entry in catalogue if not entry.translated()] == []


def test_the_repository_names_no_machine_and_no_registry():
    hosts = ["py" + "pi.org", "python" + "hosted", "npm" + "js."]
    named = [
        f"{p.relative_to(ROOT)}: {host}"
        for p in [
            *ROOT.glob("requirements/*.txt"),
            ROOT / "package-lock.json",
            *ROOT.glob("docs/**/*.md"),
            ROOT / "dentelle",
        ]
        for host in hosts
        if host in p.read_text()
    ]

    assert named == []


def test_only_the_media_room_opens_a_picture_file():
    opens = re.compile(r"import pyvips|from PIL|import PIL|MEDIA_ROOT|pillow_heif")
    found = {
        str(p.relative_to(ROOT))
        for p in (ROOT / "src/dentelle").rglob("*.py")
        if "tests" not in p.parts and opens.search(p.read_text())
    }

    # The demonstration draws its own pictures; it opens none of the network's.
    assert {
        name for name in found if not name.startswith(("src/dentelle/media/", "src/dentelle/demo/"))
    } == set()
