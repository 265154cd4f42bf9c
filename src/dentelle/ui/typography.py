"""Numbers and spaces as a French printer sets them; English is left alone."""

import re

from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup

NARROW = "\u202f"
NO_BREAK = "\u00a0"
_NARROW_BEFORE = re.compile(r"(?<=\S) (?=[;!?])")
_BEFORE = re.compile(r"(?<=\S) (?=[:»])")
_AFTER = re.compile(r"(?<=«) (?=\S)")
_MARKS = frozenset(";!?:»«")


def number(value: float) -> str:
    """Return a number with the thousands separator of the page's language: 1 234, 1,234."""
    text = f"{value:,}"
    if not _french():
        return text
    return text.replace(".", "\0").replace(",", NARROW).replace("\0", ",")


def year(value: int) -> str:
    """Return a year as people write it: 1850, 2400 BC. There is no year 0: 0 stands for 1 BC."""
    if value > 0:
        return str(value)
    return _("%(year)s BC") % {"year": -value or 1}


def fr(value: str) -> str:
    """Return text whose spaces beside ; : ! ? « » do not break; no letter or mark is changed.

    Only spaces that are there become no-break ones: a museum's own text keeps its wording.
    """
    if not _french() or _MARKS.isdisjoint(value):
        return value
    spaced = _NARROW_BEFORE.sub(NARROW, str(value))
    spaced = _AFTER.sub(NO_BREAK, _BEFORE.sub(NO_BREAK, spaced))
    return Markup(spaced) if isinstance(value, Markup) else spaced  # noqa: S704 -- was Markup


def _french() -> bool:
    return (translation.get_language() or "fr").startswith("fr")
