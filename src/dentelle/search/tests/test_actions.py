"""What changes in the database reaches the index, once, whatever happens on the way."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dentelle.search import actions, engines, indexes, queries
from dentelle.search.models import PendingChange
from dentelle.search.query import Request
from dentelle.search.syntax import parse
from dentelle.search.tests.factories import Shelf, one
from dentelle.search.tests.test_life import ROOT, _outside

pytestmark = pytest.mark.django_db


@pytest.fixture(params=("tantivy", "memory"))
def shelf(request, settings, tmp_path):
    settings.SEARCH_DIR, settings.SEARCH_ENGINE, settings.SEARCH_HEAP_MB = (
        tmp_path,
        request.param,
        32,
    )
    before = dict(indexes._sources)
    engines.forget()
    yield Shelf([one(i) for i in range(30)]).register()
    engines.forget()
    indexes._sources.clear()
    indexes._sources.update(before)


def _find(words):
    return engines.get("things").search(Request(node=parse(words)))


def test_pending_changes_are_written_deleted_and_forgotten(shelf):
    actions.enqueue(index="things", keys=shelf.documents)
    assert queries.pending("things") == 30
    assert actions.drain(index="things") == 30
    assert queries.pending("things") == 0
    assert engines.get("things").count() == 30
    shelf.documents["4"] = one(4, title="hippopotame")
    del shelf.documents["5"]
    assert actions.enqueue(index="things", keys=["4", "5", "4", "never was"]) == 4
    assert actions.drain(index="things") == 3
    assert _find("hippopotame").keys == ("4",)
    assert sorted(engines.get("things").keys()) == sorted(shelf.documents)
    assert actions.drain(index="things") == 0


def test_other_indexes_keep_their_pending_changes(shelf):
    actions.enqueue(index="others", keys=["1"])
    actions.enqueue(index="things", keys=["1"])
    actions.drain(index="things")
    assert list(PendingChange.objects.values_list("index", flat=True)) == ["others"]


def test_changes_go_in_batches_and_can_be_stopped_between(shelf, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 10)
    actions.enqueue(index="things", keys=shelf.documents)
    asked = []
    assert actions.drain(index="things", stop=lambda: asked.append(1) or len(asked) > 2) == 20
    assert queries.pending("things") == 10
    assert actions.drain(index="things") == 10


def test_one_commit_takes_several_pages_and_what_comes_meanwhile(shelf, monkeypatch):
    monkeypatch.setattr(actions, "_LOADED", 4)
    monkeypatch.setattr(actions, "_RUNS", 1)
    del shelf.documents["7"]
    PendingChange.objects.create(index="things", key="away").delete()  # a number is missing
    actions.enqueue(index="things", keys=[str(i) for i in range(10)])
    PendingChange.objects.create(index="others", key="1")
    good = shelf.load

    def load(keys):
        if "0" in keys:
            actions.enqueue(index="things", keys=["20", "3", "21"])
        return good(keys)

    shelf.load = load
    shelf.register()
    # The key 3 comes again: it is read again, in a commit of its own.
    assert actions.drain(index="things") == 11 + 2
    assert queries.pending("things") == 0
    assert queries.pending("others") == 1
    wanted = [*"01234568", "9", "20", "21"]
    assert sorted(engines.get("things").keys()) == sorted(wanted)


def test_an_error_of_the_source_keeps_what_was_pending(shelf):
    actions.enqueue(index="things", keys=shelf.documents)
    good, shelf.load = shelf.load, lambda keys: (_ for _ in ()).throw(OSError("away"))
    shelf.register()
    with pytest.raises(OSError, match="away"):
        actions.drain(index="things")
    assert queries.pending("things") == 30
    shelf.load = good
    shelf.register()
    assert actions.drain(index="things") == 30


def test_a_rebuild_takes_in_what_changed_meanwhile(shelf):
    actions.rebuild(index="things")
    told = []

    def progress(done, expected):
        told.append((done, expected))
        shelf.documents["4"] = one(4, title="hippopotame")
        del shelf.documents["5"]
        actions.enqueue(index="things", keys=["4", "5"])

    assert actions.rebuild(index="things", progress=progress) == 30
    assert told == [(30, 30)]
    assert queries.pending("things") == 0
    assert _find("hippopotame").keys == ("4",)
    assert queries.agreement("things").agrees


def test_an_index_of_another_version_is_rebuilt_by_the_next_drain(shelf):
    actions.rebuild(index="things")
    engines.forget()
    fields = ("texts", "facets", "intervals", "codes", "sorts")
    shelf.schema = type(shelf.schema)(
        name="things", version=2, **{f: getattr(shelf.schema, f) for f in fields}
    )
    shelf.register()
    actions.enqueue(index="things", keys=["1"])
    assert actions.drain(index="things") == 1
    assert engines.get("things").count() == (
        30 if engines.get("things").__class__.__name__[0] == "T" else 1
    )


def test_the_command_makes_an_index_and_says_so(shelf):
    out, err = StringIO(), StringIO()
    call_command("reindex", "things", "--json", stdout=out, stderr=err)
    made = json.loads(out.getvalue())["indexes"][0]
    assert (made["index"], made["documents"]) == ("things", 30)
    assert err.getvalue() == ""
    call_command("reindex", "things", stdout=out, stderr=err)
    assert "30 / 30" in err.getvalue()
    with pytest.raises(CommandError, match="nowhere"):
        call_command("reindex", "nowhere")


def test_the_check_agrees_or_names_what_differs(shelf):
    def check(*arguments):
        out = StringIO()
        code = 0
        try:
            call_command("check_index", "things", *arguments, stdout=out)
        except SystemExit as end:
            code = end.code
        return code, out.getvalue()

    actions.rebuild(index="things")
    assert check()[0] == 0
    del shelf.documents["3"]
    shelf.documents["new"] = one(99)
    shelf.documents["99"] = shelf.documents.pop("new")
    code, said = check("--json")
    found = json.loads(said)
    assert (code, found["agrees"]) == (1, False)
    assert found["indexes"][0]["missing"] == ["99"]
    assert found["indexes"][0]["extra"] == ["3"]
    code, said = check()
    assert code == 1
    assert "99" in said
    with pytest.raises(CommandError, match="nowhere"):
        call_command("check_index", "nowhere")
    assert check("--repair")[0] == 0
    assert check()[0] == 0


_ZYGOTE = """
    import os, random, sys
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.base"
    import django
    django.setup()
    from django.db import connection, transaction
    from dentelle.search import actions, engines, indexes, queries
    from dentelle.search.query import FacetAsk, Request
    from dentelle.search.tests.factories import Shelf, one

    def rows(said, *values):
        connection.ensure_connection()
        return connection.connection.execute(said, values).fetchall()

    class Table(Shelf):
        def load(self, keys):
            marks = ",".join("?" * len(keys))
            found = rows(f"SELECT key, title FROM thing WHERE key IN ({marks})", *keys)
            return [one(int(key), title=title) for key, title in found]

        def register(self):
            every = lambda: iter([key for (key,) in rows("SELECT key FROM thing")])
            indexes.register(indexes.Source(schema=self.schema, load=self.load, keys=every))

    def change(dice):
        while True:
            with transaction.atomic():
                keys = [str(dice.randrange(400)) for _ in range(100)]
                for key in keys:
                    rows("DELETE FROM thing WHERE key = ?", key)
                    if dice.random() < 0.7:
                        rows("INSERT INTO thing VALUES (?, ?)", key, f"titre {dice.random()}")
                actions.enqueue(index="things", keys=keys)
            actions.drain(index="things")

    def prove():
        actions.drain(index="things")
        engines.get("things").sweep()
        found = queries.agreement("things")
        results = engines.get("things").search(Request(facets=(FacetAsk(name="museum"),)))
        counted = sum(n for _, n in results.facets["museum"].values)
        whole = results.total == counted == engines.get("things").count()
        print(found.agrees, whole, found.pending, found.database, flush=True)

    Table().register()
    actions.BATCH = 60
    for line in sys.stdin:  # each turn in a process of its own, that may be killed
        pid = os.fork()
        if pid == 0:
            word, seed = line.split()
            if word == "change":
                print(os.getpid(), flush=True)
                change(random.Random(int(seed)))
            prove()
            os._exit(0)
        os.waitpid(pid, 0)
        print("over", flush=True)
    """


def _zygote(folder):
    environment = {
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "DENTELLE_DATA_DIR": str(folder),
        "DENTELLE_SEARCH_HEAP_MB": "32",
        "DENTELLE_DATABASE_URL": f"sqlite:///{folder}/things.sqlite3",
        "PATH": "/usr/bin:/bin",
    }
    command = [sys.executable, "-c", textwrap.dedent(_ZYGOTE)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True)  # noqa: S603


def test_killed_25_times_while_draining_index_and_database_agree_after_the_next_drain(tmp_path):
    with closing(sqlite3.connect(tmp_path / "things.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE thing (key TEXT PRIMARY KEY, title TEXT)")
        columns = 'id INTEGER PRIMARY KEY AUTOINCREMENT, "index" TEXT, key TEXT'
        database.execute(f"CREATE TABLE search_pendingchange ({columns})")
    dice, strays, most = random.Random(3), 0, 0  # noqa: S311

    def ask(process, line):
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
        return process.stdout.readline().split()

    with _zygote(tmp_path) as zygote:
        for turn in range(25):
            (pid,) = ask(zygote, f"change {turn}")
            time.sleep(dice.uniform(0.01, 0.3))
            os.kill(int(pid), signal.SIGKILL)
            assert zygote.stdout.readline() == "over\n"
            strays += len(_outside(tmp_path / "index")) if _made(tmp_path) else 0
            agrees, whole, pending, many = ask(zygote, "prove 0")
            assert zygote.stdout.readline() == "over\n"
            assert (agrees, whole, pending) == ("True", "True", "0")
            assert not _made(tmp_path) or _outside(tmp_path / "index") == []
            most = max(most, int(many))
        zygote.stdin.close()
    assert most > 100
    assert strays > 0  # otherwise nothing was killed in the middle of anything


def _made(folder):
    return (folder / "index" / "things" / "current").exists()
