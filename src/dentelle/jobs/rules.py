"""Who may do what with offers. `museum` is the key of the one an offer is of."""

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.accounts.rules import Person, has_role
from dentelle.publishing.enums import State
from dentelle.publishing.models import APPROVED


def can_review(user: Person) -> bool:
    """Say whether a person publishes: reads what was submitted, approves, sends back, withdraws."""
    return has_role(user, Role.COMMUNICATION)


def can_offer(user: Person) -> bool:
    """Say whether a person enters offers at all; of which museum, `can_write` says."""
    return has_role(user, Role.COMMUNICATION, Role.MUSEUM)


def can_write(user: Person, museum: int) -> bool:
    """Say whether a person decides something about an offer of a museum."""
    return can_review(user) or _contributes(user, museum)


def can_change(user: Person, museum: int, state: str) -> bool:
    """Say whether a person writes an offer: a contributor before it is approved, a reviewer always."""
    if can_review(user):
        return True
    return state in {State.DRAFT, State.SUBMITTED} and _contributes(user, museum)


def can_take_back(user: Person, museum: int, state: str) -> bool:
    """Say whether a person makes an offer a draft again: its museum corrects an approved one so."""
    return can_review(user) or (state != State.ARCHIVED and can_write(user, museum))


def can_close(user: Person, museum: int, state: str) -> bool:
    """Say whether a person closes an offer before its day: nobody waits to tell that a post is filled."""
    return can_change(user, museum, state) or (state in APPROVED and can_write(user, museum))


def _contributes(user: Person, museum: int) -> bool:
    if not isinstance(user, User) or not has_role(user, Role.MUSEUM):
        return False
    return user.memberships.filter(museum=museum).exists()
