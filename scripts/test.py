"""Run the tests: the suite, and with --browser the journeys in a real browser as well."""

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


def main() -> None:
    """Run what is asked; a name or an option of pytest's own goes straight to it."""
    arguments = [a for a in sys.argv[1:] if a != "--browser"]
    browser = "--browser" in sys.argv
    named = any(not a.startswith("-") for a in arguments)
    code = 0
    if not (browser and named):
        # Two workers on the whole suite; one when a test is named, where starting a second costs more.
        spread = [] if named else ["-n", "2", "--dist", "loadfile"]
        code = run(*spread, *arguments)
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
