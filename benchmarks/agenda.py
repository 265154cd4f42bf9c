"""Measure the agenda: `./dentelle bench agenda [--occurrences N] [--times N] [--json]`.

In a folder of its own that is deleted at the end: 140 museums and N occurrences of events of every shape
(single dates, weekly series, long exhibitions), a third of them within the month that is asked for, written
straight to the database. Each address is asked for through the whole of Django (middleware, address, view,
template), so that what is told is what a reader waits for less the network; nothing of the agenda is kept
between two requests.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

BAR_MS = 100  # a month
_MUSEUMS, _SERIES = 140, 12
_KINDS = ("visit", "workshop", "talk", "show", "film", "outing")


def main(arguments: list[str]) -> None:
    """Make the programme, ask for each address, tell what it took."""
    asked = _read(arguments)
    folder = Path(tempfile.mkdtemp(prefix="dentelle-bench-"))
    try:
        _set_up(folder)
        month = datetime.now(UTC).date().replace(day=1)
        events, occurrences = _programme(asked.occurrences, month)
        figures = [_measured(*one, asked.times) for one in _paths(month).items()]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    result = {"events": events, "occurrences": occurrences, "times": asked.times, "pages": figures}
    held = next(figure for figure in figures if figure["name"] == "month")
    result["bar_met"] = held["p95_ms"] <= BAR_MS
    result["bar_met_by_processor"] = held["processor_ms"] <= BAR_MS
    print(json.dumps(result, indent=1) if asked.json else _table(result))


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dentelle bench agenda", description=__doc__)
    parser.add_argument("--occurrences", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(arguments)


def _set_up(folder: Path) -> None:
    os.environ["DENTELLE_DATA_DIR"] = str(folder)
    os.environ["DENTELLE_DATABASE_URL"] = f"sqlite:///{folder}/dentelle.sqlite3"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    import django  # noqa: PLC0415 -- slow import
    from django.conf import settings  # noqa: PLC0415 -- reads the environment

    # Style sheets by their plain names: no copy of them has to be made first.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- app ready

    call_command("migrate", verbosity=0, interactive=False)


def _paths(month: date) -> dict[str, str]:
    here = f"/agenda/{month:%Y/%m}/"
    return {
        "month": here,
        "month, one kind": f"{here}?quoi=visite",
        "list": "/agenda/",
        "list, last page": "/agenda/?page=99999",
        "list, words": "/agenda/?q=dentelle+ville",
        "list, 30 km around": "/agenda/?ville=Ville+7&rayon=30",
        "map": "/agenda/?vue=carte",
        "data": "/agenda.json",
        "news": "/agenda.atom",
        "calendar of a museum": "/agenda.ics?musee=musee-7",
    }


def _programme(count: int, month: date) -> tuple[int, int]:
    """Make the museums and the events; return how many events and occurrences there are."""
    from dentelle.agenda.models import Event, Occurrence  # noqa: PLC0415 -- app ready

    museums, draw = _museums(), random.Random(7)
    spans = list(_spans(count, month, draw))
    events = Event.objects.bulk_create([_event(number, days) for number, days in enumerate(spans)])
    links = Event.museums.through
    links.objects.bulk_create(
        links(event_id=event.pk, museum_id=draw.choice(museums)) for event in events
    )
    Occurrence.objects.bulk_create(
        (_occurrence(event.pk, *span) for event, days in zip(events, spans, strict=True) for span in days),
        batch_size=2000,
    )  # fmt: skip
    return len(events), Occurrence.objects.count()


def _museums() -> list[int]:
    from dentelle.museums.models import Museum  # noqa: PLC0415 -- app ready

    rows = Museum.objects.bulk_create(
        Museum(
            slug=f"musee-{number}", official_name=f"musée de la Ville {number}", town=f"Ville {number}",
            latitude=48.5 + number % 14 / 10, longitude=-1.5 + number // 14 / 5,
        )
        for number in range(_MUSEUMS)
    )  # fmt: skip
    return [row.pk for row in rows]


def _spans(count: int, month: date, draw: random.Random) -> Iterator[list[tuple[date, date]]]:
    """Go through the events' days: a twentieth last for months, a third of the others begin this month."""
    made = number = 0
    while made < count:
        first = month + timedelta(
            days=draw.randrange(30) if number % 3 == 0 else draw.randrange(-300, 300)
        )
        days = [first + timedelta(weeks=week) for week in range(1 if number % 2 else _SERIES)]
        if number % 20 == 0:
            spans = [(first - timedelta(days=60), first + timedelta(days=90))]
        else:
            spans = [(day, day) for day in days[: count - made]]
        yield spans
        made, number = made + len(spans), number + 1


def _event(number: int, days: list[tuple[date, date]]) -> Any:
    from dentelle.agenda.models import Event  # noqa: PLC0415 -- app ready

    now, long = datetime.now(UTC), days[0][0] != days[0][1]
    return Event(
        slug=f"evenement-{number}", title=f"Atelier de dentelle à l’aiguille, séance {number}",
        kind="exhibition" if long else _KINDS[number % len(_KINDS)], state="public", published_at=now,
        summary="Deux heures avec une dentellière, tout le matériel est fourni par le musée.",
        description="Chacun repart avec son carré. " * 20, words=f"atelier de dentelle a l'aiguille seance {number} musee de la ville",
        timings=[{"first": first.isoformat(), "last": last.isoformat(), **({} if long else {"starts": "10:00"})} for first, last in days],
        first_day=days[0][0], last_day=days[-1][1], created_at=now, updated_at=now,
    )  # fmt: skip


def _occurrence(event: int, first: date, last: date) -> Any:
    from dentelle.agenda.models import Occurrence  # noqa: PLC0415 -- app ready

    starts = datetime.combine(first, time(9 + event % 9), UTC)
    return Occurrence(
        event_id=event, first_day=first, last_day=last, all_day=first != last, starts_at=starts,
        ends_at=datetime.combine(last, time(23), UTC) if first != last else starts + timedelta(hours=2),
    )  # fmt: skip


def _measured(name: str, path: str, times: int) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415 -- app ready
    from django.test import Client  # noqa: PLC0415 -- app ready
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- app ready

    client = Client(headers={"host": "127.0.0.1"})
    client.get(path)  # templates are read once
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
        "queries": asked,
    }


def _timed(ask: Callable[[], Any], times: int) -> Iterator[tuple[float, float]]:
    for _ in range(times):
        start, used = perf_counter(), process_time()
        ask()
        yield perf_counter() - start, process_time() - used


def _table(result: dict[str, Any]) -> str:
    columns = ("kilobytes", "queries", "p50_ms", "p95_ms", "processor_ms")
    lines = ["| page | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [
        f"| {figure['name']} | " + " | ".join(str(figure[column]) for column in columns) + " |"
        for figure in result["pages"]
    ]
    told = f"{_met(result['bar_met'])} by the clock, {_met(result['bar_met_by_processor'])} by the processor"
    held = f"{result['occurrences']} occurrences of {result['events']} events"
    load = f"load {os.getloadavg()[0]:.1f}"
    return "\n".join([*lines, "", f"A month in {BAR_MS} ms with {held}: {told} ({load})."])


def _met(is_met: object) -> str:
    return "met" if is_met else "MISSED"


if __name__ == "__main__":
    main(sys.argv[1:])
