"""What the process does with a picture; each returns what JSON can say and writes where it is told."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyvips

from dentelle.media.decoding import told
from dentelle.media.decoding.opening import open_picture
from dentelle.media.decoding.pixels import smaller, whole

TILE = 512
TILE_QUALITY = 85
PYRAMID_QUALITY = 88  # under 90: from there libvips writes another JPEG inside TIFF
WEBP_QUALITY = 80
WEBP_EFFORT = 1  # 0 to 6: past 1 each picture costs more than the bytes it saves
AVIF_QUALITY, AVIF_EFFORT = 55, 2  # effort 4 gains 6 % for six times the processor
JPEG_QUALITY = 82
SMALL = 128  # longest side of what colours are looked for in

Widths = Mapping[str, str]  # width in pixels to the file to write


SMALL_WIDTH = 640  # up to it a rendition is what "shown small" allows


def tallest(width: int) -> int:
    """Return the height a rendition may have: a scroll shown small must not be a large picture."""
    return width * 2 if width <= SMALL_WIDTH else width * 8


def measure(path: str) -> dict[str, Any]:
    """Return `kind`, `width`, `height` of a picture, from its header."""
    opened = open_picture(path)
    width, height = opened.seen_size
    return {"kind": opened.kind, "width": width, "height": height}


def render(path: str, webp: Widths) -> dict[str, Any]:
    """Write the renditions every picture has from the start; return `tone` and `told`."""
    opened = open_picture(path)
    image = smaller(opened, max(map(int, webp)))
    for width in sorted(map(int, webp), reverse=True):
        image = image.thumbnail_image(width, height=tallest(width), size="down").copy_memory()
        image.webpsave(webp[str(width)], Q=WEBP_QUALITY, effort=WEBP_EFFORT, keep="none")
    return {"tone": _tone(image), "told": told.read(opened)}


def prepare(
    path: str, key: str, tiles: str, pyramid: str, avif: Widths, jpeg: Widths
) -> dict[str, Any]:
    """Write tiles, pyramid and the other renditions; return `palette`, `colours`, `descriptor`, `told`."""
    from dentelle.media.decoding import colours  # noqa: PLC0415 -- slow import

    _tiles(path, key, Path(tiles))
    whole(path).tiffsave(
        pyramid, tile=True, pyramid=True, compression="jpeg", Q=PYRAMID_QUALITY,
        tile_width=TILE, tile_height=TILE, bigtiff=True, keep="none",
    )  # fmt: skip
    opened = open_picture(path)
    image = smaller(opened, max(map(int, (*avif, *jpeg))))
    _renditions(image, avif, jpeg)
    small = image.thumbnail_image(SMALL, height=SMALL, size="down").copy_memory()
    return {**colours.look(small), "told": told.read(opened)}


def _tiles(path: str, key: str, target: Path) -> None:
    """Write the stored ZIP of exact tiles (IIIF Image API 3 names)."""
    image = whole(path)
    image.dzsave(
        str(target), basename=key, layout="iiif3", tile_size=TILE, overlap=0,
        suffix=f".jpg[Q={TILE_QUALITY},keep=none,optimize_coding]", container="zip", compression=0, keep="none",
    )  # fmt: skip


def _renditions(image: pyvips.Image, avif: Widths, jpeg: Widths) -> None:
    for width in sorted({*map(int, avif), *map(int, jpeg)}, reverse=True):
        image = image.thumbnail_image(width, height=tallest(width), size="down").copy_memory()
        if target := jpeg.get(str(width)):
            image.jpegsave(target, Q=JPEG_QUALITY, optimize_coding=True, interlace=True, keep="none")  # fmt: skip
        if target := avif.get(str(width)):
            image.heifsave(target, Q=AVIF_QUALITY, effort=AVIF_EFFORT, compression="av1", keep="none")  # fmt: skip


def _tone(image: pyvips.Image) -> str:
    """Return the mean colour of a small picture."""
    bands = image.shrink(image.width, image.height)(0, 0)
    return "#" + "".join(f"{int(max(0, min(255, band))):02x}" for band in bands[:3])


JOBS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "measure": measure,
    "render": render,
    "prepare": prepare,
}
