"""Where pictures lie: originals under their content address, renditions beside them.

The only module that opens a picture file; everything it gives out was asked for by `queries.allow`.
"""

import hashlib
import os
import shutil
from pathlib import Path

from django.conf import settings

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
    return Path(settings.MEDIA_ROOT, "renditions", key[:2], f"{key}-{width}{suffix}")


def keep(path: Path, place: Path) -> None:
    """Copy a file into the store, whole or not at all; a file already there is left."""
    target = Path(settings.MEDIA_ROOT, place)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copyfile(path, waiting)
    waiting.replace(target)


def write(target: Path, content: bytes) -> None:
    """Write bytes into the store, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = target.with_name(f".{target.name}.{os.getpid()}")
    waiting.write_bytes(content)
    waiting.replace(target)
