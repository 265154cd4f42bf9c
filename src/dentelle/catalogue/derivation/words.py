"""French words about time brought to one spelling, so that a small grammar can read them."""

import re
from collections.abc import Callable

from dentelle.core.text import fold

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_SPELT = {
    "premier": "1er", "premiere": "1er", "second": "2e", "seconde": "2e", "deuxieme": "2e",
    "troisieme": "3e", "quatrieme": "4e", "dernier": "der", "derniere": "der",
}  # fmt: skip


def roman(letters: str) -> int:
    """Return the value of a Roman number in small letters."""
    total = 0
    for letter, following in zip(letters, f"{letters[1:]} ", strict=False):
        value = _ROMAN[letter]
        total += -value if _ROMAN.get(following, 0) > value else value
    return total


def _ordinal(match: re.Match[str]) -> str:
    return f"{roman(match[1])}e "


_REPLACED: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\bav(?:ant)?[. ]*(?:j[. -]*c\.?|notre ere)|\bavant (?:jesus[- ])?christ|\bb\.?c\.?(?:e\.?)?(?=\W|$)"), " bc "),
    (re.compile(r"\bap(?:res|r)?[. ]*(?:j[. -]*c\.?|notre ere)|\bde notre ere\b|\ba\.?d\.?(?=\W|$)"), " "),
    (re.compile(r"\b(premiere?|seconde?|deuxieme|troisieme|quatrieme|dernie(?:r|re))\b"), lambda m: _SPELT[m[1]]),
    (re.compile(r"\b([ivxlc]+)(?:\s?(?:e|eme|er|ieme)\b|°|\b)(?=\s*(?:s(?:iecle|\.|\b)|millenaire|-|/|et\b|ou\b|bc|\(|$))"), _ordinal),
    (re.compile(r"(\d)\s?(?:ere|ere|ers|er|re|emes|eme|ieme|nde|nd|es|e|°)\b"), r"\1e"),
    (re.compile(r"^\s*(\d{1,2})e\s*$"), r"\1e siecle"),
    (re.compile(r"(?<=\de)\s*s(?:iecles|iecle|\.)?(?=\W|$)"), " siecle"),
    (re.compile(r"\b(?:environ|env\.?|circa|ca\.?|c\.(?=\s?\d)|aux alentours de|approximativement|approx\.?|autour de|~)(?=\W|\d|$)"), "vers"),
    (re.compile(r"\b(?:posterieure?s? a|apres|post|a partir de|depuis|des(?=\s+\d)|terminus post quem)\b"), "apres"),
    (re.compile(r"\b(?:anterieure?s? a|avant|ante|jusqu'?(?:a|en|au)|terminus ante quem)\b"), "avant"),
    (re.compile(r"\b(?:probable(?:ment)?|peut[- ]etre|presume[es]*|suppose[es]*)\b"), "?"),
    (re.compile(r"\b(1[0-9]{3}|20\d\d)\.(?=\s|$)"), r"\1"),
)  # fmt: skip


def words(text: str) -> str:
    """Return the text in small letters, its numbers in figures, its hedges and eras in one word each."""
    said = fold(text).replace("–", "-").replace("—", "-")
    for pattern, replacement in _REPLACED:
        said = pattern.sub(replacement, said)
    return " ".join(said.split())
