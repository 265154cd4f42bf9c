"""Pictures with their tiles, pyramid and renditions, written in the store as the intake lays them out."""

import numpy as np
import pyvips

from dentelle.media import store
from dentelle.media.iiif import tiles
from dentelle.media.models import Image
from dentelle.media.rules import EVERYTHING, WIDTHS
from dentelle.media.tests.factories import NOW
from dentelle.publishing.enums import State

SMALL_ONLY = ("show",)


def waves(width, height):
    """Draw a picture in colours that change everywhere, so that every part of it is its own."""
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    bands = [x * 255 // width, y * 255 // height, 128 + 100 * np.sin((x + 2 * y) / 90)]
    return drawing(np.stack(bands, axis=2).astype(np.uint8))


def drawing(pixels):
    """Return pixels, rows of columns of three bands, as a picture."""
    return pyvips.Image.new_from_array(pixels).copy(interpretation="srgb")


def write_renditions(key, picture):
    for width in WIDTHS:
        path = store.rendition_path(key, width)
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.thumbnail_image(width, height=width * 8, size="down").webpsave(str(path), Q=90)


def write_tiles(key, picture):
    path, pyramid = store.tiles_path(key), store.pyramid_path(key)
    for file in (path, pyramid):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)  # the store puts a new file in place, and writes in none
    picture.dzsave(
        str(path), basename=key, layout="iiif3", tile_size=512, overlap=0, suffix=".jpg[Q=85]",
        container="zip", compression=0,
    )  # fmt: skip
    picture.tiffsave(
        str(pyramid),
        tile=True,
        tile_width=512,
        tile_height=512,
        pyramid=True,
        compression="jpeg",
        Q=88,
    )


def make_service(key="a" * 24, *, picture=None, uses=EVERYTHING, prepared=1, state=State.PUBLIC):
    """Keep a picture whose files are written here, and forget what was known of its key."""
    picture = picture or waves(1500, 1100)
    write_renditions(key, picture)
    if prepared:
        write_tiles(key, picture)
    tiles.SHELF.clear()
    return Image.objects.create(
        key=key, path=f"originals/{key}.jpg", original_name="vase.jpg", mime="image/jpeg", size=1,
        width=picture.width, height=picture.height, licence="public-domain", uses=[str(use) for use in uses],
        prepared=prepared, state=state, created_at=NOW,
    )  # fmt: skip
