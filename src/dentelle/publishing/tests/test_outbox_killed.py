"""A sender killed at any moment loses nothing, and nothing leaves twice."""

import asyncio
import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from dentelle.publishing.outbox import actions, mail
from dentelle.publishing.outbox.enums import Fate
from dentelle.publishing.outbox.models import Departure
from dentelle.publishing.tests.servers import serving

ROOT = Path(__file__).resolve().parents[4]
ROUNDS = int(os.environ.get("DENTELLE_KILLS", "60"))


def environment(**more):
    """What a process of its own needs to work on the database of this test."""
    there = connection.settings_dict
    if connection.vendor == "sqlite":
        database = f"sqlite:///{there['NAME']}"
    else:
        person = f"{quote(there['USER'])}:{quote(there['PASSWORD'])}"
        host = f"{there['HOST']}:{there['PORT']}" if there["PORT"] else there["HOST"]
        database = f"postgresql://{person}@{host}/{there['NAME']}"
        if there["HOST"].startswith("/"):
            database = f"postgresql://{person}@/{there['NAME']}?host={there['HOST']}"
    return {
        **os.environ,
        "DENTELLE_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        **more,
    }


@pytest.mark.django_db(transaction=True)
def test_senders_killed_at_random_moments_lose_nothing_and_send_nothing_twice(tmp_path):
    command = [sys.executable, "-m", "dentelle.publishing.tests.killing", str(ROUNDS), "7", str(tmp_path / "ledger")]  # fmt: skip
    done = subprocess.run(  # noqa: S603 -- our own
        command, check=False, env=environment(DENTELLE_DATA_DIR=str(tmp_path)), cwd=ROOT, capture_output=True, text=True
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]

    report = json.loads(done.stdout)

    assert report["lost"] == report["twice"] == report["without_decision"] == []
    assert report["said_sent_and_did_not_leave"] == report["left_and_not_said"] == []
    assert set(report["fates"]) == {"sent", "unknown"}
    assert report["decided"] > ROUNDS, "some were killed late enough to decide"


class Slow:
    """A mail server that takes a message, and answers only after a while."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        self.taken.append(envelope.content.decode())
        await asyncio.sleep(30)
        return "250 OK"


@pytest.mark.django_db(transaction=True)
def test_a_sender_killed_while_the_server_answers_leaves_the_decision_to_a_person(tmp_path):
    handler, due = (
        Slow(),
        timezone.now() + timedelta(days=1),
    )  # not yet, for the worker of this test
    mail.post_mail(key="k", to="a@b.example", subject="S", text="T", actor=None, now=due)
    code = (
        "import django; django.setup(); from datetime import datetime; "
        "from dentelle.publishing.outbox import actions; "
        f"actions.deliver(now=datetime.fromisoformat('{due.isoformat()}'))"
    )
    with serving(handler) as port:
        address = f"smtp://127.0.0.1:{port}?tls=no"
        more = {"DENTELLE_MAIL_URL": address, "DENTELLE_DATA_DIR": str(tmp_path)}
        sender = subprocess.Popen(  # noqa: S603 -- our own
            [sys.executable, "-c", code], cwd=ROOT, env=environment(**more)
        )
        for _ in range(600):
            if handler.taken or sender.poll() is not None:
                break
            time.sleep(0.05)
        sender.kill()
        sender.wait()
        during = Departure.objects.get().fate
        actions.deliver(now=due + timedelta(hours=1))
        actions.deliver(now=due + timedelta(days=1))

    after = Departure.objects.get()
    assert (len(handler.taken), during, after.fate) == (1, Fate.SENDING, Fate.UNKNOWN)
    assert mail.message_id("k") in handler.taken[0]
