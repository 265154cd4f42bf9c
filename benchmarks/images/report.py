"""Figures, bars met or not, and the table."""

from collections.abc import Sequence

_FIGURES = (
    ("cpu_ms_per_tile", "cpu ms/tile"),
    ("tiles_per_s", "tiles/s"),
    ("p50_ms", "p50 ms"),
    ("p95_ms", "p95 ms"),
    ("first_tile_ms_p50", "first p50"),
    ("first_tile_ms_p95", "first p95"),
    ("memory_mb", "Pss MB"),
)
_BARS = (
    ("iipsrv_cpu_ratio", 10.0, True, "iipsrv's processor time per tile to ours, at least"),
    ("nginx_cpu_ratio", 2.5, False, "our processor time per tile to nginx's, at most"),
    ("first_tile_ms", 5.0, False, "first tile of a fresh picture, p50, ms, at most"),
)


def ratios(engines: dict[str, dict]) -> dict[str, float | None]:
    """Return ours to its peers; nothing for a peer that was not there."""
    cost = {name: told["cpu_ms_per_tile"] for name, told in engines.items()}
    ours = cost["ours"]
    return {
        "iipsrv_cpu_ratio": round(cost["iipsrv"] / ours, 1) if "iipsrv" in cost else None,
        "nginx_cpu_ratio": round(ours / cost["nginx"], 2) if "nginx" in cost else None,
        "first_tile_ms": engines["ours"]["first_tile_ms_p50"],
    }


def bars(result: dict) -> list[dict]:
    """Return every bar with its value; met is null where the figure could not be had."""
    told = []
    for figure, bar, least, words in _BARS:
        value = result[figure]
        met = None if value is None else (value >= bar if least else value <= bar)
        told.append({"figure": figure, "value": value, "bar": bar, "met": met, "words": words})
    return told


def _line(cells: Sequence[object]) -> str:
    first, *rest = (str(cell) for cell in cells)
    return f"{first:<10}" + "".join(f"{cell:>13}" for cell in rest)


def table(result: dict) -> str:
    """Return the result for people."""
    picture, machine = result["picture"], result["machine"]
    head = (
        f"{picture['width']} × {picture['height']} pixels, {picture['tiles']} tiles of {picture['mean_tile_kb']} KB, "
        f"{result['clients']} clients, {result['tiles']:,} tiles a pass, median of {result['passes']} passes, "
        f"{result['workers']} processes each; load {machine['load'][0]} on {machine['cores']} cores"
    )
    lines = [
        head,
        "",
        _line(("", *(words for _figure, words in _FIGURES))),
    ]
    lines += [
        _line((name, *(told[figure] for figure, _words in _FIGURES)))
        for name, told in result["engines"].items()
    ]
    lines += ["", *(f"skipped: {name}: {why}" for name, why in result["skipped"].items()), ""]
    for bar in result["bars"]:
        met = {True: "yes", False: "NO", None: "not measured"}[bar["met"]]
        value = "–" if bar["value"] is None else bar["value"]
        lines.append(f"{bar['figure']:<20}{value!s:>8}{bar['bar']!s:>8}  {met:<13}{bar['words']}")
    return "\n".join(lines)
