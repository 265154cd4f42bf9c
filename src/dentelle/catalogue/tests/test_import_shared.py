"""Every real file of the Joconde folder, imported twice."""

import re

import pytest

from dentelle.catalogue.enums import RunState
from dentelle.catalogue.models import Record
from dentelle.catalogue.tests.factories import imported
from dentelle.museums.models import Museum
from tests.shared import shared_data

JOCONDE = shared_data("joconde")
FILES = sorted(
    [
        *JOCONDE.glob("ajout-pilote-normandie/*/*.TXT"),
        *JOCONDE.glob("ajout-pilote-legacy-cp1252/*.txt"),
        *JOCONDE.glob("labelled-pop-tests/joconde-valid*.txt"),
        JOCONDE / "joconde-extrait_set-A.csv",
        JOCONDE / "labelled-inside-csv_M0354.csv",
    ]
)
CODE = re.compile(rb"\b(M\d{4}(?:-\d{2})?)\b")
# Rows whose museum code is a shifted cell or a number.
REFUSED = {"joconde-extrait_set-A.csv": ["07480009816", "01370012609"]}


@pytest.mark.django_db
@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_a_real_file_goes_in_and_a_second_time_changes_nothing(file, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    for code in sorted(set(CODE.findall(file.read_bytes()))):
        name = code.decode()
        Museum.objects.create(slug=name.lower(), museofile=name, official_name=name)
    chosen = {}
    if file.name == "labelled-inside-csv_M0354.csv":  # the museum is in the file's name alone
        chosen["museum"] = Museum.objects.create(slug="m0354", official_name="M0354")

    first = imported(file, **chosen)
    second = imported(file, **chosen)

    assert first.state == second.state == RunState.DONE
    refused = first.rows.filter(outcome="rejected").order_by("pk")
    assert [row.reference for row in refused] == REFUSED.get(file.name, [])
    assert first.created == Record.objects.count() > 0
    assert (second.created, second.updated, second.unchanged) == (0, 0, first.created)
    assert not Record.objects.filter(title="").exists()
