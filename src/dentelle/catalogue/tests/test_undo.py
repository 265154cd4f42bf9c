"""Undoing a run restores exactly."""

from datetime import timedelta

import pytest

from dentelle.catalogue import usages
from dentelle.catalogue.actions import RunError, check_undo, undo_run, withdraw_record
from dentelle.catalogue.enums import RunState
from dentelle.catalogue.models import Record, RecordChange, RecordImage, RetiredArk
from dentelle.catalogue.tests.factories import NOW, imported
from dentelle.catalogue.tests.files import notice, tagged
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.enums import State
from dentelle.search.models import PendingChange

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


@pytest.fixture(autouse=True)
def museum(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    return MuseumFactory(museofile="M0001")


def everything():
    return list(Record.objects.order_by("pk").values()), list(RecordImage.objects.values())


def undo(run):
    undo_run(run=run, actor=None, now=LATER)


def test_five_thousand_records_are_as_before_in_every_column(tmp_path):
    first = [notice(f"A{n}", TITR=f"Pot {n}", MILL="1850 vers") for n in range(4000)]
    imported(tagged(tmp_path / "a.txt", *first))
    before = everything()
    second = [
        {"REF": f"A{n}", "MUSEO": "M0001", "TITR": "" if n % 2 else f"Vase {n}", "APPL": "vase"}
        for n in range(1000, 4000)
    ] + [notice(f"B{n}") for n in range(1000)]
    run = imported(tagged(tmp_path / "b.txt", *second), now=LATER)
    assert Record.objects.count() == 5000

    undo(run)

    assert everything() == before
    assert run.state == RunState.UNDONE
    assert not RecordChange.objects.filter(run=run, undone=False).exists()


def test_a_record_the_run_created_is_gone_and_its_name_is_kept(tmp_path):
    run = imported(tagged(tmp_path / "a.txt", notice("A1", TITR="Pot")))
    ark, number = Record.objects.values_list("ark", "pk").get()
    PendingChange.objects.all().delete()

    undo(run)

    assert not Record.objects.exists()
    assert RetiredArk.objects.values_list("ark", "reference", "title").get() == (ark, "A1", "Pot")
    assert PendingChange.objects.values_list("index", "key").get() == ("records", str(number))


def test_a_record_imported_again_after_the_undoing_has_its_name_back(tmp_path):
    file = tagged(tmp_path / "a.txt", notice("A1"), notice("A2"))
    run = imported(file)
    names = dict(Record.objects.values_list("reference", "ark"))
    undo(run)

    imported(file, now=LATER)

    assert dict(Record.objects.values_list("reference", "ark")) == names
    assert not RetiredArk.objects.exists()


def test_a_new_record_never_gets_the_name_of_one_that_is_gone(tmp_path):
    undone = imported(tagged(tmp_path / "a.txt", notice("A1")))
    undo(undone)

    imported(tagged(tmp_path / "b.txt", notice("B1")))

    assert Record.objects.get().ark != RetiredArk.objects.get().ark


def test_a_withdrawal_outlives_the_undoing_and_the_next_import(tmp_path):
    file = tagged(tmp_path / "a.txt", notice("A1"))
    run = imported(file)
    withdraw_record(record=Record.objects.get(), reason="Œuvre volée.", actor=None, now=NOW)
    undo(run)

    imported(file, now=LATER)

    record = Record.objects.get()
    assert (record.state, record.withdrawn_reason) == (State.WITHDRAWN, "Œuvre volée.")
    assert record.withdrawn_at == NOW


def test_a_run_later_runs_built_on_is_refused_and_they_are_named(tmp_path):
    first = imported(tagged(tmp_path / "a.txt", notice("A1"), notice("A2")))
    second = imported(tagged(tmp_path / "b.txt", notice("A1", TITR="Pot")), now=LATER)

    with pytest.raises(RunError, match=rf"{second.pk} \(1\)"):
        undo(first)
    assert Record.objects.count() == 2

    undo(second)
    undo(first)
    assert Record.objects.count() == 0


def test_a_run_is_undone_once(tmp_path):
    run = imported(tagged(tmp_path / "a.txt", notice("A1")))
    undo(run)

    with pytest.raises(RunError):
        undo(run)


def test_a_record_a_page_uses_is_not_taken_away(tmp_path, monkeypatch):
    run = imported(tagged(tmp_path / "a.txt", notice("A1")))
    monkeypatch.setattr(usages, "_finders", [])
    usages.register(
        lambda records: [
            usages.Usage(record=number, kind="galerie", title="Les pots", address="/galeries/pots/")
            for number in records
        ]
    )

    with pytest.raises(RunError, match="Les pots"):
        check_undo(run=run)


def test_a_withdrawal_of_an_updated_record_survives_the_undoing(tmp_path):
    imported(tagged(tmp_path / "a.txt", notice("A1", TITR="Un")))
    run = imported(tagged(tmp_path / "b.txt", notice("A1", TITR="Deux")), now=LATER)
    withdraw_record(record=Record.objects.get(), reason="Litige.", actor=None, now=LATER)

    undo(run)

    record = Record.objects.get()
    assert (record.fields["TITR"], record.state) == ("Un", State.WITHDRAWN)
