"""Where pictures lie: originals under their content address, what is made of them beside.

The only module that opens a picture file; everything it gives out was asked for by `queries.allow`.
Places are relative to the store. The store is a folder, or a bucket (`DENTELLE_MEDIA_URL`) of which
that folder then holds what was needed lately: `local` brings a file to it.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from dentelle.media import remote

KEY_LENGTH = 24  # hexadecimal digits of the SHA-256 that addresses show
_BLOCK = 1 << 20


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, read by blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def original_path(digest: str, suffix: str) -> Path:
    """Return where the original of this content address lies, relative to the store."""
    return Path("originals", digest[:2], digest + suffix)


def rendition_path(key: str, width: int, suffix: str = ".webp") -> Path:
    """Return where a rendition lies, in the store."""
    return root() / "renditions" / key[:2] / f"{key}-{width}{suffix}"


def tiles_path(key: str) -> Path:
    """Return where the stored ZIP of a picture's exact tiles lies."""
    return root() / "tiles" / key[:2] / f"{key}.zip"


def pyramid_path(key: str) -> Path:
    """Return where the pyramid that arbitrary regions are cut from lies."""
    return root() / "pyramids" / key[:2] / f"{key}.tif"


def working_path() -> Path:
    """Return the folder of what is being made; nothing in it outlives a stop."""
    return root() / "working"


def upload_path(key: str) -> Path:
    """Return where the parts of a file being received are put together, on this machine alone."""
    return root() / "uploads" / key


def root() -> Path:
    """Return the folder of the store."""
    return Path(settings.MEDIA_ROOT)


def local(place: Path) -> Path:
    """Return the whole path of a file of the store, brought from the bucket when it is not here.

    A file that is nowhere is not at the path returned: the caller asks `exists`.
    """
    target = root() / place
    bucket = remote.bucket()
    if bucket is not None and not target.exists():
        with _waiting(target) as waiting:
            if bucket.get(_name(target), waiting):
                waiting.replace(target)
    return target


def keep(path: Path, place: Path) -> None:
    """Copy a file into the store, whole or not at all; a file already there is left."""
    target = root() / place
    bucket = remote.bucket()
    if target.exists() or (bucket is not None and bucket.has(_name(target))):
        return
    with _waiting(target) as waiting:
        shutil.copyfile(path, waiting)
        _settle(waiting, target)


def write(target: Path, content: bytes) -> None:
    """Write bytes into the store, whole or not at all."""
    with _waiting(target) as waiting:
        waiting.write_bytes(content)
        _settle(waiting, target)


@contextmanager
def receiving(path: Path) -> Iterator[BinaryIO]:
    """Open a file whose parts come one by one; others who send to it wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


@contextmanager
def writing(*targets: Path) -> Iterator[list[Path]]:
    """Lend a file to write for each target; they become the targets when the block ends well."""
    waiting = [_beside(target) for target in targets]
    try:
        yield waiting
        for source, target in zip(waiting, targets, strict=True):
            _settle(source, target)
    finally:
        for source in waiting:
            source.unlink(missing_ok=True)


@contextmanager
def _waiting(target: Path) -> Iterator[Path]:
    source = _beside(target)
    try:
        yield source
    finally:
        source.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    """Return a hidden name beside a target, of the same suffix and this process alone."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return target.with_name(f".{os.getpid()}-{os.urandom(4).hex()}-{target.name}")


def _settle(source: Path, target: Path) -> None:
    """Give a finished file its name; the bucket has it first, so that no copy here is the only one."""
    bucket = remote.bucket()
    if bucket is not None:
        bucket.put(source, _name(target))
    source.replace(target)


def _name(target: Path) -> str:
    return target.relative_to(root()).as_posix()
