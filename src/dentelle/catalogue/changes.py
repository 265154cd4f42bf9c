"""The difference between a record's fields and what a row of a file says of them.

A field present and empty erases; a field absent keeps. A change is `[tag, from, to]`, null standing
for an absent field.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Change = list[Any]


def filled(values: Mapping[str, str]) -> dict[str, str]:
    """Return the values that say something."""
    return {tag: text for tag, text in values.items() if text and not text.isspace()}


def differences(fields: Mapping[str, str], values: Mapping[str, str]) -> list[Change]:
    """Return the changes that bring `fields` to what `values` say, in the order of their tags."""
    changes: list[Change] = []
    for tag in sorted(values):
        before, text = fields.get(tag), values[tag]
        after = text if text and not text.isspace() else None
        if before != after:
            changes.append([tag, before, after])
    return changes


def changed(fields: Mapping[str, str], changes: Iterable[Change]) -> dict[str, str]:
    """Return the fields with the changes made."""
    result = dict(fields)
    for tag, _before, after in changes:
        if after is None:
            result.pop(tag, None)
        else:
            result[tag] = after
    return result
