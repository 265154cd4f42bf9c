"""A network as large as any: museums, contributors, events of six years with their history, written at once."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.timezone import localdate

from benchmarks.agenda import programme
from benchmarks.agenda.programme import DAILY, Said, moment, one_in
from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.agenda.models import Event, Feed, Occurrence
from dentelle.catalogue.models import Record, RecordImage
from dentelle.media.models import Image
from dentelle.museums.models import Membership, Museum
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox.models import Departure

MUSEUMS, PEOPLE, FEEDS = 140, 500, 140
FIRST_SUBMITTED, SUBMITTED, PROPOSED, DECIDED = 100, 100, 40, 400
RECORDS = 5_000  # of one museum, with a picture each
_LETTERS, _STUCK = 5_000, 3
_BATCH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What was made, and whose eyes it is seen with. `day` is a day of `month`, the fullest."""

    reviewer: User
    contributor: User
    event: Event
    daily: Event
    proposed: Event
    month: date
    day: date
    events: int
    occurrences: int
    history: int
    of_museum: int


def build(events: int) -> Network:
    """Write the network; the same numbers give the same one, around today."""
    draw, today = random.Random(7), localdate()
    museums, people, reviewer = _museums(), _people(), _reviewer()
    _members(people, museums)
    feeds = _feeds(museums)
    said = list(programme.programme(events, today, draw))
    rows = programme.write(said, list(_states(said, feeds, today, draw)))
    _link(rows, museums, draw)
    _records(Museum.objects.get(slug="musee-7"))
    proposed = _history(rows, people, draw)
    _letters()
    _analyse()
    mine = Event.objects.of_museums([museums[7]])
    coming = Event.objects.filter(state="public", last_day__gte=today).exclude(pk__in=proposed)
    shown = (coming & mine).order_by("pk").first() or coming.order_by("pk")[0]  # a small network
    return Network(
        reviewer=reviewer, contributor=people[7], event=shown, daily=rows[0],
        proposed=Event.objects.get(pk=proposed[0]), month=programme.month_after(today), day=programme.month_after(today) + timedelta(days=14),
        events=len(rows), occurrences=Occurrence.objects.count(), history=HistoryEntry.objects.count(), of_museum=mine.count(),
    )  # fmt: skip


def _museums() -> list[int]:
    rows = Museum.objects.bulk_create(
        Museum(
            slug=f"musee-{number}", official_name=f"musée de la Ville {number}", town=f"Ville {number}",
            latitude=48.5 + number % 14 / 10, longitude=-1.5 + number // 14 / 5, publishes_collections=True,
        )
        for number in range(MUSEUMS)
    )  # fmt: skip
    return [row.pk for row in rows]


def _people() -> list[User]:
    return User.objects.bulk_create(
        User(username=f"contributeur-{number}", role=Role.MUSEUM, email=f"c{number}@example.org")
        for number in range(PEOPLE)
    )


def _reviewer() -> User:
    return User.objects.create(
        username="relecture", role=Role.COMMUNICATION, second_factor_waived=True
    )


def _members(people: list[User], museums: list[int]) -> None:
    Membership.objects.bulk_create(
        Membership(user=user, museum_id=museums[number % MUSEUMS])
        for number, user in enumerate(people)
    )


def _feeds(museums: list[int]) -> list[Feed]:
    now = datetime.now(UTC)
    line = {"title": "Visite des réserves", "outcome": "held", "reason": "Les visiteurs le lisent déjà.", "fields": ["title"]}  # fmt: skip
    return Feed.objects.bulk_create(
        Feed(
            museum_id=museums[number], address=f"https://musee-{number}.example.org/agenda.ics", kind="ical",
            due_at=now + timedelta(hours=1), fetched_at=now, created_at=now,
            last_report={"counts": {"held": 20, "unchanged": 180}, "lines": [line] * 200, "problems": []},
        )
        for number in range(FEEDS)
    )  # fmt: skip


def _states(
    said: list[Said], feeds: list[Feed], today: date, draw: random.Random
) -> Iterator[dict[str, Any]]:
    """Go through what else each event holds: its state and hours, its feed, when it was published."""
    for number, one in enumerate(said):
        yield {
            **(_to_come(number, today, draw) if one.coming else _past(number, one)),
            **(_from_a_feed(number, feeds) if one.coming and one_in(20, number, rank=13) else {}),
        }


