"""An import killed at any moment ends as if nothing had happened."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from dentelle.catalogue.tests.files import notice, tagged

ROOT = Path(__file__).resolve().parents[4]
COUNT = 4500


def start(folder, *file_and_statements):
    return subprocess.run(  # noqa: S603 -- our own interpreter and module
        [sys.executable, "-m", "dentelle.catalogue.tests.crash", folder, *file_and_statements],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        check=False,
    )


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    notices = (notice(f"A{n}", TITR=f"Pot n° {n}", AUTR="Lelièvre (?)") for n in range(COUNT))
    return tagged(tmp_path_factory.mktemp("crash") / "a.txt", *notices)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prepared")
    made = start(folder)
    assert made.returncode == 0, made.stderr.decode()
    return folder


@pytest.fixture(scope="module")
def undisturbed(file, prepared, tmp_path_factory):
    done = start(shutil.copytree(prepared, tmp_path_factory.mktemp("whole") / "data"), file)
    assert done.returncode == 0, done.stderr.decode()
    found = orjson.loads(done.stdout)
    assert len(found["records"]) == len(found["indexed"]) == COUNT
    return found


# Three batches are read (statements 1 to 3), then three applied, in four statements each.
@pytest.mark.parametrize("statement", (2, 4, 6, 7, 10, 15))
def test_an_import_killed_amid_its_writing_ends_as_the_one_that_was_not(
    statement, file, prepared, undisturbed, tmp_path
):
    folder = shutil.copytree(prepared, tmp_path / "data")

    died = start(folder, file, str(statement))
    resumed = start(folder, file)

    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    assert resumed.returncode == 0, resumed.stderr.decode()
    assert orjson.loads(resumed.stdout) == undisturbed
