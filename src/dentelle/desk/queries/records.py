"""Records as the desk shows them."""

from django.core.paginator import Page, Paginator
from django.db.models import Avg, Count, Q, QuerySet

from dentelle.accounts.models import User
from dentelle.catalogue.fields import FIELDS, Field
from dentelle.catalogue.models import Record
from dentelle.core.text import code_key, tidy
from dentelle.desk.queries.scope import museums_for, museums_of, within
from dentelle.museums.models import Museum
from dentelle.participation.models import ErrorReport
from dentelle.publishing.enums import State

PAGE = 50
POOR = 50  # a minimum-record score, out of 100
STATES = {
    "withdrawn": Q(state=State.WITHDRAWN),
    "flagged": ~Q(flags=[]),
    "poor": Q(score__lt=POOR),
}


def visible(user: User) -> QuerySet[Record]:
    """Return the records a person may open in the desk, withdrawn ones too."""
    return within(Record.objects.select_related("museum"), museums_of(user))


def found(user: User, *, words: str, museum: Museum | None, state: str, page: str) -> Page[Record]:
    """Return a page of records; a word is looked for in titles, inventory numbers and references."""
    records = visible(user)
    if museum:
        records = records.filter(museum=museum)
    if state in STATES:
        records = records.filter(STATES[state])
    if words:
        match = Q(title__icontains=words) | Q(reference=words)
        if key := code_key(words):
            match |= Q(inventory_key__startswith=key)
        records = records.filter(match)
    columns = records.only(
        "title", "inventory_number", "reference", "score", "state", "flags", "museum", "ark"
    )
    return Paginator(columns.order_by("-pk"), PAGE).get_page(page)


def museums(user: User) -> QuerySet[Museum]:
    """Return the museums a person works for, with their records' number and mean score, in one query."""
    return museums_for(user).annotate(
        record_count=Count("records"),
        public_count=Count("records", filter=Q(records__state=State.PUBLIC)),
        mean_score=Avg("records__score"),
    )


def reports(user: User, page: str) -> Page[ErrorReport]:
    """Return what visitors reported and nobody has handled yet, oldest first."""
    waiting = ErrorReport.objects.filter(handled_at=None).select_related("record__museum")
    mine = within(waiting, museums_of(user), "record__museum")
    return Paginator(mine.order_by("created_at", "pk"), PAGE).get_page(page)


def fields(record: Record) -> list[tuple[Field | None, str, str]]:
    """Return the record's fields in the order of the notice, those nobody knows last."""
    known = [tag for tag in FIELDS if tag in record.fields]
    unknown = sorted(record.fields.keys() - FIELDS.keys())
    return [(FIELDS.get(tag), tag, tidy(record.fields[tag])) for tag in (*known, *unknown)]
