"""How much searching one client may have done in a minute: a bucket that fills as time goes.

A person turning pages does not come near it; a robot walking combinations does. Nothing tells who
the client is: the address is hashed with the day and the site's secret, and kept in memory alone.
"""

import hashlib
import hmac
from ipaddress import ip_address

from django.conf import settings
from django.core.cache import cache

from dentelle.catalogue.asked import Asked

COST_OF_A_PAGE = 1.0
COST_OF_A_VALUE = 0.5  # each value chosen makes an address that fewer people ask for


def client_of(remote: str, forwarded: str, day: str) -> str:
    """Return the client's name for today: a hash of its address."""
    address = address_of(remote, forwarded)
    secret = settings.SECRET_KEY.encode()
    return hmac.new(secret, f"{day} {address}".encode(), hashlib.sha256).hexdigest()[:24]


def address_of(remote: str, forwarded: str) -> str:
    """Return the address a request comes from.

    `forwarded` (X-Forwarded-For) is believed when the request comes from this machine or its own
    network, that is from the operator's front server; its last entry is the one that server wrote.
    What is no address there is not believed.
    """
    last = forwarded.rpartition(",")[2].strip()
    return last if last and _near(remote) and _is_address(last) else remote


def cost_of(asked: Asked) -> float:
    """Return what a search costs: little for the page everybody sees, more for each combination."""
    if not asked.narrowed:
        return COST_OF_A_PAGE / 4
    return COST_OF_A_PAGE + COST_OF_A_VALUE * sum(map(len, asked.chosen.values()))


def spend(client: str, cost: float, *, seconds: float) -> int:
    """Take `cost` from the client's bucket at the moment `seconds` (since any fixed one).

    Returns 0 when it was there, or how many seconds to wait; what is refused costs nothing.
    """
    full = float(settings.SEARCH_COST_PER_MINUTE)
    key = f"portal:cost:{client}"
    left, at = cache.get(key, (full, seconds))
    left = min(full, left + (seconds - at) * full / 60)
    wait = 0 if left >= cost else max(1, round((cost - left) * 60 / full + 0.5))
    cache.set(key, (left if wait else left - cost, seconds), timeout=120)
    return wait


def _near(remote: str) -> bool:
    try:
        address = ip_address(remote)
    except ValueError:
        return True  # a local socket has no address
    return address.is_loopback or address.is_private


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
