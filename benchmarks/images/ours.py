"""The picture brought in through the room's own doors, and its files laid out for the peers."""

import os
import shutil
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FRESH = 120  # pictures nobody has asked for, on which first tiles are measured
_DRAWN = (11_520, 6_480)  # 75 million pixels
_WAVE = 3.0


@dataclass(frozen=True)
class Prepared:
    """One picture and its copies: `tiles` are `region/size/0/default.jpg`, the full detail first."""

    data: Path
    key: str
    fresh: Sequence[str]
    tiles: Sequence[str]
    width: int
    height: int
    tile_kb: float

    @property
    def unpacked(self) -> Path:
        return self.data / "unpacked"

    @property
    def pyramids(self) -> Path:
        return self.data / "pyramids"


def draw(path: Path) -> Path:
    """Draw a picture of 75 million pixels, with detail of several sizes so that tiles weigh as real ones."""
    import pyvips  # noqa: PLC0415 -- only when no picture is given

    if not path.exists():
        width, height = _DRAWN
        grain = pyvips.Image.gaussnoise(width // 2, height // 2, sigma=18, seed=1)
        waves = pyvips.Image.sines(width, height, hfreq=40, vfreq=23) * 60
        clouds = pyvips.Image.perlin(width, height, cell_size=256, seed=2) * 70
        plain = grain.gaussblur(0.8).resize(2) + waves + clouds + 128
        bands = plain.bandjoin([plain * 0.9 + _WAVE, plain.rot("d180") * 0.8])
        bands.cast("uchar").copy(interpretation="srgb").jpegsave(str(path), Q=90)
    return path


def prepare(folder: Path, picture: Path | None, say: Callable[[str], None]) -> Prepared:
    """Bring the picture in; return where everything lies. Sets Django up in this process."""
    data = folder / (picture.stem if picture else "drawn")
    data.mkdir(parents=True, exist_ok=True)
    os.environ["DENTELLE_DATA_DIR"] = str(data)
    os.environ.pop("DENTELLE_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.prod"
    import django  # noqa: PLC0415 -- after its settings

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- after Django is set up

    say("database")
    for left in data.glob("dentelle.sqlite3*"):  # of another run, another version perhaps
        left.unlink()
    call_command("migrate", verbosity=0, interactive=False)
    say("picture: tiles and pyramid")
    image = _brought_in(picture or draw(data / "drawn.jpg"))
    return _laid_out(data, image)


def _brought_in(path: Path) -> Any:
    from django.utils import timezone  # noqa: PLC0415 -- after Django is set up

    from dentelle.media import actions  # noqa: PLC0415 -- after Django is set up

    image = actions.add_image(
        path=path, original_name=path.name, licence="public-domain", now=timezone.now()
    )
    actions.prepare(image=image)
    return image


def _laid_out(data: Path, image: Any) -> Prepared:
    """Give the same files to copies under other keys, to nginx as files, to iipsrv as pyramids."""
    from dentelle.media import store  # noqa: PLC0415 -- after Django is set up
    from dentelle.media.models import Image  # noqa: PLC0415 -- after Django is set up

    fresh = [f"fresh{number:03}" + "0" * 16 for number in range(FRESH)]
    source = Image.objects.get(pk=image.pk)
    zipped, pyramid = store.tiles_path(source.key), store.pyramid_path(source.key)
    (data / "pyramids").mkdir(exist_ok=True)
    for key in [source.key, *fresh]:
        _same(pyramid, data / "pyramids" / f"{key}.tif")
        if key != source.key:
            _same(zipped, store.tiles_path(key))
            source.pk, source.key, source._state.adding = None, key, True  # noqa: SLF001 -- a copy of the row
            if not Image.objects.filter(key=key).exists():
                source.save()
    tiles = _unpacked(zipped, data / "unpacked", [image.key, *fresh])
    size = sum((data / "unpacked" / image.key / tile).stat().st_size for tile in tiles)
    return Prepared(
        data, image.key, fresh, tiles, image.width, image.height, round(size / len(tiles) / 1024, 1)
    )


def _same(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def _unpacked(zipped: Path, folder: Path, keys: Sequence[str]) -> list[str]:
    """Unpack the tiles under the first key, and one tile under the others; return their names."""
    with zipfile.ZipFile(zipped) as file:
        names = [name for name in file.namelist() if name.endswith("/0/default.jpg")]
        tiles = [name.partition("/")[2] for name in names]
        for name, tile in zip(names, tiles, strict=True):
            target = folder / keys[0] / tile
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read(name))
    for key in keys[1:]:
        _same(folder / keys[0] / tiles[0], folder / key / tiles[0])
    return tiles
