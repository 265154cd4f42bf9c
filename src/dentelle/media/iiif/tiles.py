"""The short route: exact tiles and sizes made beforehand, sent as bytes in front of Django.

Rights are asked like everywhere (`grants.Memory`). Whatever is not a tile, and whatever goes wrong,
falls through to Django, which answers in full.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from dentelle.media.iiif import files, grants, headers, packs
from dentelle.media.iiif.packs import Pack, Tile

logger = logging.getLogger(__name__)
Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]
Answer = tuple[str, list[tuple[str, str]], bytes]

_PREFIXES = ("/iiif/3/", "/iiif/2/")
_LONGEST_KEY = 64
_MOST_BYTES = 32 << 20  # of tiles kept in the memory of one process
_SENT = (
    ("Content-Type", "image/jpeg"),
    ("Cache-Control", headers.LASTING),
    ("Accept-Ranges", "bytes"),
    ("X-Content-Type-Options", "nosniff"),
    *headers.CORS,
)
SHELF = packs.Shelf(files.tiles)


class Kept:
    """Answers kept in memory while the rights they were given under hold; a bounded number of bytes."""

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most, self._held = most, 0
        self._answers: dict[str, tuple[float, Answer]] = {}
        self._lock = threading.Lock()

    def get(self, path: str) -> Answer | None:
        """Return the whole answer to a path, if it still holds."""
        kept = self._answers.get(path)
        return kept[1] if kept and kept[0] > time.monotonic() else None

    def put(self, path: str, until: float, answer: Answer) -> None:
        """Keep an answer; the oldest are given up."""
        with self._lock:
            self._drop(path)
            self._answers[path] = (until, answer)
            self._held += len(answer[2])
            while self._held > self._most:
                self._drop(next(iter(self._answers)))

    def _drop(self, path: str) -> None:
        if old := self._answers.pop(path, None):
            self._held -= len(old[1][2])


class Route:
    """A WSGI application before another."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._memory = grants.Memory(_asked_outside_django)
        self._kept = Kept()

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        answer = self._kept.get(path) if _plain(environ) else None
        if answer is None and path.startswith(_PREFIXES) and path.endswith(packs.TAIL):
            try:
                answer = self._answer(environ, path)
            except Exception:  # Django answers, and says what is wrong
                logger.exception("The short route could not answer %s", path[:200])
        if answer is None:
            return self._application(environ, start_response)
        start_response(answer[0], [*answer[1]])
        return [answer[2]]

    def _answer(self, environ: dict[str, Any], path: str) -> Answer | None:
        key, _slash, rest = path[len(_PREFIXES[0]) :].partition("/")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or len(key) > _LONGEST_KEY:
            return None
        until, grant = self._memory.of(key)
        if grant is None or not grant.lasting:
            return None
        found = find(int(path[6]), key, rest)
        if found is None:
            return None
        answer = _sent(environ, int(path[6]), *found)
        if _plain(environ):
            self._kept.put(path, until, answer)
        return answer


def _plain(environ: dict[str, Any]) -> bool:
    """Say whether the whole is wanted, without condition."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and "HTTP_RANGE" not in environ
        and "HTTP_IF_NONE_MATCH" not in environ
    )


def find(version: int, key: str, rest: str) -> tuple[Pack, Tile, str] | None:
    """Return the tile an address asks for, with its canonical address; rights are the caller's."""
    pack = SHELF.take(key)
    spelling = pack.spelling(version, rest) if pack else None
    if pack is None or spelling is None:
        return None
    base = f"{settings.SITE_URL}/iiif/{version}/{key}/"
    return pack, pack.tiles[spelling], base + canonical(version, spelling)


def canonical(version: int, spelling: str) -> str:
    """Return the canonical spelling of a tile; `canonical.path` says the same of what it parsed."""
    region, size = spelling.removesuffix(packs.TAIL).split("/")
    if region.endswith(f",{size}"):
        return f"{region}/{'full' if version == 2 else 'max'}{packs.TAIL}"  # noqa: PLR2004 -- the standard's number
    if version == 2:  # noqa: PLR2004 -- the standard's number
        return f"{region}/{size.partition(',')[0]},{packs.TAIL}"
    return spelling


def tag(tile: Tile) -> str:
    """Return the entity tag of a tile: its checksum and length."""
    return f'"{tile.checksum:08x}-{tile.length:x}"'


def _sent(environ: dict[str, Any], version: int, pack: Pack, tile: Tile, address: str) -> Answer:
    """Return a tile, the part of it that is asked for, or that it is known."""
    etag = tag(tile)
    told = [*_SENT, ("ETag", etag), ("Link", headers.link(version, address))]
    if headers.matches(environ.get("HTTP_IF_NONE_MATCH"), etag):
        return "304 Not Modified", told, b""
    whole = ("Content-Length", str(tile.length))
    if environ["REQUEST_METHOD"] == "HEAD":
        return "200 OK", [*told, whole], b""
    content = pack.read(tile)
    asked = environ.get("HTTP_RANGE") if _same(environ.get("HTTP_IF_RANGE"), etag) else None
    try:
        span = headers.span(asked, tile.length)
    except ValueError:
        beyond = ("Content-Range", f"bytes */{tile.length}")
        return "416 Range Not Satisfiable", [*told, beyond, ("Content-Length", "0")], b""
    if span is None:
        return "200 OK", [*told, whole], content
    place = ("Content-Range", f"bytes {span[0]}-{span[1] - 1}/{tile.length}")
    part = content[span[0] : span[1]]
    return "206 Partial Content", [*told, place, ("Content-Length", str(len(part)))], part


def _same(condition: str | None, etag: str) -> bool:
    """Say whether an `If-Range` lets the range be answered."""
    return not condition or condition.strip() == etag


def _asked_outside_django(key: str) -> grants.Grant | None:
    """Ask the rights where no request of Django opens and closes the database.

    A connection is kept for the next tile, as long as it is sound and younger than the settings
    let it grow; where they close it after each request (SQLite), Django's next one does.
    """
    for connection in connections.all(initialized_only=True):
        if connection.errors_occurred or connection.settings_dict["CONN_MAX_AGE"]:
            _close(connection)
    return grants.of(key)


def _close(connection: BaseDatabaseWrapper) -> None:
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
