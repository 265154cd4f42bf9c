"""A PostgreSQL server of one's own, for the time of a run.

It lives in a temporary folder, listens on a socket there and nowhere else, and is stopped and removed
at the end. Started by root, it runs as another user, as PostgreSQL demands.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

_SETTINGS = (
    "listen_addresses=",
    "shared_buffers=512MB",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_wal_size=4GB",
    "autovacuum=off",
)


class Absent(Exception):  # noqa: N818 -- it says what is so
    """PostgreSQL cannot be started here; the message says why."""


def programs() -> Path:
    """Return the folder of initdb and pg_ctl."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise Absent("no PostgreSQL server on this machine (Debian: apt-get install -y postgresql)")
    return (found[-1] if found else Path(str(on_path))).parent


def _owner() -> dict:
    """Return the subprocess arguments that leave root, which PostgreSQL refuses to run as."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise Absent("PostgreSQL refuses root, and there is no user postgres or nobody to run it as")


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Run a server for the time of the block; give the address to connect to."""
    found, owner = programs(), _owner()
    folder = Path(tempfile.mkdtemp(prefix="dentelle-bench-"))
    try:
        if owner:
            os.chown(folder, owner["user"], owner["group"])
        data = folder / "data"
        options = " ".join(f"-c {setting}" for setting in _SETTINGS)
        run = {"cwd": folder, "stdout": subprocess.DEVNULL, **owner}
        subprocess.run(
            [found / "initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "-N",
             "--no-locale"], check=True, **run,
        )  # fmt: skip
        command = [found / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
        subprocess.run([*command, "-o", f"-k {folder} {options}", "start"], check=True, **run)
        try:
            yield f"host={folder} user=bench dbname=postgres"
        finally:
            subprocess.run([*command, "-m", "immediate", "stop"], check=True, **run)
    except subprocess.CalledProcessError as error:
        log = folder / "log"
        why = log.read_text(errors="replace")[-400:] if log.exists() else str(error)
        raise Absent(f"PostgreSQL did not start: {why}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
