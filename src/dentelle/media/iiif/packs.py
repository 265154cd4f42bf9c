"""The stored ZIP of a picture's exact tiles: its table read once, its bytes read where they lie.

Entries are stored, not deflated: `<name>/<region>/<size>/0/default.jpg`. Source of the format:
PKWARE APPNOTE 4.3.6 to 4.5.3. Bytes are read, not mapped: a file cut short then is an error and
not the end of the process.
"""

import os
import struct
import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dentelle.media.iiif import grants

TAIL = "/0/default.jpg"
_MOST_OPEN = 128
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_FULL_32 = 0xFFFFFFFF
_LONGEST_END = 66_000  # the end record and its longest comment
_END_64_TO_END = _END_64.size + 20  # with the locator between


class Broken(Exception):  # noqa: N818 -- the room's errors say what is so
    """The file is no such ZIP."""


@dataclass(slots=True)
class Tile:
    """Where one tile lies: `start` is that of its header until `read` has been asked once."""

    start: int
    length: int
    checksum: int
    found: bool = False


class Pack:
    """One ZIP held open; whoever holds the pack can read it, whatever becomes of its path."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._descriptor)
        there = os.fstat(self._descriptor)
        self.identity = (there.st_ino, there.st_mtime_ns, there.st_size)
        self.tiles = {
            name: tile
            for name, tile in _entries(self._descriptor, there.st_size)
            if name.endswith(TAIL)
        }
        self._second: dict[str, str] | None = None

    def spelling(self, version: int, rest: str) -> str | None:
        """Return the spelling of the tile that an address asks for, or nothing.

        Version 2 writes `w,` where version 3 writes `w,h`, and a tile in full detail is also `max`.
        """
        if rest in self.tiles:
            return rest
        if version == 2 or "/max/" in rest:  # noqa: PLR2004 -- the standard's number
            if self._second is None:
                self._second = dict(_others(self.tiles))
            return self._second.get(rest)
        return None

    def read(self, tile: Tile) -> bytes:
        """Return the bytes of a tile."""
        if not tile.found:
            header = os.pread(self._descriptor, _LOCAL.size, tile.start)
            if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
                raise Broken
            name, extra = _LOCAL.unpack(header)[-2:]
            tile.start, tile.found = tile.start + _LOCAL.size + name + extra, True
        content = os.pread(self._descriptor, tile.length, tile.start)
        if len(content) != tile.length:
            raise Broken
        return content


class Shelf:
    """The packs held open, a bounded number, looked at again as often as the rights."""

    def __init__(self, locate: Callable[[str], Path], most: int = _MOST_OPEN) -> None:
        self._locate, self._most = locate, most
        self._packs: OrderedDict[str, tuple[float, Pack]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str) -> Pack | None:
        """Return the pack of a picture, or nothing when its file is not there."""
        moment = time.monotonic()
        held = self._packs.get(key)
        if held and held[0] > moment:
            return held[1]
        path = self._locate(key)
        try:
            there = path.stat()
        except FileNotFoundError:
            with self._lock:
                self._packs.pop(key, None)
            return None
        identity = (there.st_ino, there.st_mtime_ns, there.st_size)
        pack = held[1] if held and held[1].identity == identity else Pack(path)
        self._put(key, moment + grants.SECONDS, pack)
        return pack

    def clear(self) -> None:
        """Close every pack that nobody is reading."""
        with self._lock:
            self._packs.clear()

    def _put(self, key: str, until: float, pack: Pack) -> None:
        with self._lock:
            self._packs[key] = (until, pack)
            self._packs.move_to_end(key)
            while len(self._packs) > self._most:
                self._packs.popitem(last=False)


def _others(tiles: dict[str, Tile]) -> Iterator[tuple[str, str]]:
    """Yield the other spellings of each tile, with its own."""
    for name in tiles:
        region, size = name.removesuffix(TAIL).split("/")
        yield f"{region}/{size.partition(',')[0]},{TAIL}", name
        if region.endswith(f",{size}"):
            yield f"{region}/full{TAIL}", name
            yield f"{region}/max{TAIL}", name


def _entries(descriptor: int, length: int) -> Iterator[tuple[str, Tile]]:
    """Yield the entries of a ZIP, without the first part of their names.

    Raises:
        Broken: it is none, or an entry is deflated.
    """
    start, size = _table(descriptor, length)
    table, place = os.pread(descriptor, size, start), 0
    while place + _ENTRY.size <= len(table):
        (
            mark, _by, _for, _flags, method, _time, _date, checksum, stored, true, name_length,
            extra, comment, _disk, _inside, _outside, offset,
        ) = _ENTRY.unpack_from(table, place)  # fmt: skip
        if mark != b"PK\1\2" or (method and true):
            raise Broken
        after = place + _ENTRY.size + name_length
        name = table[place + _ENTRY.size : after].decode("utf-8", "replace")
        if _FULL_32 in (true, offset):
            true, offset = _wide(table[after : after + extra], (true, stored, offset))
        yield name.partition("/")[2], Tile(offset, true, checksum)
        place = after + extra + comment


def _table(descriptor: int, length: int) -> tuple[int, int]:
    """Return where the table of a ZIP begins, and its length in bytes."""
    first = max(0, length - _LONGEST_END)
    tail = os.pread(descriptor, length - first, first)
    place = tail.rfind(b"PK\5\6")
    if place < 0 or place + _END.size > len(tail):
        raise Broken
    size, start = _END.unpack_from(tail, place)[5:7]
    wide = place - _END_64_TO_END
    if wide >= 0 and tail[wide : wide + 4] == b"PK\6\6":
        size, start = _END_64.unpack_from(tail, wide)[8:10]
    if start + size > length:
        raise Broken
    return start, size


def _wide(extra: bytes, values: tuple[int, int, int]) -> tuple[int, int]:
    """Return length and offset of an entry of which some stand in the ZIP64 extra field."""
    place, wanted = 0, list(values)
    while place + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, place)
        if kind == 1:
            field = extra[place + 4 : place + 4 + size]
            numbers = iter(struct.unpack_from(f"<{len(field) // 8}Q", field))
            wanted = [next(numbers, v) if v == _FULL_32 else v for v in values]
        place += 4 + size
    return wanted[0], wanted[2]
