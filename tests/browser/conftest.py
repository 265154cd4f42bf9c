"""A small demonstration network, served as an operator serves it, and a browser to walk in it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]
BROWSER = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (found := shutil.which(name))
    ),
    None,
)


@dataclass(frozen=True)
class Site:
    """Where the network is served, and who may sign in."""

    address: str
    people: dict[str, str]
    data: Path
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a management command on the network; return what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(600):
        if server.poll() is not None:
            pytest.fail(f"the server stopped by itself:\n{log.read_text()[-3000:]}")
        try:
            urlopen(f"{address}/readyz", timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the server never answered:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Build a small network, start the server and the worker, and stop them at the end."""
    data = tmp_path_factory.mktemp("network")
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "DENTELLE_DATA_DIR": str(data),
        "DENTELLE_SITE_URL": address,
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "DENTELLE_SEARCH_COST_PER_MINUTE": "100000",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    log = data / "server.log"
    for command in (["migrate", "-v0"], ["build_demo", "--records", "400", "--pictures", "60"]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
        )
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "config.serve", "--port", str(port), "--data", str(data)],
            cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _wait_for(address, server, log)
            demo = json.loads((data / "demo.json").read_text())
            people = {
                person["role"]: (person["username"], person["password"])
                for person in demo["people"]
            }
            yield Site(address=address, people=people, data=data, environment=environment)
        finally:
            server.terminate()
            server.wait(30)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if BROWSER is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return {**browser_type_launch_args, "executable_path": BROWSER, "args": quiet}


@pytest.fixture
def sign_in(site):
    """Sign a person in by their role."""

    def enter(page, role="collections"):
        name, password = site.people[role]
        page.goto(f"{site.address}/bureau/connexion/")
        page.get_by_label("Nom d’utilisateur").fill(name)
        page.get_by_label("Mot de passe").fill(password)
        page.get_by_role("button", name="Se connecter").click()
        page.wait_for_url(f"{site.address}/bureau/")

    return enter


@pytest.fixture
def violations(browser):
    """List what axe finds on a page: rule, number of places, the first of them."""

    def look(page) -> list[str]:
        page.evaluate(AXE.read_text())
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        return [
            f"{v['id']} × {len(v['nodes'])}: {v['nodes'][0]['html'][:160]}"
            for v in found["violations"]
        ]

    return look
