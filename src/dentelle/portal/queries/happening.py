"""What is on that answers the words of a search: whoever looks for an object finds the visit as well."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Window
from django.urls import reverse

from dentelle.agenda.asked import Asked as OfAgenda
from dentelle.agenda.queries import listing
from dentelle.agenda.queries.listing import Line
from dentelle.portal.asked import Asked
from dentelle.ui.addresses import with_query

SHOWN = 3
_SIGNS = re.compile(r"[\"«»“”*]")  # of the search's own language, which the agenda does not speak
_TELLING = 3  # letters of a word that tells something: “de” is in everything


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """The first events to come, how many there are, and where the agenda lists them all."""

    lines: tuple[Line, ...]
    total: int
    href: str


def happening(asked: Asked, *, today: date) -> Happening | None:
    """Return what is on for the words typed, read as the agenda reads them, or nothing.

    Beside words alone: filters and further pages are about objects. One query, three more when
    something is found.
    """
    words = _words(asked.text)
    if not words or asked.page > 1 or asked.filtered or asked.words:
        return None
    question = OfAgenda(text=words)
    found = listing.events(question, today=today).select_related("image")
    rows = list(found.annotate(many=Window(Count("pk")))[:SHOWN])
    if not rows:
        return None
    return Happening(
        lines=tuple(listing.lines(rows, today=today)),
        total=rows[0].many,
        href=with_query(reverse("agenda:agenda"), question.parameters()),
    )


def _words(text: str) -> str:
    """Return the words to be found, without those that are excluded; nothing when none tells anything."""
    words = [word for word in _SIGNS.sub(" ", text).split() if not word.startswith("-")]
    return " ".join(words) if any(len(word) >= _TELLING for word in words) else ""
