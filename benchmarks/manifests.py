"""Measure IIIF documents: `./dentelle bench manifests [--records N] [--times N] [--json]`.

In a folder of its own that is deleted at the end: a museum of N objects with a picture each, and objects of
1, 50, 500 and 1,200 pictures, written straight to the database and indexed. Each document is asked for
through the whole of Django (middleware, address, view, JSON), so that what is told is what a reader waits
for less the network; rows of pictures are read, no picture file is opened.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

BAR_MS = 300  # a manifest of 500 canvases
_NOW = datetime(2026, 5, 4, tzinfo=UTC)
_PICTURES = (1, 50, 500, 1200)
_FIELDS = {
    "DOMN": "céramique",
    "DENO": "assiette",
    "TITR": "Assiette au bateau",
    "AUTR": "MARESQ Anatole (attribué à)",
    "TECH": "faïence, décor de grand feu",
    "DIMS": "D. 23 cm",
    "PERI": "3e quart 18e siècle",
    "REPR": "bateau, mer, rivage",
    "DESC": "Assiette à bord chantourné, décor polychrome d’un bateau à voiles. " * 6,
    "STAT": "propriété de la commune, achat",
    "INV": "2004.3.12",
}


def main(arguments: list[str]) -> None:
    """Make the objects, ask for each document, tell what it took."""
    asked = _read(arguments)
    folder = Path(tempfile.mkdtemp(prefix="dentelle-bench-"))
    try:
        _set_up(folder)
        paths = _objects() | _museum(asked.records)
        figures = [_measured(name, path, asked.times) for name, path in paths.items()]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    result = {"records": asked.records, "times": asked.times, "documents": figures}
    held = _figure(figures, "manifest of 500")
    result["bar_met"] = held["p95_ms"] <= BAR_MS
    result["bar_met_by_processor"] = held["processor_ms"] <= BAR_MS
    print(json.dumps(result, indent=1) if asked.json else _table(result))


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dentelle bench manifests", description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(arguments)


def _set_up(folder: Path) -> None:
    os.environ["DENTELLE_DATA_DIR"] = str(folder)
    os.environ["DENTELLE_DATABASE_URL"] = f"sqlite:///{folder}/dentelle.sqlite3"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    os.environ["DENTELLE_SEARCH_COST_PER_MINUTE"] = "1000000"
    import django  # noqa: PLC0415 -- slow import

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- app ready

    call_command("migrate", verbosity=0, interactive=False)


def _objects() -> dict[str, str]:
    """Make the objects of many pictures; return their manifests by name."""
    museum = _new_museum("atelier")
    paths = {}
    for count in _PICTURES:
        (record,) = _records(museum, f"m{count}", 1)
        _hang([record] * count)
        paths[f"manifest of {min(count, 500)}{' (first part)' if count > 500 else ''}"] = (  # noqa: PLR2004 -- what one manifest holds
            f"/iiif/manifest/{record.ark.partition('/')[2]}"
        )
    return paths


def _museum(count: int) -> dict[str, str]:
    """Make a museum of so many objects; return its collections by name."""
    from dentelle.search import actions  # noqa: PLC0415 -- app ready

    museum = _new_museum("grand")
    for first in range(0, count, 5000):
        _hang(_records(museum, f"r{first}x", min(5000, count - first)))
    actions.rebuild(index="records")
    last = (count - 1) // 100 * 100 + 1
    museum_path = "/iiif/collection/museum/grand"
    return {
        "collection of a museum": museum_path,
        "its first hundred": f"{museum_path}?rangs=1-100",
        "its last hundred": f"{museum_path}?rangs={last}-{last + 99}",
        "collection of a search": "/iiif/collection/search?q=bateau&musee=grand&rangs=1-100",
        "collection of the network": "/iiif/collection/network",
    }


def _new_museum(slug: str) -> Any:
    from dentelle.museums.models import Museum  # noqa: PLC0415 -- app ready

    return Museum.objects.create(
        slug=slug, official_name=f"musée {slug}", town="Ville", publishes_collections=True
    )


def _records(museum: Any, name: str, count: int) -> list[Any]:
    from dentelle.catalogue.derivation.derive import VERSION  # noqa: PLC0415 -- app ready
    from dentelle.catalogue.models import Record  # noqa: PLC0415 -- app ready

    return Record.objects.bulk_create(
        Record(
            museum=museum, reference=f"{name}{number}", ark=f"99999/{name}{number}", fields=_FIELDS,
            derived={"facets": {}}, derived_version=VERSION, title="Assiette au bateau", state="public",
            maker_line="MARESQ Anatole (attribué à)", date_line="3e quart 18e siècle", domain="céramique",
            created_at=_NOW, updated_at=_NOW,
        )
        for number in range(count)
    )  # fmt: skip


def _hang(records: list[Any]) -> None:
    from dentelle.catalogue.models import RecordImage  # noqa: PLC0415 -- app ready
    from dentelle.media.enums import Licence  # noqa: PLC0415 -- app ready
    from dentelle.media.models import Image  # noqa: PLC0415 -- app ready
    from dentelle.media.rules import uses_of  # noqa: PLC0415 -- app ready

    start, licence = Image.objects.count(), Licence.PUBLIC_DOMAIN
    images = Image.objects.bulk_create(
        Image(
            key=f"{start + number:024x}", original_name="x.jpg", path="x.jpg", mime="image/jpeg",
            width=6000, height=4000, size=1, credit="© Atelier, musée de la Ville", licence=licence,
            uses=uses_of(licence), state="public", created_at=_NOW,
        )
        for number in range(len(records))
    )  # fmt: skip
    RecordImage.objects.bulk_create(
        RecordImage(record=record, image=image, rank=rank)
        for rank, (record, image) in enumerate(zip(records, images, strict=True))
    )


def _measured(name: str, path: str, times: int) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415 -- app ready
    from django.test import Client  # noqa: PLC0415 -- app ready
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- app ready

    client = Client(headers={"host": "127.0.0.1"})
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    asked = len(queries)  # what is asked for next forgets them
    if answer.status_code != 200:  # noqa: PLR2004
        sys.exit(f"{path} answered {answer.status_code}: no figure is given.")
    clock, processor = zip(*_timed(lambda: client.get(path), times), strict=True)
    return {
        "name": name,
        "p50_ms": round(statistics.median(clock) * 1000, 1),
        "p95_ms": round(sorted(clock)[int(times * 0.95)] * 1000, 1),
        "processor_ms": round(statistics.median(processor) * 1000, 1),
        "kilobytes": round(len(answer.content) / 1000, 1),
        "items": len(json.loads(answer.content)["items"]),
        "queries": asked,
    }


def _timed(ask: Callable[[], Any], times: int) -> Iterator[tuple[float, float]]:
    for _ in range(times):
        start, used = perf_counter(), process_time()
        ask()
        yield perf_counter() - start, process_time() - used


def _figure(figures: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(figure for figure in figures if figure["name"] == name)


def _table(result: dict[str, Any]) -> str:
    columns = ("items", "kilobytes", "queries", "p50_ms", "p95_ms", "processor_ms")
    lines = ["| document | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [
        f"| {figure['name']} | " + " | ".join(str(figure[column]) for column in columns) + " |"
        for figure in result["documents"]
    ]
    told = f"{_met(result['bar_met'])} by the clock, {_met(result['bar_met_by_processor'])} by the processor"
    load = f"load {os.getloadavg()[0]:.1f}"
    return "\n".join([*lines, "", f"A manifest of 500 canvases in {BAR_MS} ms: {told} ({load})."])


def _met(is_met: object) -> str:
    return "met" if is_met else "MISSED"


if __name__ == "__main__":
    main(sys.argv[1:])
