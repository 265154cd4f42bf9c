"""References met twice in one file, found with eight bytes a record."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np
from django.utils.translation import gettext as _


def repeated(
    references: Callable[[], Iterator[tuple[str, int]]],
) -> Mapping[str, tuple[int, ...]]:
    """Return each reference found more than once, with its lines.

    `references` goes through the file and gives each reference with its line; it is called a
    second time only when something repeats.
    """
    suspects = _repeated_hashes(reference for reference, _line in references())
    if not suspects:
        return {}
    lines: dict[str, list[int]] = {}
    for reference, line in references():
        if hash(reference) in suspects:
            lines.setdefault(reference, []).append(line)
    return {reference: tuple(at) for reference, at in lines.items() if len(at) > 1}


def repeated_sentence(reference: str, lines: Iterable[int]) -> str:
    """Return the sentence that refuses every record of a repeated reference."""
    shown = ", ".join(str(line) for line in lines)
    return _(
        "The reference %(reference)s is used by several records of this file (lines %(lines)s). "
        "None of them is read: give each its own reference."
    ) % {"reference": reference, "lines": shown}


def _repeated_hashes(references: Iterable[str]) -> frozenset[int]:
    """Return the hashes that came more than once, without keeping the texts."""
    hashes = np.frombuffer(array("q", map(hash, references)), dtype=np.int64).copy()
    hashes.sort()
    return frozenset(hashes[1:][hashes[1:] == hashes[:-1]].tolist())
