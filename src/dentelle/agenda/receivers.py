"""The words an event is found by, kept with it: folded, whoever writes it and by whichever door."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.db.models.signals import m2m_changed, post_save

from dentelle.agenda.models import Event
from dentelle.core.text import fold
from dentelle.museums.models import Museum

_BATCH = 500
_NAMED = ("official_name", "usual_name", "town")  # of a museum
_SAID = ("title", "short_title", "summary", "description", "place_name", "place_town", "organisers")


def connect() -> None:
    """Listen to events, to their museums, and to the names of museums."""
    post_save.connect(_event_saved, sender=Event, dispatch_uid="agenda.words.event")
    m2m_changed.connect(
        _museums_set, sender=Event.museums.through, dispatch_uid="agenda.words.museums"
    )
    post_save.connect(_museum_saved, sender=Museum, dispatch_uid="agenda.words.museum")


def words(event: Event, museums: Iterable[Museum]) -> str:
    """Return what is looked into: what the event says and the names and towns of its museums, folded."""
    said = [getattr(event, name) for name in _SAID]
    named = [getattr(museum, name) for museum in museums for name in _NAMED]
    return fold(" ".join(filter(None, [*said, *named])))


def _keep(event: Event) -> None:
    said = words(event, event.museums.only(*_NAMED))
    if said != event.words:
        event.words = said
        Event.objects.filter(pk=event.pk).update(words=said)


def _event_saved(
    *, instance: Event, update_fields: frozenset[str] | None, raw: bool, **_what: Any
) -> None:
    if not raw and (update_fields is None or set(_SAID) & update_fields):
        _keep(instance)


def _museums_set(*, instance: Event | Museum, action: str, **_what: Any) -> None:
    if isinstance(instance, Event) and action in {"post_add", "post_remove", "post_clear"}:
        _keep(instance)


def _museum_saved(
    *,
    instance: Museum,
    created: bool,
    update_fields: frozenset[str] | None,
    raw: bool,
    **_what: Any,
) -> None:
    if created or raw or not (update_fields is None or set(_NAMED) & update_fields):
        return
    names = Prefetch("museums", Museum.objects.only(*_NAMED))
    events = Event.objects.of_museums([instance.pk]).only("words", *_SAID).prefetch_related(names)
    stale = []
    for event in events.iterator(chunk_size=_BATCH):
        said = words(event, event.museums.all())
        if said != event.words:
            event.words = said
            stale.append(event)
    Event.objects.bulk_update(stale, ["words"], batch_size=_BATCH)
