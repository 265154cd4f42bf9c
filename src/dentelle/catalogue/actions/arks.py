"""ARK names: given once, never twice.

A minted name is `d1`, the record's number in base 29, and a check character. Letters are
betanumeric (no vowel, no l), so that no name reads as a word or is misread. The number comes from a
sequence that never goes back, so no name is ever given again.

Source: draft-kunze-ark (the ARK identifier scheme) and the NOID check digit algorithm.
"""

import re
from collections.abc import Mapping

from django.conf import settings

LETTERS = "0123456789bcdfghjkmnpqrstvwxz"
_VALUES = {letter: value for value, letter in enumerate(LETTERS)}
_SHOULDER = "d1"
_WIDTH = 5
_ARK = re.compile(
    r"ark:/?(?P<naan>[0-9bcdfghjkmnpqrstvwxz]{5,9})/(?P<name>[A-Za-z0-9=~*+@_$.-]{1,60})(?![\w/])"
)
# Fields that hold the object's own identifier. A link (WWW) may be that of something else.
_OWN = ("ARK", "IDENT", "REF")


def mint(number: int) -> str:
    """Return `naan/name` for a number of the records' sequence."""
    digits = ""
    while number:
        number, rest = divmod(number, len(LETTERS))
        digits = LETTERS[rest] + digits
    body = f"{settings.ARK_NAAN}/{_SHOULDER}{digits.rjust(_WIDTH, '0')}"
    return body + check_letter(body)


def check_letter(body: str) -> str:
    """Return the check character of `naan/name`: it catches one wrong letter, or two swapped."""
    value = _VALUES.get
    total = sum([place * value(letter, 0) for place, letter in enumerate(body, start=1)])
    return LETTERS[total % len(LETTERS)]


def is_whole(ark: str) -> bool:
    """Say whether a minted `naan/name` carries its right check character."""
    return len(ark) > 1 and check_letter(ark[:-1]) == ark[-1]


def imported(values: Mapping[str, str]) -> str:
    """Return the `naan/name` a museum gave to the object, or nothing.

    An ARK in the link field counts only under our own authority number: museums also put there
    the address of a book or an archive that tells of the object.
    """
    for tag in _OWN:
        if (text := values.get(tag)) and (found := _ARK.search(text)):
            return f"{found['naan']}/{found['name']}"
    for found in _ARK.finditer(values.get("WWW", "")):
        if found["naan"] == settings.ARK_NAAN:
            return f"{found['naan']}/{found['name']}"
    return ""
