"""The one reading of the clock below the doors: what is public is asked of now unless told otherwise.

Verbs take `now` as an argument; only questions ("what is public?") read it here, so that no caller
can forget to say when.
"""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the instant, in UTC."""
    return datetime.now(UTC)
