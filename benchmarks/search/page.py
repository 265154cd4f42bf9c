"""What the search page costs the server beside its engine: to be measured once there is a page."""

from collections.abc import Callable


class Absent(Exception):  # noqa: N818 -- it says what is so
    """The page cannot be measured here; the message says why."""


def measure(say: Callable[[str], None]) -> dict[str, float]:
    """Return the page's own cost in milliseconds of server CPU."""
    say("the page")
    raise Absent("the page is not there yet")
