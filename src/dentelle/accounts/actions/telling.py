"""How a decision about a person reaches the history."""

from datetime import datetime
from typing import Any

from dentelle.accounts import signals
from dentelle.accounts.models import User


def tell(
    subject: User,
    verb: str,
    *,
    actor: User | None,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Tell a decision; call it inside its transaction."""
    signals.decided.send(
        sender=User, subject=subject, verb=verb, actor=actor, now=now,
        before=before or {}, after=after or {},
    )  # fmt: skip
