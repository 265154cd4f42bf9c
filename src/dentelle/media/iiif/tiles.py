"""The short route: exact tiles and sizes made beforehand, sent as bytes in front of Django.

Rights are asked like everywhere (`grants.Memory`). Whatever is not a tile, and whatever goes wrong,
falls through to Django, which answers in full.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import connections

from dentelle.media.iiif import files, grants, headers, packs
from dentelle.media.iiif.packs import Pack, Tile

logger = logging.getLogger(__name__)
Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]
Answer = tuple[str, list[tuple[str, str]], bytes]

_PREFIXES = ("/iiif/3/", "/iiif/2/")
_LONGEST_KEY = 64
_SENT = (
    ("Content-Type", "image/jpeg"),
    ("Cache-Control", headers.LASTING),
    ("Accept-Ranges", "bytes"),
    ("X-Content-Type-Options", "nosniff"),
    *headers.CORS,
)
SHELF = packs.Shelf(files.tiles)


class Route:
    """A WSGI application before another."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._memory = grants.Memory(_asked_outside_django)

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path.startswith(_PREFIXES) and path.endswith(packs.TAIL):
            try:
                answer = self._answer(environ, path)
            except Exception:  # Django answers, and says what is wrong
                logger.exception("The short route could not answer %s", path[:200])
                answer = None
            if answer:
                start_response(answer[0], answer[1])
                return [answer[2]]
        return self._application(environ, start_response)

    def _answer(self, environ: dict[str, Any], path: str) -> Answer | None:
        method = environ["REQUEST_METHOD"]
        key, _slash, rest = path[len(_PREFIXES[0]) :].partition("/")
        if method not in {"GET", "HEAD"} or len(key) > _LONGEST_KEY:
            return None
        grant = self._memory.of(key)
        if grant is None or not grant.lasting:
            return None
        found = find(int(path[6]), key, rest)
        if found is None:
            return None
        pack, tile, canonical = found
        etag = tag(tile)
        told = [*_SENT, ("ETag", etag), ("Link", headers.link(int(path[6]), canonical))]
        if headers.matches(environ.get("HTTP_IF_NONE_MATCH"), etag):
            return "304 Not Modified", told, b""
        if method == "HEAD":
            return "200 OK", [*told, ("Content-Length", str(tile.length))], b""
        asked = environ.get("HTTP_RANGE") if _same(environ.get("HTTP_IF_RANGE"), etag) else None
        return _sent(pack.read(tile), told, asked)


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


def _sent(content: bytes, told: list[tuple[str, str]], asked: str | None) -> Answer:
    status = "200 OK"
    if asked:
        try:
            span = headers.span(asked, len(content))
        except ValueError:
            return (
                "416 Range Not Satisfiable",
                [*told, ("Content-Range", f"bytes */{len(content)}")],
                b"",
            )
        if span:
            told.append(("Content-Range", f"bytes {span[0]}-{span[1] - 1}/{len(content)}"))
            content, status = content[span[0] : span[1]], "206 Partial Content"
    return status, [*told, ("Content-Length", str(len(content)))], content


def _same(condition: str | None, etag: str) -> bool:
    """Say whether an `If-Range` lets the range be answered."""
    return not condition or condition.strip() == etag


def _asked_outside_django(key: str) -> grants.Grant | None:
    """Ask the rights where no request of Django opens and closes the database."""
    _close_stale()
    try:
        return grants.of(key)
    finally:
        _close_stale()


def _close_stale() -> None:
    """Close connections as Django does around a request."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
