"""How much of the minimum record a record holds, out of 100, and what is missing.

The criteria are those of the ministry's minimum record for publication: inventory number and
domain obligatory; designation, materials and techniques, dimensions indispensable; maker or school,
date, origin when they are known. The weights are ours.
"""

from collections.abc import Mapping

CRITERIA: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("INV", ("INV",), 15),
    ("DOMN", ("DOMN",), 15),
    ("DENO", ("DENO", "APPL", "TITR"), 15),
    ("TECH", ("TECH",), 15),
    ("DIMS", ("DIMS",), 10),
    ("AUTR", ("AUTR", "ECOL"), 10),
    ("PERI", ("PERI", "MILL", "EPOQ"), 10),
    ("LIEUX", ("LIEUX", "GEOHI", "DECV"), 10),
)


def derive(fields: Mapping[str, str]) -> tuple[int, tuple[str, ...]]:
    """Return the score and, for each criterion not met, the tag that stands for it."""
    total = 0
    missing = []
    for tag, tags, weight in CRITERIA:
        for each in tags:
            if (text := fields.get(each)) and not text.isspace():
                total += weight
                break
        else:
            missing.append(tag)
    return total, tuple(missing)
