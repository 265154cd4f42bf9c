"""Measures from the dimensions field, in millimetres (weights in grams), and a line for a label.

Centimetres unless the text says otherwise, as the ministry's rules have it. A measure is kept with
the part it belongs to ("avec cadre", "feuille"); the label shows the object alone. What is not
understood is left in the text of the field, which the notice shows whole.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from dentelle.catalogue.derivation.split import parentheses, split
from dentelle.catalogue.derivation.values import Dimension
from dentelle.core.text import fold, tidy

_UNITS = {"mm": 1.0, "cm": 10.0, "dm": 100.0, "m": 1000.0, "km": 1e6}
_WEIGHTS = {"mg": 0.001, "cg": 0.01, "g": 1.0, "gr": 1.0, "kg": 1000.0, "t": 1e6}
_SPELT = {
    "centimetres": "cm", "centimetre": "cm", "millimetres": "mm", "millimetre": "mm", "metres": "m",
    "metre": "m", "grammes": "g", "gramme": "g", "kilogrammes": "kg", "kilos": "kg", "kilo": "kg",
}  # fmt: skip
# Case matters in the short forms: L. is a length (longueur), l. a width (largeur).
_SHORT = {
    "H": "height", "h": "height", "L": "length", "l": "width", "La": "width", "LA": "width",
    "lg": "width", "Lg": "length", "P": "depth", "p": "depth", "Pr": "depth", "Prof": "depth",
    "prof": "depth", "E": "thickness", "e": "thickness", "Ep": "thickness", "ep": "thickness",
    "D": "diameter", "d": "diameter", "Diam": "diameter", "diam": "diameter", "Dia": "diameter",
    "Ø": "diameter", "Pds": "weight", "pds": "weight", "Poids": "weight", "Ht": "height",
}  # fmt: skip
_LONG = {
    "hauteur": "height", "largeur": "width", "largueur": "width", "longueur": "length",
    "profondeur": "depth", "epaisseur": "thickness", "epaisseur/profondeur": "thickness",
    "diametre": "diameter", "poids": "weight", "masse": "weight", "dimensions": "size",
}  # fmt: skip
_LETTER = {
    "height": "H.", "length": "L.", "width": "l.", "depth": "P.", "thickness": "Ép.", "diameter": "D.",
}  # fmt: skip

# From how many millimetres on a unit reads well.
_SHOWN = ((10_000.0, "m", 1000.0), (10.0, "cm", 10.0), (0.0, "mm", 1.0))

_NUMBER = r"\d+(?:[.,]\s?\d+)?"
_UNIT = r"(?:mm|cm|dm|kg|mg|gr|g|m)\b"
_VALUE = re.compile(rf"(?P<value>{_NUMBER})\s*(?P<unit>{_UNIT})?")
_NAMES = "|".join(sorted(map(re.escape, _SHORT), key=len, reverse=True))
# H. 33,5 cm · H : 33 · Hauteur en cm 33 · L. en m 6,67 · H. cm 45
_LABELLED = re.compile(
    rf"^(?P<name>(?:{_NAMES})(?![A-Za-zÀ-ÿ])\d?|[A-Za-zÀ-ÿ/]{{5,}})\s*[.:]?\s*(?P<note>[^\d(]*?)"
    rf"(?P<value>{_NUMBER})\s*(?P<unit>{_UNIT})?\s*\.?\s*(?P<rest>[^\d]*)$"
)
# 17 H · 24.2 L1
_AFTER = re.compile(rf"^(?P<value>{_NUMBER})\s*(?P<unit>{_UNIT})?\s*(?P<name>[HhLlPpEDd])\d?\.?$")
# The number in the parentheses that elsewhere hold a note: "H3 (20, 5)".
_BRACKETED = re.compile(rf"^(?P<name>[HhLlPEDd])\d?\s*\((?P<value>{_NUMBER})\)$")
# 46 × 55 cm · 140 x 90 mm · 14, 9
_TIMES = re.compile(
    rf"^(?P<note>[^\d]*?)(?P<values>{_NUMBER}\s*(?:{_UNIT})?(?:\s*[x×*X]\s*{_NUMBER}\s*(?:{_UNIT})?){{1,2}})\s*(?P<rest>[^\d]*)$"
)
_BARE = re.compile(rf"^{_NUMBER}(?:\s*{_UNIT})?$")
_EN = re.compile(
    rf"\b(?:en\s+)?(?P<unit>{_UNIT}|centim[èe]tres?|millim[èe]tres?|m[èe]tres?|grammes?|kilogrammes?)",
    re.IGNORECASE,
)
_ONCE = re.compile(
    rf"(?:\(|^|;)\s*(?:dimensions\s+)?en\s+({_UNIT}|centimètres|millimètres|mètres)|\(({_UNIT})\)\s*$",
    re.IGNORECASE,
)
_UNIT_SAID = re.compile(rf"(?<=[\d ])({_UNIT})")
_HEAD = re.compile(
    r"^(?:dimensions?(?: de l[’']objet| de l[’']œuvre| de l[’']oeuvre)?|en (?:cm|mm|m)\b|feuille|plaque|gravure|dessin|image|avec cadre|sans cadre|avec montage|hors cadre)\s*:?\s*(?=[HhLlDEP\d(])",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\bdim(?:ensions?|\.)(?: (?:de la|du|de l[’']|des|de)\b)?|\ben\b", re.IGNORECASE
)
_FRAMED = re.compile(
    r"cadre|montage|mont[ée]|encadr|socle|support|bo[iî]te|passe-partout|marie-louise|caisse|pi[ée]douche|bouchon",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"hors (?:tout|cadre)|sans cadre?|cadre exclu|de l[’'](?:objet|oeuvre|œuvre)|^oeuvre$|^œuvre$|mesures extérieures|extérieur|encombrement|totale?|maximale?|pas de cadre|environ|rectangulaire|^en |^:?$"
)
_ASIDE = re.compile(r"volum|echelle|cote|nombre|format|angle|axe", re.IGNORECASE)


def _number(text: str) -> float:
    return float(text.replace(" ", "").replace(",", "."))


def _general_unit(text: str) -> str:
    """Return the unit said once for the whole field ("… (en cm)", "En mm : …")."""
    match = _ONCE.search(text)
    if match:
        said = fold(match[1] or match[2])
        return _SPELT.get(said, said)
    lengths = {unit for unit in _UNIT_SAID.findall(text) if unit in _UNITS}
    return lengths.pop() if len(lengths) == 1 else ""


def _segments(text: str) -> Iterator[str]:
    """Go through the measures: `;` separates them, and `,` when letters stand on both sides."""
    for part in split(text, ";"):
        pieces = (
            re.split(r",\s*(?=[A-Za-zÀ-ÿØ(])|(?<=\d)\s*,(?=[HhLlDEP]\b)", part)
            if "," in part
            else [part]
        )
        for piece in pieces:
            yield from _glued(piece.strip(" ,"))


def _glued(piece: str) -> Iterator[str]:
    """Part measures that stand side by side without a separator ("H. 114 L. 152 E. 2")."""
    if re.fullmatch(rf"(?:[HLlPED][.:]?\s*{_NUMBER}\s*(?:{_UNIT})?\s*){{2,}}", piece):
        yield from re.findall(rf"[HLlPED][.:]?\s*{_NUMBER}\s*(?:{_UNIT})?", piece)
    elif piece:
        yield piece


def _kind(name: str) -> str:
    return _SHORT.get(name.rstrip("0123456789")) or _LONG.get(fold(name).rstrip("."), "")


def _part(*notes: str) -> str:
    """Return what was measured, from the words around the number; empty for the object itself."""
    said = []
    for note in notes:
        cleaned = tidy(_GENERAL.sub(" ", _EN.sub(" ", note))).strip(" .:;,()-/")
        if cleaned and not _WHOLE.search(cleaned.lower()):
            said.append(cleaned)
    return ", ".join(said)


def _scaled(kind: str, value: str, unit: str) -> float | None:
    unit = fold(unit)
    scale = _WEIGHTS.get(unit or "g") if kind == "weight" else _UNITS.get(unit or "cm")
    if scale is None:
        return None
    return round(_number(value) * scale, 3)


def _said_unit(note: str) -> str:
    match = _EN.search(note)
    if not match:
        return ""
    said = fold(match["unit"])
    return _SPELT.get(said, said)


def _labelled(text: str, default: str, notes: str) -> list[Dimension]:
    match = _LABELLED.match(text)
    kind = _kind(match["name"]) if match else ""
    if not match or not kind or kind == "size":
        return []
    unit = match["unit"] or _said_unit(match["note"]) or _said_unit(notes) or default
    if unit and fold(unit) in _WEIGHTS and fold(unit) not in _UNITS:
        kind = "weight"  # "P. 380g" is a weight whatever its letter says
    value = _scaled(kind, match["value"], unit)
    return [] if value is None else [_made(kind, value, _part(match["note"], match["rest"], notes))]


def _made(kind: str, value: float, part: str) -> Dimension:
    return Dimension(cast("object", kind), value, part)  # type: ignore[arg-type]  # _kind gives no other


def _after(text: str, default: str, notes: str) -> list[Dimension]:
    match = _AFTER.match(text)
    if not match:
        return []
    value = _scaled("height", match["value"], match["unit"] or default)
    return [] if value is None else [_made(_SHORT[match["name"]], value, _part(notes))]


def _times(text: str, default: str, notes: str) -> list[Dimension]:
    match = _TIMES.match(text)
    if not match:
        return []
    found = list(_VALUE.finditer(match["values"]))
    unit = (
        next((f["unit"] for f in reversed(found) if f["unit"]), "")
        or _said_unit(match["note"])
        or _said_unit(match["rest"])
        or default
    )
    kinds = _named_kinds(match["note"]) or ["size"] * len(found)
    part = _part(
        re.sub(
            r"(?i)hauteur|largeur|longueur|diam[èe]tre|profondeur|[HLED] x|dimensions?|\bx\b|[HLE]\b",
            " ",
            match["note"],
        ),
        match["rest"],
        notes,
    )
    values = [
        _scaled(kind, f["value"], f["unit"] or unit) for kind, f in zip(kinds, found, strict=False)
    ]
    return [
        _made(kind, value, part)
        for kind, value in zip(kinds, values, strict=False)
        if value is not None
    ]


def _named_kinds(note: str) -> list[str]:
    """Return the kinds announced before the numbers ("Hauteur x Largeur : 24,5 x 14,5 cm")."""
    names = re.split(r"\s*[x×]\s*", note.strip(" :"), flags=re.IGNORECASE)
    kinds = [_kind(name.split()[0]) if name.split() else "" for name in names]
    return kinds if len(kinds) > 1 and all(kinds) and "size" not in kinds else []


def _one(segment: str, default: str) -> list[Dimension]:
    if bracketed := _BRACKETED.match(segment):
        segment = f"{bracketed['name']} {bracketed['value']}"
    outside, inside = parentheses(segment)
    notes = " ".join(inside)
    outside = outside.strip(" ,.")
    for reader in (_labelled, _after, _times):
        if found := reader(outside, default, notes):
            return found
    return []


@lru_cache(maxsize=4_000)
def derive(text: str) -> tuple[tuple[Dimension, ...], str]:
    """Return the measures and the line of a label; the tidied text itself when none is understood."""
    text = tidy(text)
    if not text:
        return (), ""
    unit = _general_unit(text)
    found = _read(text, unit) or _pair(text, unit)
    return tuple(found), _line(found) or text


def _read(text: str, default: str) -> list[Dimension]:
    found: list[Dimension] = []
    heading = ""
    for segment in _segments(text):
        head, measured, note = _segment(segment, default)
        if head is not None:
            heading = head
        found += [d if d.part or not heading else d._replace(part=heading) for d in measured]
        if note and not heading:
            _tell_back(found, note)
    return found


@lru_cache(maxsize=8_000)
def _segment(segment: str, default: str) -> tuple[str | None, tuple[Dimension, ...], str]:
    """Return the heading a segment opens, its measures, and the note it has in parentheses."""
    head = _HEAD.match(segment)
    measured = (
        _one(segment[head.end() :] if head else segment, default)
        if not _ASIDE.match(segment)
        else []
    )
    note = _part(" ".join(parentheses(segment)[1])) if "(" in segment else ""
    return _part(head[0]) if head else None, tuple(measured), note


def _tell_back(found: list[Dimension], note: str) -> None:
    """Give a note in parentheses to the measures before it, which stand in one group with it."""
    kinds: set[str] = set()
    for index in range(len(found) - 1, -1, -1):
        dimension = found[index]
        if dimension.kind in kinds or dimension.part not in {"", note}:
            return
        kinds.add(dimension.kind)
        found[index] = dimension._replace(part=note)


def _pair(text: str, default: str) -> list[Dimension]:
    """Read two bare numbers ("14, 9"), height and width by custom: kept without a name."""
    pieces = [piece.strip() for piece in re.split(r"\s*;\s*|,\s+", text)]
    if len(pieces) not in {2, 3} or not all(_BARE.match(piece) for piece in pieces):
        return []
    values = [_VALUE.match(piece) for piece in pieces]
    scaled = [_scaled("size", v["value"], v["unit"] or default) for v in values if v]
    return [_made("size", value, "") for value in scaled if value is not None]


def _line(found: list[Dimension]) -> str:
    """Return "H. 33 × l. 41 cm" for the object, without its frame, sheet or mount."""
    own = [d for d in found if not _FRAMED.search(d.part)] or found
    sizes: dict[str, Dimension] = {}
    for dimension in own:
        if dimension.kind in sizes:  # a second group begins: a sheet after its plate
            break
        if dimension.kind not in {"size", "weight"}:
            sizes[dimension.kind] = dimension
    plain = [d for d in own if d.kind == "size"][:3]
    shown = [(f"{_LETTER[d.kind]} ", d.value) for d in sizes.values()] or [
        ("", d.value) for d in plain
    ]
    parts = {d.part for d in sizes.values() or plain}
    part = parts.pop() if len(parts) == 1 else ""
    line = _measured(shown) if shown else ""
    weight = next((d for d in own if d.kind == "weight"), None)
    heavy = f"poids {_weighed(weight.value)}" if weight else ""
    return " ; ".join(bit for bit in (f"{line} ({part})" if part and line else line, heavy) if bit)


def _measured(shown: list[tuple[str, float]]) -> str:
    largest = max(value for _letter, value in shown)
    unit, scale = next((unit, scale) for least, unit, scale in _SHOWN if largest >= least)
    return f"{' × '.join(letter + _french(value / scale) for letter, value in shown)} {unit}"


def _weighed(grams: float) -> str:
    return f"{_french(grams / 1000)} kg" if grams >= 1000 else f"{_french(grams)} g"  # noqa: PLR2004 -- a kilogram


def _french(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
