"""Controlled lists of terms, each optional: a text file a field, a term a line.

`DATA_DIR/vocabularies/DOMN.txt` holds the terms of the field DOMN, in UTF-8; tabs before a term
and empty lines are ignored, so that an indented hierarchy is accepted. A field without a file is
not checked. A term outside its list is told, and refuses nothing.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

from dentelle.catalogue.fields import FIELDS
from dentelle.core.text import fold, tidy


@cache
def terms(tag: str) -> Mapping[str, str]:
    """Return the terms of a field by their comparable form; empty when there is no list."""
    path = Path(settings.DATA_DIR) / "vocabularies" / f"{tag}.txt"
    if not tag.isalnum() or not path.is_file():
        return {}
    lines = (tidy(line) for line in path.read_text(encoding="utf-8-sig").splitlines())
    return {comparable(line): line for line in lines if line}


def any_list() -> bool:
    """Say whether any list is there, so that nothing is compared in vain."""
    return any((Path(settings.DATA_DIR) / "vocabularies").glob("*.txt"))


def comparable(term: str) -> str:
    """Return the form in which terms are compared."""
    return fold(term)


def unknown_terms(tag: str, value: str) -> Iterator[str]:
    """Go through the terms of a field's value that its list does not hold."""
    if not (known := terms(tag)):
        return
    for term in _split(tag).split(value):
        term = tidy(term).removesuffix("?").strip()
        if term and comparable(term) not in known:
            yield term


@cache
def _split(tag: str) -> re.Pattern[str]:
    field = FIELDS.get(tag)
    return re.compile(f"[{re.escape((field.split if field else '') or ';')}]")
