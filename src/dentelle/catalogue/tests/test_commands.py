"""The command line: load, report, undo."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dentelle.catalogue.enums import RunState
from dentelle.catalogue.models import ImportMapping, ImportRun, Record
from dentelle.catalogue.tests.factories import NOW
from dentelle.catalogue.tests.files import notice, tagged
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.search import engines
from dentelle.search.models import PendingChange

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def museum(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.SEARCH_DIR = tmp_path / "data" / "index"
    engines.forget()
    yield MuseumFactory(museofile="M0001", slug="faience", publishes_collections=True)
    engines.forget()


def run(*arguments):
    out = StringIO()
    call_command("import_records", *map(str, arguments), stdout=out)
    return out.getvalue()


def report(*arguments):
    return json.loads(run(*arguments, "--json"))


def test_a_file_is_loaded_written_and_indexed(tmp_path):
    file = tagged(tmp_path / "a.txt", notice("A1"), notice("A2"), notice("A3", MUSEO="M9999"))

    found = report(file)

    names = ("created", "updated", "unchanged", "rejected", "disappeared", "warnings")
    assert {name: found[name] for name in names} == {
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "rejected": 1,
        "disappeared": 0,
        "warnings": [],
    }
    assert (found["run"], found["state"]) == (ImportRun.objects.get().pk, RunState.DONE)
    assert found["seconds"] > 0
    assert set(engines.get("records").keys()) == set(
        map(str, Record.objects.values_list("pk", flat=True))
    )
    assert not PendingChange.objects.exists()


def test_a_dry_run_changes_nothing(tmp_path):
    found = report(tagged(tmp_path / "a.txt", notice("A1")), "--dry-run")

    assert (found["created"], found["state"], found["dry_run"]) == (1, RunState.ABANDONED, True)
    assert not Record.objects.exists()


def test_the_report_is_in_french_with_lines_and_reasons(tmp_path):
    text = run(tagged(tmp_path / "a.txt", notice("A1"), notice("A2", MUSEO="M9999")))

    assert "Créées : 1\n" in text.replace("\u00a0", " ")
    assert "a.txt, ligne 14" in text.replace("\u00a0", " ")


def test_a_run_that_a_threshold_stops_fails_and_goes_on_despite_it(tmp_path):
    run(tagged(tmp_path / "a.txt", *(notice(f"A{n}") for n in range(5))))
    file = tagged(tmp_path / "b.txt", *(notice(f"A{n}", TITR="x") for n in range(4)))

    with pytest.raises(CommandError, match="5"):
        run(file, "--full")
    assert not Record.objects.filter(title="x").exists()

    assert report(file, "--full", "--despite")["updated"] == 4


def test_a_ruined_file_fails_with_its_name(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"")

    with pytest.raises(CommandError, match=r"a\.txt"):
        run(file)


def test_a_dry_run_says_what_a_threshold_would_stop(tmp_path):
    run(tagged(tmp_path / "a.txt", *(notice(f"A{n}") for n in range(5))))
    file = tagged(tmp_path / "b.txt", *(notice(f"A{n}") for n in range(4)))

    assert "soit plus de 5" in run(file, "--full", "--dry-run")


def test_a_dry_run_of_a_file_that_cannot_be_read_fails_with_the_reason(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("a,b,c\n1,2,3\n")

    with pytest.raises(CommandError, match="colonne"):
        run(file, "--museum", "faience", "--dry-run")


def test_a_museum_is_named_by_its_slug_or_its_code(tmp_path, museum):
    row = notice("A1")
    del row["MUSEO"]

    assert report(tagged(tmp_path / "a.txt", row), "--museum", "faience")["created"] == 1
    assert report(tagged(tmp_path / "a.txt", row), "--museum", "M0001")["unchanged"] == 1
    with pytest.raises(CommandError, match="inconnu"):
        run(tmp_path / "a.txt", "--museum", "inconnu")


def test_a_saved_choice_of_columns_reads_a_spreadsheet(tmp_path, museum):
    file = tmp_path / "a.csv"
    file.write_text("numéro;quoi;lieu\nA1;Un pot;Dieppe\n", encoding="utf-8")
    ImportMapping.objects.create(
        name="tableur",
        headings=["numéro", "quoi", "lieu"],
        columns={"numéro": "REF", "quoi": "DENO", "lieu": ""},
        created_at=NOW,
    )

    found = report(file, "--museum", "faience", "--mapping", "tableur")

    assert found["created"] == 1
    assert Record.objects.get().fields == {"REF": "A1", "DENO": "Un pot"}


def test_a_saved_choice_is_taken_by_itself_for_the_same_headings(tmp_path, museum):
    file = tmp_path / "a.csv"
    file.write_text("numéro;quoi;lieu\nA1;Un pot;Dieppe\n", encoding="utf-8")
    ImportMapping.objects.create(
        name="tableur",
        headings=["numéro", "quoi", "lieu"],
        columns={"numéro": "REF", "quoi": "DENO", "lieu": ""},
        created_at=NOW,
    )

    assert report(file, "--museum", "faience")["created"] == 1


def test_when_two_people_are_wanted_the_import_waits(tmp_path, settings):
    settings.IMPORT_APPROVAL = True

    assert report(tagged(tmp_path / "a.txt", notice("A1")))["state"] == RunState.READY
    assert not Record.objects.exists()


def test_an_import_is_undone_and_leaves_the_index(tmp_path):
    number = report(tagged(tmp_path / "a.txt", notice("A1")))["run"]
    out = StringIO()

    call_command("undo_import", str(number), "--json", stdout=out)

    assert json.loads(out.getvalue())["state"] == RunState.UNDONE
    assert not Record.objects.exists()
    assert list(engines.get("records").keys()) == []
    with pytest.raises(CommandError):
        call_command("undo_import", str(number))
    with pytest.raises(CommandError):
        call_command("undo_import", "999999")
