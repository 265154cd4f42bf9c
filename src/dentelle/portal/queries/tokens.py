"""The place of an object in a list of results, small enough to stand in its address."""

import base64
import binascii
from urllib.parse import parse_qs, urlencode

from django.utils.datastructures import MultiValueDict

from dentelle.portal.asked import Asked, read

_LONGEST = 4000


def write(asked: Asked, position: int) -> str:
    """Return the token of the `position`-th result (from 1) of a search."""
    said = f"{position}?{urlencode([p for p in asked.pairs() if p[0] != 'page'])}"
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def parse(token: str) -> tuple[Asked, int] | None:
    """Return the search and the position of a token, or nothing when it is none of ours."""
    if not token or len(token) > _LONGEST:
        return None
    try:
        padded = token + "=" * (-len(token) % 4)
        said = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    position, mark, query = said.partition("?")
    if not mark or not position.isdecimal() or not 1 <= int(position) < 10**9:
        return None
    return read(MultiValueDict(parse_qs(query))), int(position)
