"""Four IIIF viewers of others draw the demonstration's manifests, and ask nobody else for anything."""

import io
import json
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest
from PIL import Image

from tests.browser.conftest import ROOT
from tests.browser.viewers import bring

pytestmark = pytest.mark.browser
VIEWERS = ("mirador", "universal-viewer", "clover", "openseadragon")
SECONDS = 30  # a viewer has to draw
COLOURS = (
    200  # in the middle of the page, drawn: a page of controls on a plain ground has a few dozen
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments):
        """Say nothing."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Serve a page a viewer, with the packages of viewers/lock.json."""
    try:
        modules = bring.bring()
    except bring.AbsentError as absent:
        pytest.skip(f"THE VIEWERS WERE NOT TRIED: {absent}")
    folder = tmp_path_factory.mktemp("viewers")
    for page in bring.HERE.glob("*.[hc][ts][ms]*"):
        shutil.copyfile(page, folder / page.name)
    (folder / "node_modules").symlink_to(modules)
    openseadragon = ROOT / "node_modules/openseadragon/build/openseadragon/openseadragon.min.js"
    shutil.copyfile(openseadragon, folder / "openseadragon.min.js")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def read(address):
    with urlopen(address, timeout=20) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def manifests(site):
    """Find in the collections an object of several pictures, and one that is shown in small only."""
    found = {}
    waiting = [read(f"{site.address}/iiif/collection/network")]
    while waiting and len(found) < 2:
        for item in waiting.pop()["items"]:
            if item["type"] == "Collection":
                waiting.append(read(item["id"]))
                continue
            manifest = read(item["id"])
            body = manifest["items"][0]["items"][0]["items"][0]["body"]
            if max(body["width"], body["height"]) <= 640:
                found.setdefault("small", manifest["id"])
            elif len(manifest["items"]) > 1:
                found.setdefault("several", manifest["id"])
    return found


class Watched:
    """What a page asks for: of whom else (refused), and which parts of pictures came."""

    def __init__(self, page):
        self.elsewhere, self.parts, self.refused, self.errors = [], [], [], []
        page.route("**/*", self._let)
        page.on("response", self._came)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _let(self, route):
        address = urlsplit(route.request.url)
        if address.hostname == "127.0.0.1" or address.scheme in {"data", "blob"}:
            route.continue_()
        else:
            self.elsewhere.append(route.request.url)
            route.abort()

    def _came(self, response):
        path = urlsplit(response.url).path
        if path.startswith(("/iiif/2/", "/iiif/3/")) and path.endswith(".jpg"):
            self.parts.append(path)
        if response.status >= 400 and "/iiif/" in path:
            self.refused.append(f"{response.status} {response.url}")


@pytest.mark.parametrize("kind", ("several", "small"))
@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_viewer_draws_our_manifest(page, pages, manifests, viewer, kind, tmp_path):
    page.set_viewport_size({"width": 1200, "height": 800})
    watched = Watched(page)

    page.goto(f"{pages}/{viewer}.html?iiif-content={quote(manifests[kind], safe='')}")
    for _ in range(SECONDS * 2):
        page.wait_for_timeout(500)
        drawn = page.screenshot()
        if watched.parts and colours(drawn) > COLOURS:
            break
    (tmp_path / f"{viewer}-{kind}.png").write_bytes(drawn)

    assert watched.parts, "no part of the picture came"
    assert colours(drawn) > COLOURS, f"nothing is drawn: {tmp_path}"
    assert watched.refused == []
    assert watched.elsewhere == []


def colours(screenshot):
    """Count the colours in the middle of a page, five bits a channel."""
    seen = Image.open(io.BytesIO(screenshot)).convert("RGB")
    wide, high = seen.size
    middle = seen.crop((wide * 3 // 10, high * 3 // 10, wide * 7 // 10, high * 7 // 10))
    return len(middle.point(lambda value: value & 0xF8).getcolors(middle.width * middle.height))
