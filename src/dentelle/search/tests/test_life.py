"""The life of an index on disk: writers, readers, rebuilds, kills, what is left behind."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from dentelle.search.backends.tantivy import TantivyEngine, writing
from dentelle.search.engine import EngineError
from dentelle.search.query import FacetAsk, HistogramAsk, Request
from dentelle.search.schema import Facet
from dentelle.search.syntax import parse
from dentelle.search.tests.factories import SCHEMA, generated, one, shaped

ROOT = Path(__file__).resolve().parents[4]


def _engine(folder, **options):
    return TantivyEngine(SCHEMA, folder / "things", heap_mb=32, **options)


def _child(code, *arguments):
    """Start a Python process that has the project at hand."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    return subprocess.Popen(  # noqa: S603
        command, env=environment, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )


def _outside(folder):
    """Return the files of an index that no commit names."""
    home = (folder / "things" / "current").resolve()
    meta = orjson.loads((home / "meta.json").read_bytes())
    live = {
        s["segment_id"].replace("-", ""): f".{(s['deletes'] or {}).get('opstamp')}.del"
        for s in meta["segments"]
    }
    own = {
        "meta.json",
        ".managed.json",
        ".tantivy-meta.lock",
        ".tantivy-writer.lock",
        "about.json",
        "words.txt",
    }
    others = [
        f for f in (folder / "things").iterdir() if f.name not in {"lock", "current", home.name}
    ]
    strays = [
        f
        for f in home.iterdir()
        if f.name not in own
        and (
            f.name[:32] not in live
            or (f.suffix == ".del" and not f.name.endswith(live[f.name[:32]]))
        )
    ]
    return [f.name for f in others + strays]


def test_an_index_never_written_has_nothing_and_writes_nothing(tmp_path):
    engine = _engine(tmp_path)
    results = engine.search(Request(facets=(FacetAsk(name="domain"),)))
    assert (results.total, results.facets["domain"].values) == (0, ())
    assert (engine.count(), list(engine.keys()), engine.generation()) == (0, [], "")
    assert (engine.complete("a"), engine.correct("a"), engine.outdated()) == ((), "", False)
    assert list(tmp_path.iterdir()) == []


def test_a_document_written_again_replaces_itself_and_a_deleted_one_is_gone(tmp_path):
    engine = _engine(tmp_path)
    engine.write(generated(50))
    engine.write([one(7, title="hippopotame")], delete=["8"])
    assert engine.count() == 49
    assert engine.search(Request(node=parse("hippopotame"))).keys == ("7",)
    assert sorted(engine.keys(), key=int) == [str(i) for i in range(50) if i != 8]


def test_every_commit_has_another_generation_and_looking_keeps_it(tmp_path):
    engine = _engine(tmp_path)
    seen = []
    for i in range(5):
        engine.write([one(i)])
        seen.append(engine.generation())
        assert engine.generation() == engine.search(Request()).generation == seen[-1]
    engine.rebuild(generated(5))
    assert len({*seen, engine.generation()}) == 6


def test_another_engine_sees_a_commit_at_its_next_request(tmp_path):
    writer, reader = _engine(tmp_path), _engine(tmp_path)
    for i in range(20):
        writer.write([one(i)])
        assert reader.count() == i + 1
    writer.rebuild(generated(5))
    assert reader.count() == 5


def test_another_process_sees_a_commit_at_its_next_request(tmp_path):
    engine = _engine(tmp_path)
    engine.write(generated(3))
    child = _child(
        """
        import sys
        from pathlib import Path
        from dentelle.search.backends.tantivy import TantivyEngine
        from dentelle.search.tests.factories import SCHEMA
        engine = TantivyEngine(SCHEMA, Path(sys.argv[1]), heap_mb=32)
        for line in sys.stdin:
            print(engine.count(), flush=True)
        """,
        tmp_path / "things",
    )
    with child:
        for many in range(4, 10):
            engine.write([one(many)])
            child.stdin.write("?\n")
            child.stdin.flush()
            assert int(child.stdout.readline()) == many
        engine.rebuild(generated(100))
        child.stdin.write("?\n")
        child.stdin.flush()
        assert int(child.stdout.readline()) == 100
        child.stdin.close()


