"""Background doors. Each fetches by number, calls one action, and can run twice without harm."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from dentelle.accounts.models import User
from dentelle.catalogue import actions, aside
from dentelle.catalogue.actions import claims
from dentelle.catalogue.enums import RunState
from dentelle.catalogue.models import ImportRun
from dentelle.museums.models import Museum
from dentelle.search import actions as search

_SOON, _HELD = 20, 15  # seconds: askings are held a little less long than the first one waits


@task(queue_name="imports")
def read_import(run_id: int) -> None:
    """Read the files of a run and stage what they would change."""
    actions.read_run(run=ImportRun.objects.get(pk=run_id), now=timezone.now())


@task(queue_name="imports")
def apply_import(run_id: int) -> None:
    """Apply an approved run, indexing beside it."""
    run = ImportRun.objects.get(pk=run_id)
    with aside.indexing(run.rows_total):
        actions.apply_run(run=run, now=timezone.now())


@task(queue_name="imports")
def undo_import(run_id: int, actor_id: int | None = None) -> None:
    """Take a run back, indexing beside it."""
    run = ImportRun.objects.get(pk=run_id)
    actor = User.objects.get(pk=actor_id) if actor_id else None
    with aside.indexing(run.rows_total):
        actions.undo_run(run=run, actor=actor, now=timezone.now())


@task(queue_name="index")
def set_pictures_rights(numbers: list[int], change: dict[str, Any], actor_id: int) -> None:
    """Change some of the rights of many pictures; `until` comes as its ISO text."""
    given = dict(change)
    if given.get("until"):
        given["until"] = date.fromisoformat(given["until"])
    actor = User.objects.get(pk=actor_id)
    actions.set_pictures_rights(numbers=numbers, change=given, actor=actor, now=timezone.now())


@task(queue_name="index")
def follow_policy(museum_id: int, actor_id: int | None = None) -> None:
    """Bring a museum's unchecked pictures to its policy."""
    actor = User.objects.get(pk=actor_id) if actor_id else None
    museum = Museum.objects.get(pk=museum_id)
    actions.follow_policy(museum=museum, actor=actor, now=timezone.now())


@task(queue_name="index")
def index_pending() -> None:
    """Bring into the index what waits."""
    search.drain(index=aside.INDEX)


def index_soon() -> None:
    """Have what waits brought into the index in a while: one commit for what many pictures change.

    What is asked again before then is held by the first asking; what it waits for was written
    before, so that nothing is left behind.
    """
    if not index_pending.get_backend().supports_defer:
        index_pending.enqueue()
    elif cache.add("catalogue:index-soon", 1, timeout=_HELD):
        index_pending.using(run_after=timezone.now() + timedelta(seconds=_SOON)).enqueue()


def resume_interrupted() -> int:
    """Queue again the runs whose worker died; the worker calls it when it starts."""
    again: dict[str, Task[..., None]] = {
        RunState.READING: read_import,
        RunState.APPLYING: apply_import,
        RunState.UNDOING: undo_import,
    }
    runs = claims.interrupted(now=timezone.now())
    for run in runs:
        again[run.state].enqueue(run_id=run.pk)
    return len(runs)


def lapse_rights(now: datetime) -> None:
    """Have the index forget the pictures whose rights lapsed; the worker asks every minute."""
    actions.lapse_rights(now=now)
