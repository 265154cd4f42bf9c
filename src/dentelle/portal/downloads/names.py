"""Names of the files people keep: read on a desk a year later, they still say what and whose."""

import re
import unicodedata
from urllib.parse import quote

from dentelle.catalogue import arks
from dentelle.core.text import fold, tidy
from dentelle.media.exports.card import About
from dentelle.portal.queries.record import RecordPage

_UNSAFE = re.compile(r"[^\w.\-’']+")
_UNSAFE_ASCII = re.compile(r"[^A-Za-z0-9._\-]+")
_LONGEST = 90


def stem(page: RecordPage) -> str:
    """Return `Musée_du_Port_inv_2004.3.12`, or the ARK's name when the object has no number."""
    number = page.record.inventory_number
    name = f"inv_{number}" if number else arks.parts(page.record.ark)[1]
    museum = _safe(page.museum_name)[:_LONGEST]
    return f"{museum}_{_safe(name)[:_LONGEST]}"


def disposition(name: str, *, kind: str = "attachment") -> str:
    """Return the header that gives a file its name, in ASCII for the old and in UTF-8 (RFC 6266)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = _UNSAFE_ASCII.sub("_", plain) or fold(name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def about(page: RecordPage) -> About:
    """Return what a picture's file says of the object."""
    record = page.record
    return About(
        title=record.title,
        maker=record.maker_line,
        dated=record.date_line,
        museum=page.museum_name,
        town=page.museum.town,
        inventory_number=record.inventory_number,
        address=page.permalink,
        caption=page.credit,
    )


def _safe(text: str) -> str:
    return _UNSAFE.sub("_", tidy(text)).strip("_.")
