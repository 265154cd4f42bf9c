"""Cells of a list of museums, turned into the values of a museum; doubts are said as sentences."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dentelle.core.text import fold, tidy
from dentelle.museums import names

_HTTP = URLValidator(schemes=["http", "https"])
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_POSTAL = re.compile(r"^(bp|cs|cedex)\b|\bcedex\b", re.IGNORECASE)
_PHONE_END = re.compile(r"\s*(?:/|,|\(| - | ou )")
_DAY = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
_YES = {"oui", "o", "1", "vrai", "true", "x"}
_NO = {"non", "n", "0", "faux", "false", ""}
LONGEST = {
    "official_name": 250,
    "usual_name": 250,
    "short_name": 80,
    "town": 120,
    "department": 80,
    "region": 80,
    "address": 300,
    "postcode": 12,
    "phone": 40,
    "museofile": 20,
    "slug": 80,
    "website": 300,
    "contact_email": 254,
}


@dataclass(slots=True, kw_only=True)
class Reading:
    """What one line says: values by model field, warnings, and why it is refused if it is."""

    values: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    problem: str = ""


def complete_url(value: str) -> str:
    """Return an address with its scheme: `www.x.fr/a` → `https://www.x.fr/a`, `/www.x.fr/` too.

    Raises:
        ValidationError: what remains is no web address.
    """
    address = value.strip().lstrip("/")
    if not address:
        return ""
    if not _SCHEME.match(address):
        address = f"https://{address}"
    host = urlsplit(address).hostname or ""
    if "." not in host:
        raise ValidationError(value)
    _HTTP(address)
    return address


def day(value: str) -> date | None:
    """Return the day of `2019-09-09` or `09/09/2019`; nothing for an empty cell.

    Raises:
        ValueError: it is neither.
    """
    if not value:
        return None
    if match := _DAY.match(value):
        number, month, year = map(int, match.groups())
        return date(year, month, number)
    return date.fromisoformat(value)


def yes(value: str) -> bool:
    """Return whether a cell says yes.

    Raises:
        ValueError: it says neither yes nor no.
    """
    word = fold(value)
    if word not in _YES | _NO:
        raise ValueError(value)
    return word in _YES


def coordinates(value: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees from `49.18, -0.36`; nothing for an empty cell.

    Raises:
        ValueError: it is no such pair, or stands outside the Earth.
    """
    if not value:
        return None
    latitude, longitude = (float(part) for part in value.split(","))
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 -- the Earth's bounds
        raise ValueError(value)
    return latitude, longitude


def themes(value: str) -> list[str]:
    """Return themes split at `;`, each once whatever its case: `Beaux-Arts;Beaux-arts` → one."""
    known = {fold(part): tidy(part) for part in reversed(value.split(";")) if part.strip()}
    ordered = dict.fromkeys(fold(part) for part in value.split(";") if part.strip())
    return [known[key] for key in ordered]


def _postcode(value: str) -> str:
    match = re.match(r"\d{5}", value)
    return match.group() if match else value


def _phone(value: str) -> str:
    return value if len(value) <= LONGEST["phone"] else _PHONE_END.split(value)[0]


def _address(cells: Mapping[str, str]) -> str:
    parts = [tidy(cells.get("place", "")), tidy(cells.get("street", ""))]
    kept = [part for part in dict.fromkeys(parts) if part and not _POSTAL.search(part)]
    return ", ".join(kept)


def _presentation(cells: Mapping[str, str]) -> str:
    parts = [cells.get(key, "").strip() for key in ("presentation", "asset", "history")]
    return "\n\n".join(part for part in parts if part)


_SIMPLE = ("official_name", "usual_name", "short_name", "town", "department", "region", "museofile")
_LONG = ("opening", "prices", "access")


def _plain(cells: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {key: tidy(cells[key]) for key in _SIMPLE if key in cells}
    values |= {key: cells[key].strip() for key in _LONG if key in cells}
    if {"place", "street"} & cells.keys():
        values["address"] = _address(cells)
    if {"presentation", "asset", "history"} & cells.keys():
        values["presentation"] = _presentation(cells)
    if "themes" in cells:
        values["themes"] = themes(cells["themes"])
    if "postcode" in cells:
        values["postcode"] = _postcode(tidy(cells["postcode"]))
    if "phone" in cells:
        values["phone"] = _phone(tidy(cells["phone"]))
    if "slug" in cells and cells["slug"].strip():
        values["slug"] = cells["slug"].strip().lower()
    return values


def _email(value: str) -> str:
    if value:
        validate_email(value)
    return value


# Field, how it is read, and what to say when it cannot be.
_CHECKED = {
    "website": (
        complete_url,
        gettext_noop("“%(value)s” is no web address: the website was left as it was."),
    ),
    "contact_email": (
        _email,
        gettext_noop("“%(value)s” is no e-mail address: it was left as it was."),
    ),
    "article": (
        names.tidy_article,
        gettext_noop("“%(value)s” is no article (le, la, l’, les): it was left as it was."),
    ),
    "joined_date": (
        day,
        gettext_noop(
            "“%(value)s” is no day such as 31/12/2019: the date of joining was left as it was."
        ),
    ),
    "left_date": (
        day,
        gettext_noop(
            "“%(value)s” is no day such as 31/12/2019: the date of leaving was left as it was."
        ),
    ),
    "publishes_collections": (
        yes,
        gettext_noop("“%(value)s” is neither “oui” nor “non”: publication was left as it was."),
    ),
}


def _checked(cells: Mapping[str, str], reading: Reading) -> None:
    for key, (read, sentence) in _CHECKED.items():
        if key not in cells:
            continue
        value = tidy(cells[key])
        try:
            reading.values[key] = read(value)
        except (ValueError, ValidationError):
            reading.warnings.append(_(sentence) % {"value": value})


def _where(cells: Mapping[str, str], reading: Reading) -> None:
    pair = cells.get("coordinates")
    if pair is None and {"latitude", "longitude"} <= cells.keys():
        parts = [cells["latitude"].replace(",", "."), cells["longitude"].replace(",", ".")]
        pair = ",".join(parts) if any(parts) else ""
    if pair is None:
        return
    try:
        found = coordinates(pair.strip())
    except ValueError:
        reading.warnings.append(
            _("“%(value)s” is no latitude and longitude in degrees: they were left as they were.")
            % {"value": pair}
        )
        return
    reading.values["latitude"], reading.values["longitude"] = found or (None, None)


def _too_long(values: Mapping[str, Any]) -> str:
    for key, longest in LONGEST.items():
        if len(values.get(key) or "") > longest:
            return _("“%(value)s…” is longer than %(longest)d characters (%(field)s).") % {
                "value": values[key][:40],
                "longest": longest,
                "field": key,
            }
    return ""


def read_cells(cells: Mapping[str, str]) -> Reading:
    """Turn the cells of one line, by our names of columns, into the values of a museum."""
    reading = Reading(values=_plain(cells))
    _checked(cells, reading)
    _where(cells, reading)
    named = reading.values.get("official_name") or reading.values.get("usual_name")
    if not named:
        reading.problem = _("The name of the museum is missing.")
    elif not reading.values.get("town"):
        reading.problem = _("The town of “%(name)s” is missing.") % {"name": named}
    else:
        reading.problem = _too_long(reading.values)
    return reading