def _to_come(number: int, today: date, draw: random.Random) -> dict[str, Any]:
    when = moment(today - timedelta(days=draw.randrange(1, 170)))
    if FIRST_SUBMITTED <= number < FIRST_SUBMITTED + SUBMITTED:
        return {"state": "submitted", "submitted_at": when}
    if one_in(50, number, rank=3):
        return {"state": "draft"}
    if one_in(75, number, rank=4):
        opens = moment(today + timedelta(days=20))
        return {"state": "scheduled", "opens_at": opens, "published_at": opens}
    closes = (
        {"closes_at": moment(today + timedelta(days=200))} if one_in(10, number, rank=5) else {}
    )
    return {"state": "public", "published_at": when, **closes}


def _past(number: int, one: Said) -> dict[str, Any]:
    seen = moment(date.fromisoformat(one.timings[0]["first"]) - timedelta(days=30))
    if one_in(50, number, rank=3):
        return {
            "state": "withdrawn",
            "withdrawn_at": seen + timedelta(days=9),
            "published_at": seen,
        }
    return {"state": "archived" if one_in(10, number, rank=1) else "public", "published_at": seen}


def _from_a_feed(number: int, feeds: list[Feed]) -> dict[str, Any]:
    return {"feed": feeds[number % FEEDS], "origin": "feed", "source_uid": f"uid-{number}"}


def _link(events: list[Event], museums: list[int], draw: random.Random) -> None:
    """Give each event its museum; a fiftieth is of two; those told day by day are of one museum."""
    links = Event.museums.through
    links.objects.bulk_create(
        (
            links(event_id=event.pk, museum_id=museum)
            for number, event in enumerate(events)
            for museum in ([museums[3]] if number < DAILY else draw.sample(museums, 1 + (one_in(50, number, rank=0))))
        ),
        batch_size=_BATCH,
    )  # fmt: skip


def _records(museum: Museum) -> None:
    """Give a museum its records, each with a picture that may be shown."""
    now = datetime.now(UTC)
    records = Record.objects.bulk_create(
        Record(
            museum=museum, reference=str(number), ark=f"99999/{number}", title=f"Carreau de dentelle {number}",
            inventory_number=f"2026.{number}", state="public", created_at=now, updated_at=now,
        )
        for number in range(RECORDS)
    )  # fmt: skip
    images = Image.objects.bulk_create(
        Image(
            key=f"{number:024x}", original_name="x.jpg", path="x.jpg", mime="image/jpeg", width=900, height=600,
            size=1, credit="Musée de la Ville", uses=["show"], state="public", created_at=now,
        )
        for number in range(RECORDS)
    )  # fmt: skip
    RecordImage.objects.bulk_create(
        RecordImage(record=record, image=image)
        for record, image in zip(records, images, strict=True)
    )


def _history(events: list[Event], people: list[User], draw: random.Random) -> list[int]:
    """Write each event's history, and what was proposed; return the events whose proposals wait."""
    kind, now = ContentType.objects.get_for_model(Event), datetime.now(UTC)

    def line(event: Event, verb: str, **parts: Any) -> HistoryEntry:
        who = people[event.pk % PEOPLE]
        values = {"at": event.published_at or now, "actor": who, **parts}
        return HistoryEntry(content_type=kind, object_id=str(event.pk), verb=verb, **values)

    told = [line(event, verb) for event in events for verb in ("create", "submit", "approve")]
    changed = {"before": {"prices": "", "version": 1}, "after": {"prices": "5 €", "version": 2}}
    told += [line(event, "edit", **changed) for event in draw.sample(events, len(events) // 5)]
    public = [event for event in events if event.state == "public"]
    coming = [event for event in public if event.last_day and event.last_day >= localdate()]
    for event in draw.sample(public, min(DECIDED, len(public) // 4)):
        told += [line(event, "propose", **changed), line(event, draw.choice(("accept", "refuse")))]
    waiting = draw.sample(coming, PROPOSED)
    told += [line(event, "propose", **changed) for event in waiting]
    draw.shuffle(told)  # nobody’s history is written at once: proposals lie among all the rest
    order = {"create": 0, "accept": 2, "refuse": 2}  # a decision comes after what it decides
    told.sort(key=lambda entry: order.get(entry.verb, 1))
    HistoryEntry.objects.bulk_create(told, batch_size=_BATCH)
    return [event.pk for event in waiting]


def _letters() -> None:
    now = datetime.now(UTC)
    Departure.objects.bulk_create(
        Departure(
            key=f"lettre-{number}", kind="mail", to="c@example.org", title="À corriger", written_at=now, due_at=now,
            fate="failed" if number < _STUCK else "sent", settled_at=now,
        )
        for number in range(_LETTERS)
    )  # fmt: skip


def _analyse() -> None:
    """Have PostgreSQL know its tables, as its own worker would have by then; SQLite guesses."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
