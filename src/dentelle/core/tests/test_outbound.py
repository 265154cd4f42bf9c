"""The client that reads what others publish, against a real server of this machine."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from dentelle.core import outbound
from dentelle.core.outbound import Limits, OutboundError, get, is_public

HERE = Limits(allowed=lambda _number: True, ports=None, seconds=2, whole=3)


class Handler(BaseHTTPRequestHandler):
    seen = []

    def log_message(self, *_words):
        pass

    def do_GET(self):
        self.seen.append(dict(self.headers))
        code, headers, body = self.answer()
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def answer(self):
        if self.headers.get("If-None-Match") == '"a"':
            return 304, {}, b""
        return ANSWERS.get(self.path, (404, {}, b""))


ANSWERS = {
    "/feed": (200, {"ETag": '"a"', "Last-Modified": "hier", "Set-Cookie": "a=b"}, b"BEGIN:"),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/inside": (302, {"Location": "http://10.0.0.1/"}, b""),
    "/moved": (301, {"Location": "/feed"}, b""),
    "/large": (200, {}, b"x" * 2000),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 1_000_000)),
    "/packed": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"BEGIN:")),
}


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Handler.seen = []
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "number",
    (
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
        *(
            "::1",
            "fe80::1",
            "fc00::1",
            "::ffff:127.0.0.1",
            "2002:7f00:1::",
            "224.0.0.1",
            "100.64.0.1",
        ),
    ),
)
def test_numbers_of_the_inside_are_not_public(number):
    assert not is_public(ip_address(number))


def test_numbers_of_the_internet_are_public():
    assert is_public(ip_address("9.9.9.9"))
    assert is_public(ip_address("2620:fe::fe"))


def test_this_machine_is_never_read(site):
    limits = Limits(ports=None)
    for address in (
        site,
        site.replace("127.0.0.1", "localhost"),
        site.replace("127.0.0.1", "2130706433"),
    ):
        with pytest.raises(OutboundError):
            get(f"{address}/feed", limits=limits)
    assert Handler.seen == []


def test_a_redirection_inward_is_not_followed(site):
    allowed = {ip_address("127.0.0.1")}
    limits = Limits(allowed=lambda number: number in allowed, ports=None)
    with pytest.raises(OutboundError, match=r"privé|private"):
        get(f"{site}/inside", limits=limits)


@pytest.mark.parametrize(
    "address",
    (
        "file:///etc/passwd",
        "ftp://a.example/",
        "https://u:p@a.example/",
        "https://a.example:22/",
        "a",
        "",
    ),
)
def test_what_is_no_public_page_is_refused(address):
    with pytest.raises(OutboundError):
        get(address)


def test_an_answer_is_read_with_its_marks_and_asked_again_with_them(site):
    answer = get(f"{site}/feed", limits=HERE)
    assert (answer.content, answer.etag, answer.modified) == (b"BEGIN:", '"a"', "hier")
    again = get(f"{site}/feed", etag=answer.etag, modified=answer.modified, limits=HERE)
    assert again.unchanged
    assert Handler.seen[1]["If-Modified-Since"] == "hier"
    assert Handler.seen[1]["User-Agent"] == outbound.AGENT
    assert "Cookie" not in Handler.seen[1]
    assert Handler.seen[0]["Host"] == site.removeprefix("http://")


def test_redirections_are_followed_and_bounded(site):
    assert get(f"{site}/moved", limits=HERE).content == b"BEGIN:"
    with pytest.raises(OutboundError):
        get(f"{site}/loop", limits=HERE)
    assert len(Handler.seen) == 2 + outbound.REDIRECTS + 1


def test_too_much_is_refused_packed_or_not(site):
    small = Limits(allowed=lambda _number: True, ports=None, most=1000)
    for path in ("large", "bomb"):
        with pytest.raises(OutboundError, match="5"):
            get(f"{site}/{path}", limits=small)
    assert get(f"{site}/packed", limits=small).content == b"BEGIN:"


def test_a_refusal_says_its_code(site):
    with pytest.raises(OutboundError, match="404"):
        get(f"{site}/nothing", limits=HERE)