def test_writers_of_several_processes_take_turns(tmp_path):
    code = """
        import sys
        from pathlib import Path
        from dentelle.search.backends.tantivy import TantivyEngine
        from dentelle.search.tests.factories import SCHEMA, generated
        engine = TantivyEngine(SCHEMA, Path(sys.argv[1]), heap_mb=32)
        for i in range(5):
            engine.write(generated(10, start=int(sys.argv[2]) + 10 * i))
        """
    children = [_child(code, tmp_path / "things", 1000 * n) for n in range(3)]
    for child in children:
        child.communicate()
        assert child.returncode == 0
    assert _engine(tmp_path).count() == 150


def test_writers_of_several_threads_take_turns(tmp_path):
    engine = _engine(tmp_path)
    threads = [
        threading.Thread(
            target=lambda n=n: [engine.write(generated(5, start=100 * n + 5 * i)) for i in range(4)]
        )
        for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert engine.count() == 60


def test_an_error_while_writing_leaves_the_index_as_it_was(tmp_path):
    engine = _engine(tmp_path)
    engine.write(generated(10))

    def broken():
        yield one(11)
        raise OSError("the source broke")

    with pytest.raises(OSError, match="the source broke"):
        engine.write(broken(), delete=["1"])
    with pytest.raises(OSError, match="the source broke"):
        engine.rebuild(broken())
    assert engine.count() == 10
    engine.write([one(12)])
    assert "12" in list(engine.keys())
    assert engine.count() == 11
    engine.sweep()
    assert _outside(tmp_path) == []


def test_a_rebuild_answers_all_along(tmp_path):
    engine, reader = _engine(tmp_path), _engine(tmp_path)
    engine.write(generated(300))
    seen, done = set(), threading.Event()

    def look():
        while not done.is_set():
            seen.add(
                reader.search(Request(node=parse("huile"), facets=(FacetAsk(name="domain"),))).total
            )

    looker = threading.Thread(target=look)
    looker.start()
    for _ in range(5):
        engine.rebuild(generated(300))
    done.set()
    looker.join()
    assert len(seen) == 1
    assert 0 not in seen
    engine.sweep()
    assert _outside(tmp_path) == []


def test_an_index_made_for_other_fields_is_refused_with_what_to_do(tmp_path):
    _engine(tmp_path).write(generated(3))
    schema = replace(SCHEMA, facets=(*SCHEMA.facets, Facet(name="colour")))
    engine = TantivyEngine(schema, tmp_path / "things", heap_mb=32)
    assert engine.outdated()
    with pytest.raises(EngineError, match="manage reindex things"):
        engine.search(Request())
    with pytest.raises(EngineError, match="manage reindex things"):
        engine.write(generated(1))
    engine.rebuild(generated(2))
    assert (engine.outdated(), engine.count()) == (False, 2)


def test_a_ruined_index_is_refused_with_what_to_do(tmp_path):
    engine = _engine(tmp_path)
    engine.write(generated(3))
    home = (tmp_path / "things" / "current").resolve()
    for file in home.glob("*.idx"):
        file.unlink()
    with pytest.raises(EngineError, match="manage reindex things"):
        _engine(tmp_path).search(Request())
    engine = _engine(tmp_path)
    engine.rebuild(generated(2))
    assert engine.count() == 2


def test_browsing_is_remembered_until_the_next_commit(tmp_path):
    engine = _engine(tmp_path)
    engine.write(generated(50))
    request = Request(facets=(FacetAsk(name="domain"),), histogram=HistogramAsk(name="years"))
    first = engine.search(request)
    assert engine.search(request) is first
    assert engine.search(replace(request, sort="title")) is not first
    engine.write(generated(1, start=50))
    assert engine.search(request).total == 51


def test_slots_give_way_when_a_document_has_more_values(tmp_path):
    engine = _engine(tmp_path, slots_from=100)
    documents = list(generated(200))
    engine.rebuild(documents, expected=len(documents))
    ask = FacetAsk(name="technique", size=100)
    before = dict(engine.search(Request(facets=(ask,))).facets["technique"].values)
    assert "technique" in engine._now().slots
    many = tuple(f"technique {i:02}" for i in range(9))
    engine.write([replace(one(999), facets={"technique": many})])
    after = dict(engine.search(Request(facets=(ask,))).facets["technique"].values)
    assert {value: after[value] - before.get(value, 0) for value in many} == dict.fromkeys(many, 1)
    assert "technique" not in _engine(tmp_path)._now().slots


def test_words_gone_from_the_index_are_neither_completed_nor_meant(tmp_path):
    engine = _engine(tmp_path)
    engine.rebuild([one(1, title="hippopotame"), one(2, title="hippocampe")])
    assert engine.complete("hippo") == ("hippocampe", "hippopotame")
    engine.rebuild([one(2, title="hippocampe")])
    assert engine.complete("hippo") == ("hippocampe",)
    assert engine.correct("hippocanpe") == "hippocampe"
    assert engine.correct("hippopotane") == ""


def test_orphans_are_swept_and_the_living_stay(tmp_path):
    engine = _engine(tmp_path)
    for i in range(0, 60, 20):
        engine.write(generated(20, start=i))
    engine.write([], delete=["3"])
    home = (tmp_path / "things" / "current").resolve()
    for name in (
        "0123456789abcdef0123456789abcdef.idx",
        ".tmpX7",
        "0123456789abcdef0123456789abcdef.5.del",
    ):
        (home / name).write_bytes(b"x")
    dead = tmp_path / "things" / "generation-dead"
    dead.mkdir()
    (dead / "meta.json").write_text("{}")
    assert len(_outside(tmp_path)) == 4
    assert engine.sweep() == 4
    assert _outside(tmp_path) == []
    assert engine.count() == 59
    assert _engine(tmp_path).search(Request(node=parse("huile"))).total > 0


_WRITES = """
    import sys
    from pathlib import Path
    from dentelle.search.backends.tantivy import TantivyEngine
    from dentelle.search.tests.factories import SCHEMA, generated
    engine = TantivyEngine(SCHEMA, Path(sys.argv[1]), heap_mb=32)
    start = int(sys.argv[2])
    print("ready", flush=True)
    while True:
        with engine.hold():
            for i in range(4):
                engine.write(generated(40, start=start % 600), delete=[str(start % 600 + 300)])
                start += 37
        if start % 5 == 0:
            engine.rebuild(generated(600))
    """


def test_killed_at_any_moment_the_index_opens_is_whole_and_keeps_nothing_of_the_dead(tmp_path):
    dice = random.Random(10)  # noqa: S311
    _engine(tmp_path).rebuild(generated(600))
    strays = 0
    for turn in range(10):
        child = _child(_WRITES, tmp_path / "things", turn * 41)
        with child:
            assert child.stdout.readline() == "ready\n"
            time.sleep(dice.uniform(0.01, 0.25))
            child.send_signal(signal.SIGKILL)
        strays += len(_outside(tmp_path))
        engine = _engine(tmp_path)
        found = engine.search(Request(facets=(FacetAsk(name="museum"),)))
        assert found.total == engine.count() == sum(n for _, n in found.facets["museum"].values)
        keys = list(engine.keys())
        assert len(keys) == len(set(keys)) == engine.count()
        engine.sweep()
        assert _outside(tmp_path) == []
    assert strays > 0  # otherwise nothing was killed in the middle of anything
    engine.write(shaped())
    assert engine.search(Request(node=parse("émaux"))).total > 0
    assert writing.is_orphan(".tmpab", {})
