"""The studio: pictures drawn by as many processes as there are cores, kept from one build to the next."""

import multiprocessing
import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from pathlib import Path

import numpy as np
from PIL import Image

from dentelle.demo.composing import Shot
from dentelle.demo.drawing.surface import Size

VERSION = 4  # of what is drawn: the folder's name, so that another version draws anew
LONG_SIDE = 880  # in pixels; what two cores draw 400 of in about a minute
QUALITY = 88
_FEW = 8  # fewer pictures are drawn here: a pool costs a second to start
_KINDS = {
    "painting",
    "engraving",
    "photograph",
    "plate",
    "jug",
    "lace",
    "cloth",
    "glass",
    "coin",
    "tool",
}


def folder(data: Path) -> Path:
    """Return the folder of the pictures drawn."""
    return data / "demo-pictures" / f"v{VERSION}"


def size_of(ratio: float, long_side: int = LONG_SIDE) -> Size:
    """Return width and height in pixels, even, for a width over height."""
    wide, high = (1.0, 1 / ratio) if ratio >= 1 else (ratio, 1.0)
    return 2 * round(long_side * wide / 2), 2 * round(long_side * high / 2)


def draw(shot: Shot) -> Image.Image:
    """Draw one picture; the same shot is always the same picture.

    Raises:
        KeyError: there is no such kind of drawing.
    """
    if shot.picture.kind not in _KINDS:
        raise KeyError(shot.picture.kind)
    kind = import_module(f"dentelle.demo.drawing.{shot.picture.kind}")
    about = dict(shot.picture.about)
    size = size_of(shot.picture.ratio, LONG_SIDE if shot.part == 0 else LONG_SIDE * 3 // 2)
    picture: Image.Image = kind.draw(np.random.default_rng(shot.seed), size, about)
    return picture if shot.part == 0 else picture.crop(_detail(size, shot.part))


def _detail(size: Size, part: int) -> tuple[int, int, int, int]:
    """Return the box of a detail: the middle, the upper left, the lower right."""
    width, height = int(size[0] * 0.54), int(size[1] * 0.50)
    across, down = ((0.23, 0.25), (0.05, 0.05), (0.42, 0.46))[part - 1]
    left, top = int(size[0] * across), int(size[1] * down)
    return left, top, left + width, top + height


def save(shot: Shot, place: Path) -> str:
    """Draw one picture into its file, whole or not at all; return the file's name."""
    target = place / shot.name
    if not target.exists():
        draft = target.with_suffix(f".{os.getpid()}.part")
        draw(shot).save(draft, "JPEG", quality=QUALITY, subsampling=0)
        draft.replace(target)
    return shot.name


def _begin(parent: int) -> None:
    """Make a process of the pool draw on one core, and end with whoever started it."""
    os.environ["VIPS_CONCURRENCY"] = "1"

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def draw_all(shots: Sequence[Shot], place: Path) -> Iterator[Shot]:
    """Draw what is not there yet, and give each shot as soon as its file is ready."""
    place.mkdir(parents=True, exist_ok=True)
    missing = []
    for shot in shots:
        if (place / shot.name).exists():
            yield shot
        else:
            missing.append(shot)
    if len(missing) <= _FEW:
        for shot in missing:
            save(shot, place)
            yield shot
        return
    workers = os.cpu_count() or 1
    context = multiprocessing.get_context("spawn")  # libvips has threads: forking would hang
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(os.getpid(),)) as pool:
        names = pool.map(save, missing, [place] * len(missing), chunksize=2)
        yield from (shot for shot, _ in zip(missing, names, strict=True))
