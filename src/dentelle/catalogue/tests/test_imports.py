"""What an import does to records, from a file to the database."""

from datetime import timedelta

import pytest

from dentelle.catalogue.actions import (
    RunError,
    apply_run,
    approve_run,
    read_run,
    start_run,
    withdraw_record,
)
from dentelle.catalogue.enums import Outcome, RunState
from dentelle.catalogue.formats.base import FormatError
from dentelle.catalogue.models import ImportRun, Record, RecordChange, StagedRow
from dentelle.catalogue.tests.factories import NOW, UserFactory, imported
from dentelle.catalogue.tests.files import notice, tagged
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.enums import State
from dentelle.search.models import PendingChange

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def museum():
    return MuseumFactory(museofile="M0001", slug="faience")


def counts(run):
    run.refresh_from_db()
    return {name: getattr(run, name) for name in Outcome.values}


def outcome(**changed):
    return dict.fromkeys(Outcome.values, 0) | changed


def read(*files, **given):
    run = start_run(files=list(files), actor=None, now=NOW, **given)
    read_run(run=run, now=NOW)
    return run


def test_a_file_makes_public_records_with_the_text_of_the_museum(museum, tmp_path):
    file = tagged(tmp_path / "a.txt", notice("A1", TITR="Assiette à l’œillet"), notice("A2"))

    run = imported(file)

    assert run.state == RunState.DONE
    assert counts(run) == outcome(created=2)
    record = Record.objects.get(reference="A1")
    assert record.fields == notice("A1", TITR="Assiette à l’œillet")
    assert (record.museum, record.state, record.title) == (museum, "public", "Assiette à l’œillet")
    assert (record.run, record.created_at, record.updated_at) == (run, NOW, NOW)


def test_reading_changes_nothing(museum, tmp_path):
    run = read(tagged(tmp_path / "a.txt", notice("A1")))

    assert run.state == RunState.READY
    assert counts(run) == outcome(created=1)
    assert not Record.objects.exists()
    assert not PendingChange.objects.exists()


def test_the_same_file_twice_changes_nothing(museum, tmp_path):
    file = tagged(tmp_path / "a.txt", notice("A1", TITR="Pot"), notice("A2", APPL=""))
    imported(file)
    before = list(Record.objects.order_by("pk").values())

    run = imported(file, now=NOW + timedelta(days=30))

    assert counts(run) == outcome(unchanged=2)
    assert list(Record.objects.order_by("pk").values()) == before
    assert not StagedRow.objects.filter(run=run).exists()


def test_a_field_present_and_empty_erases_and_a_field_absent_keeps(museum, tmp_path):
    imported(tagged(tmp_path / "a.txt", notice("A1", TITR="Pot", AUTR="Anonyme", DIMS="H. 3")))

    run = imported(
        tagged(tmp_path / "b.txt", {"REF": "A1", "MUSEO": "M0001", "TITR": "", "AUTR": "Lelièvre"})
    )

    assert counts(run) == outcome(updated=1)
    record = Record.objects.get()
    assert record.fields == notice("A1", AUTR="Lelièvre", DIMS="H. 3")
    row = StagedRow.objects.get(run=run)
    assert row.changes == [["AUTR", "Anonyme", "Lelièvre"], ["TITR", "Pot", None]]
    changes = RecordChange.objects.filter(run=run).exclude(field="").order_by("field")
    assert list(changes.values_list("field", "before", "after")) == [
        ("AUTR", "Anonyme", "Lelièvre"),
        ("TITR", "Pot", None),
    ]


def test_a_row_of_an_unknown_museum_is_refused_with_its_line_and_the_reason(museum, tmp_path):
    file = tagged(tmp_path / "a.txt", notice("A1"), notice("A2", MUSEO="M9999"))

    run = read(file)

    row = StagedRow.objects.get(run=run, outcome=Outcome.REJECTED)
    assert (row.line, row.reference) == (14, "A2")
    assert "M9999" in row.reason
    assert "A2" in row.original


def test_a_museum_code_is_compared_with_its_suffix(museum, tmp_path):
    annexe = MuseumFactory(museofile="M0001-2")

    imported(
        tagged(tmp_path / "a.txt", notice("A1")),
        tagged(tmp_path / "b.txt", notice("A1", MUSEO="M0001-2", INV="9")),
    )

    assert Record.objects.get(museum=museum).fields["INV"] == "2004.1.1"
    assert Record.objects.get(museum=annexe).fields["INV"] == "9"


