import json

import pytest
from django.core.management import CommandError, call_command

from dentelle.agenda.models import Event
from dentelle.museums.tests.factories import MuseumFactory

pytestmark = pytest.mark.django_db


def test_a_sheet_is_brought_in_by_the_command(tmp_path, capsys):
    museum = MuseumFactory(slug="dentelles")
    path = tmp_path / "a.csv"
    path.write_text("Titre;Date;Musée\nVisite;23/05/2099;dentelles\nAutre;x;\n", "utf-8")
    call_command("import_events", str(path), "--museum", "dentelles", "--dry-run")
    assert not Event.objects.exists()
    call_command("import_events", str(path), "--museum", "dentelles", "--json")
    told = capsys.readouterr().out
    assert json.loads(told[told.index("{") :])["counts"] == {"created": 1, "refused": 1}
    event = Event.objects.get()
    assert (event.origin, event.state, list(event.museums.all())) == (
        "sheet",
        "submitted",
        [museum],
    )


def test_what_cannot_be_read_or_named_is_told(tmp_path):
    MuseumFactory(slug="dentelles")
    path = tmp_path / "a.ics"
    path.write_bytes(b"x")
    for source, museum in (
        (path, "dentelles"),
        (path, "nulle-part"),
        (tmp_path / "b", "dentelles"),
    ):
        with pytest.raises(CommandError):
            call_command("import_events", str(source), "--museum", museum)
    with pytest.raises(CommandError):
        call_command("import_events", "http://127.0.0.1/", "--museum", "dentelles")
