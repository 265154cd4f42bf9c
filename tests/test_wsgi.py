"""The application granian serves: tiles on the short route, the rest through Django."""

import io

import pytest

from config import wsgi
from dentelle.media.iiif import tiles
from dentelle.media.tests.iiif_factories import make_service

KEY = "a" * 24


def get(path):
    """Ask the application as a server does; return its status, headers and body."""
    told = []
    environ = {
        "PATH_INFO": path, "REQUEST_METHOD": "GET", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http", "QUERY_STRING": "",
    }  # fmt: skip
    answer = wsgi.application(environ, lambda status, headers: told.extend((status, dict(headers))))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return told[0], told[1], body


@pytest.mark.django_db(transaction=True)
def test_a_tile_is_sent_before_django_and_a_page_by_it():
    make_service(KEY)

    tile = get(f"/iiif/3/{KEY}/full/375,275/0/default.jpg")
    cut = get(f"/iiif/3/{KEY}/full/300,220/0/default.jpg")

    assert isinstance(wsgi.application, tiles.Route)
    assert (tile[0], cut[0]) == ("200 OK", "200 OK")
    assert "content-security-policy" not in {name.lower() for name in tile[1]}
    assert "content-security-policy" in {name.lower() for name in cut[1]}
