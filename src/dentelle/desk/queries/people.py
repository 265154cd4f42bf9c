"""The accounts as the desk shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dentelle.accounts import queries
from dentelle.accounts.enums import Role
from dentelle.accounts.models import OpenSession, SecondFactor, SignIn, User
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.queries import history_of

_LINES = 20

VERBS: dict[str, Promise] = {
    "create_account": _("Account made"),
    "change_account": _("Account changed"),
    "close_account": _("Account closed"),
    "open_account": _("Account opened again"),
    "set_password": _("Password changed"),
    "add_second_factor": _("Second factor added"),
    "remove_second_factor": _("Second factor removed"),
    "renew_recovery_codes": _("Recovery codes made anew"),
    "end_sessions": _("Sessions ended"),
    "set_museums": _("Museums changed"),
}
_NAMES: dict[str, Promise] = {
    "email": _("E-mail address"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "role": _("Role"),
    "museums": _("Museums"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an account's history, in words."""

    at: datetime
    actor: str
    what: str
    changes: tuple[tuple[str, str, str], ...]  # what, before, after


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person with their museums, sessions, sign-ins and history."""

    user: User
    museums: list[str]
    second_factor: bool
    recovery_codes: int
    sessions: list[OpenSession]
    sign_ins: list[SignIn]
    history: list[Line]


def found(asked: Mapping[str, Any]) -> QuerySet[User]:
    """Return the accounts a list was asked for; their museums come along, and whether they are `protected`."""
    people = _in_state(User.objects.all(), asked.get("state", ""))
    if role := asked.get("role"):
        people = people.filter(role=role)
    for word in asked.get("q", "").split():
        people = people.filter(
            Q(username__icontains=word)
            | Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(email__icontains=word)
        )
    shown = people.annotate(protected=Exists(_factors())).prefetch_related("memberships__museum")
    return shown.order_by("last_name", "first_name", "username")


def _factors() -> QuerySet[SecondFactor]:
    return SecondFactor.objects.filter(user=OuterRef("pk"), confirmed_at__isnull=False)


def _in_state(people: QuerySet[User], state: str) -> QuerySet[User]:
    if state == "closed":
        return people.filter(is_active=False)
    people = people.filter(is_active=True)
    if state == "never":
        return people.filter(last_login=None)
    return people.exclude(Exists(_factors())) if state == "without" else people


def account(user: User, now: datetime) -> Account:
    """Return all that an account's page shows."""
    memberships = user.memberships.select_related("museum").order_by("museum__town")
    return Account(
        user=user,
        museums=[f"{each.museum.town}, {each.museum.name}" for each in memberships],
        second_factor=queries.has_second_factor(user),
        recovery_codes=user.recovery_codes.filter(used_at=None).count(),
        sessions=queries.sessions(user, now),
        sign_ins=list(user.sign_ins.order_by("-at")[:_LINES]),
        history=[_line(entry) for entry in history_of(user)[:_LINES]],
    )


def _line(entry: HistoryEntry) -> Line:
    names = sorted({*entry.before, *entry.after} & set(_NAMES))
    return Line(
        at=entry.at,
        actor=str(entry.actor or ""),
        what=str(VERBS.get(entry.verb, entry.verb)),
        changes=tuple(
            (str(_NAMES[name]), _said(name, entry.before.get(name)), _said(name, entry.after.get(name)))
            for name in names
        ),
    )  # fmt: skip


def _said(name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if name == "role" and value in Role.values:
        return str(Role(value).label)
    return str(value or "")
