"""The text of others: cleaned, cut to what a field holds, and what it tells of an event."""

import html
import re
from collections.abc import Iterable

import nh3

from dentelle.agenda.enums import Access, Audience, Booking, EventKind
from dentelle.core.text import fold, tidy

_LONGEST = 20_000  # characters of a description
_BREAK = re.compile(r"<\s*(?:br\s*/?|/p|/div|/h\d|/ul|/ol|/tr)\s*>", re.IGNORECASE)
_ITEM = re.compile(r"<\s*li[^>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][^>]*>|&[a-z]+;|&#\d+;", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BLANK = re.compile(r"\n\s*\n\s*")

_KINDS: tuple[tuple[str, EventKind], ...] = (
    (
        r"nuit (?:europeenne )?des musees|journees? (?:europeennes? )?du patrimoine",
        EventKind.NATIONAL,
    ),
    (r"rendez-vous aux jardins|journees? de l'archeologie|fete de la science", EventKind.NATIONAL),
    (r"\bexpo(?:sition)?s?\b|\bexhibition", EventKind.EXHIBITION),
    (r"\bateliers?\b|\bworkshop", EventKind.WORKSHOP),
    (
        r"\bconferences?\b|\brencontres?\b|\bcauserie|\btable ronde|\blecture\b|\btalk\b",
        EventKind.TALK,
    ),
    (r"\bconcerts?\b|\bspectacles?\b|\btheatre\b|\bdanse\b|\bcontes?\b", EventKind.SHOW),
    (r"\bprojections?\b|\bfilms?\b|\bcinema\b", EventKind.FILM),
    (r"\bstages?\b|\bcours\b", EventKind.COURSE),
    (r"\bbalades?\b|\brandonnees?\b|\bpromenades?\b|\bsorties?\b", EventKind.OUTING),
    (r"\bvisites?\b|\bguided tour", EventKind.VISIT),
)
_AUDIENCES: tuple[tuple[str, Audience], ...] = (
    (r"tout public|tous publics?|pour tous", Audience.EVERYONE),
    (r"\bfamil", Audience.FAMILIES),
    (r"\benfants?\b|jeune public|\bkids?\b", Audience.CHILDREN),
    (r"\bado(?:lescent)?s?\b", Audience.TEENAGERS),
    (r"\badultes?\b", Audience.ADULTS),
    (r"\bscolaires?\b|\becoles?\b", Audience.SCHOOLS),
    (r"\bprofessionnels?\b", Audience.PROFESSIONALS),
)
_ACCESS: tuple[tuple[str, Access], ...] = (
    (r"\bmoteur|\bfauteuil|\bpmr\b|\bmi\b", Access.MOTOR),
    (r"\bauditi|\bhi\b|\bboucle", Access.HEARING),
    (r"\blsf\b|langue des signes", Access.SIGNED),
    (r"\bvisuel|\bvi\b|\baudiodescri", Access.VISUAL),
    (r"\bmental|\bintellectuel|\bpsychique|\bii\b|\bpi\b|\bfalc\b", Access.MENTAL),
)


def line(text: object, longest: int) -> str:
    """Return one line of plain text, cut at a word end with an ellipsis."""
    flat = tidy(" ".join(plain(text).split()))
    if len(flat) <= longest:
        return flat
    cut = flat[: longest - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:") + "…"


def plain(text: object) -> str:
    """Return text of several lines without markup, whatever was written: HTML, entities, control characters."""
    raw = _CONTROL.sub("", str(text or "").replace("\r\n", "\n").replace("\r", "\n"))[:_LONGEST]
    if _MARKUP.search(raw):
        raw = _ITEM.sub("\n– ", _BREAK.sub("\n", raw))
        raw = html.unescape(nh3.clean(raw, tags=set(), clean_content_tags={"script", "style"}))
    lines = (tidy(one) for one in raw.split("\n"))
    return _BLANK.sub("\n\n", "\n".join(lines)).strip()


def told(text: object) -> dict[str, str]:
    """Return the summary and the description that a single text makes."""
    whole = plain(text)
    short = line(whole, 300)
    return {"summary": short, "description": "" if short == " ".join(whole.split()) else whole}


def address(text: object, longest: int = 500) -> str:
    """Return a web address people can follow, or nothing."""
    found = str(text or "").strip()
    fits = re.fullmatch(r"https?://[^\s<>\"']+\.[^\s<>\"']+", found) and len(found) <= longest
    return found if fits else ""


def kind(*texts: object) -> str:
    """Return the kind that words tell, the first texts first; other when none does."""
    for text in texts:
        folded = fold(str(text or ""))
        for pattern, value in _KINDS:
            if re.search(pattern, folded):
                return value.value
    return EventKind.OTHER.value


def _told_by(table: Iterable[tuple[str, Audience | Access]], text: object) -> list[str]:
    folded = fold(str(text or ""))
    return [value.value for pattern, value in table if re.search(pattern, folded)]


def audiences(text: object) -> list[str]:
    """Return for whom it is, as far as words tell."""
    return _told_by(_AUDIENCES, text)


def access(text: object) -> list[str]:
    """Return what makes it reachable, as far as words tell; OpenAgenda's two letters are known."""
    return _told_by(_ACCESS, text)


def free(text: object) -> bool | None:
    """Say whether words about prices tell it is free; None when they do not."""
    folded = fold(str(text or ""))
    if re.search(r"\d\s*(?:€|euro|eur\b)", folded):
        return False
    return True if re.search(r"gratuit|entree libre|acces libre|\bfree\b", folded) else None


def booking(text: object) -> str:
    """Return whether one must book, as far as words tell; nothing when they do not."""
    folded = fold(str(text or ""))
    if re.search(r"sans (?:reservation|inscription)", folded):
        return Booking.NONE.value
    if re.search(r"(?:reservation|inscription)s? (?:conseille|recommande|souhaite)", folded):
        return Booking.ADVISED.value
    if re.search(r"reservation|inscription|reserver|booking", folded):
        return Booking.REQUIRED.value
    return ""


def coordinates(latitude: object, longitude: object) -> dict[str, float]:
    """Return a place on Earth, or nothing when the numbers are none; 0, 0 is nowhere."""
    try:
        north, east = float(str(latitude)), float(str(longitude))
    except ValueError:
        return {}
    if not (-90 <= north <= 90 and -180 <= east <= 180) or (north, east) == (0, 0):  # noqa: PLR2004 -- degrees
        return {}
    return {"latitude": round(north, 6), "longitude": round(east, 6)}
