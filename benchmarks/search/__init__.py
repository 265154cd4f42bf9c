"""Search: the same questions to ours, bare Tantivy, a floor in C, PostgreSQL and SQLite."""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "bench"
_LARGE = 50_000
PEERS = ("postgres", "sqlite", "bare", "workers", "page")


def say(sentence: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(f"· {sentence}", file=sys.stderr, flush=True)


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dentelle bench search", description=__doc__)
    parser.add_argument("--records", type=int, default=90_000)
    parser.add_argument("--queries", type=int, default=2_000, help="text questions")
    parser.add_argument(
        "--passes", type=int, help="3, or 5 under 50,000 records; the median is told"
    )
    parser.add_argument("--facets", type=int, default=6, choices=(6, 7, 8))
    parser.add_argument("--every", type=int, default=10, help="slow peers: one question in so many")
    parser.add_argument("--skip", default="", help=f"commas between: {', '.join(PEERS)}")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.passes is None:
        options.passes = 5 if options.records < _LARGE else 3
    return options


def main(arguments: list[str]) -> None:
    """Measure, then print the table or the JSON."""
    from benchmarks.search import report, session  # noqa: PLC0415 -- slow imports, after --help

    options = _arguments(arguments)
    skip = frozenset(filter(None, options.skip.split(",")))
    if unknown := skip - set(PEERS):
        sys.exit(f"--skip: {', '.join(sorted(unknown))} is not one of {', '.join(PEERS)}.")
    result = session.measure(options, skip, FOLDER, say)
    print(json.dumps(result, ensure_ascii=False) if options.json else report.table(result))
