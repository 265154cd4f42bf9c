"""One value of a date field: its years, its certainty, and its line in readable French order."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, Self

from dentelle.catalogue.derivation import eras
from dentelle.catalogue.derivation.republican import gregorian
from dentelle.core.text import fold, tidy

NEWEST = 2100
_ORDER = {"exact": 0, "approximate": 1, "doubtful": 2}


class Span(NamedTuple):
    """Years, both included (15 BC is -15, no year 0); `line` reads well in a French sentence."""

    first: int
    last: int
    certainty: str
    line: str

    def less_sure(self, certainty: str) -> Self:
        """Return the span at most as sure as `certainty`."""
        return self._replace(certainty=max(self.certainty, certainty, key=_ORDER.__getitem__))

    def cut(self, other: "Span") -> Self:
        """Return the years both share, or these when they share none; the doubt of this one."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        if first > last or self.certainty == "exact":
            return self
        return self._replace(first=first, last=last)


def hull(spans: Sequence[Span]) -> Span:
    """Return one span around all, as sure as the least sure of them."""
    return Span(
        min(span.first for span in spans),
        max(span.last for span in spans),
        max((span.certainty for span in spans), key=_ORDER.__getitem__),
        ", ".join(span.line for span in spans),
    )


# ── words ────────────────────────────────────────────────────────────────────────────────────────
_BC = r"(?:\s*(?P<bc>bc))?"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_SPELT = {
    "premier": "1er", "premiere": "1er", "second": "2e", "seconde": "2e", "deuxieme": "2e",
    "troisieme": "3e", "quatrieme": "4e", "dernier": "der", "derniere": "der",
}  # fmt: skip
_REPLACED: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\bav(?:ant)?[. ]*(?:j[. -]*c\.?|notre ere)|\bavant (?:jesus[- ])?christ|\bb\.?c\.?(?:e\.?)?(?=\W|$)"), " bc "),
    (re.compile(r"\bap(?:res|r)?[. ]*(?:j[. -]*c\.?|notre ere)|\bde notre ere\b|\ba\.?d\.?(?=\W|$)"), " "),
    (re.compile(r"\b(premiere?|seconde?|deuxieme|troisieme|quatrieme|dernie(?:r|re))\b"), lambda m: _SPELT[m[1]]),
    (re.compile(r"\b([ivxlc]+)(?:\s?(?:e|eme|er|ieme)\b|°|\b)(?=\s*(?:s(?:iecle|\.|\b)|millenaire|-|/|et\b|ou\b|bc|\(|$))"), lambda m: _roman(m)),
    (re.compile(r"(\d)\s?(?:ere|ere|ers|er|re|emes|eme|ieme|nde|nd|es|e|°)\b"), r"\1e"),
    (re.compile(r"(?<=\de)\s*s(?:iecles|iecle|\.)?(?=\W|$)"), " siecle"),
    (re.compile(r"\b(?:environ|env\.?|circa|ca\.?|c\.(?=\s?\d)|aux alentours de|approximativement|approx\.?|autour de|~)(?=\W|\d|$)"), "vers"),
    (re.compile(r"\b(?:posterieure?s? a|apres|post|a partir de|depuis|des(?=\s+\d)|terminus post quem)\b"), "apres"),
    (re.compile(r"\b(?:anterieure?s? a|avant|ante|jusqu'?(?:a|en|au)|terminus ante quem)\b"), "avant"),
    (re.compile(r"\b(?:probable(?:ment)?|peut[- ]etre|presume[es]*|suppose[es]*)\b"), "?"),
    (re.compile(r"\b(1[0-9]{3}|20\d\d)\.(?=\s|$)"), r"\1"),
)  # fmt: skip


def _roman(match: re.Match[str]) -> str:
    letters = match[1]
    total = 0
    for letter, following in zip(letters, f"{letters[1:]} ", strict=False):
        value = _ROMAN[letter]
        total += -value if _ROMAN.get(following, 0) > value else value
    return f"{total}e "


def _words(text: str) -> str:
    words = fold(text).replace("–", "-").replace("—", "-")
    for pattern, replacement in _REPLACED:
        words = pattern.sub(replacement, words)
    return " ".join(words.split())


# ── what a century, a part of it, a year is called ────────────────────────────────────────────────
def _ordinal(number: int, *, feminine: bool = False) -> str:
    if number == 1:
        return "1re" if feminine else "1er"
    return f"{number}e"


