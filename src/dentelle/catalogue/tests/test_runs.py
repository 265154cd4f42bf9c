"""The life of a run: pause, resume, abandon, take up again, report, history."""

import csv
from datetime import timedelta

import pytest

from dentelle.catalogue import tasks
from dentelle.catalogue.actions import (
    RunError,
    abandon_run,
    apply_run,
    approve_run,
    claims,
    map_columns,
    pause_run,
    put_back_record,
    read_run,
    resume_run,
    start_run,
    withdraw_record,
)
from dentelle.catalogue.actions.applying import BATCH
from dentelle.catalogue.enums import RunState
from dentelle.catalogue.models import ImportMapping, ImportRun, Record
from dentelle.catalogue.queries import history, report_table
from dentelle.catalogue.signals import record_withdrawn, run_applied
from dentelle.catalogue.tests.factories import NOW, UserFactory, imported
from dentelle.catalogue.tests.files import notice, tagged
from dentelle.core.spreadsheets import as_csv
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.search import engines

pytestmark = pytest.mark.django_db
MANY = 2500


@pytest.fixture(autouse=True)
def museum(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.SEARCH_DIR = tmp_path / "data" / "index"
    engines.forget()
    yield MuseumFactory(museofile="M0001", publishes_collections=True)
    engines.forget()


def approved(file):
    run = start_run(files=[file], actor=None, now=NOW)
    read_run(run=run, now=NOW)
    approve_run(run=run, actor=None, now=NOW)
    return run


@pytest.fixture
def many(tmp_path):
    return tagged(tmp_path / "many.txt", *(notice(f"A{n}") for n in range(MANY)))


def test_a_paused_run_stops_after_its_batch_and_goes_on_when_resumed(many):
    run = approved(many)
    told = []

    def pause(done, total):
        told.append((done, total))
        pause_run(run=ImportRun.objects.get(pk=run.pk), actor=None, now=NOW)

    apply_run(run=run, now=NOW, progress=pause)

    assert (run.state, Record.objects.count()) == (RunState.PAUSED, BATCH)
    assert told == [(BATCH, MANY)]
    resume_run(run=run, actor=None, now=NOW)
    apply_run(run=run, now=NOW)
    assert (run.state, run.rows_done, Record.objects.count()) == (RunState.DONE, MANY, MANY)


def test_a_run_abandoned_while_it_is_read_stops_reading(many):
    run = start_run(files=[many], actor=None, now=NOW)

    def abandon(done, total):
        abandon_run(run=ImportRun.objects.get(pk=run.pk), actor=None, now=NOW)

    with pytest.raises(RunError):
        read_run(run=run, now=NOW, progress=abandon)
    assert ImportRun.objects.get().state == RunState.ABANDONED


def test_a_run_in_hand_is_not_taken_by_another_before_its_worker_is_gone(many):
    run = start_run(files=[many], actor=None, now=NOW)
    claims.claim(run, states=(RunState.WAITING,), to=RunState.READING, now=NOW)
    soon, late = NOW + timedelta(seconds=30), NOW + timedelta(minutes=5)

    with pytest.raises(RunError):
        read_run(run=run, now=soon)
    assert claims.interrupted(now=soon) == []
    assert claims.interrupted(now=late) == [run]


def test_the_worker_takes_up_what_another_left_when_it_starts(many):
    run = start_run(files=[many], actor=None, now=NOW)
    claims.claim(run, states=(RunState.WAITING,), to=RunState.READING, now=NOW)

    assert tasks.resume_interrupted() == 1

    run.refresh_from_db()
    assert (run.state, run.created) == (RunState.READY, MANY)


def test_the_tasks_read_apply_and_undo(many):
    run = start_run(files=[many], actor=None, now=NOW)

    tasks.read_import.enqueue(run_id=run.pk)
    approve_run(run=ImportRun.objects.get(), actor=None, now=NOW)
    tasks.apply_import.enqueue(run_id=run.pk)
    assert engines.get("records").count() == MANY
    tasks.undo_import.enqueue(run_id=run.pk, actor_id=UserFactory().pk)

    assert (ImportRun.objects.get().state, Record.objects.count()) == (RunState.UNDONE, 0)
    assert engines.get("records").count() == 0


def test_columns_chosen_on_screen_are_read_again_and_saved(tmp_path, museum):
    file = tmp_path / "a.csv"
    file.write_text("truc;machin\nA1;Un pot\n", encoding="utf-8")
    run = start_run(files=[file], museum=museum, actor=None, now=NOW)
    read_run(run=run, now=NOW)
    assert run.state == RunState.REFUSED

    map_columns(
        run=run, columns={"truc": "REF", "machin": "DENO"}, name="tableur", actor=None, now=NOW
    )
    read_run(run=run, now=NOW)

    assert (run.state, run.created, run.rejected) == (RunState.READY, 1, 0)
    assert ImportMapping.objects.get().headings == ["truc", "machin"]


def test_the_csv_report_has_a_line_a_change_and_a_line_a_refusal(tmp_path):
    imported(tagged(tmp_path / "a.txt", notice("A1", TITR="Un", AUTR="X")))
    changed = notice("A1", TITR="=1+1", AUTR="")
    run = imported(tagged(tmp_path / "b.txt", changed, notice("A2", MUSEO="M9999")))

    text = b"".join(as_csv(*report_table(run))).decode()

    assert text.startswith("\ufeff")
    _head, *rows = csv.reader(text[1:].splitlines(), delimiter=";")
    assert [row[4:8] for row in rows[:2]] == [
        ["A1", "Auteur (AUTR)", "X", ""],
        ["A1", "Titre (TITR)", "Un", "'=1+1"],
    ]
    assert rows[2][1:5] == ["b.txt", "17", "", "A2"]
    assert "M9999" in rows[2][8]


def test_the_history_of_a_record_tells_imports_and_decisions(tmp_path):
    user = UserFactory()
    imported(tagged(tmp_path / "a.txt", notice("A1", TITR="Un")), actor=user)
    second = imported(
        tagged(tmp_path / "b.txt", notice("A1", TITR="Deux")), now=NOW + timedelta(days=1)
    )
    record = Record.objects.get()
    withdraw_record(record=record, reason="Litige.", actor=user, now=NOW + timedelta(days=2))
    put_back_record(record=record, reason="Réglé.", actor=user, now=NOW + timedelta(days=3))

    back, gone, changed, created = history(record)

    assert (back.note, gone.note, gone.actor) == ("Réglé.", "Litige.", user)
    assert (changed.run_id, changed.changes[0].before, changed.changes[0].after) == (
        second.pk,
        "Un",
        "Deux",
    )
    assert (created.actor, created.changes) == (user, ())


def test_what_happened_is_announced_after_the_transaction(
    tmp_path, django_capture_on_commit_callbacks
):
    heard = []

    def hear(signal, **payload):
        heard.append({key: payload[key] for key in payload if key != "sender"})

    for signal in (run_applied, record_withdrawn):
        signal.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        run = imported(tagged(tmp_path / "a.txt", notice("A1")))
        record = Record.objects.get()
        withdraw_record(record=record, reason="Litige.", actor=None, now=NOW)
    for signal in (run_applied, record_withdrawn):
        signal.disconnect(hear)

    assert heard == [{"run_id": run.pk}, {"record_id": record.pk}]
