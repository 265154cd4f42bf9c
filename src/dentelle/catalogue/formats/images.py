"""Pictures that come with a file: their names in REFIM, and the folder or ZIP that holds them.

Source: rules of the ministry's import platform: items separated by `;`, parts by commas, the first
part a long name, the last a short one; a short name has no folder, no one-letter suffix (`_P`), no
prefix ended by `_`, and is in lower case.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from dentelle.catalogue.formats.base import FormatError
from dentelle.catalogue.formats.safe_xml import BROKEN_ARCHIVE

Opener = Callable[[], BinaryIO]

KINDS = frozenset({
    ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".jp2", ".heic", ".heif", ".avif",
})  # fmt: skip
MOST_FILES = 200_000
LARGEST = 500 * 1024 * 1024
LARGEST_ALL = 100 * 1024**3
_MOST_PACKED = 200  # a picture hardly shrinks in a ZIP: 200 times smaller is a trap
_SUFFIX = re.compile(r"_[a-z0-9](?=\.)")
_NAMED = re.compile(r"\.\w{2,5}\Z")
_PREFIXES = re.compile(r"[a-z0-9]*_")


def base_name(name: str) -> str:
    """Return a file's name without its folders, in lower case."""
    return name.replace("\\", "/").rpartition("/")[2].strip().lower()


def short_name(name: str) -> str:
    """Return the name a picture file and a record agree on: `M0161_0016630_P.JPG` → `0016630.jpg`."""
    base = base_name(name)
    stem = _PREFIXES.sub("", _SUFFIX.sub("", base))
    return stem if stem.partition(".")[0] else base


def short_names(refim: str) -> tuple[str, ...]:
    """Return the short names in a REFIM field, or in a plain list of file names, each once.

    A comma also separates plain names (`a.jpg, b.jpg`), but may stand inside one (`pot, face.jpg`).
    """
    names: dict[str, None] = {}
    for item in refim.split(";"):
        names.update((short_name(name), None) for name in _named(item))
    return tuple(names)


def base_names(refim: str) -> tuple[str, ...]:
    """Return the names in a REFIM field as `short_names` does, whole: `pot_1.jpg` is not `pot_2.jpg`."""
    return tuple(
        dict.fromkeys(base_name(name) for item in refim.split(";") for name in _named(item))
    )


def _named(item: str) -> list[str]:
    parts = [part.strip() for part in item.split(",")]
    named = [part for part in parts if _NAMED.search(part)]
    if any(not part or part.startswith("DS") for part in parts):
        return named[-1:]
    return parts if len(named) == len(parts) else [item.strip()] * bool(named)


def is_picture(name: str) -> bool:
    """Say whether a file name is one of a picture."""
    return Path(name).suffix.lower() in KINDS


def find_images(source: Path, *, name: Callable[[str], str] = short_name) -> Mapping[str, Opener]:
    """Return what opens each picture of a folder (and those in it) or ZIP, by short name or another.

    Two files of one name: the first in the order of their paths is kept. Nothing is ever
    written; a path in a ZIP is only read for its last part, so it cannot lead anywhere.

    Raises:
        FormatError: too many files, a ZIP that is broken, locked, or unpacks beyond measure.
    """
    found: dict[str, Opener] = {}
    for path, opener in _in_folder(source) if source.is_dir() else _in_zip(source):
        if len(found) >= MOST_FILES:
            raise FormatError(
                _("More than %(most)d pictures: split them into several imports.")
                % {"most": MOST_FILES}
            )
        found.setdefault(name(path), opener)
    return found


def _in_folder(folder: Path) -> Iterator[tuple[str, Opener]]:
    inside = folder.resolve()
    for path in sorted(folder.rglob("*")):
        # A link could lead out of the folder that was given.
        if is_picture(path.name) and path.resolve().is_relative_to(inside):
            yield path.name, partial(_open_file, path)


def _open_file(path: Path) -> BinaryIO:
    return path.open("rb")


def _in_zip(archive: Path) -> Iterator[tuple[str, Opener]]:
    members = sorted(_members(archive), key=lambda member: member.filename)
    total = 0
    for member in members:
        if member.is_dir() or not is_picture(member.filename):
            continue
        total += member.file_size
        _refuse_bomb(member, total)
        yield member.filename, partial(_open_member, archive, member)


def _members(archive: Path) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(archive) as opened:
            return opened.infolist()
    except BROKEN_ARCHIVE as error:
        raise FormatError(
            _("The ZIP of pictures cannot be opened: it is damaged. Make it again.")
        ) from error


def _refuse_bomb(member: zipfile.ZipInfo, total: int) -> None:
    packed = member.file_size > _MOST_PACKED * max(member.compress_size, 1024)
    if member.file_size > LARGEST or total > LARGEST_ALL or packed:
        raise FormatError(
            _(
                "The ZIP of pictures unpacks beyond measure at “%(name)s”. Take this file out, or "
                "give the pictures in a folder."
            )
            % {"name": member.filename}
        )
    if member.flag_bits & 1:
        raise FormatError(_("The ZIP of pictures is locked by a password. Make it without one."))


def _open_member(archive: Path, member: zipfile.ZipInfo) -> BinaryIO:
    """Return a picture of a ZIP in memory, never more than its declared size.

    Raises:
        FormatError: what comes out is not what the ZIP declares.
    """
    try:
        with zipfile.ZipFile(archive) as opened, opened.open(member) as source:
            content = source.read(member.file_size + 1)
    except BROKEN_ARCHIVE as error:
        raise FormatError(
            _("The picture “%(name)s” cannot be taken out of the ZIP: it is damaged.")
            % {"name": member.filename}
        ) from error
    return io.BytesIO(content)
