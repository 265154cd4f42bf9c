"""Dates as a volunteer says them, turned into a `Timing` and back without loss.

What the form cannot say (every third month…) is kept as it is and shown in words; “ten times” is said by its last day.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any, Self
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dentelle.agenda.timing_words import said
from dentelle.agenda.timings import Timing, TimingError

DAY, SPAN, WEEK, FORTNIGHT = "day", "span", "week", "fortnight"
MONTH, MONTH_LAST, MONTH_DAY = "month", "month_last", "month_day"
WAYS = [
    (DAY, gettext_lazy("One day")),
    (SPAN, gettext_lazy("Several days in a row")),
    (WEEK, gettext_lazy("Comes back each week")),
    (FORTNIGHT, gettext_lazy("Comes back every two weeks")),
    (MONTH, gettext_lazy("Each month: the same Sunday, the same Tuesday…")),
    (MONTH_LAST, gettext_lazy("Each month: the last Sunday, the last Tuesday…")),
    (MONTH_DAY, gettext_lazy("Each month: the same date")),
]
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS = list(zip(CODES, WEEKDAYS.values(), strict=True))  # our own "Monday" would change dates
MOST = 60  # lines of one form
_TIMES_COUNTED, _YEARS = 1000, 10  # a rule that ends beyond is kept as it was written
_DIGITS = 7  # of a line's number, the letter before it counted
_PARTS = ("first", "last", "starts", "ends", "rule", "excepted")
_DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
_TIMES = ["%H:%M", "%H:%M:%S", "%Hh%M", "%H h %M", "%Hh", "%H h"]


class DaysField(forms.Field):
    """Days written one after the other: `14/07/2026, 15/08/2026`."""

    def to_python(self, value: Any) -> tuple[date, ...]:
        words = str(value or "")[:1500].replace(";", ",").split(",")
        return tuple(sorted({_day(word.strip()) for word in words if word.strip()}))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return ", ".join(f"{day:%d/%m/%Y}" for day in value)


def _day(word: str) -> date:
    for form in _DATES:
        try:
            return datetime.strptime(word, form).date()  # noqa: DTZ007 -- a day of the calendar
        except ValueError:
            continue
    raise forms.ValidationError(
        _("“%(found)s” is no day. Write 14/07/2026, with commas between several.") % {"found": word}
    )


class DateForm(forms.Form):
    """One line of dates. `timing` is what it says, once it is valid; nothing for a line left empty."""

    how = forms.ChoiceField(label=gettext_lazy("At what rhythm?"), choices=WAYS, initial=DAY)
    first = forms.DateField(
        label=gettext_lazy("First day"),
        required=False,
        input_formats=_DATES,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        input_formats=_DATES,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    starts = forms.TimeField(
        label=gettext_lazy("Starts at"),
        required=False,
        input_formats=_TIMES,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    ends = forms.TimeField(
        label=gettext_lazy("Ends at"),
        required=False,
        input_formats=_TIMES,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    days = forms.MultipleChoiceField(
        label=gettext_lazy("On which days of the week"),
        choices=DAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    excepted = DaysField(
        label=gettext_lazy("Except on"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 1500}),
        help_text=gettext_lazy("“14/07/2026, 15/08/2026”"),
    )
    was = forms.CharField(required=False, max_length=40_000, widget=forms.HiddenInput)
    kept = forms.BooleanField(required=False, widget=forms.HiddenInput)
    remove = forms.BooleanField(label=gettext_lazy("Remove this date"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.timing: Timing | None = None

    def stored(self) -> dict[str, Any]:
        """Return what it says as an event stores it: to the letter what was there when nothing changed."""
        assert self.timing is not None  # noqa: S101 -- asked of valid lines alone
        was = _read(self.cleaned_data["was"])
        if self.timing != was:
            return self.timing.stored()
        given = json.loads(self.cleaned_data["was"])
        return {name: given[name] for name in _PARTS if name in given}

    def words(self) -> str:
        """Say in words the dates this form can only keep; nothing for those it can write."""
        if not self["kept"].value() or self["kept"].value() == "False":
            return ""
        timing = _read(self["was"].value())
        return said(timing) if timing else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors or cleaned["remove"]:
            return cleaned
        was = _read(cleaned["was"])
        if cleaned["kept"] and was:
            self.timing = was
        elif cleaned["first"]:
            self.timing = self._said(cleaned, was)
        elif cleaned["last"] or cleaned["starts"]:
            self.add_error("first", _("The first day is missing. Write it, or remove this date."))
        return cleaned

    def _said(self, cleaned: dict[str, Any], was: Timing | None) -> Timing | None:
        """Return what was said, as it was stored when nothing of it changed."""
        try:
            timing = timing_of(cleaned).checked()
        except MissingEndError as error:
            self.add_error("last", str(error))
            return None
        except NotWeeklyError as error:
            self.add_error("days", str(error))
            return None
        except TimingError as error:
            self.add_error("first", str(error))
            return None
        return was if was and same(timing, was) else timing


class MissingEndError(TimingError):
    """Several days in a row need their last one."""


class NotWeeklyError(TimingError):
    """Days of the week were ticked for what does not come back each week."""


def timing_of(said: Mapping[str, Any]) -> Timing:
    """Return the timing of a line's answers.

    Raises:
        TimingError: the answers contradict each other; the message says what to do.
    """
    first, last = said["first"], said.get("last")
    if last and last < first:
        raise MissingEndError(
            _("The last day, %(last)s, comes before the first, %(first)s.")
            % {"last": f"{last:%d/%m/%Y}", "first": f"{first:%d/%m/%Y}"}
        )
    if said.get("days") and said["how"] not in {WEEK, FORTNIGHT}:
        raise NotWeeklyError(
            _("Only what comes back each week has days: untick them. An exhibition closed on Mondays says so below, in “About the dates”.")
        )  # fmt: skip
    once = Timing(
        first=first,
        last=first,
        starts=said.get("starts"),
        ends=said.get("ends"),
        excepted=tuple(said.get("excepted") or ()),
    )
    if said["how"] == DAY:
        return _one_day(once, last)
    if said["how"] == SPAN:
        return _in_a_row(once, last)
    return replace(once, rule=_rule(said, first, last))


def _one_day(once: Timing, last: date | None) -> Timing:
    if last and last != once.first:
        raise MissingEndError(
            _("One day has no other last day: choose “Several days in a row”, or leave it empty.")
        )
    return replace(once, excepted=())


def _in_a_row(once: Timing, last: date | None) -> Timing:
    """Without hours nor exceptions one long stay, as an exhibition; else the same hours each day."""
    if last is None:
        raise MissingEndError(_("Several days in a row need their last day."))
    if once.starts is None and not once.excepted:
        return replace(once, last=last)
    return replace(once, rule=f"FREQ=DAILY;UNTIL={last:%Y%m%d}")


def _rule(said: Mapping[str, Any], first: date, last: date | None) -> str:
    code = CODES[first.weekday()]
    ticked = [day for day in CODES if day in (said.get("days") or ())] or [code]
    rank = (first.day - 1) // 7 + 1
    parts = {
        WEEK: f"FREQ=WEEKLY;BYDAY={','.join(ticked)}",
        FORTNIGHT: f"FREQ=WEEKLY;INTERVAL=2;BYDAY={','.join(ticked)}",
        MONTH: f"FREQ=MONTHLY;BYDAY={rank}{code}",
        MONTH_LAST: f"FREQ=MONTHLY;BYDAY=-1{code}",
        MONTH_DAY: f"FREQ=MONTHLY;BYMONTHDAY={first.day}",
    }
    return parts[said["how"]] + (f";UNTIL={last:%Y%m%d}" if last else "")


def same(one: Timing, other: Timing) -> bool:
    """Say whether two timings say the same, however their rules are written."""
    return replace(one, rule="") == replace(other, rule="") and _normal(one) == _normal(other)


def _normal(timing: Timing) -> dict[str, Any]:
    if not timing.rule:
        return {}
    parts: dict[str, Any] = dict(
        part.partition("=")[::2] for part in timing.rule.upper().split(";")
    )
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    if parts.get("WKST") == "MO":
        del parts["WKST"]
    if parts.get("FREQ") == "WEEKLY":
        parts.setdefault("BYDAY", CODES[timing.first.weekday()])
    if "BYDAY" in parts:
        parts["BYDAY"] = sorted(parts["BYDAY"].split(","))
    count, until = parts.get("COUNT", ""), parts.get("UNTIL", "")
    if (count or "T" in until) and (last := _last_of_rule(timing, count, until)):
        parts.pop("COUNT", None)
        parts["UNTIL"] = f"{last:%Y%m%d}"
    return parts


@lru_cache(maxsize=256)
def _last_of_rule(timing: Timing, count: str, until: str) -> date | None:
    """Return the last day that a number of times or an instant leaves to a rule; nothing when it is far."""
    far = timing.first.replace(day=1, year=min(timing.first.year + _YEARS, date.max.year))
    days = replace(timing, excepted=()).begins(until=far, zone=ZoneInfo(settings.TIME_ZONE))
    found = list(islice(days, _TIMES_COUNTED + 1))
    if not found or len(found) > _TIMES_COUNTED:
        return None
    ended = _until(until[:8])
    is_whole = str(len(found)) == count or (ended is not None and ended < far)
    return found[-1] if is_whole else None


def line_of(timing: Timing) -> dict[str, Any]:
    """Return the answers that say a timing; when no answers do, those that keep it."""
    was = json.dumps(timing.stored())
    for how, _label in WAYS:
        answers = {**_answers(timing), "how": how}
        try:
            found = same(timing_of(answers), timing)
        except TimingError:
            continue
        if found:
            return {**answers, "was": was}
    return {"how": DAY, "was": was, "kept": True}


def _answers(timing: Timing) -> dict[str, Any]:
    parts = _normal(timing)
    days = [day for day in parts.get("BYDAY", ()) if day in CODES]
    return {
        "first": timing.first,
        "last": _until(parts.get("UNTIL", "")) if parts else _last(timing),
        "starts": timing.starts,
        "ends": timing.ends,
        "days": [] if days == [CODES[timing.first.weekday()]] else days,
        "excepted": timing.excepted,
    }


def _last(timing: Timing) -> date | None:
    return timing.last if timing.last != timing.first else None


def _until(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 -- a day of the calendar
    except ValueError:
        return None


def _read(text: str | None) -> Timing | None:
    try:
        return Timing.of(json.loads(text or ""))
    except (TypeError, ValueError, AttributeError, RecursionError):  # a browser sends it
        return None


class DateForms:
    """All the lines of dates of an event: one at least, `MOST` at most; prefixes `d0`, `d1`."""

    def __init__(
        self,
        data: MultiValueDict[str, str] | Mapping[str, Any] | None = None,
        *,
        timings: Sequence[Any] = (),
    ) -> None:
        self.lines = _posted(data) if data is not None else _stored(timings)

    @classmethod
    def unread(cls, data: MultiValueDict[str, str], *, more: int = 0) -> Self:
        """Return the lines as they were sent, checked by nobody yet, and `more` empty ones."""
        forms = cls(data)
        forms.lines = [_unread(line, data) for line in forms.lines]
        after = max((int(str(line.prefix)[1:]) for line in forms.lines), default=-1) + 1
        forms.lines += [DateForm(prefix=f"d{after + number}") for number in range(more)]
        return forms

    def __iter__(self) -> Any:
        return iter(self.lines)

    @property
    def blank(self) -> DateForm:
        """Return an empty line, for a script to copy."""
        return DateForm(prefix="dX")

    def is_valid(self) -> bool:
        return not [line for line in self.lines if not line.is_valid()]  # each says its errors

    def stored(self) -> list[dict[str, Any]]:
        """Return what was said as an event stores it."""
        return [line.stored() for line in self.lines if line.timing]


def _posted(data: Mapping[str, Any]) -> list[DateForm]:
    ends = ("-how", "-kept")
    names = {name.partition("-")[0] for name in data if name.endswith(ends) and name[0] == "d"}
    written = [name[1:] for name in names if len(name) <= _DIGITS]
    numbers = sorted({int(number) for number in written if number.isdecimal()})[:MOST]
    return [DateForm(data, prefix=f"d{number}") for number in numbers]


def _unread(line: DateForm, data: MultiValueDict[str, str]) -> DateForm:
    sent = {
        name: data.getlist(f"{line.prefix}-{name}")
        if name == "days"
        else data.get(f"{line.prefix}-{name}", "")
        for name in line.fields
    }
    return DateForm(initial=sent, prefix=line.prefix)


def _stored(timings: Sequence[Any]) -> list[DateForm]:
    lines = [{**line_of(Timing.of(stored)), "was": json.dumps(stored)} for stored in timings] or [
        {"how": DAY}
    ]
    return [DateForm(initial=line, prefix=f"d{number}") for number, line in enumerate(lines)]
