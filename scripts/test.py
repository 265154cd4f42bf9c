"""Run the tests: the suite, and with --browser the journeys in a real browser as well.

With --postgresql the suite runs on a real PostgreSQL server, started here for the time of the run.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def run(*arguments: str, **environment: str) -> int:
    """Run pytest; return its exit code."""
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, check=False
    ).returncode


def on_postgresql(*arguments: str) -> int:
    """Run pytest on a PostgreSQL server of its own; skip, loudly, where there is none."""
    sys.path.insert(0, str(ROOT))
    from benchmarks.postgresql import Absent, server  # noqa: PLC0415 -- slow import

    try:
        with server() as address:
            known = dict(part.split("=", 1) for part in address.split())
            url = f"postgresql://{known['user']}@/{known['dbname']}?host={known['host']}"
            return run(*arguments, DENTELLE_DATABASE_URL=url)
    except Absent as absent:
        print(f"SKIPPED on PostgreSQL: {absent}", file=sys.stderr)
        return 0


def main() -> None:
    """Run what is asked; a name or an option of pytest's own goes straight to it."""
    arguments = [a for a in sys.argv[1:] if a not in {"--browser", "--postgresql"}]
    browser = "--browser" in sys.argv
    named = any(not a.startswith("-") for a in arguments)
    code = 0
    if not (browser and named):
        # Two workers on the whole suite; one when a test is named, where starting a second costs more.
        spread = [] if named else ["-n", "2", "--dist", "loadfile"]
        suite = on_postgresql if "--postgresql" in sys.argv else run
        code = suite(*spread, *arguments)
    if browser and code == 0:
        # Playwright's own event loop runs around Django's synchronous live server.
        code = run(
            "-m",
            "browser",
            "-p",
            "no:randomly",
            # pytest-base-url, which the browser plugin brings, has fixtures of an older fashion.
            "-W",
            "ignore::pytest.PytestRemovedIn10Warning",
            *(arguments or ["tests/browser"]),
            DJANGO_ALLOW_ASYNC_UNSAFE="true",
        )
    sys.exit(code)


if __name__ == "__main__":
    main()
