"""Writing a Tantivy index: one writer over all processes, commits, rebuilds beside, sweeping.

On disk: `lock`; `current`, a link to the generation that answers; the generations. A rebuild makes
a new generation and moves the link, which is atomic; readers open what the link names.
"""

import contextlib
import itertools
import re
import secrets
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson
import tantivy

from dentelle.search.backends.tantivy import layout
from dentelle.search.documents import Document
from dentelle.search.engine import EngineError
from dentelle.search.locks import FileLock
from dentelle.search.schema import Schema

CURRENT = "current"
WORDS = "words.txt"
META = "meta.json"
_SEGMENT = re.compile(r"^([0-9a-f]{32})\.")
_SAMPLE = 5_000  # documents looked at to choose which facets get slots
_MOST_SLOTS, _MOST_VALUES = 4, 400


class Writer:
    """The writing half of an engine."""

    def __init__(self, schema: Schema, root: Path, heap: int, slots_from: int) -> None:
        self.schema = schema
        self.root = root
        self._heap = heap
        self._slots_from = slots_from
        self._lock = FileLock(root / "lock")
        self._writer: Any = None
        self._folder = root
        self._maker: layout.Maker | None = None
        self._known: tuple[Path, set[str]] = (root, set())

    @contextlib.contextmanager
    def hold(self) -> Iterator[None]:
        """Be the only writer over all processes, waiting for it; several writes share one opening."""
        self._lock.acquire()
        try:
            yield
        finally:
            try:
                if self._lock.held_once:
                    self._close()
            finally:
                self._lock.release()

    def write(self, documents: Iterable[Document], delete: Iterable[str]) -> int:
        """Replace and delete in one commit; an exception on the way leaves the index as it was."""
        with self.hold():
            writer, maker = self._open()
            many = 0
            try:
                for document in documents:
                    writer.delete_documents_by_term(layout.KEY, document.key)
                    writer.add_document(maker.make(document))
                    many += 1
                for key in delete:
                    writer.delete_documents_by_term(layout.KEY, key)
                self._remember(self._folder, maker)
                writer.commit()
            except BaseException:
                self._undo(writer)
                raise
        return many

    def _undo(self, writer: Any) -> None:
        """Forget what was added since the last commit; a writer that cannot is let go."""
        try:
            writer.rollback()
            _begin_numbers(writer)
        except ValueError:
            self._writer = None

    def rebuild(self, documents: Iterable[Document], expected: int) -> int:
        """Make a new generation of all documents and let it answer; `expected`: about how many."""
        with self.hold():
            self._close()
            self._sweep()
            stream = iter(documents)
            about = layout.About(layout.fingerprint(self.schema))
            if expected >= self._slots_from:
                sample = list(itertools.islice(stream, _SAMPLE))
                about.slots = choose_slots(self.schema, sample)
                stream = itertools.chain(sample, stream)
            folder = self._new_folder()
            try:
                many = self._fill(folder, about, stream)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._point(folder)
        return many

    def sweep(self) -> int:
        """Delete generations no longer answering and files no commit names; return how many files."""
        with self.hold():
            self._close()
            return self._sweep()

    def _open(self) -> tuple[Any, layout.Maker]:
        if self._writer is None:
            folder = self._current() or self._begin()
            about = layout.About.read(folder)
            layout.check(about, self.schema)
            self._sweep()
            if self._maker is None or self._folder != folder:
                self._maker = layout.Maker(self.schema, about)
            self._folder = folder
            self._writer = layout.register(tantivy.Index.open(str(folder))).writer(self._heap, 1)
            _begin_numbers(self._writer)
        if self._maker is None:  # cannot be: made with the writer
            raise EngineError("The index has no writer.")
        return self._writer, self._maker

    def _close(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.wait_merging_threads()

    def _current(self) -> Path | None:
        folder = (self.root / CURRENT).resolve()
        return folder if (folder / META).exists() else None

    def _begin(self) -> Path:
        """Make the first generation, empty."""
        folder = self._new_folder()
        self._fill(folder, layout.About(layout.fingerprint(self.schema)), ())
        self._point(folder)
        return folder.resolve()

    def _new_folder(self) -> Path:
        folder = self.root / f"generation-{secrets.token_hex(4)}"
        folder.mkdir(parents=True)
        return folder

    def _fill(self, folder: Path, about: layout.About, documents: Iterable[Document]) -> int:
        columns = layout.columns(self.schema, about.slots)
        index = layout.register(tantivy.Index(columns, str(folder)))
        maker = layout.Maker(self.schema, about)
        writer = index.writer(self._heap, 1)
        many = 0
        for document in documents:
            writer.add_document(maker.make(document))
            many += 1
        about.write(folder)
        self._remember(folder, maker)
        writer.commit()
        writer.wait_merging_threads()
        return many

    def _point(self, folder: Path) -> None:
        link = self.root / f"{CURRENT}.new"
        link.unlink(missing_ok=True)
        link.symlink_to(folder.name)
        link.replace(self.root / CURRENT)

    def _remember(self, folder: Path, maker: layout.Maker) -> None:
        """Write what readers need beside the commit to come; more than it holds does no harm."""
        if maker.overflown:
            about = layout.About.read(folder)
            about.full = sorted({*about.full, *maker.full})
            about.write(folder)
            maker.overflown = False
        if not maker.words.fresh:
            return
        if self._known[0] != folder:
            self._known = folder, read_words(folder)
        new = [word for word in dict.fromkeys(maker.words.fresh) if word not in self._known[1]]
        if new:
            with (folder / WORDS).open("a", encoding="utf-8") as file:
                file.write("\n" + "\n".join(new) + "\n")
            self._known[1].update(new)
        maker.words.fresh.clear()

    def _sweep(self) -> int:
        """Delete what no commit names. Under the lock nobody else writes: it was left by the dead."""
        current, many = self._current(), 0
        for folder in self.root.glob("generation-*"):
            if current is None or folder.resolve() != current:
                many += sum(1 for _ in folder.iterdir())
                shutil.rmtree(folder, ignore_errors=True)
        return many + (_sweep_files(current) if current else 0)


def _begin_numbers(writer: Any) -> None:
    """Spend the first number of a writer on nothing.

    Operations are numbered from that of the last commit on, and the first was seen to be lost after a kill:
    the document replaced first then stood twice (4 of 330 kills; 0 of 330 with this).
    """
    writer.delete_documents_by_term(layout.KEY, "")


def read_words(folder: Path) -> set[str]:
    """Return the words of a generation; a line a kill cut short is only a word nobody looks for."""
    try:
        return set((folder / WORDS).read_text(encoding="utf-8", errors="ignore").split())
    except FileNotFoundError:
        return set()


def _sweep_files(folder: Path) -> int:
    live: dict[str, str] = {}
    for segment in orjson.loads((folder / META).read_bytes())["segments"]:
        deletes = segment.get("deletes") or {}
        live[segment["segment_id"].replace("-", "")] = f".{deletes.get('opstamp')}.del"
    many = 0
    for file in folder.iterdir():
        if is_orphan(file.name, live):
            file.unlink(missing_ok=True)
            many += 1
    return many


def is_orphan(name: str, live: dict[str, str]) -> bool:
    """Return whether no commit names a file; `live`: segment → the end of its file of deletions."""
    if name.startswith(".tmp"):
        return True
    found = _SEGMENT.match(name)
    if found is None:
        return False
    deletes = live.get(found[1])
    return deletes is None or (name.endswith(".del") and not name.endswith(deletes))


def choose_slots(schema: Schema, sample: list[Document]) -> dict[str, int]:
    """Return the facets a big index spreads over single-valued columns, with how many of them.

    A column of many values costs ten times one of single values; spreading pays while the values
    are few, both in a document and in all.
    """
    most: dict[str, int] = defaultdict(int)
    values: dict[str, set[str]] = defaultdict(set)
    for document in sample:
        for name, found in document.facets.items():
            most[name] = max(most[name], len(found))
            values[name].update(found)
    return {
        one.name: most[one.name]
        for one in schema.facets
        if 1 < most[one.name] <= _MOST_SLOTS and len(values[one.name]) <= _MOST_VALUES
    }
