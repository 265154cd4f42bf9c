"""Who may do what with events. `museums` are the keys of those an event concerns."""

from collections.abc import Collection

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.accounts.rules import STAFF, Person, has_role
from dentelle.publishing.enums import State


def can_review(user: Person) -> bool:
    """Say whether a person publishes: reads what was submitted, approves, sends back, withdraws."""
    return has_role(user, Role.COMMUNICATION)


def can_announce(user: Person) -> bool:
    """Say whether a person enters events at all; for which museums, `can_write` says."""
    return has_role(user, Role.COMMUNICATION, Role.MUSEUM)


def can_see(user: Person, museums: Collection[int]) -> bool:
    """Say whether a person sees an event that is not public: the staff, and its museums' contributors."""
    return has_role(user, *STAFF) or _contributes(user, museums)


def can_write(user: Person, museums: Collection[int]) -> bool:
    """Say whether a person writes an event; on one approved, a contributor proposes (`can_change_now`)."""
    return can_review(user) or _contributes(user, museums)


def can_announce_for(user: Person, museums: Collection[int]) -> bool:
    """Say whether a person enters an event for these museums: a contributor, for their own alone."""
    if can_review(user):
        return True
    return bool(museums) and set(museums) <= _own(user)


def can_change_now(user: Person, museums: Collection[int], state: str) -> bool:
    """Say whether what a person writes holds at once: before approval, or when they review themselves."""
    if can_review(user):
        return True
    return state in {State.DRAFT, State.SUBMITTED} and _contributes(user, museums)


def can_tell_status(user: Person, museums: Collection[int]) -> bool:
    """Say whether a person tells that an event is cancelled, postponed or full: nobody waits for a review."""
    return can_write(user, museums)


def can_put_away(user: Person, museums: Collection[int], state: str) -> bool:
    """Say whether a person archives an event: a contributor, only before it is approved."""
    return can_change_now(user, museums, state)


def can_verify(user: Person, museums: Collection[int]) -> bool:
    """Say whether a person tells that an event is right: who works for its museum, and nobody for it."""
    return _contributes(user, museums)


def _contributes(user: Person, museums: Collection[int]) -> bool:
    return bool(_own(user) & set(museums))


def _own(user: Person) -> set[int]:
    if not isinstance(user, User) or not has_role(user, Role.MUSEUM):
        return set()
    return set(user.memberships.values_list("museum_id", flat=True))
