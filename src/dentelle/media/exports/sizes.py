"""Pictures cut down to a size once, as JPEG without any metadata, and kept under their canonical name.

They are cut from the pyramid, which the decoding worker wrote: no file from outside is decoded here.
"""

import threading
from pathlib import Path

import pyvips

from dentelle.media import store

QUALITY = 88
_AT_ONCE = threading.BoundedSemaphore(2)  # each may hold some hundred megabytes
_PATIENCE = 10.0  # seconds


class NotReadyError(Exception):
    """The picture's pyramid is not written yet; ask again later."""


class BusyError(Exception):
    """Too many pictures are being cut; ask again in a moment."""


def place(key: str, name: str) -> Path:
    """Return where a size of a picture is kept."""
    return store.root() / "exports" / key[:2] / f"{key}-{name}.jpg"


def cut(key: str, name: str, longest: int) -> Path:
    """Return the file of a picture whose longest side is `longest` pixels at most, made when missing.

    Raises:
        NotReadyError: there is no pyramid to cut it from.
        BusyError: others are being cut, and a place did not come free in time.
    """
    target = place(key, name)
    if target.exists():
        return target
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise BusyError(key)
    try:
        if not target.exists():
            store.write(target, _jpeg(key, longest))
    finally:
        _AT_ONCE.release()
    return target


def _jpeg(key: str, longest: int) -> bytes:
    source = store.local(store.pyramid_path(key).relative_to(store.root()))
    if not source.exists():
        raise NotReadyError(key)
    image = pyvips.Image.thumbnail(str(source), longest, height=longest, size="down")
    content: bytes = image.jpegsave_buffer(Q=QUALITY, optimize_coding=True, keep="none")
    return content