def _era(*, bc: bool) -> str:
    return " av. J.-C." if bc else ""


def _year(year: int) -> str:
    return f"{-year} av. J.-C." if year < 0 else str(year)


def _block(number: int, size: int, *, bc: bool) -> tuple[int, int]:
    """Return the years of the nth century (size 100) or millennium (size 1000)."""
    if bc:
        return -number * size, -(number - 1) * size - 1
    return (number - 1) * size + 1, number * size


def _part(block: tuple[int, int], index: int, count: int) -> tuple[int, int]:
    """Return the years of the `index`th of `count` equal parts (from 1)."""
    first, last = block
    size = last - first + 1
    return first + size * (index - 1) // count, first + size * index // count - 1


_PARTS = {"moitie": 2, "tiers": 3, "quart": 4}
_LOOSE = {"debut": (1, 4), "courant": (1, 1), "milieu": (2, 4), "fin": (4, 4)}
_BLOCKS = {"siecle": 100, "millenaire": 1000}
_OF = r"(?:\s+d[ue]s?(?:\s+l[ae']?)?)?\s+"
_CENTURY = re.compile(
    rf"(?:(?:(?P<index>\d|der)e? (?P<part>moitie|tiers|quart)|(?P<loose>debut|milieu|fin|courant)){_OF})?"
    rf"(?P<number>\d{{1,4}})e? (?P<size>siecle|millenaire){_BC}"
)


def _century(match: re.Match[str]) -> Span | None:
    number, size, bc = int(match["number"]), _BLOCKS[match["size"]], bool(match["bc"])
    if number < 1 or (not bc and number * size > NEWEST) or number * size > -eras.OLDEST:
        return None
    block = _block(number, size, bc=bc)
    name = f"{_ordinal(number)} {'siècle' if size == 100 else 'millénaire'}{_era(bc=bc)}"  # noqa: PLR2004 -- a century
    if match["part"]:
        return _fraction(match, block, name)
    if match["loose"]:
        return _loosely(match["loose"], block, name)
    return Span(*block, "exact", name)


def _fraction(match: re.Match[str], block: tuple[int, int], name: str) -> Span | None:
    count = _PARTS[match["part"]]
    index = count if match["index"] == "der" else int(match["index"])
    if not 1 <= index <= count:
        return None
    said = "moitié" if count == 2 else match["part"]  # noqa: PLR2004 -- two halves
    nth = "dernier" if match["index"] == "der" else _ordinal(index, feminine=count == 2)  # noqa: PLR2004
    nth = "dernière" if nth == "dernier" and count == 2 else nth  # noqa: PLR2004
    return Span(*_part(block, index, count), "exact", f"{nth} {said} du {name}")


def _loosely(word: str, block: tuple[int, int], name: str) -> Span:
    index, count = _LOOSE[word]
    first, last = _part(block, index, count)
    if word == "milieu":  # the two middle quarters
        last = _part(block, 3, 4)[1]
    return Span(first, last, "approximate", f"{'début' if word == 'debut' else word} du {name}")


_LIMIT = re.compile(
    rf"(?:limite|charniere|tournant)(?: des?| du| entre)?(?: le)? (?P<a>\d{{1,2}})e?(?: siecle)?{_BC}(?:\s*[-/]\s*|\s+et (?:le )?|\s+)(?P<b>\d{{1,2}})e? siecles?(?:\s*(?P<bc2>bc))?"
)


def _limit(match: re.Match[str]) -> Span | None:
    """Return the fifty years around the turn of two centuries."""
    bc = bool(match["bc2"])
    first = _block(int(match["a"]), 100, bc=bc or bool(match["bc"]))
    second = _block(int(match["b"]), 100, bc=bc)
    if first[1] >= second[0] or int(match["b"]) * 100 > NEWEST + 100:
        return None
    era = _era(bc=bc)
    line = f"limite du {_ordinal(int(match['a']))} et du {_ordinal(int(match['b']))} siècle{era}"
    return Span(first[1] - 24, second[0] + 24, "approximate", line)


