"""Text as people type it, brought to forms that can be compared, ordered and addressed."""

import re
import unicodedata

# C1 control characters that CP1252 text leaves when it was read as Latin-1 (0x80 to 0x9F).
_C1 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O"}
_LIGATURE = str.maketrans(_LIGATURES)
_COMBINING = dict.fromkeys(
    code for code in range(0x300, 0x10000) if unicodedata.combining(chr(code))
)
_DIGITS = re.compile(r"(\d+)")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NOT_CODE = re.compile(r"[\W_]+")


def tidy(value: str) -> str:
    """Return NFC text with C1 controls read as CP1252, every space plain, runs and ends trimmed."""
    if not value.isascii():
        value = unicodedata.normalize("NFC", value.translate(_C1))
    return " ".join(value.split())


def fold(value: str) -> str:
    """Return lower-case text without accents or ligatures, straight apostrophes, for comparison."""
    if value.isascii():
        return " ".join(value.split()).lower()
    tidied = tidy(value).translate(_LIGATURE).replace("’", "'")
    return unicodedata.normalize("NFD", tidied).translate(_COMBINING).casefold()


def slugify(value: str, *, longest: int = 80) -> str:
    """Return `value` as lower-case ASCII words joined by hyphens, cut at a word end."""
    slug = _NOT_SLUG.sub("-", fold(value)).strip("-")
    if len(slug) <= longest:
        return slug
    return slug[: longest + 1].rpartition("-")[0] or slug[:longest]


def code_key(value: str) -> str:
    """Return an identifier without spaces, dots, hyphens, case or accents: `D.2004-3 bis` → `d20043bis`."""
    return _NOT_CODE.sub("", fold(value))


def natural_key(value: str, *, width: int = 10) -> str:
    """Return text whose plain order is the natural one: numbers padded, so 2004.9 comes before 2004.12."""
    parts = _DIGITS.split(fold(value))
    return "".join(part.zfill(width) if part.isdigit() else part for part in parts)
