"""From which state to which each decision leads."""

from collections.abc import Mapping

from dentelle.publishing.enums import State

# Decision → the states it starts from. What is withdrawn leaves that state by `put_back` alone.
STARTS: Mapping[str, tuple[State, ...]] = {
    "submit": (State.DRAFT,),
    "send_back": (State.SUBMITTED,),
    "approve": (State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.ARCHIVED),
    "archive": (State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.PUBLIC),
    "to_draft": (State.SUBMITTED, State.SCHEDULED, State.PUBLIC, State.ARCHIVED),
    "open": (State.SCHEDULED,),
    "close": (State.SCHEDULED, State.PUBLIC),
}


def may(decision: str, state: str) -> bool:
    """Say whether a decision can be taken about a thing in a state."""
    return state in STARTS[decision]