# ── years ─────────────────────────────────────────────────────────────────────────────────────────
_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
    "novembre", "decembre",
)  # fmt: skip
_SHOWN_MONTHS = {"fevrier": "février", "aout": "août", "decembre": "décembre"}
_NUMBER = r"(?P<year>\d{1,7}|\d{1,3}(?: \d{3})+)"
_EN = r"(?:en |l'an |annee |date |date de |date en )?"
# What a museum adds to a year, and how it reads.
_ADDED = {
    "en": "{}", "acheve": "achevé {}", "acheve en": "achevé en {}", "edite": "édité en {}",
    "edite en": "édité en {}", "depot legal": "{} (dépôt légal)", "tirage": "tirage {}",
    "imprime": "imprimé {}", "imprime en": "imprimé en {}", "commence en": "commencé en {}",
    "fonte": "fonte {}", "date": "daté {}", "dessine en": "dessiné en {}", "signe": "{} (signé)",
    "salon": "{} (Salon)", "restaure en": "restauré en {}", "restauration": "restauration {}",
    "edition": "édition {}", "reedition": "réédition {}", "emission": "émission {}",
    "publie en": "publié en {}", "execute en": "exécuté en {}", "modele": "modèle {}",
    "copie": "copie {}", "creation": "création {}", "execution": "exécution {}",
}  # fmt: skip
_PLAIN = re.compile(
    rf"{_EN}(?P<before>(?:{'|'.join(sorted(_ADDED, key=len, reverse=True))}) )?{_NUMBER}{_BC}"
    rf"(?: (?P<rest>{'|'.join(sorted(_ADDED, key=len, reverse=True))}))?"
)
_ISO = re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})")
_ISO_MONTH = re.compile(r"(?P<year>\d{4})/(?P<month>0[1-9]|1[0-2])")
_FRENCH = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_SPOKEN = re.compile(
    rf"(?:le )?(?:(?P<day>\d{{1,2}})e? )?(?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})"
)
_RANGE = re.compile(
    rf"(?:de |d'|du )?(?P<vers>vers )?(?P<a>\d{{1,6}})(?:\s*(?P<abc>bc))?\s*(?:-|/|a|au|>|\.\.\.?)\s*(?:vers )?(?P<b>\d{{1,6}}){_BC}"
)
_OPEN = re.compile(r"(?:en |vers )?(?P<known>\d{2,3})(?P<open>[.?x*_-]{1,2})(?: ?en)?")
_DECADE = re.compile(
    r"(?:les |dans les )?(?:annees?|decennie) (?P<a>(?:1[0-9])?\d0)(?:\s*[-/]\s*(?P<b>(?:1[0-9])?\d0))?"
)
_BP = re.compile(r"(?P<years>\d[\d ]*) ?(?:b\.?p\.?|ans avant le present|avant le present)")


def _within(first: int, last: int) -> bool:
    return eras.OLDEST <= first <= last <= NEWEST and first != 0


def _signed(digits: str, bc: str | None) -> int:
    year = int(digits.replace(" ", ""))
    return -year if bc else year


def _plain(match: re.Match[str]) -> Span | None:
    year = _signed(match["year"], match["bc"])
    if not _within(year, year) or year == 0:
        return None
    added = (match["before"] or match["rest"] or "en").strip()
    return Span(year, year, "exact", _ADDED[added].format(_year(year)))


