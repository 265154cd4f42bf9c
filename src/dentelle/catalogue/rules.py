"""Who may import, approve and withdraw. Rooms below answer for roles and memberships."""

from collections.abc import Collection
from typing import Protocol

from django.conf import settings

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.accounts.rules import Person, has_role
from dentelle.museums.models import Museum


class OfMuseum(Protocol):
    """A record or a run: what belongs to a museum, or to several at once."""

    @property
    def museum_id(self) -> int | None: ...


class StartedRun(OfMuseum, Protocol):
    """A run and who began it."""

    @property
    def started_by_id(self) -> int | None: ...


def can_import(user: Person, museum: Museum | None) -> bool:
    """Say whether a person may load a file for a museum, or (without one) for several at once."""
    if has_role(user, Role.COLLECTIONS):
        return True
    return museum is not None and _contributes(user, museum.pk)


def can_see_run(user: Person, run: OfMuseum) -> bool:
    """Say whether a person may read the report of a run."""
    if has_role(user, Role.COLLECTIONS):
        return True
    return run.museum_id is not None and _contributes(user, run.museum_id)


def can_approve(user: Person, run: StartedRun) -> bool:
    """Say whether a person may approve a run: whoever may import, but another one when two are wanted."""
    if settings.IMPORT_APPROVAL and user.pk == run.started_by_id:
        return False
    return can_see_run(user, run)


def can_undo(user: Person) -> bool:
    """Say whether a person may take a whole run back."""
    return has_role(user, Role.COLLECTIONS)


def can_withdraw(user: Person, record: OfMuseum) -> bool:
    """Say whether a person may withdraw a record, or put it back."""
    return can_see_run(user, record)


def can_set_rights(user: Person, museums: Collection[int]) -> bool:
    """Say whether a person may decide the rights of a picture of these museums: all must be theirs."""
    if has_role(user, Role.COLLECTIONS):
        return True
    return bool(museums) and all(_contributes(user, museum) for museum in museums)


def can_withdraw_picture(user: Person, museums: Collection[int]) -> bool:
    """Say whether a person may withdraw a picture of these museums, or put it back.

    Communication may: the heir of an artist writes to whoever answers, and the picture goes first.
    """
    if has_role(user, Role.COLLECTIONS, Role.COMMUNICATION):
        return True
    return any(_contributes(user, museum) for museum in museums)


def can_set_policy(user: Person, museum: Museum) -> bool:
    """Say whether a person may decide what a museum shows of its unchecked pictures."""
    return can_import(user, museum)


def _contributes(user: Person, museum_id: int) -> bool:
    return (
        isinstance(user, User)
        and has_role(user, Role.MUSEUM)
        and user.memberships.filter(museum_id=museum_id).exists()
    )
