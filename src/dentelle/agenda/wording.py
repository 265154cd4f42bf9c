"""Dates of events as a careful person writes them, in the page's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dentelle.agenda.models import Occurrence

NAMED = 3  # dates written one by one; beyond, the next one and how many follow
_NBSP = "\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """`line` says when; `more` how many dates follow those it names, in words, maybe empty."""

    line: str
    more: str = ""


def dates(occurrences: Sequence[Occurrence], *, today: date, many: int | None = None) -> Dates:
    """Say when an event takes place: what is to come of it, else what was.

    `occurrences` are in order; `many` counts those to come when the first alone is given.
    """
    coming = [one for one in occurrences if one.last_day >= today]
    shown = coming or list(occurrences)[-1:]
    many = len(shown) if many is None or not coming else many
    if not shown:
        return Dates(line=_("Dates to come"))
    if many > NAMED:
        more = ngettext("and %(count)s other date", "and %(count)s other dates", many - 1)
        return Dates(line=when(shown[0], today=today), more=more % {"count": many - 1})
    return Dates(line=" · ".join(when(one, today=today) for one in shown))


def when(one: Occurrence, *, today: date | None = None) -> str:
    """Say when one occurrence is: `du 28 mars au 1er novembre 2026`, `samedi 23 mai 2026, 14 h – 16 h`.

    What has begun is said by its end: `jusqu’au 1er novembre 2026`.
    """
    if one.last_day > one.first_day and one.all_day:
        return _span(one.first_day, one.last_day, today)
    day = date_format(one.first_day, _("l j F Y"))
    if _is_french():
        day = _first(one.first_day, day)
    if one.all_day:
        return day
    if one.last_day > one.first_day:
        begins, ends = (hour(localtime(at).time()) for at in (one.starts_at, one.ends_at))
        return f"{_day(one.first_day)}, {begins} – {_day(one.last_day)}, {ends}"
    return f"{day}, {hours(one.starts_at, one.ends_at)}"


def hours(starts_at: datetime, ends_at: datetime) -> str:
    """Say a period of a day: `14 h – 16 h 30`, or its beginning alone when no end is known."""
    begins, ends = localtime(starts_at).time(), localtime(ends_at).time()
    if begins == ends:
        return hour(begins)
    until = _("midnight") if ends == time() else hour(ends)
    return f"{hour(begins)} – {until}"


def hour(at: time) -> str:
    """Say an hour: `9 h`, `14 h 05`; `09:00`, `14:05` in English."""
    if not _is_french():
        return f"{at:%H:%M}"
    minutes = f"{_NBSP}{at.minute:02}" if at.minute else ""
    return f"{at.hour}{_NBSP}h{minutes}"


def day_name(day: date) -> str:
    """Say a day of a year that is known: `vendredi 1er mai`."""
    said = date_format(day, _("l j F"))
    return _first(day, said) if _is_french() else said


def days(first: date, last: date, *, today: date) -> str:
    """Say the days an event is bounded by, whatever happens between: `jusqu’au 21 mai 2027`."""
    return _day(first) if first == last else _span(first, last, today)


def _span(first: date, last: date, today: date | None) -> str:
    if today and first <= today <= last:
        return _("until %(day)s") % {"day": _day(last)}
    return span(first, last)


def span(first: date, last: date) -> str:
    """Say a span of days: `du 1er mai au 30 septembre 2026`."""
    end = _day(last)
    begin = _day(first) if first.year != last.year else _day_of_year(first)
    return _("from %(begin)s to %(end)s") % {"begin": begin, "end": end}


def _day(day: date) -> str:
    said = date_format(day, "j F Y")
    return _first(day, said) if _is_french() else said


def _day_of_year(day: date) -> str:
    said = date_format(day, "j F")
    return _first(day, said) if _is_french() else said


def _first(day: date, said: str) -> str:
    """The first of a month is the only one French counts: `1er mai`."""
    if day.day != 1:
        return said
    return said.replace("1 ", "1er ", 1)


def _is_french() -> bool:
    return translation.get_language() == "fr"
