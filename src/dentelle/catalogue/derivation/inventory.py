"""Inventory numbers: opaque text, several to a field, compared without spaces, dots or case."""

from dentelle.catalogue.derivation.split import split
from dentelle.core.text import code_key, tidy

LONGEST = 300


def main_number(text: str) -> str:
    """Return the first number of the field, which is the inventory number; others follow `;`."""
    if not text:
        return ""
    parts = split(tidy(text), ";")
    return parts[0][:LONGEST] if parts else ""


def numbers(text: str) -> tuple[str, ...]:
    """Return every number of the field, without what is said of it in parentheses."""
    parts = [part.partition("(")[0].strip() for part in split(tidy(text), ";/")]
    return tuple(part for part in dict.fromkeys(parts) if part)


def key(number: str) -> str:
    """Return a number as it is compared."""
    return code_key(number)[:LONGEST]
