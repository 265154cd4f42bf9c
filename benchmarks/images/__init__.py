"""Tiles of one large picture: ours under granian, nginx with static files, Debian's iipsrv."""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "bench" / "images"
PEERS = ("nginx", "iipsrv")


def say(sentence: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(f"· {sentence}", file=sys.stderr, flush=True)


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dentelle bench images", description=__doc__)
    parser.add_argument("--picture", type=Path, help="a picture file; one of 75 MP is drawn else")
    parser.add_argument("--clients", type=int, default=16, help="connections kept open (16)")
    parser.add_argument("--tiles", type=int, default=20_000, help="asked in each pass (20,000)")
    parser.add_argument(
        "--passes", type=int, default=3, help="servers take turns; the median is told"
    )
    parser.add_argument("--skip", default="", help=f"commas between: {', '.join(PEERS)}")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> None:
    """Measure, then print the table or the JSON."""
    from benchmarks.images import report, session  # noqa: PLC0415 -- slow imports, after --help

    options = _arguments(arguments)
    skip = frozenset(filter(None, options.skip.split(",")))
    if unknown := skip - set(PEERS):
        sys.exit(f"--skip: {', '.join(sorted(unknown))} is not one of {', '.join(PEERS)}.")
    if options.picture and not options.picture.is_file():
        sys.exit(f"--picture: there is no file {options.picture}.")
    try:
        result = session.measure(options, skip, FOLDER, say)
    except session.Unmeasured as reason:
        sys.exit(f"dentelle: {reason}")
    print(json.dumps(result, ensure_ascii=False) if options.json else report.table(result))
