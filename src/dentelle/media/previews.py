"""A picture in small for those who decide about it: the desk alone, whatever its rights say."""

from dentelle.media import store
from dentelle.media.models import Image

WIDTH = 320


def preview(image: Image) -> bytes | None:
    """Return a small view in WebP, nothing when it was never made.

    The caller has asked whether the person may decide about the picture; nothing else may call this.
    """
    whole = store.rendition_path(image.key, WIDTH)
    file = store.local(whole.relative_to(store.root()))
    return file.read_bytes() if file.is_file() else None
