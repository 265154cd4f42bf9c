"""From data to a PDF: a temporary folder, a process that compiles it, and the file kept by what it says.

A sheet is named by the digest of everything in it (text, picture, template, version of Typst): a record,
a right or a credit that changes makes another file, so what is kept is never stale.
"""

import hashlib
import json
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings

VERSION = 1
TEMPLATES = Path(__file__).parent / "templates"
_WORKER = Path(__file__).parent / "worker.py"
_AT_ONCE = threading.BoundedSemaphore(2)
_PATIENCE = 15.0  # seconds to wait for a place
_SECONDS = 30.0  # for one compilation; most take a tenth of a second
_IN_A_DRAWER = 16  # files kept for each of the 256 first digits
logger = logging.getLogger(__name__)


class SheetError(Exception):
    """The sheet cannot be made now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A document to compile: which template, its data (JSON), and files it shows, by name."""

    template: str
    data: Mapping[str, Any]
    files: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """What names the PDF."""
        mark = hashlib.blake2b(
            f"{VERSION} {version('typst')} {self.template}".encode(), digest_size=16
        )
        for source in ("house.typ", self.template):
            mark.update((TEMPLATES / source).read_bytes())
        mark.update(self._json())
        for name, content in sorted(self.files.items()):
            mark.update(name.encode() + hashlib.blake2b(content).digest())
        return mark.hexdigest()

    def _json(self) -> bytes:
        return json.dumps(self.data, ensure_ascii=False, sort_keys=True).encode()

    def write(self, folder: Path) -> None:
        """Put the document's files into a folder."""
        shutil.copyfile(TEMPLATES / "house.typ", folder / "house.typ")
        shutil.copyfile(TEMPLATES / self.template, folder / "main.typ")
        (folder / "data.json").write_bytes(self._json())
        for name, content in self.files.items():
            (folder / name).write_bytes(content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A PDF and its number of pages."""

    content: bytes
    pages: int

    @property
    def etag(self) -> str:
        """What tells this file from another."""
        return hashlib.blake2b(self.content, digest_size=12).hexdigest()


def make(sheet: Sheet, *, keep: bool = True) -> Made:
    """Return the PDF of a sheet, compiled when it was not kept.

    What visitors compose is not kept: a title changed makes another file, and a disk has an end.

    Raises:
        SheetError: it takes too long, or too many are being made.
    """
    kept = _place(sheet.digest)
    if (found := _kept(kept)) is not None:
        return found
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise SheetError("Too many sheets are being made.")
    try:
        made = _compiled(sheet)
    finally:
        _AT_ONCE.release()
    if keep:
        _keep(kept, made)
    return made


def _compiled(sheet: Sheet) -> Made:
    with TemporaryDirectory(prefix="dentelle-sheet-") as name:
        folder = Path(name)
        sheet.write(folder)
        _run(folder)
        pages = json.loads((folder / "out.json").read_bytes())["pages"]
        return Made(content=(folder / "out.pdf").read_bytes(), pages=pages)


def _run(folder: Path) -> None:
    command = [sys.executable, "-I", str(_WORKER), str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS, cwd=folder)  # noqa: S603 -- our own worker
    except subprocess.TimeoutExpired as error:
        raise SheetError("The sheet took too long.") from error
    except subprocess.CalledProcessError as error:
        logger.exception(
            "A sheet did not compile: %s", error.stderr.decode(errors="replace")[-2000:]
        )
        raise SheetError("The sheet could not be made.") from error


def _place(digest: str) -> Path:
    return Path(settings.DATA_DIR, "sheets", digest[:2], f"{digest}.pdf")


def _kept(place: Path) -> Made | None:
    try:
        content = place.read_bytes()
        pages = int(place.with_suffix(".pages").read_text())
    except (FileNotFoundError, ValueError):
        return None
    os.utime(place)
    return Made(content=content, pages=pages)


def _keep(place: Path, made: Made) -> None:
    """Keep a PDF, and let go of the drawer's oldest."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.with_suffix(".pages").write_text(str(made.pages))
    waiting = place.with_name(f".{place.name}.{os.getpid()}.{threading.get_ident()}")
    waiting.write_bytes(made.content)
    waiting.replace(place)
    drawer = sorted(place.parent.glob("*.pdf"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in drawer[_IN_A_DRAWER:]:
        old.unlink(missing_ok=True)
        old.with_suffix(".pages").unlink(missing_ok=True)
