"""Who may do what with events. `museums` are the keys of those an event concerns.

Which events a person sees at the desk, and for which museums they enter one, the desk's queries say
(`events.visible`, `scope.museums_for`): another museum's are not there at all.
"""

from collections.abc import Collection

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.accounts.rules import Person, has_role
from dentelle.publishing.enums import State


def can_review(user: Person) -> bool:
    """Say whether a person publishes: reads what was submitted, approves, sends back, withdraws."""
    return has_role(user, Role.COMMUNICATION)


def can_announce(user: Person) -> bool:
    """Say whether a person enters events at all; for which museums, the desk's lists say."""
    return has_role(user, Role.COMMUNICATION, Role.MUSEUM)


def can_write(user: Person, museums: Collection[int]) -> bool:
    """Say whether a person writes an event; on one approved, a contributor proposes (`can_change_now`)."""
    return can_review(user) or _contributes(user, museums)


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
    if not isinstance(user, User) or not has_role(user, Role.MUSEUM):
        return False
    return user.memberships.filter(museum__in=museums).exists()