def _dated(match: re.Match[str]) -> Span | None:
    """Read a day or a month of a year; the line names the month."""
    groups = match.groupdict()
    month = groups["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
    day, year = groups.get("day"), int(match["year"])
    if not 1 <= number <= 12 or not _within(year, year) or not 1 <= int(day or 1) <= 31:  # noqa: PLR2004 -- calendar
        return None
    name = _SHOWN_MONTHS.get(_MONTHS[number - 1], _MONTHS[number - 1])
    said = "1er " if day and int(day) == 1 else f"{int(day)} " if day else ""
    return Span(year, year, "exact", f"{said}{name} {year}")


def _range(match: re.Match[str]) -> Span | None:
    a, b = match["a"], match["b"]
    bc = match["bc"]
    if not bc and not match["abc"] and len(b) < len(a) and len(a) == 4:  # noqa: PLR2004 -- 1914-18
        b = a[: 4 - len(b)] + b
    first, last = _signed(a, match["abc"] or bc), _signed(b, bc)
    if match["abc"] and not bc:
        last = int(b)
    if not _within(first, last):
        return None
    sure = "approximate" if match["vers"] else "exact"
    vers = "vers " if match["vers"] else ""
    said = f"{-first if bc else _year(first)}-{_year(last)}"
    return Span(first, last, sure, vers + said)


def _open(match: re.Match[str]) -> Span | None:
    """Read a year whose last digits are not known (`188?`, `19..`)."""
    known, missing = match["known"], 4 - len(match["known"])
    first = int(known) * 10**missing
    last = first + 10**missing - 1
    if not _within(first, min(last, NEWEST)) or first < 1000:  # noqa: PLR2004 -- four digits
        return None
    return Span(first, last, "approximate", known + "." * missing)


def _decade(match: re.Match[str]) -> Span | None:
    first = _full(match["a"])
    last = _full(match["b"] or match["a"]) + 9
    if not _within(first, last):
        return None
    said = f"{first}-{last - 9}" if match["b"] else f"{first}"
    return Span(first, last, "approximate", f"années {said}")


def _full(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 1900 + int(digits)  # noqa: PLR2004 -- années 30 is 1930


def _before_present(match: re.Match[str]) -> Span | None:
    year = 1950 - int(match["years"].replace(" ", ""))
    if year >= 0 or not _within(year, year):
        return None
    return Span(year, year, "approximate", f"{match['years'].strip()} avant le présent")


_REPUBLICAN = re.compile(
    r"(?:(?P<day>\d{1,2})e? )?(?:(?P<month>vendemiaire|brumaire|frimaire|nivose|pluviose|ventose|germinal|floreal|prairial|messidor|thermidor|fructidor)[ ,]+)?"
    r"(?:de )?l?'?an (?P<year>\d{1,2}|[ivx]+)e?"
)


def _republican(match: re.Match[str]) -> Span | None:
    digits = match["year"]
    year = (
        int(digits) if digits.isdigit() else int(_roman(re.match(r"([ivx]+)", digits)).strip(" e"))
    )  # type: ignore[arg-type]  # it matched already
    found = gregorian(year, match["month"], int(match["day"] or 0))
    if found is None:
        return None
    return Span(*found, "exact", "")  # the line stays as written


_ATOMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span | None]], ...] = (
    (_CENTURY, _century),
    (_LIMIT, _limit),
    (_ISO, _dated),
    (_ISO_MONTH, _dated),
    (_FRENCH, _dated),
    (_SPOKEN, _dated),
    (_OPEN, _open),
    (_REPUBLICAN, _republican),
    (_RANGE, _range),
    (_DECADE, _decade),
    (_BP, _before_present),
    (_PLAIN, _plain),
)


def _atom(words: str) -> Span | None:
    for pattern, reader in _ATOMS:
        match = pattern.fullmatch(words)
        if match and (span := reader(match)):
            return span
    return None


# ── hedges ────────────────────────────────────────────────────────────────────────────────────────
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
    r"(?P<hedge>vers|avant|apres) (?P<inner>.+)|(?P<inner2>.+) (?P<hedge2>vers|avant|apres)"
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
    sure = max(first.certainty, last.certainty, key=_ORDER.__getitem__)
    if words.startswith("entre"):
        said = first.line.removesuffix(_era(bc=True)) if last.last < 0 else first.line
        line = f"entre {said} et {last.line}"
    else:
        between = " ou " if " ou " in words else " et " if " et " in words else " – "
        line = f"{first.line}{between}{last.line}"
    if " ou " in words:
        sure = max(sure, "approximate", key=_ORDER.__getitem__)
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
        return inner and _HEDGES[match["hedge"] or match["hedge2"]](inner)
    return None


_DOUBT = re.compile(r"\(\s*\?\s*\)|\(\?,[^)]*\)|(?<![\d.])\?\s*$|^\?\s*|(?<=\d{4}) ?\?\s*$")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


@lru_cache(maxsize=50_000)
def read_span(text: str) -> Span | None:
    """Read one value; None when it is not understood."""
    text = tidy(text).strip(" ,;")
    words = _words(text)
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
        span = _single(f"{note.strip()} {outside}")
        return span
    if span := _single(outside) or _joined(outside) or _named(_BRACKETS.sub(" ", text)):
        kept = _BRACKETS.search(text)
        return span._replace(line=f"{span.line} {kept[0]}" if kept else span.line)
    inner = None if words.startswith("style") else _single(note.strip()) or _joined(note.strip())
    return inner and inner._replace(line=tidy(text)).less_sure("approximate")


def _named(text: str) -> Span | None:
    found = eras.years(text)
    return Span(*found, "approximate", tidy(text)) if found else None
