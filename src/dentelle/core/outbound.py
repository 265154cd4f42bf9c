"""The one client by which the product reads what others publish: bounded, anonymous, never inward.

An address that people type may name the inside of the network (SSRF): the host is resolved here, every
number it has must be public, and the connection goes to the number that was checked, so that a second
resolution cannot change it. Redirections are followed by hand, each checked again.
"""

import socket
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx
from django.utils.translation import gettext as _

AGENT = "Dentelle/0.1 (museum network; reads public feeds once an hour)"
MOST = 5 * 1024 * 1024  # bytes, unpacked
SECONDS = 10.0  # to connect, and between two parts of an answer
WHOLE_SECONDS = 45.0
REDIRECTS = 4
_PORTS = {"http": 80, "https": 443}
_NOT_MODIFIED = 304
_MOVED = {301, 302, 303, 307, 308}
Number = IPv4Address | IPv6Address


class OutboundError(Exception):
    """Nothing could be read; the message, in the reader's language, says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came: nothing but the same as before when `unchanged`."""

    content: bytes = b""
    unchanged: bool = False
    etag: str = ""
    modified: str = ""
    address: str = ""


def is_public(number: Number) -> bool:
    """Say whether a number is one of the Internet's: neither this machine, nor a private network."""
    if isinstance(number, IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo or (None, None))[1]
        if inner is not None:
            return is_public(inner)
        if number.is_site_local:  # given up by RFC 3879, still routed inside some networks
            return False
    return number.is_global and not number.is_multicast and not number.is_reserved


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read, for how long, and from where."""

    most: int = MOST
    seconds: float = SECONDS
    whole: float = WHOLE_SECONDS
    allowed: Callable[[Number], bool] = is_public
    ports: frozenset[int] | None = frozenset({80, 443, 8080, 8443})


LIMITS = Limits()


def get(address: str, *, etag: str = "", modified: str = "", limits: Limits = LIMITS) -> Answer:
    """Read an address; `etag` and `modified` are what it answered last.

    Raises:
        OutboundError: it is no public address, does not answer, refuses, or answers too much.
    """
    ends = monotonic() + limits.whole
    asked = _headers(etag, modified)
    for _step in range(REDIRECTS + 1):
        with _client(limits) as client, _sent(client, address, asked, limits) as response:
            if response.status_code not in _MOVED:
                return _answer(response, address, limits, ends)
            address = _joined(address, response.headers.get("location", ""))
    raise OutboundError(_("This address leads from one to another without end."))


def _joined(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError as error:
        raise OutboundError(_not_an_address()) from error


def _headers(etag: str, modified: str) -> dict[str, str]:
    conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
    kept = {name: value for name, value in conditions.items() if value and value.isascii()}
    return {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, identity", **kept}


def _client(limits: Limits) -> httpx.Client:
    # No proxy or certificate of the environment, no cookie kept: each request stands alone.
    return httpx.Client(
        timeout=limits.seconds, follow_redirects=False, trust_env=False, http2=False
    )


class _Sent:
    """A request under way, its failures told as sentences."""

    def __init__(self, client: httpx.Client, request: httpx.Request) -> None:
        self._client, self._request = client, request

    def __enter__(self) -> httpx.Response:
        try:
            self._response = self._client.send(self._request, stream=True)
        except httpx.TimeoutException as error:
            raise OutboundError(_("This address does not answer in time.")) from error
        except (httpx.HTTPError, OSError) as error:
            raise OutboundError(
                _("This address could not be reached: it is wrong, or its site is down.")
            ) from error
        return self._response

    def __exit__(self, *_error: object) -> None:
        self._response.close()


def _sent(client: httpx.Client, address: str, headers: Mapping[str, str], limits: Limits) -> _Sent:
    parts, port = _checked(address, limits)
    host = parts.hostname or ""
    number = _resolved(host, port, limits)
    literal = f"[{number}]" if isinstance(number, IPv6Address) else str(number)
    url = parts._replace(netloc=f"{literal}:{port}", fragment="").geturl()
    named = host if port == _PORTS[parts.scheme] else f"{host}:{port}"
    try:
        request = client.build_request(
            "GET",
            url,
            headers={**headers, "Host": named},
            extensions={"sni_hostname": host.encode("idna").decode()},
        )
    except (ValueError, httpx.InvalidURL) as error:
        raise OutboundError(_not_an_address()) from error
    return _Sent(client, request)


def _checked(address: str, limits: Limits) -> tuple[SplitResult, int]:
    """Return the parts of an address that may be asked."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port or _PORTS[parts.scheme]
        (parts.hostname or "").encode("idna")
    except (ValueError, KeyError) as error:
        raise OutboundError(_not_an_address()) from error
    if not parts.hostname or parts.username or parts.password:
        raise OutboundError(_not_an_address())
    if limits.ports is not None and port not in limits.ports:
        raise OutboundError(_not_an_address())
    return parts, port


def _not_an_address() -> str:
    return _("This is not the address of a public page: https://… is wanted, without a password.")


def _resolved(host: str, port: int, limits: Limits) -> Number:
    """Return a number of a host; all it has must be public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise OutboundError(
            _("No site has the name “%(host)s”: look at how it is written.") % {"host": host}
        ) from error
    numbers = [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not numbers or not all(limits.allowed(number) for number in numbers):
        raise OutboundError(_("This address is inside a private network: it is not read."))
    return numbers[0]


def _answer(response: httpx.Response, address: str, limits: Limits, ends: float) -> Answer:
    if response.status_code == _NOT_MODIFIED:
        return Answer(unchanged=True, address=address)
    if response.status_code != httpx.codes.OK:
        raise OutboundError(
            _("The site answered “%(code)d”: the address is wrong, or it may not be read.")
            % {"code": response.status_code}
        )
    return Answer(
        content=b"".join(_bounded(response, limits, ends)),
        etag=response.headers.get("etag", "")[:300],
        modified=response.headers.get("last-modified", "")[:100],
        address=address,
    )


def _bounded(response: httpx.Response, limits: Limits, ends: float) -> Iterator[bytes]:
    """Give the parts of an answer, unpacked here so that what is small cannot unpack without end."""
    packed = response.headers.get("content-encoding", "").strip().lower()
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed in {"gzip", "deflate"} else None
    left = limits.most
    try:
        for part in response.iter_raw():
            found = unpack.decompress(part, left + 1) if unpack else part
            left -= len(found)
            if left < 0 or (unpack is not None and unpack.unconsumed_tail):
                raise OutboundError(
                    _("This answers more than 5 MB: give the address of a part of it.")
                )
            if monotonic() > ends:
                raise OutboundError(_("This address does not answer in time."))
            yield found
    except (httpx.HTTPError, zlib.error, OSError) as error:
        raise OutboundError(_("The answer was cut in the middle.")) from error
