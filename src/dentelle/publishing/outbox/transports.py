"""Who hands things over, by kind. A room that sends something else registers its own at start-up."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from dentelle.publishing.outbox.models import Departure

HandOver = Callable[[Departure], None]


class TransportError(Exception):
    """Why a hand-over did not happen; the message is what the other side said."""


class LaterError(TransportError):
    """Nothing left, and it is worth trying again."""


class RefusedError(TransportError):
    """Nothing left, and trying again would be refused again."""


class UnsureError(TransportError):
    """The other side may have taken it."""


# Opens the way out, once for all that is due, and gives what hands one departure over.
# Opening may raise LaterError: nothing was tried. Handing over may raise any TransportError.
Transport = Callable[[], AbstractContextManager[HandOver]]

_transports: dict[str, Transport] = {}


def register(kind: str, transport: Transport) -> None:
    """Have a kind of departure handed over by this transport; a kind again replaces it."""
    _transports[kind] = transport


def get(kind: str) -> Transport:
    """Return the transport of a kind.

    Raises:
        LookupError: no room registered it.
    """
    try:
        return _transports[kind]
    except KeyError as error:
        message = f"Nothing hands over what is of the kind “{kind}”; known: {', '.join(kinds())}."
        raise LookupError(message) from error


def kinds() -> list[str]:
    """Return the kinds that can leave."""
    return sorted(_transports)
