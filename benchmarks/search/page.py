"""What the search page costs the server beside its engine, on the network of the data folder.

The page is asked in this process, without a network; the seconds of processor its engine takes
meanwhile are taken away. Each address is asked once: no answer comes from a cache.
"""

import os
import time
from collections.abc import Callable
from statistics import median
from typing import Any

_WARM_UP, _ASKED = 20, 120
_FEWEST = 500  # public records, below which the page is not that of a network
_LONG = 5  # letters of a word worth asking


class Absent(Exception):  # noqa: N818 -- it says what is so
    """The page cannot be measured here; the message says why."""


class _Meter:
    """Stands before an engine's `search` and counts the processor's seconds spent behind."""

    def __init__(self, engine: Any) -> None:
        self.seconds = 0.0
        self._search = engine.search
        engine.search = self

    def __call__(self, request: Any) -> Any:
        start = time.process_time()
        try:
            return self._search(request)
        finally:
            self.seconds += time.process_time() - start


def _words() -> list[str]:
    from dentelle.catalogue.models import Record  # noqa: PLC0415 -- after Django is set up

    titles = Record.objects.public().order_by("pk").values_list("title", flat=True)
    known = {word.lower() for title in titles.iterator() for word in title.split()}
    return sorted(word for word in known if len(word) >= _LONG and word.isalpha())


def _ready() -> tuple[list[str], Any]:
    """Set Django up on the data folder; return words of its titles and its engine."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    import django  # noqa: PLC0415 -- only for the page
    from django.db import DatabaseError  # noqa: PLC0415 -- only for the page

    django.setup()
    from dentelle.search import engines  # noqa: PLC0415 -- after Django is set up
    from dentelle.search.engine import EngineError  # noqa: PLC0415 -- after Django is set up

    try:
        engine, words = engines.get("records"), _words()
        engine.count()
    except (DatabaseError, EngineError, KeyError) as error:
        raise Absent(
            f"no network of this version in the data folder ({error!r}); start ./dentelle run once"
        ) from error
    if engine.count() < _FEWEST or len(words) < _WARM_UP:
        raise Absent(
            f"fewer than {_FEWEST} records in the data folder; start ./dentelle run once, "
            "or name one with DENTELLE_DATA_DIR"
        )
    return words, engine


def _addresses(words: list[str]) -> list[str]:
    """Return one word an address, every third with a filter."""
    from django.urls import reverse  # noqa: PLC0415 -- after Django is set up

    step = max(1, len(words) // (_WARM_UP + _ASKED))
    tails = ("", "", "&image=yes")
    path = reverse("portal:search")
    return [
        f"{path}?q={word}{tails[number % len(tails)]}" for number, word in enumerate(words[::step])
    ][: _WARM_UP + _ASKED]


def measure(say: Callable[[str], None]) -> dict[str, float]:
    """Return the median cost of the page in milliseconds of processor, its engine's aside."""
    words, engine = _ready()
    from django.test import Client, override_settings  # noqa: PLC0415 -- after Django is set up

    say("the page around the answer")
    meter, client, own, whole = _Meter(engine), Client(), [], []
    with override_settings(ALLOWED_HOSTS=["*"], SEARCH_COST_PER_MINUTE=10**9):
        for number, address in enumerate(_addresses(words)):
            meter.seconds = 0.0
            start = time.process_time()
            response = client.get(address)
            spent = time.process_time() - start
            if response.status_code != 200:  # noqa: PLR2004 -- HTTP
                raise Absent(f"{address} answered {response.status_code}")
            if number >= _WARM_UP:
                whole.append(spent)
                own.append(spent - meter.seconds)
    return {
        "page_overhead_ms_p50": round(median(own) * 1000, 2),
        "page_whole_ms_p50": round(median(whole) * 1000, 2),
        "page_records": engine.count(),
    }
