"""Years, days, decades, ranges, Republican years and years before the present."""

import re
from collections.abc import Callable

from dentelle.catalogue.derivation import eras
from dentelle.catalogue.derivation.centuries import BC, year_name
from dentelle.catalogue.derivation.republican import gregorian
from dentelle.catalogue.derivation.spans import NEWEST, Span
from dentelle.catalogue.derivation.words import roman

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
    rf"{_EN}(?P<before>(?:{'|'.join(sorted(_ADDED, key=len, reverse=True))}) )?{_NUMBER}{BC}"
    rf"(?: (?P<rest>{'|'.join(sorted(_ADDED, key=len, reverse=True))}))?"
)
_ISO = re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})")
_ISO_MONTH = re.compile(r"(?P<year>\d{4})/(?P<month>0[1-9]|1[0-2])")
_FRENCH = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_SPOKEN = re.compile(
    rf"(?:le )?(?:(?P<day>\d{{1,2}})e? )?(?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})"
)
_RANGE = re.compile(
    rf"(?:de |d'|du )?(?P<vers>vers )?(?P<a>\d{{1,6}})(?:\s*(?P<abc>bc))?\s*(?:-|/|a|au|>|\.\.\.?)\s*(?:vers )?(?P<b>\d{{1,6}}){BC}"
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
    return Span(year, year, "exact", _ADDED[added].format(year_name(year)))


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
    said = f"{-first if bc else year_name(first)}-{year_name(last)}"
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
    year = int(digits) if digits.isdigit() else roman(digits)
    found = gregorian(year, match["month"], int(match["day"] or 0))
    if found is None:
        return None
    return Span(*found, "exact", "")  # the line stays as written


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span | None]], ...] = (
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
