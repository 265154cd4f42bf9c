"""The pictures that come with an import, by the names its rows give."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dentelle.catalogue.formats.base import FormatError, Row
from dentelle.catalogue.formats.images import (
    Opener,
    base_name,
    base_names,
    find_images,
    short_name,
)
from dentelle.core.text import fold, tidy
from dentelle.media import intake, store
from dentelle.media.enums import Licence

IMAGES = "@images"  # the name under which a change of pictures stands among changes of fields


def named(row: Row) -> tuple[str, ...]:
    """Return the names of a row's pictures, in order, whole where the row has them so."""
    refim = row.values.get("REFIM", "")
    return base_names(refim) if refim else row.images


class Pictures:
    """A folder or ZIP of pictures; without one, nothing is found.

    A picture is found by its whole name, else by the ministry's short name when one file alone has
    it: `pot_1.jpg` and `pot_2.jpg` have the same, and neither must stand for the other.
    """

    def __init__(self, source: Path | None) -> None:
        self.given = source is not None
        self._openers: Mapping[str, Opener] = find_images(source, name=base_name) if source else {}
        shorts = Counter(map(short_name, self._openers))
        self._by_short = {
            short: name for name in self._openers if shorts[short := short_name(name)] == 1
        }
        self._keys: dict[str, str] = {}
        self.problems: dict[str, str] = {}

    def key(self, name: str) -> str:
        """Return the key the picture has in the store; nothing when it is absent or no picture.

        `problems` then says why, for a file that is here and cannot be kept.
        """
        whole = self._whole(name)
        if not whole:
            return ""
        if whole not in self._keys:
            self._keys[whole] = self._looked_at(name, whole)
        return self._keys[whole]

    @contextmanager
    def file(self, name: str) -> Iterator[Path]:
        """Lay the picture of that name in a file for a moment."""
        whole = self._whole(name)
        with tempfile.TemporaryDirectory(prefix="dentelle-picture-") as folder:
            path = Path(folder) / f"picture{Path(whole).suffix}"
            with self._openers[whole]() as source, path.open("wb") as target:
                shutil.copyfileobj(source, target)
            yield path

    def _whole(self, name: str) -> str:
        base = base_name(name)
        return base if base in self._openers else self._by_short.get(short_name(base), "")

    def _looked_at(self, name: str, whole: str) -> str:
        try:
            with self.file(whole) as path:
                intake.measure(path, name=base_name(name))
                digest = store.sha256(path)
        except (intake.PictureError, FormatError) as error:
            self.problems[name] = str(error)
            return ""
        return digest[: store.KEY_LENGTH]


# The fields that say something of the rights of a record's pictures.
RIGHTS_TAGS = frozenset({"PHOT", "COPY", "DROITS", "JOCONDE"})


def proposal(values: Mapping[str, str]) -> dict[str, str]:
    """Return what a record says of the rights of its pictures, for a person to decide upon.

    `mention` is the right Flora states on the shots, `joconde` whether it lets the picture go to the
    national database; shots said free of rights propose a licence and grant nothing by themselves.
    """
    said = {
        "photographer": tidy(values.get("PHOT", "")),
        "holder": tidy(values.get("COPY", "")),
        "credit": credit(values),
        "mention": tidy(values.get("DROITS", "")),
        "joconde": tidy(values.get("JOCONDE", "")),
    }
    if fold(said["mention"]).startswith("libre"):
        said["licence"] = Licence.PUBLIC_DOMAIN.value
    return {name: text for name, text in said.items() if text}


def credit(values: Mapping[str, str]) -> str:
    """Return the credit line a record gives for its pictures: photographer, then copyright notice."""
    parts = (tidy(values.get("PHOT", "")), tidy(values.get("COPY", "")))
    return " — ".join(dict.fromkeys(part for part in parts if part))
