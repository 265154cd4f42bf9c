"""Two people who ask the museums at the same instant, in real transactions: each museum gets one letter."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection

from dentelle.accounts.enums import Role
from dentelle.desk.actions import page_asks as decide
from dentelle.desk.queries import page_asks
from dentelle.desk.tests.events import person
from dentelle.museums.models import Museum
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox.models import Departure

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
TRIALS = 3  # each pair may begin in either order


def together(*acts: Callable[[], object]) -> list[object]:
    """Do each act in a thread of its own; return answers and refusals."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            start.wait(timeout=20)
            try:
                return act()
            except decide.NotAskedError as refused:
                return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def verbs():
    return sorted(HistoryEntry.objects.values_list("verb", flat=True))


@pytest.mark.parametrize("_trial", range(TRIALS))
def test_each_museum_is_asked_and_reminded_once_whoever_presses_the_button(_trial):
    museums = [MuseumFactory(contact_email=f"musee{rank}@example.org") for rank in range(4)]
    one, other = (person(Role.COMMUNICATION, email=f"{name}@example.org") for name in "ab")

    answers = together(
        lambda: decide.ask_all(actor=one, now=NOW),
        lambda: decide.ask_all(actor=other, now=NOW),
        lambda: decide.ask(museum=museums[2], actor=other, now=NOW),
    )

    *both, single = answers
    asked = [museum for answer in both for museum in answer.asked]
    alone = [museums[2]] if single == 1 else []
    assert sorted(museum.pk for museum in asked + alone) == [museum.pk for museum in museums]
    assert verbs() == ["ask_verify"] * 4
    assert Departure.objects.count() == 4

    late = NOW + page_asks.REMINDED_AFTER
    reminded = together(*[lambda: decide.remind(now=late)] * 3)

    assert sum(reminded) == 4
    assert verbs() == ["ask_verify"] * 4 + ["remind_verify"] * 4
    assert Departure.objects.count() == 8
    assert all(one.reminded_at for one in page_asks.askings(Museum.objects.all()).values())
