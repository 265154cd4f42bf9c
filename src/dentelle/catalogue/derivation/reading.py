"""One value of a date field: an atom, its hedges, or two of them joined."""

import re
from collections.abc import Callable
from functools import lru_cache

from dentelle.catalogue.derivation import centuries, eras, years
from dentelle.catalogue.derivation.centuries import era
from dentelle.catalogue.derivation.spans import NEWEST, ORDER, Span
from dentelle.catalogue.derivation.words import words as brought_to_one_spelling
from dentelle.core.text import tidy

_ATOMS = (*centuries.READERS, *years.READERS)


def _atom(words: str) -> Span | None:
    for pattern, reader in _ATOMS:
        match = pattern.fullmatch(words)
        if match and (span := reader(match)):
            return span
    return None


def _width(year: int) -> int:
    """Return how many years "vers" may miss by: the further back, the more."""
    return 5 if year >= 1500 else 10 if year >= 500 else 25  # noqa: PLR2004 -- a convention of ours


def _about(span: Span) -> Span:
    wide = 0 if span.last - span.first > 20 else _width(span.first)  # noqa: PLR2004 -- a period is wide already
    return Span(
        _step(span.first, -wide), _step(span.last, wide), "approximate", f"vers {span.line}"
    )


def _step(year: int, by: int) -> int:
    moved = year + by
    crossed = (year < 0) != (moved < 0) or moved == 0
    return moved + (1 if by > 0 else -1) if crossed else moved


def _before(span: Span) -> Span:
    return Span(_step(span.first, -50), span.last, "approximate", f"avant {span.line}")


def _after(span: Span) -> Span:
    return Span(span.first, min(_step(span.last, 50), NEWEST), "approximate", f"après {span.line}")


_HEDGES: dict[str, Callable[[Span], Span]] = {"vers": _about, "avant": _before, "apres": _after}
_HEDGED = re.compile(
    r"(?P<done>acheve )?(?P<hedge>vers|avant|apres) (?P<inner>.+)"
    r"|(?P<inner2>.+?) (?P<done2>acheve )?(?P<hedge2>vers|avant|apres)"
)
_JOINED = re.compile(
    r"(?:entre |de |du |d')?(?P<a>.+?)\s*(?: et | ou | a | au |/| - |-|>)\s*(?:le |l')?(?P<b>.+)"
)
_UNIT = re.compile(r"(siecle|millenaire)s?( bc)?$")


def _joined(words: str) -> Span | None:
    """Read two dates and what stands between them ("entre … et …", "… ou …", "… - …")."""
    match = _JOINED.fullmatch(words)
    if not match:
        return None
    a, b = match["a"], match["b"]
    last = _single(b)
    if last is None:
        return None
    first = _single(a) or _borrowed(a, b)
    if first is None or first.first > last.last:
        return None
    sure = max(first.certainty, last.certainty, key=ORDER.__getitem__)
    if words.startswith("entre"):
        said = first.line.removesuffix(era(bc=True)) if last.last < 0 else first.line
        line = f"entre {said} et {last.line}"
    else:
        between = " ou " if " ou " in words else " et " if " et " in words else " – "
        line = f"{first.line}{between}{last.line}"
    if " ou " in words:
        sure = max(sure, "approximate", key=ORDER.__getitem__)
    return Span(min(first.first, last.first), max(first.last, last.last), sure, line)


def _borrowed(a: str, b: str) -> Span | None:
    """Read a first part that leaves its unit to the second ("17e-18e siècle", "100 et 50 av JC")."""
    unit = _UNIT.search(b)
    if unit:
        return _single(f"{a} {unit[1]}{unit[2] or ''}") or _single(f"{a}{unit[2] or ''}")
    return _single(f"{a} bc") if b.endswith("bc") else None


def _single(words: str) -> Span | None:
    span = _atom(words)
    if span:
        return span
    match = _HEDGED.fullmatch(words)
    if match:
        inner = _single(match["inner"] or match["inner2"])
        span = inner and _HEDGES[match["hedge"] or match["hedge2"]](inner)
        done = match["done"] or match["done2"]
        return span._replace(line=f"achevé {span.line}") if span and done else span
    return None


_DOUBT = re.compile(r"\(\s*\?\s*\)|\(\?,[^)]*\)|(?<![\d.])\?\s*$|^\?\s*|(?<=\d{4}) ?\?\s*$")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


@lru_cache(maxsize=8_000)
def read_span(text: str) -> Span | None:
    """Read one value; None when it is not understood."""
    text = tidy(text).strip(" ,;")
    words = brought_to_one_spelling(text)
    doubted = bool(_DOUBT.search(words))
    if doubted:
        words = _DOUBT.sub(" ", words).strip()
    span = _bare(words, text)
    if span is None:
        return None
    span = span if span.line else span._replace(line=_DOUBT.sub("", text).strip())
    if doubted:
        return span._replace(certainty="doubtful", line=f"{span.line} (?)")
    return span


def _bare(words: str, text: str) -> Span | None:
    words = " ".join(words.split()).strip(" ,")
    span = _single(words) or _joined(words) or _named(text)
    if span:
        return span
    inside = _BRACKETS.search(words)
    if not inside:
        return None
    note = inside[1] or inside[2] or ""
    outside = _BRACKETS.sub(" ", words)
    outside = " ".join(outside.split())
    if note.strip() in _HEDGES:
        return _single(f"{note.strip()} {outside}")
    if span := _single(outside) or _joined(outside) or _named(_BRACKETS.sub(" ", text)):
        kept = _BRACKETS.search(text)
        return span._replace(line=f"{span.line} {kept[0]}" if kept else span.line)
    inner = None if words.startswith("style") else _single(note.strip()) or _joined(note.strip())
    return inner and inner._replace(line=tidy(text)).less_sure("approximate")


def _named(text: str) -> Span | None:
    found = eras.years(text)
    return Span(*found, "approximate", tidy(text)) if found else None
