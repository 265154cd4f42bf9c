"""Records as the desk shows them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet

from dentelle.accounts.models import User
from dentelle.catalogue.fields import FIELDS, Field
from dentelle.catalogue.models import Record
from dentelle.core.text import code_key, tidy
from dentelle.desk.queries.scope import museums_for, museums_of, within
from dentelle.museums.models import Museum
from dentelle.participation.models import ErrorReport
from dentelle.publishing.enums import State

POOR = 50  # a minimum-record score, out of 100
STATES = {
    "withdrawn": Q(state=State.WITHDRAWN),
    "flagged": ~Q(flags=[]),
    "poor": Q(score__lt=POOR),
}


def visible(user: User) -> QuerySet[Record]:
    """Return the records a person may open in the desk, withdrawn ones too."""
    return within(Record.objects.select_related("museum"), museums_of(user))


def narrowed(records: QuerySet[Record], asked: Mapping[str, Any]) -> QuerySet[Record]:
    """Keep the records a list was asked for; words are those of titles, inventory numbers and references."""
    if museum := asked.get("museum"):
        records = records.filter(museum=museum)
    if (state := asked.get("state")) in STATES:
        records = records.filter(STATES[state])
    if words := asked.get("q"):
        match = Q(title__icontains=words) | Q(reference=words)
        if key := code_key(words):
            match |= Q(inventory_key__startswith=key)
        records = records.filter(match)
    columns = records.only(
        "title", "inventory_number", "reference", "score", "state", "flags", "museum", "ark"
    )
    return columns.order_by("-pk")


def museums(user: User) -> QuerySet[Museum]:
    """Return the museums a person works for, with their records' number and mean score, in one query."""
    return museums_for(user).annotate(
        record_count=Count("records"),
        public_count=Count("records", filter=Q(records__state=State.PUBLIC)),
        mean_score=Avg("records__score"),
    )


def museums_asked(found: QuerySet[Museum], asked: Mapping[str, Any]) -> QuerySet[Museum]:
    """Keep the museums a list was asked for."""
    for word in asked.get("q", "").split():
        called = Q(usual_name__icontains=word) | Q(official_name__icontains=word)
        found = found.filter(called | Q(town__icontains=word) | Q(museofile__icontains=word))
    if unchecked := asked.get("unchecked"):
        found = found.filter(unchecked_pictures=unchecked)
    state = asked.get("state")
    if state == "empty":
        return found.filter(~Exists(Record.objects.filter(museum=OuterRef("pk"))))
    return found.filter(publishes_collections=state == "publishing") if state else found


def reports(user: User, asked: Mapping[str, Any]) -> QuerySet[ErrorReport]:
    """Return what visitors reported, among what was asked for: what nobody has handled, oldest first."""
    found = within(ErrorReport.objects.all(), museums_of(user), "record__museum")
    if museum := asked.get("museum"):
        found = found.filter(record__museum=museum)
    for word in asked.get("q", "").split():
        said = Q(message__icontains=word) | Q(evidence__icontains=word)
        found = found.filter(said | Q(record__title__icontains=word))
    found = found.select_related("record__museum")
    if state := asked.get("state"):
        found = found.filter(handled_at__isnull=False) if state == "handled" else found
        return found.order_by("-created_at", "-pk")
    return found.filter(handled_at=None).order_by("created_at", "pk")


def fields(record: Record) -> list[tuple[Field | None, str, str]]:
    """Return the record's fields in the order of the notice, those nobody knows last."""
    known = [tag for tag in FIELDS if tag in record.fields]
    unknown = sorted(record.fields.keys() - FIELDS.keys())
    return [(FIELDS.get(tag), tag, tidy(record.fields[tag])) for tag in (*known, *unknown)]
