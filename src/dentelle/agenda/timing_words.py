"""What was said of dates, in words: for histories, comparisons, and rules no form can write."""

from datetime import datetime, time

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dentelle.agenda.timings import Timing
from dentelle.agenda.wording import hour
from dentelle.ui.moments import day

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SAID = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST"}


def said(timing: Timing) -> str:
    """Say a timing: `le 23 mai 2026, 14 h – 16 h`, `chaque semaine (samedi), à partir du…`."""
    parts = [_when(timing)]
    if timing.starts:
        parts.append(f"{hour(timing.starts)}{_ends(timing)}")
    if timing.rule:
        parts.append(_repeated(timing.rule))
    if timing.excepted:
        parts.append(_("except on %(days)s") % {"days": ", ".join(map(day, timing.excepted))})
    return ", ".join(part for part in parts if part)


def _when(timing: Timing) -> str:
    if timing.last > timing.first:
        days = {"begin": day(timing.first), "end": day(timing.last)}
        return _("from %(begin)s to %(end)s") % days
    if timing.rule:
        return _("starting on %(day)s") % {"day": day(timing.first)}
    return day(timing.first)


def _ends(timing: Timing) -> str:
    """Say when it ends; an hour before the one it begins at is of the day after."""
    if not timing.ends or timing.starts is None:
        return ""
    if timing.ends == time():
        return " – " + _("midnight")
    ends = " – " + hour(timing.ends)
    if timing.last > timing.first or timing.ends >= timing.starts:
        return ends
    return ends + " " + _("the day after")


def _repeated(rule: str) -> str:
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    found = [_often(parts["FREQ"], int(parts.get("INTERVAL", 1)))]
    if days := parts.get("BYDAY"):
        found.append(f"({', '.join(map(_weekday, days.split(',')))})")
    if number := parts.get("BYMONTHDAY"):
        found.append(_("on the %(numbers)s of the month") % {"numbers": number})
    found += [f"{name}={value}" for name, value in parts.items() if name not in _SAID]
    return " ".join(found) + _end(parts)


def _often(frequency: str, interval: int) -> str:
    said = {
        "DAILY": ngettext("each day", "every %(num)s days", interval),
        "WEEKLY": ngettext("each week", "every %(num)s weeks", interval),
        "MONTHLY": ngettext("each month", "every %(num)s months", interval),
        "YEARLY": ngettext("each year", "every %(num)s years", interval),
    }
    return said[frequency] % {"num": interval}


def _weekday(code: str) -> str:
    name = str(WEEKDAYS[_CODES.index(code[-2:])]).lower()
    return {"": name, "-1": _("last %(day)s") % {"day": name}}.get(
        code[:-2], _("%(day)s number %(rank)s") % {"day": name, "rank": code[:-2]}
    )


def _end(parts: dict[str, str]) -> str:
    if until := parts.get("UNTIL"):
        last = datetime.strptime(until[:8], "%Y%m%d").date()  # noqa: DTZ007 -- a day
        return " " + _("until %(day)s") % {"day": day(last)}
    if count := parts.get("COUNT"):
        return ", " + ngettext("once", "%(num)s times", int(count)) % {"num": count}
    return ""
