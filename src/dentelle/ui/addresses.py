"""Addresses a template needs beside `reverse`: the same page in the other language, a query changed."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.conf import settings

Pairs = Iterable[tuple[str, str]]


def in_language(path: str, code: str) -> str:
    """Return `path` (with its query) as it stands in the language `code`.

    The default language has no prefix, the others have theirs (`/en/`).
    """
    for other, _name in settings.LANGUAGES:
        if path == f"/{other}" or path.startswith((f"/{other}/", f"/{other}?")):
            path = path[len(other) + 1 :] or "/"
            break
    return path if code == settings.LANGUAGE_CODE else f"/{code}{path}"


def with_query(path: str, pairs: Pairs | Mapping[str, str]) -> str:
    """Return `path` with a query made of pairs, in their order; no question mark when there is none."""
    query = urlencode(list(pairs.items() if isinstance(pairs, Mapping) else pairs))
    return f"{path}?{query}" if query else path
