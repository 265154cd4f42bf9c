"""Texts with their language. Source: IIIF Presentation API 3.0, 4.1 and 4.2.

What museums write is French and says so; what this software says stands in each language it speaks;
a number or a name of a file is in no language.
"""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from markupsafe import Markup, escape

LanguageMap = dict[str, list[str]]
Said = str | Promise | Callable[[], str]


def french(*texts: str) -> LanguageMap:
    """Return texts of a museum."""
    return {"fr": list(texts)}


def no_language(*texts: str) -> LanguageMap:
    """Return numbers, codes, links."""
    return {"none": list(texts)}


def spoken(*sentences: Said) -> LanguageMap:
    """Return sentences of ours in every language; what is no translation stands in each as it is."""
    found: LanguageMap = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = [str(said() if callable(said) else said) for said in sentences]
    return found


def plain(text: str) -> str:
    """Return text that no viewer takes for HTML: it does when it stands between angle brackets."""
    if text.startswith("<") and text.endswith(">"):
        return f"<span>{escape(text)}</span>"
    return text


def link(address: str, text: str = "") -> str:
    """Return a link, which metadata and statements may hold."""
    return str(Markup('<a href="{}">{}</a>').format(address, text or address))


def row(label: LanguageMap, value: LanguageMap) -> dict[str, LanguageMap]:
    """Return a pair of metadata."""
    return {"label": label, "value": value}


def distinct(texts: Iterable[str]) -> list[str]:
    """Return texts once each, in order, without the empty ones."""
    return [text for text in dict.fromkeys(texts) if text]
