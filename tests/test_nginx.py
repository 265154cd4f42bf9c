"""The configuration given to operators, in a real nginx before a live Dentelle."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

from dentelle.media import store
from dentelle.media.iiif import packs
from dentelle.media.tests.iiif_factories import SMALL_ONLY, make_service
from dentelle.publishing.enums import State

ROOT = Path(__file__).resolve().parents[1]
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
OPEN, SMALL, GONE = "a" * 24, "b" * 24, "c" * 24
TILE = "0,0,512,512/512,512/0/default.jpg"
SITE = """\
daemon off; pid {folder}/pid; error_log {folder}/error.log; {user}
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; fastcgi_temp_path {folder}/fastcgi; proxy_temp_path {folder}/proxy;
  scgi_temp_path {folder}/scgi; uwsgi_temp_path {folder}/uwsgi;
  upstream dentelle {{ server {upstream}; keepalive 16; }}
  proxy_cache_path {folder}/cache levels=1:2 keys_zone=dentelle:1m max_size=10m;
  server {{ listen 127.0.0.1:{port}; {locations} }}
}}
"""

pytestmark = [
    pytest.mark.skipif(NGINX is None, reason="nginx is not on this machine"),
    pytest.mark.django_db(transaction=True),
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def site(live_server, tmp_path):
    """Nginx before the live server, with the tiles of three pictures unpacked; returns its address."""
    make_service(OPEN)
    make_service(SMALL, uses=SMALL_ONLY)
    make_service(GONE, state=State.WITHDRAWN)
    tiles = tmp_path / "tiles"
    for key in (OPEN, SMALL, GONE):
        with zipfile.ZipFile(store.tiles_path(key)) as file:
            file.extractall(tiles)
    port = free_port()
    locations = (
        (ROOT / "deploy/nginx/iiif.conf").read_text().replace("/srv/dentelle/tiles", str(tiles))
    )
    config = tmp_path / "nginx.conf"
    config.write_text(
        SITE.format(
            folder=tmp_path, port=port, locations=f"\n{locations}\n", upstream=live_server.url.removeprefix("http://"),
            user="user root;" if os.geteuid() == 0 else "",
        )
    )  # fmt: skip
    process = subprocess.Popen([NGINX, "-c", config, "-e", tmp_path / "error.log"])
    while not listens(port):
        assert process.poll() is None, (tmp_path / "error.log").read_text()
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(20)


def get(address):
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_tiles_that_may_be_sent_are_nginx_s_own(site):
    pack = packs.Pack(store.tiles_path(OPEN))

    status, headers, body = get(f"{site}/iiif/3/{OPEN}/{TILE}")

    assert (status, body) == (200, pack.read(pack.tiles[TILE]))
    assert headers["Last-Modified"]  # nginx says it of files; Dentelle does not
    assert headers["Cache-Control"] == "public, max-age=31536000, s-maxage=50, immutable"
    assert headers["Access-Control-Allow-Origin"] == "*"


def test_tiles_that_may_not_be_sent_are_left_to_dentelle(site):
    small = get(f"{site}/iiif/3/{SMALL}/{TILE}")
    gone = get(f"{site}/iiif/3/{GONE}/{TILE}")
    unknown = get(f"{site}/iiif/3/{'d' * 24}/{TILE}")

    assert small[0] == 400
    assert gone[0] == unknown[0] == 404
    assert "Last-Modified" not in gone[1]


def test_the_rest_is_dentelle_s(site):
    info = get(f"{site}/iiif/3/{OPEN}/info.json")
    cut = get(f"{site}/iiif/3/{OPEN}/full/300,220/0/default.jpg")
    question = get(f"{site}/iiif-allowed")

    assert info[0] == cut[0] == 200
    assert cut[1]["Content-Type"] == "image/jpeg"
    assert question[0] == 404
