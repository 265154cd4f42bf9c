"""Everything a machine can hold us to, in order of cost; `--fix` puts in shape what can be."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

FIXES = [
    ("format", ["ruff", "format", "."]),
    ("lint", ["ruff", "check", "--fix", "."]),
    ("messages", ["python", "scripts/messages.py"]),
]
CHECKS = [
    ("format", ["ruff", "format", "--check", "."]),
    ("lint", ["ruff", "check", "."]),
    ("imports", ["lint-imports"]),
    ("templates", ["djlint", "--lint", "--quiet", "src/dentelle"]),
    ("translations", ["python", "scripts/messages.py", "--check"]),
    ("migrations", ["python", "manage.py", "makemigrations", "--check", "--dry-run"]),
    ("deployment", ["python", "manage.py", "check", "--deploy", "--fail-level", "ERROR"]),
    ("types", ["mypy", "src/dentelle", "config"]),
]


def main() -> None:
    """Run each step; tell all that failed, not only the first."""
    failed = []
    for name, command in FIXES if "--fix" in sys.argv else CHECKS:
        print(f"· {name}", flush=True)
        environment = {**os.environ, "PYTHONPATH": "src:."}
        done = subprocess.run(
            [str(BIN / command[0]), *command[1:]], cwd=ROOT, env=environment, check=False
        )
        if done.returncode:
            failed.append(name)
    if failed:
        sys.exit(f"Not in order: {', '.join(failed)}.")


if __name__ == "__main__":
    main()
