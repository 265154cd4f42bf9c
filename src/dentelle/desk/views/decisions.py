"""Decisions at the desk, whatever they are about: who may take them, what they do, what is said of them.

A kind of thing declares its decisions once (`Decisions`); their addresses call `act` and `undo`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.desk.decision_forms import MessageForm, OpeningForm, ReasonForm
from dentelle.desk.views.access import StaffRequest
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry, Scheduled
from dentelle.publishing.queries import history_of

T = TypeVar("T", bound=Scheduled)
_DIGITS = 9
_REFUSED = (
    publishing.DecisionError,
    publishing.NotUndoableError,
    publishing.EditedMeanwhileError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed(Generic[T]):
    """One decision. `later` is said of it instead when the thing will only appear at its hour."""

    may: Callable[[User, T], bool]
    do: Callable[[StaffRequest, T], object]
    said: Promise
    later: Promise | None = None

    def done(self, request: StaffRequest, subject: T) -> str:
        """Take the decision, and return what is said of it."""
        self.do(request, subject)
        waits = self.later is not None and subject.state == State.SCHEDULED
        return str(self.later if waits else self.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions(Generic[T]):
    """What may be decided about a kind of thing; `deeds` are named by the last word of their address.

    `visible` gives the things a person may see at all, `page` is the name of their address. Who may take
    back a change of the history is `may_undo`'s to say, how is `take_back`'s.
    """

    page: str
    visible: Callable[[User], QuerySet[T]]
    deeds: Mapping[str, Deed[T]]
    may_undo: Callable[[User, T], bool]
    take_back: Callable[[StaffRequest, T, HistoryEntry], object]

    @property
    def words(self) -> str:
        """The last words of the addresses, as an expression."""
        return "|".join(self.deeds)

    def act(self, request: StaffRequest, pk: int, verb: str) -> HttpResponse:
        """Take one of the decisions."""
        subject = get_object_or_404(self.visible(request.user), pk=pk)
        deed = self.deeds[verb]
        if not deed.may(request.user, subject):
            raise PermissionDenied
        told(request, lambda: deed.done(request, subject))
        return redirect(self.page, subject.pk)

    def undo(self, request: StaffRequest, pk: int, entry_pk: int) -> HttpResponse:
        """Take a change of the history back."""
        subject = get_object_or_404(self.visible(request.user), pk=pk)
        if not self.may_undo(request.user, subject):
            raise PermissionDenied
        entry = get_object_or_404(history_of(subject), pk=entry_pk)

        def taken_back() -> str:
            self.take_back(request, subject, entry)
            return _("The change is taken back.")

        told(request, taken_back)
        return redirect(self.page, subject.pk)


def told(request: StaffRequest, do: Callable[[], str]) -> bool:
    """Do something, tell what became of it, and return whether it was done."""
    try:
        said = do()
    except _REFUSED as error:
        messages.error(request, str(error))
    except (publishing.AlreadyWithdrawnError, publishing.NotWithdrawnError):
        messages.error(request, _("Somebody decided so meanwhile. Load the page again."))
    else:
        messages.success(request, said)
        return True
    return False


def number(text: str | None) -> int | None:
    """Read the number of something; what is none gives nothing."""
    return int(text) if text and text.isdecimal() and len(text) <= _DIGITS else None


def seen(request: StaffRequest) -> int:
    """Return the version that was on the screen of who decides; of none, one that never was."""
    return number(request.POST.get("version")) or 0


def hours(form: OpeningForm) -> dict[str, Any]:
    """Return when a thing is to be seen.

    Raises:
        DecisionError: what was typed is no moment.
    """
    if not form.is_valid():
        raise publishing.DecisionError(_("A day and an hour could not be read: choose them again."))
    return form.cleaned_data


def message(request: StaffRequest) -> str:
    """Return what is asked of a writer, maybe nothing."""
    form = MessageForm(request.POST)
    return str(form.cleaned_data["message"]) if form.is_valid() else ""


def withdraw(request: StaffRequest, subject: Scheduled) -> None:
    """Withdraw a thing for the reason that was typed.

    Raises:
        DecisionError: none was.
    """
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise publishing.DecisionError(" ".join(map(str, form.errors["reason"])))
    reason = form.cleaned_data["reason"]
    publishing.withdraw(subject=subject, reason=reason, actor=request.user, now=timezone.now())


def put_back(request: StaffRequest, subject: Scheduled) -> None:
    """Take a withdrawal back."""
    publishing.put_back(subject=subject, reason="", actor=request.user, now=timezone.now())


def to_draft(request: StaffRequest, subject: Scheduled) -> None:
    """Make a thing a draft again."""
    publishing.to_draft(subject=subject, actor=request.user, now=timezone.now())


def archive(request: StaffRequest, subject: Scheduled) -> None:
    """Put a thing away."""
    publishing.archive(subject=subject, actor=request.user, now=timezone.now())
