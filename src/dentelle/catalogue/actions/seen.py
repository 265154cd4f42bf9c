"""The references a run met, kept on disk so that memory does not grow with the file."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, Self

from dentelle.catalogue import bulk


class Met(NamedTuple):
    """Where a reference was met first."""

    file: int
    line: int


class Seen:
    """A scratch table of references, in a file that is deleted at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.unlink(missing_ok=True)
        self._database = sqlite3.connect(path, isolation_level=None)
        # Nothing here outlives a crash: the reading begins again from the file.
        self._database.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16384;"
            "CREATE TABLE seen (key TEXT PRIMARY KEY, file INT, line INT) WITHOUT ROWID;"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._database.close()
        self._path.unlink(missing_ok=True)

    def known(self, keys: Sequence[str]) -> Mapping[str, Met]:
        """Return those of the keys met before, with where."""
        sql = "SELECT key, file, line FROM seen WHERE key IN (SELECT value FROM json_each(?))"
        with closing(self._database.execute(sql, [bulk.dump(list(keys))])) as found:
            return {key: Met(file, line) for key, file, line in found}

    def add(self, rows: Iterable[tuple[str, int, int]]) -> None:
        """Keep keys with their file and line; those known stay as they are."""
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", rows)
        self._database.execute("COMMIT")


def key(museum: int, reference: str) -> str:
    """Return the key of a reference of a museum."""
    return f"{museum}/{reference}"
