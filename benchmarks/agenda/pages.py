"""The addresses that are asked for, by whom, and the work the worker does beside."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from benchmarks.agenda.network import Network
from dentelle.agenda import tasks
from dentelle.museums.models import Museum
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox.models import Departure


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An address as somebody asks for it; `who` is nobody for a visitor. A floor shows an empty list."""

    name: str
    path: str
    side: str
    who: Any = None
    is_floor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Something the worker or one write does, again and again."""

    name: str
    do: Callable[[], Any]


def pages(network: Network) -> Iterator[Page]:
    """Go through every address: what visitors see, what the reviewer does, what a contributor does."""
    for name, path in _public(network).items():
        yield Page(name=name, path=path, side="public", is_floor=name == "an empty list")
    for name, path in _reviewer(network).items():
        floor = name == "an empty desk page"
        yield Page(name=name, path=path, side="desk", who=network.reviewer, is_floor=floor)
    for name, path in _contributor(network).items():
        yield Page(name=name, path=path, side="desk", who=network.contributor)


def works(network: Network) -> Iterator[Work]:
    """Go through what is done with nobody waiting for it, or while one museum is saved."""
    museum = Museum.objects.get(slug="musee-7")
    turn = iter(range(1000))

    def rename() -> None:
        museum.usual_name = f"Musée de la Dentelle {next(turn)}"
        museum.save()

    def pick_up(_now: datetime) -> None:
        list(Departure.objects.due(timezone.now())[:200])
        list(HistoryEntry.objects.filter(verb="propose").order_by("-pk")[:50])

    for name, tick in (
        ("tick: open and close", tasks.open_and_close),
        ("tick: carry repetitions on", tasks.carry_on),
        ("tick: departures due, proposals of the history", pick_up),
    ):
        yield Work(name=name, do=lambda tick=tick: tick(timezone.now()))
    yield Work(name=f"a museum of {network.of_museum} events changes its name", do=rename)


def _public(network: Network) -> dict[str, str]:
    here = f"/agenda/{network.month:%Y/%m}/"
    return {
        "an empty list": "/agenda/?musee=aucun",
        "month": here,
        "month, one kind": f"{here}?quoi=visite",
        "list": "/agenda/",
        "list, last page": "/agenda/?page=99999",
        "list, words": "/agenda/?q=dentelle+ville",
        "list, words of few": f"/agenda/?q=seance+{network.event.pk}",
        "list, kind and audience": "/agenda/?quoi=visite&pour=familles&gratuit=1",
        "list, this week": "/agenda/?quand=semaine",
        "list, five years of the past": f"/agenda/?du={network.month.year - 5}-01-01",
        "list, a museum": "/agenda/?musee=musee-7",
        "list, 30 km around": "/agenda/?ville=Ville+7&rayon=30",
        "a day": f"/agenda/?du={network.day}&au={network.day}",
        "map": "/agenda/?vue=carte",
        "an event": f"/agenda/{network.event.slug}/",
        "an event of each day": f"/agenda/{network.daily.slug}/",
        "data": "/agenda.json",
        "news": "/agenda.atom",
        "calendar, whole": "/agenda.ics",
        "calendar of a museum": "/agenda.ics?musee=musee-7",
        "calendar, dates told one by one": "/agenda.ics?musee=musee-3",
        "a museum": "/musees/musee-7/",
        "the door": "/",
    }


def _reviewer(network: Network) -> dict[str, str]:
    museum = Museum.objects.get(slug="musee-7").pk
    index, event = "/bureau/agenda/", network.proposed.pk
    return {
        "an empty desk page": "/bureau/signalements/",
        "home": "/bureau/",
        "events": index,
        "events, page 40": f"{index}?page=40",
        "events, over": f"{index}?when=past",
        "events, over, page 100": f"{index}?when=past&page=100",
        "events, at any time": f"{index}?when=all",
        "events, changes proposed": f"{index}?state=proposed&when=all",
        "events, submitted": f"{index}?state=submitted",
        "events, a kind": f"{index}?kind=visit",
        "events, a museum": f"{index}?museum={museum}&when=all",
        "events, words": f"{index}?q=dentelle+seance&when=all",
        "events, words of few": f"{index}?q=seance+{network.event.pk}&when=all",
        "to review": "/bureau/agenda/a-relire/",
        "one event": f"{index}{network.event.pk}/",
        "one event, changes proposed": f"{index}{event}/",
        "one event, read beside its proposal": f"{index}{event}/relire/",
        "feeds and what is there twice": "/bureau/agenda/flux/",
    }


def _contributor(network: Network) -> dict[str, str]:
    index = "/bureau/agenda/"
    return {
        "a contributor’s home": "/bureau/",
        "a contributor’s events": index,
        "a contributor’s events, at any time": f"{index}?when=all",
        "a contributor’s events, words": f"{index}?q=dentelle&when=all",
        "a contributor’s event": f"{index}{network.event.pk}/",
    }
