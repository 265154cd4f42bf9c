"""The files a service reads: the exact tiles, the pyramid, or the small rendition."""

from dataclasses import dataclass
from pathlib import Path

from dentelle.media import store
from dentelle.media.iiif.geometry import Size
from dentelle.media.iiif.grants import Grant
from dentelle.media.rules import WIDTHS

_SHOWN_SMALL = 640  # width of the rendition that is the use `show`


@dataclass(frozen=True, slots=True)
class Source:
    """A file we wrote ourselves, to cut from, and the size the addresses refer to."""

    path: Path
    ground: Size


def tiles(key: str) -> Path:
    """Return the ZIP of exact tiles of a picture, there or not."""
    return store.local(store.tiles_path(key))


def source(grant: Grant) -> Source | None:
    """Return what to cut from: files of ours alone, never the file received.

    Without the use `zoom` it is the small rendition, which holds no more detail than may be shown.
    With it, it is the pyramid, or the largest rendition until the pyramid is made.
    """
    if not grant.zoom:
        return _there(store.rendition_path(grant.key, _SHOWN_SMALL), grant)
    pyramid = _there(store.pyramid_path(grant.key), grant) if grant.prepared else None
    return pyramid or _there(store.rendition_path(grant.key, max(WIDTHS)), grant)


def _there(path: Path, grant: Grant) -> Source | None:
    here = store.local(path)
    return Source(here, grant.ground) if here.exists() else None
