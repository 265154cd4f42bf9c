"""A ZIP written as it is sent: entries stored one after the other, the same bytes for the same content."""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from dentelle.core.sinks import Sink

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # ZIP knows no year before
_READABLE = 0o644 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of the archive: its path, its size in bytes, and what gives its bytes."""

    name: str
    length: int
    chunks: Callable[[], Iterable[bytes]]


def text(name: str, content: str) -> Entry:
    """Return an entry that is a text in UTF-8, its lines ended as every system reads them."""
    return data(name, content.replace("\n", "\r\n").encode())


def data(name: str, content: bytes) -> Entry:
    """Return an entry whose bytes are known."""
    return Entry(name=name, length=len(content), chunks=lambda: (content,))


def stream(entries: Iterable[Entry], *, when: datetime) -> Iterator[bytes]:
    """Give the archive's bytes; `when` dates every entry, so that nothing else changes them."""
    sink = Sink()
    stamp = max(_EARLIEST, when.timetuple()[:6])
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for entry in entries:
            info = zipfile.ZipInfo(entry.name, stamp)
            info.external_attr, info.create_system = _READABLE, 3
            info.file_size = entry.length
            with archive.open(info, "w") as target:
                for chunk in entry.chunks():
                    target.write(chunk)
                    yield from sink.taken()
            yield from sink.taken()
    yield from sink.taken()
