"""Background doors of the portal; each can run twice without harm."""

from datetime import datetime

from dentelle.portal.actions import sharing


def forget_selections(now: datetime) -> None:
    """Erase the shared lists whose day has come; the worker asks when it starts, and every day."""
    sharing.forget_selections(now=now)