def test_a_museum_without_a_code_is_chosen_for_the_run(tmp_path):
    museum = MuseumFactory(museofile="")
    row = notice("A1")
    del row["MUSEO"]

    imported(tagged(tmp_path / "a.txt", row), museum=museum)

    assert Record.objects.get().museum == museum


def test_a_row_that_names_another_member_than_the_run_is_refused(museum, tmp_path):
    other = MuseumFactory(museofile="M0002")

    run = read(tagged(tmp_path / "a.txt", notice("A1"), notice("A2", MUSEO="M0002")), museum=museum)

    assert counts(run) == outcome(created=1, rejected=1)
    assert not Record.objects.filter(museum=other).exists()


def test_leading_zeros_of_a_reference_are_kept(museum, tmp_path):
    imported(tagged(tmp_path / "a.txt", notice("00012"), notice("12")))

    assert set(Record.objects.values_list("reference", flat=True)) == {"00012", "12"}


def test_a_reference_met_in_two_files_of_a_run_is_refused_the_second_time(museum, tmp_path):
    one = tagged(tmp_path / "a.txt", notice("A1", TITR="Un"))
    two = tagged(tmp_path / "b.txt", notice("A1", TITR="Deux"), notice("A2"))

    run = imported(one, two)

    assert counts(run) == outcome(created=2, rejected=1)
    assert Record.objects.get(reference="A1").fields["TITR"] == "Un"
    assert "a.txt" in StagedRow.objects.get(outcome=Outcome.REJECTED).reason


def test_two_sources_of_a_museum_may_use_the_same_reference(museum, tmp_path):
    file = tagged(tmp_path / "a.txt", notice("A1"))

    imported(file, source="beaux-arts")
    run = imported(file, source="ethnologie")

    assert counts(run) == outcome(created=1)
    assert Record.objects.count() == 2


def test_what_is_absent_from_a_full_export_is_listed_and_stays(museum, tmp_path, settings):
    settings.IMPORT_DISAPPEARED_LIMIT = 50
    imported(tagged(tmp_path / "a.txt", notice("A1"), notice("A2"), notice("A3")))

    run = imported(tagged(tmp_path / "b.txt", notice("A1"), notice("A3", TITR="x")), full=True)

    assert counts(run) == outcome(unchanged=1, updated=1, disappeared=1)
    gone = StagedRow.objects.get(run=run, outcome=Outcome.DISAPPEARED)
    assert (gone.reference, gone.record.state) == ("A2", State.PUBLIC)


def test_a_partial_export_lists_nothing_as_disappeared(museum, tmp_path):
    imported(tagged(tmp_path / "a.txt", notice("A1"), notice("A2")))

    run = read(tagged(tmp_path / "b.txt", notice("A1")))

    assert counts(run) == outcome(unchanged=1)


def test_a_refused_row_is_not_disappeared(museum, tmp_path):
    imported(tagged(tmp_path / "a.txt", notice("A1"), notice("A2")))
    nothing = dict.fromkeys(("DOMN", "INV", "DENO"), "")

    run = read(
        tagged(tmp_path / "b.txt", notice("A1"), notice("A2"), notice("A2", **nothing)), full=True
    )

    assert counts(run)["disappeared"] == 0


def test_too_many_disappeared_records_stop_a_run_until_it_is_applied_despite_it(museum, tmp_path):
    imported(tagged(tmp_path / "a.txt", *(notice(f"A{n}") for n in range(10))))
    run = read(
        tagged(tmp_path / "b.txt", *(notice(f"A{n}", TITR="x") for n in range(9))), full=True
    )

    assert run.state == RunState.STOPPED
    assert run.stop_reason.startswith("1 ")
    with pytest.raises(RunError, match="10"):
        approve_run(run=run, actor=None, now=NOW)
    approve_run(run=run, actor=None, now=NOW, despite=True)
    apply_run(run=run, now=NOW)
    assert counts(run) == outcome(updated=9, disappeared=1)
    assert Record.objects.count() == 10


def test_too_many_refused_rows_stop_a_run(museum, tmp_path, settings):
    settings.IMPORT_REJECTED_LIMIT = 20
    wrong = [notice(f"B{n}", MUSEO="M9999") for n in range(10)]

    right = [notice(f"A{n}") for n in range(39)]
    assert read(tagged(tmp_path / "a.txt", *right, *wrong)).state == RunState.STOPPED
    right.append(notice("A39"))
    assert read(tagged(tmp_path / "b.txt", *right, *wrong)).state == RunState.READY


