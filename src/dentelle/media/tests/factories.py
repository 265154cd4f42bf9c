"""Pictures for tests, drawn and kept through the room's own door."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image as Drawing

from dentelle.media.actions import add_image
from dentelle.media.enums import Licence
from dentelle.media.models import Image

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def draw(path: Path, *, size=(1600, 1000), colour=(30, 60, 140), **options) -> Path:
    """Draw a plain picture file."""
    Drawing.new("RGB", size, colour).save(path, **options)
    return path


def make_image(
    *, colour=(30, 60, 140), size=(1600, 1000), licence=Licence.PUBLIC_DOMAIN, **values
) -> Image:
    """Keep a picture of one colour."""
    with TemporaryDirectory() as folder:
        path = draw(Path(folder) / "vase.jpg", size=size, colour=colour)
        return add_image(path=path, original_name="vase.jpg", licence=licence, now=NOW, **values)
