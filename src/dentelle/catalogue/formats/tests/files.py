"""Small files written for a test, and what comes out of them."""

from collections.abc import Mapping
from pathlib import Path

from dentelle.catalogue.formats import registry
from dentelle.catalogue.formats.base import Row, Sounding


def write(
    folder: Path, text: str | bytes, name: str = "export.txt", encoding: str = "utf-8"
) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def read(path: Path, columns: Mapping[str, str] | None = None) -> tuple[Sounding, list[Row]]:
    found = registry.detect(path)
    sounding = found.sound(path, columns=columns)
    rows, last = [], 0
    for row, done in found.read(path, sounding):
        assert last <= done <= path.stat().st_size
        last = done
        rows.append(row)
    return sounding, rows


def tagged(*records: Mapping[str, str], end: str = "\r\n") -> str:
    """Return records as a museum's software writes them, complete unless told otherwise."""
    text = ""
    for record in records:
        fields = {"REF": "01610014032", "DOMN": "peinture", "INV": "1", "STAT": "don", **record}
        text += "".join(f"{tag}{end}{value}{end}" for tag, value in fields.items()) + f"//{end}"
    return text