def test_a_file_in_which_everything_is_refused_stops_the_run(museum, tmp_path):
    run = read(tagged(tmp_path / "a.txt", notice("A1", MUSEO="M9999")))

    assert run.state == RunState.STOPPED


def test_a_run_is_not_applied_before_it_is_approved(museum, tmp_path):
    run = read(tagged(tmp_path / "a.txt", notice("A1")))

    with pytest.raises(RunError):
        apply_run(run=run, now=NOW)


def test_a_second_person_approves_when_the_network_wants_it(museum, tmp_path, settings):
    settings.IMPORT_APPROVAL = True
    starter, other = UserFactory(), UserFactory()
    run = start_run(files=[tagged(tmp_path / "a.txt", notice("A1"))], actor=starter, now=NOW)
    read_run(run=run, now=NOW)

    for actor in (starter, None):
        with pytest.raises(RunError):
            approve_run(run=run, actor=actor, now=NOW)
    approve_run(run=run, actor=other, now=NOW)

    assert (run.state, run.approved_by) == (RunState.APPROVED, other)


def test_a_withdrawn_record_stays_withdrawn_through_imports(museum, tmp_path):
    imported(tagged(tmp_path / "a.txt", notice("A1")))
    withdraw_record(record=Record.objects.get(), reason="Œuvre restituée.", actor=None, now=NOW)

    run = imported(tagged(tmp_path / "b.txt", notice("A1", TITR="Nouveau titre")))

    record = Record.objects.get()
    assert counts(run) == outcome(updated=1)
    assert (record.state, record.withdrawn_reason) == (State.WITHDRAWN, "Œuvre restituée.")


def test_a_record_written_since_the_reading_is_compared_again(museum, tmp_path):
    imported(tagged(tmp_path / "a.txt", notice("A1", TITR="Un", AUTR="X")))
    slow = read(tagged(tmp_path / "b.txt", notice("A1", TITR="Deux", AUTR="Y")))
    imported(tagged(tmp_path / "c.txt", notice("A1", TITR="Deux", AUTR="Z")))

    approve_run(run=slow, actor=None, now=NOW)
    apply_run(run=slow, now=NOW)

    assert Record.objects.get().fields["AUTR"] == "Y"
    assert StagedRow.objects.get(run=slow).changes == [["AUTR", "Z", "Y"]]


def test_two_runs_that_read_the_same_new_record_make_it_once(museum, tmp_path):
    file = tagged(tmp_path / "a.txt", notice("A1"))
    first, second = read(file), read(file)

    for run in (first, second):
        approve_run(run=run, actor=None, now=NOW)
        apply_run(run=run, now=NOW)

    assert Record.objects.count() == 1
    assert counts(first) == outcome(created=1)
    assert counts(second) == outcome(unchanged=1)


def test_each_record_written_waits_to_be_indexed(museum, tmp_path):
    imported(tagged(tmp_path / "a.txt", notice("A1"), notice("A2")))

    keys = set(PendingChange.objects.filter(index="records").values_list("key", flat=True))
    assert keys == {str(pk) for pk in Record.objects.values_list("pk", flat=True)}


def test_a_file_of_no_known_kind_leaves_no_run_and_no_file(museum, tmp_path, settings):
    file = tmp_path / "a.txt"
    file.write_bytes(b"%PDF-1.7 not a record")

    with pytest.raises(FormatError, match=r"a\.txt"):
        start_run(files=[file], actor=None, now=NOW)

    assert not ImportRun.objects.exists()
    assert list(settings.DATA_DIR.glob("imports/*")) == []


def test_the_same_file_given_twice_in_a_run_is_refused(museum, tmp_path):
    one, two = (tagged(tmp_path / name, notice("A1")) for name in ("a.txt", "b.txt"))

    with pytest.raises(RunError, match=r"a\.txt.*b\.txt"):
        start_run(files=[one, two], actor=None, now=NOW)


def test_what_was_found_of_a_file_is_kept_to_be_shown(museum, tmp_path):
    file = tmp_path / "a.txt"
    tagged(file, notice("A1", TITR="Œillet d’été"))
    file.write_bytes(file.read_bytes().decode().encode("cp1252"))

    run = read(file)

    (described,) = run.files
    assert described["name"] == "a.txt"
    assert (described["encoding"], described["line_ends"]) == ("cp1252", "CRLF")
    assert described["size"] == file.stat().st_size
    assert any("Œillet d’été" in line for line in described["samples"])
