"""Museums' pages that nobody checked for a year: which museums were asked, which may be, and who reads the letter.

What was asked is read from the history: the asking and its reminder are lines of it, and the answer is
the day the page was checked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.museums.models import Membership, Museum
from dentelle.publishing.models import HistoryEntry

ASKED, REMINDED = "ask_verify", "remind_verify"
AGAIN = timedelta(
    days=30
)  # a museum asked since is left in peace by the button that asks all of them
REMINDED_AFTER = timedelta(days=10)
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a museum was asked and has not answered; it is reminded of it once."""

    asked_at: datetime
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one museum stands: what it was asked and has not answered, and whether it may be asked now."""

    asking: Asking | None
    is_reached: bool
    may_be_asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unverified:
    """The members whose page nobody checked for a year, the oldest first, and what the button does with each.

    `unreachable` have neither a contributor's address nor one of their own: they are telephoned.
    """

    museums: list[Museum]
    askings: Mapping[int, Asking]
    to_ask: list[Museum]
    lately: list[Museum]
    unreachable: list[Museum]


def unverified(now: datetime) -> Unverified:
    """Return the pages nobody checked for a year: two queries, whatever the network's size."""
    rows = Museum.objects.members().unverified(at=now).annotate(reached=_reached())
    museums = list(rows.order_by(F("verified_at").asc(nulls_first=True), "town", "slug"))
    asked = askings(museums)
    lately = {pk for pk, one in asked.items() if one.asked_at > now - AGAIN}
    reached = {museum.pk for museum in museums if museum.reached}  # type: ignore[attr-defined]  # annotated above
    return Unverified(
        museums=museums,
        askings=asked,
        to_ask=[museum for museum in museums if museum.pk in reached - lately],
        lately=[museum for museum in museums if museum.pk in lately],
        unreachable=[museum for museum in museums if museum.pk not in reached | lately],
    )


def _reached() -> Q:
    return ~Q(contact_email="") | Q(Exists(_contributors().filter(museum=OuterRef("pk"))))


def _contributors() -> QuerySet[Membership]:
    active = Membership.objects.filter(user__is_active=True, user__role=Role.MUSEUM)
    return active.exclude(user__email="")


def readers(museum: Museum) -> list[User]:
    """Return the contributors of a museum who may be written to, in the order of their accounts."""
    rows = _contributors().filter(museum=museum).select_related("user")
    return [one.user for one in rows.order_by("user")]


def standing(museum: Museum, now: datetime) -> Standing:
    """Return where a museum stands: once a day is the most it is asked, and not the day it answered."""
    asking = askings([museum]).get(museum.pk)
    is_reached = bool(museum.contact_email or readers(museum))
    days = [museum.verified_at, asking.asked_at if asking else None]
    is_done = localdate(now) in {localdate(day) for day in days if day}
    return Standing(
        asking=asking,
        is_reached=is_reached,
        may_be_asked=is_reached and not is_done and museum.left_date is None,
    )


def askings(museums: Iterable[Museum]) -> dict[int, Asking]:
    """Return, by the key of its museum, what each was asked and has not answered; one query."""
    verified = {museum.pk: museum.verified_at or _NEVER for museum in museums}
    if not verified:
        return {}
    last = _last(verified)
    return {
        pk: Asking(asked_at=at, reminded_at=_since(at, last.get((pk, REMINDED))))
        for (pk, verb), at in last.items()
        if verb == ASKED and at > verified[pk]
    }


def _since(asked_at: datetime, at: datetime | None) -> datetime | None:
    return at if at and at >= asked_at else None


def _last(museums: Iterable[int]) -> dict[tuple[int, str], datetime]:
    kind = ContentType.objects.get_for_model(Museum)
    entries = HistoryEntry.objects.filter(
        content_type=kind, verb__in=(ASKED, REMINDED), object_id__in=[str(pk) for pk in museums]
    )
    rows = entries.order_by().values("object_id", "verb").annotate(last=Max("at"))
    return {(int(row["object_id"]), row["verb"]): row["last"] for row in rows}


def to_remind(now: datetime) -> list[HistoryEntry]:
    """Return the askings that nobody answered for ten days, of the members not reminded yet; two queries.

    What was asked too long ago is asked again by a person, or never.
    """
    kind = ContentType.objects.get_for_model(Museum)
    late = HistoryEntry.objects.filter(
        content_type=kind, verb=ASKED, at__gt=now - AGAIN, at__lte=now - REMINDED_AFTER
    )
    found = {int(entry.object_id): entry for entry in late.select_related("actor").order_by("at")}
    waiting = askings(Museum.objects.members().filter(pk__in=found))
    return [entry for pk, entry in found.items() if _is_of(waiting.get(pk), entry)]


def waits_for(museum: Museum, entry: HistoryEntry) -> bool:
    """Say whether an asking of the history still waits for the museum's answer and for its reminder."""
    return museum.left_date is None and _is_of(askings([museum]).get(museum.pk), entry)


def _is_of(asking: Asking | None, entry: HistoryEntry) -> bool:
    return asking == Asking(asked_at=entry.at, reminded_at=None)
