"""Years from what museums write about time, and a line that keeps their meaning and their doubt.

The grammar is the one found in real exports: centuries, halves, thirds and quarters, years with
their hedge after them (`1863 avant`), ranges over two values (`1750 entre ; 1803 et`), years before
our era, Republican years, decades, named periods. What is not understood gives no years; its text
is shown as written.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from dentelle.catalogue.derivation.reading import read_span
from dentelle.catalogue.derivation.spans import ORDER, Span, hull
from dentelle.catalogue.derivation.split import split
from dentelle.catalogue.derivation.values import Dating
from dentelle.core.text import tidy

# Values whose year is that of a later print, edition or cast: kept in the line, not in the years
# when another value dates the making.
_LATER = re.compile(
    r"tirage|édit|imprim|dépôt légal|fonte|fondu|retirage|réédit|émission|restaur|remanié|publié",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?P<first>[^;,]+?)\s+entre\s*[;,]\s*(?P<second>[^;,]+?)\s+et(?=\s*(?:[;,]|$))", re.IGNORECASE
)
_OR = re.compile(
    r"(?P<first>[^;,]+?)\s*[;,]\s*(?P<second>\d[^;,]*?)\s+ou(?=\s*(?:[;,]|$))", re.IGNORECASE
)


class Reading(NamedTuple):
    """Spans of one field with its line, and whether every value of it was understood."""

    spans: tuple[Span, ...]
    line: str


_NOTHING = Reading((), "")


@lru_cache(maxsize=8_000)
def read(text: str) -> Reading:
    """Read one field of dates (PERI, MILL, EPOQ…)."""
    text = tidy(text)
    joined = _OR.sub(
        r"\g<first> ou \g<second>", _BETWEEN.sub(r"entre \g<first> et \g<second>", text)
    )
    spans = [(read_span(part), part) for part in _values(joined)]
    line = ", ".join(dict.fromkeys(span.line if span else part for span, part in spans))
    dated = [(span, part) for span, part in spans if span]
    making = [span for span, part in dated if not _LATER.search(part)]
    return Reading(tuple(making or [span for span, _part in dated]), line)


def _values(text: str) -> list[str]:
    """Split on `;`, and on `,` where both sides stand on their own as dates."""
    values = []
    for part in split(text, ";"):
        pieces = split(part, ",")
        values += pieces if len(pieces) > 1 and all(map(read_span, pieces)) else [part]
    return values


def _together(readings: list[Reading]) -> Span | None:
    """Hull the spans of one field; cut by those of the next where they overlap and say more."""
    found = [hull(reading.spans) for reading in readings if reading.spans]
    if not found:
        return None
    first, *others = found
    for other in others:
        first = first.cut(other)
    return first


def _text(fields: Mapping[str, str], tags: tuple[str, ...]) -> str:
    return " ; ".join(tidy(fields[tag]) for tag in tags if fields.get(tag, "").strip())


def derive(fields: Mapping[str, str]) -> tuple[Dating | None, str]:
    """Return the years of the making (of the use when the making is not dated) and the date line."""
    making = (fields.get("MILL", ""), fields.get("PERI", ""), fields.get("EPOQ", ""))
    use = (fields.get("MILU", ""), fields.get("PERU", ""))
    if not any(making) and not any(use):
        return None, ""
    return _derive(*making, *use)


@lru_cache(maxsize=8_000)
def _derive(mill: str, peri: str, epoq: str, milu: str, peru: str) -> tuple[Dating | None, str]:
    year, period, era = read(mill), read(peri), read(epoq)
    span = _together([year, period]) or _together([era])
    if span:
        line = next(reading.line for reading in (year, period, era) if reading.spans)
        text = " ; ".join(tidy(part) for part in (mill, peri, epoq) if part.strip())
        return Dating(span.first, span.last, span.certainty, text), line
    if any(part.strip() for part in (mill, peri, epoq)):
        return _used(milu, peru, year.line or period.line or era.line)
    return _used(milu, peru, "")


def _used(milu: str, peru: str, line: str) -> tuple[Dating | None, str]:
    """Date by the use: the object was there by then, so the years are approximate at best."""
    readings = [read(milu), read(peru)]
    span = _together(readings)
    said = next((reading.line for reading in readings if reading.line), "")
    line = line or (f"utilisation : {said}" if said else "")
    if not span:
        return None, line
    certainty = max(span.certainty, "approximate", key=ORDER.__getitem__)
    text = " ; ".join(tidy(part) for part in (milu, peru) if part.strip())
    return Dating(span.first, span.last, certainty, text), line
