"""The pictures that come with an import, by the names its rows give."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from dentelle.catalogue.formats.images import Opener, find_images, short_name
from dentelle.media import store

IMAGES = "@images"  # the name under which a change of pictures stands among changes of fields


class Pictures:
    """A folder or ZIP of pictures; without one, nothing is found."""

    def __init__(self, source: Path | None) -> None:
        self.given = source is not None
        self._openers: Mapping[str, Opener] = find_images(source) if source else {}
        self._keys: dict[str, str] = {}

    def key(self, name: str) -> str:
        """Return the key the picture of that name has in the store, or nothing when it is not here."""
        name = short_name(name)
        if name not in self._openers:
            return ""
        if name not in self._keys:
            digest = sha256()
            with self._openers[name]() as source:
                while block := source.read(1 << 20):
                    digest.update(block)
            self._keys[name] = digest.hexdigest()[: store.KEY_LENGTH]
        return self._keys[name]

    @contextmanager
    def file(self, name: str) -> Iterator[Path]:
        """Lay the picture of that name in a file for a moment."""
        name = short_name(name)
        with tempfile.TemporaryDirectory(prefix="dentelle-picture-") as folder:
            path = Path(folder) / f"picture{Path(name).suffix}"
            with self._openers[name]() as source, path.open("wb") as target:
                shutil.copyfileobj(source, target)
            yield path


def credit(values: Mapping[str, str]) -> str:
    """Return the credit line a record gives for its pictures: photographer, then copyright notice."""
    parts = (values.get("PHOT", "").strip(), values.get("COPY", "").strip())
    return " — ".join(dict.fromkeys(part for part in parts if part))
