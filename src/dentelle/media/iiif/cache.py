"""Cuts kept on disk under their canonical address, the least recently asked given up first.

Nothing here knows of rights: who reads a cut has asked for it first. The folder may be emptied at
any moment.
"""

import hashlib
import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

MOST_FILES = 4000
MOST_BYTES = 512 << 20
_KEPT = 0.8  # share kept when it is too full
_EVERY = 64  # cuts written between two looks at how full it is

_written = itertools.count(1)


def read(key: str, name: str) -> bytes | None:
    """Return a cut, or nothing; one that is read is the last to go."""
    file = _file(key, name)
    try:
        content = file.read_bytes()
        os.utime(file)
    except FileNotFoundError:
        return None
    return content


def write(key: str, name: str, content: bytes) -> None:
    """Keep a cut, whole or not at all."""
    file = _file(key, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    waiting = file.with_name(f".{file.name}.{os.getpid()}")
    waiting.write_bytes(content)
    waiting.replace(file)
    if next(_written) % _EVERY == 0:
        prune()


def forget(key: str) -> None:
    """Give up every cut of a picture."""
    shutil.rmtree(_file(key, "").parent, ignore_errors=True)


def prune(*, most_files: int = MOST_FILES, most_bytes: int = MOST_BYTES) -> None:
    """Give up the least recently asked until `_KEPT` of either bound is left."""
    found = sorted(_found(), reverse=True)
    total = sum(size for _moment, size, _path in found)
    if len(found) <= most_files and total <= most_bytes:
        return
    count, held = 0, 0
    for _moment, size, path in found:
        count, held = count + 1, held + size
        if count > most_files * _KEPT or held > most_bytes * _KEPT:
            Path(path).unlink(missing_ok=True)


def _found() -> Iterator[tuple[float, int, str]]:
    """Yield when each cut was last asked for, its size in bytes and its path."""
    for folder, _folders, names in os.walk(_root()):
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 -- thousands of them
            try:
                there = os.stat(path)  # noqa: PTH116 -- thousands of them
            except FileNotFoundError:
                continue
            yield there.st_mtime, there.st_size, path


def _root() -> Path:
    return Path(settings.DATA_DIR, "iiif", "cuts")


def _file(key: str, name: str) -> Path:
    digest = hashlib.sha256(name.encode()).hexdigest()[:32]
    return _root() / key[:2] / key / digest
