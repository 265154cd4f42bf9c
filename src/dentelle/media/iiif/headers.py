"""HTTP headers of what a service answers, the same on the short route and in Django.

A shared cache asks again before a minute has gone (`SHARED_SECONDS` here and `grants.SECONDS` in
the server make sixty), so that a withdrawal acts within it; a browser keeps what it has seen.
"""

import re

from dentelle.media.iiif import grants
from dentelle.media.iiif.info import PROFILES

SHARED_SECONDS = 60 - grants.SECONDS
LASTING = f"public, max-age=31536000, s-maxage={SHARED_SECONDS}, immutable"
PASSING = f"public, max-age={SHARED_SECONDS}"
CORS = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "Accept-Ranges, Content-Range, ETag, Link, Retry-After"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
)
PREFLIGHT = (
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
    ("Access-Control-Allow-Headers", "Accept, If-Match, If-Modified-Since, If-None-Match, Range"),
    ("Access-Control-Max-Age", "86400"),
)
_RANGE = re.compile(r"bytes=([0-9]{0,12})-([0-9]{0,12})")


def link(version: int, canonical: str) -> str:
    """Return the `Link` header: the profile, and the canonical address."""
    return f'<{PROFILES[version]}>;rel="profile", <{canonical}>;rel="canonical"'


def matches(asked: str | None, etag: str) -> bool:
    """Say whether an `If-None-Match` names this tag, weakly compared (RFC 9110 §13.1.2)."""
    if not asked:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
    return "*" in tags or etag in tags


def span(asked: str | None, length: int) -> tuple[int, int] | None:
    """Return first byte and the one after the last of a `Range` header, or nothing to send all.

    Several ranges, or a malformed header, are answered whole (RFC 9110 §14.2).

    Raises:
        ValueError: nothing of what there is lies in the range.
    """
    found = _RANGE.fullmatch(asked or "")
    if not found or found.groups() == ("", ""):
        return None
    if not found[1]:
        first, after = max(0, length - int(found[2])), length
    else:
        first, after = int(found[1]), min(length, int(found[2]) + 1 if found[2] else length)
        if found[2] and int(found[2]) < first:
            return None
    if first >= after:
        raise ValueError(asked)
    return first, after
