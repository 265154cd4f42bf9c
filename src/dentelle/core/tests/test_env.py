import os
import subprocess
import sys
from pathlib import Path

import pytest

from dentelle.core import env


@pytest.fixture
def given(monkeypatch):
    """Set the one setting the tests read."""
    return lambda value: monkeypatch.setenv("DENTELLE_X", value)


@pytest.mark.parametrize(
    ("value", "expected"), (("true", True), ("OUI", True), ("0", False), ("non", False), ("", True))
)
def test_a_boolean_is_read_in_two_languages(given, value, expected):
    given(value)

    assert env.boolean("DENTELLE_X", default=True) is expected


@pytest.mark.parametrize(
    ("read", "value", "told"),
    (
        (lambda: env.boolean("DENTELLE_X", default=True), "maybe", "use 'true' or 'false'"),
        (lambda: env.integer("DENTELLE_X", 3, least=1), "0", "at least 1"),
        (lambda: env.integer("DENTELLE_X", 3), "douze", "a whole number"),
        (lambda: env.number("DENTELLE_X", 5.0), "-2", "zero or more"),
        (lambda: env.number("DENTELLE_X", 5.0), "nan", "zero or more"),
        (lambda: env.number("DENTELLE_X", 5.0), "cinq", "zero or more"),
        (lambda: env.choice("DENTELLE_X", "fr", ("fr", "en")), "de", "one of: fr, en"),
        (lambda: env.site("DENTELLE_X", "http://x"), "musees.example", "https://"),
        (lambda: env.site("DENTELLE_X", "http://x"), "https:///x", "https://"),
        (lambda: env.site("DENTELLE_X", "http://x"), "https://musees.example/site", "https://"),
        (
            lambda: env.database("DENTELLE_X", "sqlite:///x"),
            "mysql://x/y",
            "sqlite:///… or postgresql://…",
        ),
    ),
)
def test_a_value_that_cannot_be_used_is_refused_with_what_is_accepted(given, read, value, told):
    given(value)

    with pytest.raises(env.SettingError, match=told.replace("…", ".")) as refusal:
        read()

    assert f"DENTELLE_X={value}" in str(refusal.value) or "scheme" in str(refusal.value)


def test_what_is_not_set_has_its_default(monkeypatch, tmp_path):
    monkeypatch.delenv("DENTELLE_X", raising=False)

    assert env.integer("DENTELLE_X", 3) == 3
    assert env.number("DENTELLE_X", 2.5) == 2.5
    assert env.words("DENTELLE_X", "a, b,,c") == ["a", "b", "c"]
    assert env.path("DENTELLE_X", tmp_path) == tmp_path
    assert env.text("DENTELLE_X", " réseau ") == "réseau"


def test_numbers_and_paths_are_read(given, tmp_path):
    given("12")
    assert (env.integer("DENTELLE_X", 3), env.number("DENTELLE_X", 1.0)) == (12, 12.0)
    given(str(tmp_path / "a/.."))
    assert env.path("DENTELLE_X", tmp_path) == tmp_path.resolve()


def test_a_database_is_named_by_an_address(given):
    given("postgresql://camille:m%40t@base.example:5433/reseau")
    known = env.database("DENTELLE_X", "")
    assert (known["NAME"], known["USER"], known["PASSWORD"], known["HOST"], known["PORT"]) == (
        "reseau",
        "camille",
        "m@t",
        "base.example",
        "5433",
    )

    given("postgresql://bench@/postgres?host=/run/base")
    assert env.database("DENTELLE_X", "")["HOST"] == "/run/base"

    given("sqlite:////donnees/dentelle.sqlite3")
    assert env.database("DENTELLE_X", "")["NAME"] == "/donnees/dentelle.sqlite3"


def test_a_folder_that_cannot_be_written_is_named_with_its_setting(tmp_path):
    file = tmp_path / "file"
    file.touch()

    with pytest.raises(env.SettingError, match=r"file cannot be written .* DENTELLE_X"):
        env.writable("DENTELLE_X", file)
    assert env.writable("DENTELLE_X", tmp_path / "a/b").is_dir()


def test_a_wrong_setting_stops_a_command_with_one_sentence():
    answer = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "DENTELLE_DEBUG": "maybe"},
        capture_output=True, text=True, check=False,
        cwd=Path(__file__).resolve().parents[4],
    )  # fmt: skip

    assert answer.returncode == 1
    assert answer.stderr.splitlines() == [
        "dentelle: Unexpected value DENTELLE_DEBUG=maybe, use 'true' or 'false'."
    ]


def test_the_port_of_a_database_is_a_number_and_its_password_is_never_told(given):
    given("postgresql://anne:secret@h:port/n")

    with pytest.raises(env.SettingError, match="1 to 65535") as refusal:
        env.database("DENTELLE_X", "")
    assert "secret" not in str(refusal.value)
