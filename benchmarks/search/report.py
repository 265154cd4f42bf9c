"""Figures, bars met or not, and the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.search.measure import Agreement, Lane, figures, ratio
from benchmarks.search.workload import Question

OURS, BARE, POSTGRES, SQLITE = "ours", "bare Tantivy", "PostgreSQL", "SQLite FTS5"
LARGE = 500_000  # records from which the bars of a million hold


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure and what it is held to, at 90,000 records and at 1,000,000."""

    figure: str
    words: str
    at_90k: float
    at_1m: float
    least: bool = False

    def told(self, value: float | None, records: int) -> dict:
        bar = self.at_1m if records >= LARGE else self.at_90k
        met = None if value is None else (value >= bar if self.least else value <= bar)
        return {"figure": self.figure, "value": value, "bar": bar, "met": met, "words": self.words}


BARS = (
    Bar("ratio_floor_mean", "ours to the floor, mean, at most", 5.5, 3.3),
    Bar("ratio_floor_p95", "ours to the floor, p95, at most", 6.5, 3.0),
    Bar("ratio_mean", "ours to bare Tantivy, mean, at most", 1.2, 1.2),
    Bar("ratio_p95", "ours to bare Tantivy, p95, at most", 1.2, 1.2),
    Bar("postgres_p95_ratio", "PostgreSQL to ours, p95, at least", 10, 20, least=True),
    Bar("sqlite_p95_ratio", "SQLite to ours, p95, at least", 10, 10, least=True),
    Bar("browse_cache_ratio", "browse page, uncached to cached, at least", 50, 50, least=True),
    Bar("workers_ratio", "two workers to one, at least", 1.8, 1.8, least=True),
    Bar("totals_agreement", "totals equal to the floor's, share, at least", 1, 1, least=True),
    Bar("page_overhead_ms_p50", "server CPU the page adds, ms, at most", 10, 10),
)


def engines(lanes: Sequence[Lane], questions: Sequence[Question]) -> dict[str, dict]:
    """Return the figures of each lane: text questions together and by kind, browse questions apart."""
    told = {}
    for lane in lanes:
        kinds: dict[str, list[int]] = {}
        for number in lane.seconds:
            kind = questions[number].kind
            kinds.setdefault(kind, []).append(number)
            if kind != "browse":
                kinds.setdefault("text", []).append(number)
        told[lane.name] = {
            kind: {"questions": len(numbers), **figures(lane.medians(numbers))}
            for kind, numbers in sorted(kinds.items(), key=lambda item: item[0] != "text")
        }
    return told


def ratios(lanes: Sequence[Lane], questions: Sequence[Question]) -> dict[str, float | None]:
    """Return the ratios of the text questions, each on the questions both engines were asked."""
    by_name = {lane.name: lane for lane in lanes}
    floor, ours = lanes[0], by_name[OURS]
    text = [number for number, question in enumerate(questions) if question.kind != "browse"]
    browse = [number for number, question in enumerate(questions) if question.kind == "browse"]

    def of(
        above: Lane | None, below: Lane | None, figure: str, *, processor: bool = False
    ) -> float | None:
        if not (above and below):
            return None
        return ratio(above, below, text, figure, processor=processor)

    bare, postgres, sqlite = (by_name.get(name) for name in (BARE, POSTGRES, SQLITE))
    return {
        "ratio_mean": of(ours, bare, "mean"),
        "ratio_p50": of(ours, bare, "p50"),
        "ratio_p95": of(ours, bare, "p95"),
        "ratio_floor_mean": of(ours, floor, "mean"),
        "ratio_floor_p95": of(ours, floor, "p95"),
        "postgres_mean_ratio": of(postgres, ours, "mean"),
        "postgres_p95_ratio": of(postgres, ours, "p95"),
        "sqlite_mean_ratio": of(sqlite, ours, "mean"),
        "sqlite_p95_ratio": of(sqlite, ours, "p95"),
        "processor_ratio_mean": of(ours, bare, "mean", processor=True),
        "processor_ratio_p95": of(ours, bare, "p95", processor=True),
        "processor_ratio_floor_mean": of(ours, floor, "mean", processor=True),
        "processor_ratio_floor_p95": of(ours, floor, "p95", processor=True),
        "browse_floor_mean_ratio": ratio(ours, floor, browse, "mean"),
    }


def bars(result: dict) -> list[dict]:
    """Return every bar with its value: met is null where the figure could not be had."""
    return [bar.told(result.get(bar.figure), result["records"]) for bar in BARS]


def agreement(found: dict[str, Agreement]) -> dict[str, dict]:
    """Return how each engine's answers compare with the floor's."""
    return {name: each.told() for name, each in found.items()}


def _line(cells: Sequence[object]) -> str:
    first, *rest = (str(cell) for cell in cells)
    return f"{first:<18}" + "".join(f"{cell:>10}" for cell in rest)


def table(result: dict) -> str:
    """Return the result for people."""
    head = (
        f"{result['records']:,} records, {result['questions']:,} questions, {result['passes']} "
        f"passes, {len(result['facets'])} facets and decades; milliseconds"
    )
    lines = [
        head,
        "",
        _line(("", "questions", "mean", "p50", "p95", "p99", "browse", "totals =", "facets =")),
    ]
    for name, kinds in result["engines"].items():
        text, browse = kinds["text"], kinds.get("browse", {})
        agreed = result["agreement"].get(name)
        equal = "judge" if agreed is None else f"{agreed['totals']:.1%}"
        least = "" if agreed is None else f"{min(agreed['facets'].values(), default=0):.1%}"
        cells = (text["questions"], *(text[f] for f in ("mean", "p50", "p95", "p99")))
        lines.append(_line((name, *cells, browse.get("mean", ""), equal, least)))
    lines += ["", *(f"skipped: {name}: {why}" for name, why in result["skipped"].items())]
    if result["busy"]:
        lines.append(
            "THE MACHINE IS BUSY: time gone by measures others too; see processor_… figures"
        )
    lines += [
        f"ours: {result['build_docs_per_s']:,} records/s built, {result['index_mb']} MB on disk",
        "",
        _line(("figure", "value", "bar", "met")) + "  ",
    ]
    for bar in result["bars"]:
        met = {True: "yes", False: "NO", None: "not measured"}[bar["met"]]
        value = "–" if bar["value"] is None else bar["value"]
        lines.append(f"{bar['figure']:<22}{value!s:>9}{bar['bar']!s:>8}  {met:<13}{bar['words']}")
    lines.append("")
    lines += [f"{name:<30}{result[name]}" for name in result if name.startswith("processor_")]
    return "\n".join(lines)
