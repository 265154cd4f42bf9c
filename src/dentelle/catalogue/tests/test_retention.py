"""What a finished import lets go of, and what it keeps."""

from datetime import timedelta

import pytest

from dentelle.catalogue.actions import undo_run
from dentelle.catalogue.actions.retention import forget_staging
from dentelle.catalogue.actions.runs import run_folder
from dentelle.catalogue.enums import Outcome
from dentelle.catalogue.models import Record, RecordChange, StagedRow
from dentelle.catalogue.tests.factories import NOW, imported
from dentelle.catalogue.tests.files import notice, tagged
from dentelle.museums.tests.factories import MuseumFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.IMPORT_KEEP_DAYS = 180
    MuseumFactory(museofile="M0001")
    stray = notice("B1", MUSEO="M9999")
    return imported(tagged(tmp_path / "a.txt", notice("A1"), notice("A2"), notice("A3"), stray))


def test_rows_and_files_are_let_go_after_their_days_and_not_before(run):
    assert forget_staging(now=NOW + timedelta(days=179)) == 0
    assert run_folder(run).is_dir()
    assert StagedRow.objects.filter(outcome=Outcome.CREATED).count() == 3

    assert forget_staging(now=NOW + timedelta(days=181)) == 1
    assert forget_staging(now=NOW + timedelta(days=182)) == 0

    run.refresh_from_db()
    assert not run_folder(run).exists()
    assert [row.outcome for row in StagedRow.objects.all()] == [Outcome.REJECTED]
    assert (run.created, run.rejected) == (3, 1)
    assert run.files[0]["sha256"]
    assert RecordChange.objects.filter(run=run, field="").count() == 3


def test_a_run_let_go_can_still_be_undone(run):
    forget_staging(now=NOW + timedelta(days=200))

    undo_run(run=run, actor=None, now=NOW + timedelta(days=201))

    assert not Record.objects.exists()


def test_an_import_under_way_keeps_its_rows(run):
    run.state = "paused"
    run.save()

    assert forget_staging(now=NOW + timedelta(days=400)) == 0
    assert run_folder(run).is_dir()
