import threading
from datetime import UTC, datetime, timedelta

import pytest

from dentelle.core import ticks

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    monkeypatch.setattr(ticks, "_registered", {})


def test_a_tick_is_asked_at_once_then_each_time_its_interval_has_passed():
    asked = []
    ticks.register("daily", asked.append, every=timedelta(days=1))

    for hours in (0, 1, 23, 24, 25, 48):
        ticks.run(now=NOW + timedelta(hours=hours))

    assert asked == [NOW, NOW + timedelta(days=1), NOW + timedelta(days=2)]


def test_a_tick_that_fails_is_told_stops_no_other_and_is_asked_again(caplog):
    asked = []

    def fail(now):
        raise RuntimeError("the index is away")

    ticks.register("fails", fail)
    ticks.register("works", asked.append)

    first, second = ticks.run(now=NOW), ticks.run(now=NOW + timedelta(minutes=1))

    assert first == second == ["fails"]
    assert len(asked) == 2
    assert "the index is away" in caplog.text


def test_ticks_go_on_beside_the_work_until_it_ends():
    twice, count = threading.Event(), []

    def tick(now):
        count.append(now)
        if len(count) == 1:
            raise RuntimeError("once")
        twice.set()

    ticks.register("counts", tick, every=timedelta(0))
    with ticks.ticking(seconds=0.01) as end:
        assert twice.wait(10)

    assert end.is_set()
    assert not any(thread.name == "ticks" for thread in threading.enumerate())
