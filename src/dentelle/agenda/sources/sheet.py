"""A spreadsheet of events: one a row, headings in French as people write them."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from dentelle.agenda.enums import EventKind, EventStatus
from dentelle.agenda.sources import words
from dentelle.agenda.sources.base import (
    Reading,
    SourceError,
    SourceEvent,
    bounded,
    each,
    said,
    stored,
)
from dentelle.agenda.timings import Timing, TimingError
from dentelle.core.text import fold, slugify
from dentelle.museums.sheets.base import Sheet, SheetError
from dentelle.museums.sheets.reading import read_sheet

# Field → headings that name it, folded; the first column that fits is taken.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "uid": ("identifiant", "reference", "id", "uid", "numero"),
    "title": ("titre", "title", "nom", "evenement", "intitule", "nom de l'evenement"),
    "museum": ("musee", "museum", "structure", "etablissement"),
    "kind": ("type", "genre", "categorie", "nature", "kind"),
    "first": ("date", "debut", "date de debut", "du", "premier jour", "le", "start", "date debut"),
    "last": ("fin", "date de fin", "au", "dernier jour", "jusqu'au", "end", "date fin"),
    "starts": ("heure", "heure de debut", "horaire", "a", "de", "heure debut"),
    "ends": ("heure de fin", "heure fin", "jusqu'a"),
    "days": ("jours", "repetition", "jours de la semaine", "tous les"),
    "except": ("sauf", "exceptions", "fermetures", "sauf le"),
    "summary": ("resume", "chapeau", "accroche", "en bref"),
    "description": ("description", "texte", "presentation", "detail", "details"),
    "prices": ("tarif", "tarifs", "prix", "conditions"),
    "is_free": ("gratuit", "gratuite", "entree libre"),
    "audiences": ("public", "publics", "pour qui"),
    "age_from": ("age", "age minimum", "des", "age minimal"),
    "access": ("accessibilite", "handicap"),
    "booking": ("reservation", "inscription"),
    "booking_url": ("lien de reservation", "billetterie", "reserver"),
    "place_name": ("lieu", "salle", "endroit"),
    "place_address": ("adresse", "adresse du lieu"),
    "place_town": ("ville", "commune"),
    "contact_email": ("courriel", "mail", "e-mail", "email", "adresse electronique"),
    "contact_phone": ("telephone", "tel"),
    "website": ("site", "lien", "page", "url", "site web", "page web"),
    "organisers": ("organisateur", "organisateurs"),
    "status": ("etat", "statut"),
}
_MONTHS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
_WEEK = {
    "lundi": "MO",
    "mardi": "TU",
    "mercredi": "WE",
    "jeudi": "TH",
    "vendredi": "FR",
    "samedi": "SA",
    "dimanche": "SU",
}
_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2,4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(r"(\d{1,2})(?:er)?\s+([a-z]+)\.?\s+(\d{4})")
_HOUR = re.compile(r"(\d{1,2})\s*(?:h|:|heures?)\s*(\d{2})?")
_STATUSES = {
    "annul": EventStatus.CANCELLED,
    "report": EventStatus.POSTPONED,
    "complet": EventStatus.FULL,
}


def guess(headings: tuple[str, ...]) -> dict[str, str]:
    """Return the field of each heading, or nothing for those nobody knows; a field is taken once."""
    found: dict[str, str] = {}
    for heading in headings:
        name = _plain(heading)
        field = next((key for key, names in HEADINGS.items() if name in names), "")
        found[heading] = "" if field in found.values() else field
    return found


def headings(path: Path) -> tuple[str, ...]:
    """Return the headings of a sheet.

    Raises:
        SourceError: it cannot be read.
    """
    return _sheet(path).headings


def read(path: Path, *, columns: Mapping[str, str] | None = None) -> Reading:
    """Read a sheet; `columns` tells the field of each heading when people chose them.

    Raises:
        SourceError: it cannot be read, or no column is that of the title or of the date.
    """
    found = _sheet(path)
    fields = dict(columns) if columns is not None else guess(found.headings)
    if missing := {"title", "first"} - set(fields.values()):
        raise SourceError(_missing(missing))
    problems = _left_out(fields)
    rows = bounded(found.rows, problems)
    lines = [
        {"#": line, **_row(found.headings, cells, fields)} for line, cells in rows if any(cells)
    ]
    events = each(lines, _event)
    return Reading(kind="sheet", events=tuple(events), problems=tuple(problems))


def _sheet(path: Path) -> Sheet:
    try:
        return read_sheet(path)
    except SheetError as error:
        where = _("Line %(line)d: ") % {"line": error.line} if error.line else ""
        raise SourceError(f"{where}{error}") from error


def _missing(missing: set[str]) -> str:
    if "title" in missing:
        return _("No column is that of the title: name one “Titre”.")
    return _("No column is that of the date: name one “Date” or “Début”.")


def _left_out(fields: Mapping[str, str]) -> list[str]:
    names = [heading for heading, field in fields.items() if heading and not field]
    if not names:
        return []
    return [_("Columns left out: %(columns)s.") % {"columns": ", ".join(names)}]


def _plain(heading: str) -> str:
    return fold(heading).replace("(optionnel)", "").replace("*", "").strip(" :?")


def _row(
    names: tuple[str, ...], cells: tuple[str, ...], fields: Mapping[str, str]
) -> dict[str, str]:
    pairs = zip(names, cells, strict=False)
    return {fields[name]: cell.strip() for name, cell in pairs if fields.get(name)}


def _event(row: dict[str, Any]) -> SourceEvent:
    title = words.line(row.get("title"), 200)
    values = _values(row, title)
    uid = words.line(row.get("uid"), 300)
    line, museum = int(row["#"]), words.line(row.get("museum"), 250)
    if not title:
        return _refused(line, values, _("This row has no title."))
    try:
        timing = _timing(row)
    except TimingError as error:
        return _refused(line, values, str(error))
    values["timings"] = stored([timing], [])
    uid = uid or f"{slugify(f'{museum} {title}', longest=200)}-{timing.first.isoformat()}"
    return SourceEvent(uid=uid, values=values, museum=museum, line=line)


def _refused(line: int, values: dict[str, Any], why: str) -> SourceEvent:
    return SourceEvent(uid=f"#{line}", values=values, refusal=why, line=line)


def _values(row: dict[str, Any], title: str) -> dict[str, Any]:
    kinds = {fold(str(label)): value for value, label in EventKind.choices}
    kind = kinds.get(fold(row.get("kind", "")), "") or words.kind(row.get("kind"), title)
    prices = words.line(row.get("prices"), 300)
    status = fold(row.get("status", ""))
    values = said(
        {
            "title": title,
            "kind": kind,
            "summary": words.line(row.get("summary"), 300),
            "description": words.plain(row.get("description")),
            "prices": prices,
            "is_free": _yes(row.get("is_free", ""), words.free(prices)),
            "audiences": words.audiences(row.get("audiences")),
            "age_from": _age(row.get("age_from", "")),
            "access": words.access(row.get("access")),
            "booking": _booking(row.get("booking", "")),
            "booking_url": words.address(row.get("booking_url") or row.get("booking")),
            "place_name": words.line(row.get("place_name"), 200),
            "place_address": words.line(row.get("place_address"), 300),
            "place_town": words.line(row.get("place_town"), 120),
            "contact_email": _mail(row.get("contact_email", "")),
            "contact_phone": words.line(row.get("contact_phone"), 40),
            "website": words.address(row.get("website")),
            "organisers": words.line(row.get("organisers"), 300),
        }
    )
    if "status" in row:
        found = (value.value for mark, value in _STATUSES.items() if mark in status)
        values["status"] = next(found, EventStatus.PLANNED.value)
    return values


def _yes(cell: str, otherwise: bool | None) -> bool | None:  # noqa: FBT001 -- a value, not a switch
    return {"oui": True, "x": True, "1": True, "non": False, "0": False}.get(fold(cell), otherwise)


def _age(cell: str) -> int | None:
    found = re.search(r"\d{1,2}", cell)
    return int(found[0]) if found else None


def _booking(cell: str) -> str:
    known = {"oui": "required", "x": "required", "non": "none", "obligatoire": "required"}
    return known.get(fold(cell)) or ("advised" if "conseill" in fold(cell) else words.booking(cell))


def _mail(cell: str) -> str:
    return cell if re.fullmatch(r"[^@\s]{1,60}@[^@\s]+\.[^@\s]{2,20}", cell) else ""


def _timing(row: dict[str, Any]) -> Timing:
    first = day(row.get("first", ""))
    if first is None:
        raise TimingError(_unread(row.get("first", "")))
    last = day(row["last"]) if row.get("last") else first
    if last is None:
        raise TimingError(_unread(row["last"]))
    starts, ends = _hours(row)
    skipped = tuple(sorted(_days(row.get("except", ""))))
    week = [code for name, code in _WEEK.items() if name in fold(row.get("days", ""))]
    if week or (starts and last > first):
        rule = f"FREQ={'WEEKLY;BYDAY=' + ','.join(week) if week else 'DAILY'};UNTIL={last:%Y%m%d}"
        return Timing(
            first=first, last=first, starts=starts, ends=ends, rule=rule, excepted=skipped
        ).checked()
    return Timing(first=first, last=last, starts=starts, ends=ends, excepted=skipped).checked()


def _unread(cell: str) -> str:
    if not cell:
        return _("This row has no date.")
    return _("The date “%(found)s” cannot be read: write it 23/05/2026.") % {"found": cell[:60]}


def _hours(row: dict[str, Any]) -> tuple[time | None, time | None]:
    """Return when it starts and ends; one cell may tell both: “14h-16h30”."""
    told = [hour for cell in (row.get("starts", ""), row.get("ends", "")) for hour in hours(cell)]
    return (told[0] if told else None, told[1] if len(told) > 1 else None)


def hours(cell: str) -> list[time]:
    """Return the times of a cell: 14h30, 14:30, 14 h."""
    found = [(int(hour), int(minute or 0)) for hour, minute in _HOUR.findall(fold(cell))]
    if wrong := [pair for pair in found if pair[0] > 23 or pair[1] > 59]:  # noqa: PLR2004 -- a clock
        raise TimingError(
            _("The time “%(found)s” does not exist.") % {"found": f"{wrong[0][0]}h{wrong[0][1]:02}"}
        )
    return [time(hour, minute) for hour, minute in found]


def _days(cell: str) -> list[date]:
    return [found for part in re.split(r"[,;]|\bet\b", cell) if (found := day(part)) is not None]


def day(cell: str) -> date | None:
    """Return the day a cell tells: 23/05/2026, 2026-05-23, 23 mai 2026; None when it tells none."""
    folded = fold(cell)
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date]], ...] = (
        (_ISO, lambda m: date(int(m[1]), int(m[2]), int(m[3]))),
        (_NUMBERS, lambda m: date(_year(m[3]), int(m[2]), int(m[1]))),
        (_WORDS, lambda m: date(int(m[3]), _MONTHS.index(m[2]) + 1, int(m[1]))),
    )
    for pattern, made in readers:
        if found := pattern.search(folded):
            try:
                return made(found)
            except ValueError:
                return None
    return None


def _year(text: str) -> int:
    return int(text) if len(text) > 2 else 2000 + int(text)  # noqa: PLR2004 -- “26” is 2026
