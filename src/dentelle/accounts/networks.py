"""Where somebody comes from, told roughly: enough to say “this was not me”, not to find a house."""

import re
from ipaddress import IPv4Address, ip_address, ip_network

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def prefix(address: str | None) -> str:
    """Return the network of an address, `203.0.113.0/24` or `2001:db8:1::/48`; empty when it is none."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    size = 24 if isinstance(found, IPv4Address) else 48
    return str(ip_network((found, size), strict=False))


def device(user_agent: str) -> str:
    """Return the browser and the system a person would name: `Firefox, Windows`."""
    named = (_first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent))
    return ", ".join(filter(None, named))


def _first(known: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for mark, name in known if re.search(rf"\b{mark}", text)), "")
