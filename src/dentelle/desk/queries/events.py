"""Events as the desk lists them: those of a person's museums, or all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from dentelle.accounts.models import User
from dentelle.agenda.asked import words_of
from dentelle.agenda.models import Event
from dentelle.agenda.queries.listing import Line, lines
from dentelle.agenda.showing import SENT
from dentelle.catalogue.models import Record, RecordImage
from dentelle.desk.queries.scope import museums_of
from dentelle.media.enums import Use
from dentelle.media.models import Image
from dentelle.media.queries import Picture, allow, picture
from dentelle.publishing.enums import State
from dentelle.publishing.models import APPROVED, HistoryEntry
from dentelle.publishing.queries import history_of, with_last

PROPOSE, ACCEPT, REFUSE, RENOUNCE = "propose", "accept", "refuse", "renounce"
_ABOUT = (PROPOSE, ACCEPT, REFUSE, RENOUNCE)
FORGOTTEN = timedelta(days=30)  # what was sent back and not taken up for so long is asked no more
_PER_PAGE = 50
_PICTURES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """Changes proposed to an event, and by what they were sent back, if they were."""

    proposal: HistoryEntry
    refusal: HistoryEntry | None = None

    def shows(self, image: Image) -> bool:
        """Say whether the event would show that picture."""
        return bool(self.proposal.after.get("image") == image.pk)

    def over(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was proposed over an event's values.

        Of what was sent back, a field that was written since is left as it is now; a picture that may be
        shown no more leaves the event its own.
        """
        before: Mapping[str, Any] = self.proposal.before
        after: dict[str, Any] = self.proposal.after
        return {
            name: value
            for name, value in after.items()
            if (self.refusal is None or values.get(name) == before.get(name))
            and (name != "image" or _may_stand(value))
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A picture that may be shown with an event, and the object it shows, or what one sees on it."""

    image: Image
    picture: Picture
    title: str
    inventory: str


def visible(user: User) -> QuerySet[Event]:
    """Return the events a person may see at the desk; another museum's are not there at all."""
    own = museums_of(user)
    return Event.objects.all() if own is None else Event.objects.of_museums(own)


def narrowed(events: QuerySet[Event], asked: Mapping[str, Any], *, today: date) -> QuerySet[Event]:
    """Keep the events a list was asked for, the next first, those over from the latest."""
    if state := asked.get("state"):
        events = _of_state(events, state)
    if museum := asked.get("museum"):
        events = events.of_museums([museum.pk])  # type: ignore[attr-defined]
    if kind := asked.get("kind"):
        events = events.filter(kind=kind)
    for word in words_of(asked.get("q", "")):
        events = events.filter(words__contains=word)
    return _at_time(events, asked.get("when", ""), today)


def _of_state(events: QuerySet[Event], state: str) -> QuerySet[Event]:
    if state == "proposed":
        return events.filter(_changing())
    return events.filter(state=state)


def _at_time(events: QuerySet[Event], when: str, today: date) -> QuerySet[Event]:
    if when == "past":
        return events.filter(last_day__lt=today).order_by("-last_day", "-pk")
    if when == "all":
        return events.order_by("-last_day", "-pk")
    coming = Q(last_day__gte=today) | Q(last_day=None)
    return events.filter(coming).order_by("first_day", "pk")


def found(
    user: User, asked: Mapping[str, Any], *, page: str, today: date
) -> tuple[Page[Event], list[Line]]:
    """Return a page of events with what a list shows of each; as many queries for one as for fifty."""
    rows = narrowed(visible(user).select_related("image"), asked, today=today)
    shown = Paginator(rows, _PER_PAGE).get_page(page)
    return shown, lines(list(shown.object_list), today=today)


def choices(museums: Collection[int], words: str, *, chosen: Image | None = None) -> list[Choice]:
    """Return pictures of these museums' public records that may be shown, the chosen one first."""
    links = usable(museums)
    for word in words.split():
        links = links.filter(
            Q(record__title__icontains=word) | Q(record__inventory_number__icontains=word)
        )
    rows = links.select_related("image", "record").order_by("record", "rank", "pk")
    few = rows[: _PICTURES * 3] if words else ()
    found = {link.image_id: _choice(link.image, link) for link in few}
    if chosen:
        found = {chosen.pk: _choice(chosen, _link(museums, chosen)), **found}
    return [choice for choice in found.values() if choice][: _PICTURES + 1]


def usable(museums: Collection[int]) -> QuerySet[RecordImage]:
    """Return the pictures of these museums' public records."""
    records = Record.objects.public().filter(museum__in=museums)
    return RecordImage.objects.filter(record__in=records, image__state=State.PUBLIC)


def may_show(museums: Collection[int], image: Image, user: User) -> bool:
    """Say whether a picture may illustrate an event of these museums: theirs, or one `user` just sent."""
    if not allow(image, Use.SHOW):
        return False
    return (
        usable(museums).filter(image=image).exists()
        or Event.objects.of_museums(list(museums)).filter(image=image).exists()
        or _sent(image, user)
    )


def was_sent_by(image: Image, user: User) -> bool:
    """Say whether that person sent a picture with an event."""
    return history_of(image).filter(verb=SENT, actor=user).exists()


def _sent(image: Image, user: User) -> bool:
    """Say whether a picture that shows no object of anybody's was sent by that person with an event."""
    return was_sent_by(image, user) and not RecordImage.objects.filter(image=image).exists()


def _may_stand(number: int | None) -> bool:
    """Say whether a picture that was proposed may still be shown; none may."""
    if number is None:
        return True
    image = Image.objects.filter(pk=number).first()
    return image is not None and bool(allow(image, Use.SHOW))


def _link(museums: Collection[int], image: Image) -> RecordImage | None:
    links = RecordImage.objects.filter(image=image, record__museum__in=museums)
    return links.select_related("image", "record").order_by("record", "pk").first()


def _choice(image: Image, link: RecordImage | None) -> Choice | None:
    shown = picture(image)
    if shown is None:
        return None
    return Choice(
        image=image,
        picture=shown,
        title=link.record.title if link else image.alt or image.original_name,
        inventory=link.record.inventory_number if link else "",
    )


def pending() -> QuerySet[HistoryEntry]:
    """Return the changes proposed to public events about which nobody decided yet, the oldest first."""
    kind = ContentType.objects.get_for_model(Event)
    told = HistoryEntry.objects.filter(content_type=kind, verb__in=_ABOUT)
    later = told.filter(object_id=OuterRef("object_id"), pk__gt=OuterRef("pk"))
    mine = HistoryEntry.objects.filter(content_type=kind, verb=PROPOSE)
    return mine.filter(~Exists(later)).select_related("actor").order_by("pk")


def proposal(event: Event) -> HistoryEntry | None:
    """Return what is proposed to change in an event, or nothing."""
    last = _told_last(event)[:1]
    return last[0] if last and last[0].verb == PROPOSE else None


def in_hand(event: Event, *, now: datetime) -> InHand | None:
    """Return what its contributor is at: what they proposed and waits, or was sent back lately, or nothing."""
    match _told_last(event):
        case [HistoryEntry(verb="propose") as last, *_]:
            return InHand(proposal=last)
        case [HistoryEntry(verb="refuse") as last, HistoryEntry(verb="propose") as before]:
            return InHand(proposal=before, refusal=last) if last.at > now - FORGOTTEN else None
    return None


def _told_last(event: Event) -> list[HistoryEntry]:
    """Return the last two steps about changes proposed: one that was sent back stands behind its refusal."""
    if (
        event.state not in APPROVED
    ):  # taken back since: what was proposed waits until it is approved
        return []
    return list(history_of(event).filter(verb__in=_ABOUT).order_by("-pk")[:2])


def refused(rows: QuerySet[Event], *, now: datetime) -> QuerySet[Event]:
    """Keep the events to come whose changes were sent back lately and not taken up; `asked` says why."""
    coming = narrowed(rows, {}, today=localdate(now)).filter(state__in=APPROVED)
    told = with_last(coming, _ABOUT)
    return told.filter(decided=REFUSE, decided_at__gt=now - FORGOTTEN)


def was_proposed(image: Image, user: User) -> bool:
    """Say whether a picture was proposed for an event that a person sees."""
    kind = ContentType.objects.get_for_model(Event)
    told = HistoryEntry.objects.filter(content_type=kind, verb=PROPOSE, after__image=image.pk)
    numbers = [int(number) for number in told.values_list("object_id", flat=True)]
    return visible(user).filter(pk__in=numbers).exists()


def _proposed() -> list[int]:
    numbers = pending().order_by().values_list("object_id", flat=True)
    return [int(number) for number in numbers]


def _changing() -> Q:
    """Return what is approved and has changes proposed; the few are found by their numbers, not by state."""
    return Q(pk__in=_proposed()) & ~Q(state__in=[one for one in State if one not in APPROVED])


def queue() -> QuerySet[Event]:
    """Return the events that wait for a reviewer: submitted, or public with changes proposed."""
    waiting = Q(state=State.SUBMITTED) | _changing()
    return Event.objects.filter(waiting).order_by("submitted_at", "pk")
