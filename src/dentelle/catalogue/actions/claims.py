"""Who works on a run. One worker at a time; a dead one's work is taken up by the next.

A claim names the machine, the process and a token. It is dead when its process is known to be gone
(same machine), or when its heartbeat stopped for `STALE`.
"""

import os
import secrets
import socket
from collections.abc import Collection
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.utils.translation import gettext as _

from dentelle.catalogue.enums import RunState
from dentelle.catalogue.models import ImportRun

STALE = timedelta(minutes=2)
WORKING = (RunState.READING, RunState.APPLYING, RunState.UNDOING)


class RunError(Exception):
    """A run cannot do what is asked; the message, in the reader's language, says why and what to do."""


class Clock:
    """Moments of a long action, counted from the `now` it was given."""

    def __init__(self, now: datetime) -> None:
        self._now, self._start = now, monotonic()

    def seconds(self) -> float:
        """Return the seconds since the action began."""
        return monotonic() - self._start

    def now(self) -> datetime:
        """Return the present moment."""
        return self._now + timedelta(seconds=self.seconds())


def claim(run: ImportRun, *, states: Collection[str], to: RunState, now: datetime) -> str:
    """Take a run in hand and return the token of the claim; `run` is read again.

    Raises:
        RunError: it is in none of `states`, or somebody else works on it.
    """
    with transaction.atomic():
        held = ImportRun.objects.select_for_update().get(pk=run.pk)
        if held.state not in states:
            raise RunError(refusal(held))
        if held.state in WORKING and not is_dead(held, now=now):
            raise RunError(
                _("Somebody works on import %(run)d already. Wait for the end.") % {"run": run.pk}
            )
        held.state, held.claim, held.heartbeat_at = to, _token(), now
        held.save(update_fields=["state", "claim", "heartbeat_at"])
    run.refresh_from_db()
    return held.claim


def beat(run: ImportRun, *, now: datetime, **progress: int) -> bool:
    """Give a sign of life and say whether the run is still ours to go on with.

    Inside a batch's transaction it also holds the run, so that a pause waits for the batch's end.
    """
    return bool(
        ImportRun.objects.filter(pk=run.pk, claim=run.claim, state=run.state).update(
            heartbeat_at=now, **progress
        )
    )


def release(run: ImportRun, *, state: RunState, **values: object) -> None:
    """Lay a run down in its new state, if it is still ours.

    Raises:
        RunError: it was paused, abandoned or taken over meanwhile.
    """
    kept = ImportRun.objects.filter(pk=run.pk, claim=run.claim, state=run.state).update(
        state=state, claim="", heartbeat_at=None, **values
    )
    run.refresh_from_db()
    if not kept:
        raise RunError(refusal(run))


def move(run: ImportRun, *, states: Collection[str], to: RunState, **values: object) -> None:
    """Change the state of a run nobody needs to work on; `run` is read again.

    Raises:
        RunError: it is in none of `states`.
    """
    moved = ImportRun.objects.filter(pk=run.pk, state__in=states).update(
        state=to, claim="", heartbeat_at=None, **values
    )
    run.refresh_from_db()
    if not moved:
        raise RunError(refusal(run))


def is_dead(run: ImportRun, *, now: datetime) -> bool:
    """Say whether the worker of a run in progress is gone."""
    if run.heartbeat_at is None or now - run.heartbeat_at > STALE:
        return True
    host, _slash, rest = run.claim.partition("/")
    process = rest.partition("/")[0]
    return host == socket.gethostname() and process.isdecimal() and not _is_alive(int(process))


def interrupted(*, now: datetime) -> list[ImportRun]:
    """Return the runs whose worker is gone in the middle of its work."""
    working = ImportRun.objects.filter(state__in=WORKING).order_by("pk")
    return [run for run in working if is_dead(run, now=now)]


def refusal(run: ImportRun) -> str:
    """Return the sentence that says a run cannot do this now."""
    return _("Import %(run)d is in the state “%(state)s”: this cannot be done now.") % {
        "run": run.pk,
        "state": run.get_state_display(),
    }


def _token() -> str:
    return f"{socket.gethostname()[:60]}/{os.getpid()}/{secrets.token_hex(8)}"


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
