"""A process of its own that imports a file and can die, without warning, at a chosen statement.

python -m dentelle.catalogue.tests.crash FOLDER [FILE [STATEMENTS]]

The first start in a folder makes the database and begins an import, if a file is given; a later one takes up what was
interrupted, as a worker does when it starts. It prints what the database and the index then hold.
"""

# ruff: noqa: PLC0415, S105 -- Django starts on the folder that is given, before its models are read

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class Unmigrated(dict):
    """Says of every app that it has no migrations."""

    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None

    def get(self, app, default=None):
        return None


def set_up(folder: Path) -> None:
    """Start Django on a database of this folder, made without the history of migrations."""
    os.environ["DENTELLE_DATA_DIR"] = str(folder)
    os.environ["DENTELLE_DATABASE_URL"] = f"sqlite:///{folder}/dentelle.sqlite3"
    os.environ["DENTELLE_SECRET_KEY"] = "only-for-tests"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.base"
    import django
    from django.conf import settings

    settings.MIGRATION_MODULES = Unmigrated()
    django.setup()
    if not (folder / "ready").exists():
        from django.core.management import call_command

        call_command("migrate", run_syncdb=True, verbosity=0)
        from dentelle.museums.models import Museum

        Museum.objects.create(
            slug="m", museofile="M0001", official_name="Musée", publishes_collections=True
        )
        (folder / "ready").touch()


def die_after(statements: int) -> None:
    """Kill this process at the given bulk statement, before it is sent."""
    from dentelle.catalogue import bulk

    left = statements

    def deadly(real):
        def counted(*args, **given):
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            real(*args, **given)

        return counted

    bulk.insert, bulk.update = deadly(bulk.insert), deadly(bulk.update)


def work(file: Path) -> None:
    """Take up what was interrupted and go to the end; begin when nothing was."""
    from dentelle.catalogue import actions
    from dentelle.catalogue.actions import claims
    from dentelle.catalogue.enums import RunState
    from dentelle.catalogue.models import ImportRun

    run = ImportRun.objects.first()
    if run is None:
        run = actions.start_run(files=[file], actor=None, now=NOW)
    elif run.state in claims.WORKING:
        assert claims.interrupted(now=NOW) == [run]
    if run.state in {RunState.WAITING, RunState.READING}:
        actions.read_run(run=run, now=NOW)
    if run.state == RunState.READY:
        actions.approve_run(run=run, actor=None, now=NOW)
    if run.state in {RunState.APPROVED, RunState.APPLYING}:
        actions.apply_run(run=run, now=NOW)


def told() -> bytes:
    """Return everything an import leaves, as text to compare."""
    import orjson

    from dentelle.catalogue.models import ImportRun, Record, RecordChange, StagedRow
    from dentelle.search import actions as search
    from dentelle.search import engines

    search.drain(index="records")
    unlike = {"claim", "heartbeat_at", "seconds"}
    left = {
        "runs": [
            {key: row[key] for key in row if key not in unlike}
            for row in ImportRun.objects.values()
        ],
        "records": list(Record.objects.order_by("pk").values()),
        "changes": list(
            RecordChange.objects.order_by("record", "field").values_list("record", "field")
        ),
        "staged": list(
            StagedRow.objects.order_by("line").values_list("line", "outcome", "applied", "record")
        ),
        "indexed": sorted(map(int, engines.get("records").keys())),
    }
    return orjson.dumps(left)


if __name__ == "__main__":
    folder, *file_and_statements = sys.argv[1:]
    set_up(Path(folder))
    if file_and_statements:
        file, *statements = file_and_statements
        if statements:
            die_after(int(statements[0]))
        work(Path(file))
        sys.stdout.buffer.write(told())
