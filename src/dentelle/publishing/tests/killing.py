# ruff: noqa: PLC0415, S311, T201 -- a program of its own, which starts Django itself
"""Kills senders at random moments, and tells what became of what they had decided.

`python -m dentelle.publishing.tests.killing ROUNDS SEED LEDGER` on the database of the settings. Each round
forks a process that decides three things, posts one departure for each in the same transaction, and hands
over what waits; it kills itself (SIGKILL) at a moment drawn among all: before and after every statement of
the database, before and after every hand-over. What was handed over is a line of the ledger.
"""

import json
import os
import random
import signal
import sys
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    """Counts the moments of a process, and ends it at one of them."""

    def __init__(self, last: int | None) -> None:
        self.last = last
        self.seen = 0

    def tick(self) -> None:
        self.seen += 1
        if self.last is not None and self.seen >= self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, execute, sql, params, many, context):
        self.tick()
        result = execute(sql, params, many, context)
        self.tick()
        return result


def work(name: str, last: int | None, ledger: Path) -> int:
    """Decide, post, hand over; return how many moments there were."""
    from django.db import connection, transaction

    from dentelle.accounts.models import User
    from dentelle.publishing.actions import record_history
    from dentelle.publishing.outbox import actions, transports

    clock = Clock(last)

    @contextmanager
    def transport():
        def hand_over(departure):
            clock.tick()
            with ledger.open("a") as file:
                file.write(f"{departure.key}\n")
            clock.tick()

        yield hand_over

    transports.register("ledger", transport)
    with connection.execute_wrapper(clock.around):
        for number in range(3):
            with transaction.atomic():
                user = User.objects.create(username=f"{name}-{number}")
                record_history(subject=user, verb="decide", actor=None, now=NOW)
                for _twice in range(2):
                    actions.post(
                        key=user.username, kind="ledger", to="x", title="x", content={"x": 1}, actor=None, now=NOW
                    )  # fmt: skip
        actions.deliver(now=NOW)
    return clock.seen


def in_a_fork(name: str, last: int | None, ledger: Path) -> None:
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            work(name, last, ledger)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def main(rounds: int, seed: int, ledger: Path) -> None:
    django.setup()
    from dentelle.accounts.models import User
    from dentelle.publishing.outbox import actions, signals
    from dentelle.publishing.outbox.models import Departure

    signals.posted.disconnect(dispatch_uid="publishing.outbox")  # no task: the forks deliver
    ledger.touch()
    moments = work("whole", None, ledger)
    chance = random.Random(seed)
    for number in range(rounds):
        in_a_fork(f"r{number}", chance.randint(1, moments), ledger)
    for hours in (1, 2):
        actions.deliver(now=NOW + timedelta(hours=hours))
    left = Counter(ledger.read_text().split())
    fates = dict(Departure.objects.values_list("key", "fate"))
    decided = set(User.objects.values_list("username", flat=True))
    report = {
        "rounds": rounds,
        "moments": moments,
        "decided": len(decided),
        "fates": Counter(fates.values()),
        "lost": sorted(decided - set(fates)),
        "without_decision": sorted(set(left) - decided),
        "twice": sorted(key for key, many in left.items() if many > 1),
        "said_sent_and_did_not_leave": sorted(
            k for k, fate in fates.items() if fate == "sent" and not left[k]
        ),
        "left_and_not_said": sorted(k for k in left if fates.get(k) not in {"sent", "unknown"}),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
