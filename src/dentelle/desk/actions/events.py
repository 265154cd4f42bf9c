"""What the desk decides about events beyond writing them: changes proposed, letters to their writers."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dentelle.accounts.models import User
from dentelle.agenda import actions as agenda
from dentelle.agenda import rules
from dentelle.agenda.enums import CheckOutcome
from dentelle.agenda.models import Check, Event
from dentelle.desk.actions.returns import given_last, post_back
from dentelle.desk.check_letters import of_return
from dentelle.desk.queries import events
from dentelle.media.models import Image
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox.mail import post_mail

_COPIED = (
    "kind", "title", "short_title", "summary", "description", "timing_note", "is_free", "prices", "audiences",
    "age_from", "age_to", "access", "languages", "booking", "booking_url", "place_name", "place_address",
    "place_town", "latitude", "longitude", "image", "contact_email", "contact_phone", "website", "organisers", "language",
)  # fmt: skip
_WAS_READ = gettext_lazy(
    "Your event “%(title)s” was read. Before it is published, this is asked of you:"
)


@transaction.atomic
def submit(*, event: Event, actor: User, now: datetime) -> None:
    """Give an event to whoever reviews; a museum that gives its own has checked it.

    Raises:
        DecisionError: it is no draft.
    """
    publishing.submit(subject=event, actor=actor, now=now)
    if not rules.can_review(actor):
        agenda.verify_event(event=event, by=str(actor), actor=actor, now=now)


@transaction.atomic
def propose(  # noqa: PLR0913 -- a proposal, and what it was written from
    *,
    event: Event,
    values: Mapping[str, Any],
    seen: int,
    proposal: int | None,
    actor: User | None,
    now: datetime,
    note: str = "",
) -> list[str]:
    """Keep what a contributor would change in an approved event, and return the fields; nothing moves.

    `proposal` is the number of the proposal that was on their screen, which this one replaces;
    `note` says who they are when they have no account.

    Raises:
        EditedMeanwhileError: somebody saved since the version `seen`, or proposed something else.
    """
    row = _locked(event)
    if row.version != seen:  # raises, writing nothing: what they did not touch is no proposal
        publishing.edit(subject=event, values={}, seen=seen, actor=actor, now=now)
    waiting = events.proposal(row)
    if waiting is not None and waiting.pk != proposal:
        raise publishing.EditedMeanwhileError(_said(waiting), row.version)
    mine = {name: publishing.plain(row, name, value) for name, value in values.items()}
    # Another's form may show other fields: what was proposed of them stands.
    wanted = {**(waiting.after if waiting else {}), **mine}
    before = {name: publishing.plain(row, name) for name in wanted}
    after = {name: value for name, value in wanted.items() if before[name] != value}
    if after:
        publishing.record_history(
            subject=event,
            verb="propose",
            actor=actor,
            now=now,
            note=note,
            before={name: before[name] for name in after},
            after=after,
        )
    elif waiting is not None:
        publishing.record_history(subject=event, verb="renounce", actor=actor, now=now, note=note)
    return [name for name in mine if name in after]


def _said(proposal: HistoryEntry) -> tuple[publishing.Theirs, ...]:
    """Return a proposal as what another wrote."""
    return tuple(
        publishing.Theirs(
            field=name,
            before=proposal.before[name],
            after=value,
            actor=proposal.actor,
            at=proposal.at,
        )
        for name, value in proposal.after.items()
    )


@transaction.atomic
def accept(
    *, event: Event, proposal: int | None, seen: int, actor: User, now: datetime
) -> list[str]:
    """Write what was proposed, for its reviewer; the history keeps both.

    Raises:
        DecisionError: another proposal, or none, waits since the reviewer read this one.
        EditedMeanwhileError: the event was written since the reviewer read it.
    """
    read = _read(event, proposal)
    values = dict(read.after)
    if "image" in values:
        values["image"] = _image(values["image"])
    changed = agenda.edit_event(event=event, values=values, seen=seen, actor=actor, now=now)
    publishing.record_history(subject=event, verb="accept", actor=actor, now=now)
    agenda.verify_event(event=event, by=str(read.actor or read.note), actor=read.actor, now=read.at)
    return changed


def _locked(event: Event) -> Event:
    found: Event = Event.objects.select_for_update().get(pk=event.pk)
    return found


def _read(event: Event, proposal: int | None) -> HistoryEntry:
    """Return the proposal that waits, when it is the one that was read."""
    waiting = events.proposal(_locked(event))
    if waiting is None or waiting.pk != proposal:
        raise publishing.DecisionError(_("It was changed since you read it: read it again."))
    return waiting


def _image(number: int | None) -> Image | None:
    return Image.objects.filter(pk=number).first() if number else None


@transaction.atomic
def renounce(*, event: Event, proposal: int | None, actor: User, now: datetime) -> None:
    """Give up what was proposed, by whom proposed it: it waits, or it was sent back to them.

    `proposal` is its number: what a colleague proposed since is not given up with it.

    Raises:
        DecisionError: another proposal, or none, stands since it was read.
    """
    hand = events.in_hand(_locked(event), now=now)
    if hand is None or hand.proposal.pk != proposal:
        raise publishing.DecisionError(_("It was changed since you read it: read it again."))
    publishing.record_history(subject=event, verb="renounce", actor=actor, now=now)


@transaction.atomic
def send_back(
    *, event: Event, message: str, proposal: int | None, seen: int, actor: User, now: datetime
) -> bool:
    """Give a submitted event, or the changes proposed, back to their writer; say whether a letter leaves.

    `proposal` is the number of the proposal that was read, None for a submitted event, of which `seen`
    is the version that was.

    Raises:
        DecisionError: what was read waits no more, or nothing is said to the writer.
    """
    to, check = writer(event), _by_link(event, now)
    if proposal is not None:
        _refuse(event, proposal, message.strip(), actor, now)
    else:
        publishing.send_back(subject=event, message=message, actor=actor, now=now, seen=seen)
    if check is not None:
        _write_to_museum(check, message.strip(), actor, now)
        return True
    return post_back(
        kind="event",
        subject=event,
        to=to,
        read=_WAS_READ,
        message=message.strip(),
        actor=actor,
        now=now,
    )


def _refuse(event: Event, proposal: int, message: str, actor: User, now: datetime) -> None:
    _read(event, proposal)
    if not message:
        raise publishing.DecisionError(_("Say what is to be corrected: its writer reads it."))
    publishing.record_history(subject=event, verb="refuse", actor=actor, now=now, note=message)


def writer(event: Event) -> User | None:
    """Return who submitted or proposed last, else who entered the event; nobody when it was by a link."""
    last = _given_last(event)
    return last.actor if last else event.created_by


def written_by(event: Event) -> str:
    """Return the same in words: a museum that used its link wrote its name."""
    last = _given_last(event)
    return str((last.actor or last.note) if last else (event.created_by or ""))


def _given_last(event: Event) -> HistoryEntry | None:
    return given_last(event, ("submit", "propose"))


def _by_link(event: Event, now: datetime) -> Check | None:
    """Return the check by which a museum without account wrote last, while its link still works."""
    last = _given_last(event)
    if last is None or last.actor is not None or not last.note:
        return None
    corrected = event.checks.open(now).filter(outcome=CheckOutcome.CORRECTED)
    return corrected.select_related("event", "asked_by").order_by("-answered_at").first()


def _write_to_museum(check: Check, message: str, actor: User, now: datetime) -> None:
    subject, text = of_return(check, message)
    post_mail(
        key=f"check-{check.pk}-back-{now.timestamp()}", to=check.to, subject=subject, text=text,
        actor=actor, now=now, private=True, expires_at=check.expires_at,
    )  # fmt: skip


@transaction.atomic
def undo(*, event: Event, entry: HistoryEntry, actor: User, now: datetime) -> list[str]:
    """Take a change back, with the occurrences that follow from it.

    Raises:
        NotUndoableError: the entry is no change of fields, or was written over since.
    """
    fields = publishing.undo_edit(entry=entry, actor=actor, now=now)
    event.refresh_from_db()
    event.sequence += 1
    event.updated_at = now
    event.save(update_fields=["sequence", "updated_at"])
    if "timings" in fields:
        agenda.materialise(event=event, today=localdate(now))
    return fields


@transaction.atomic
def duplicate(*, event: Event, museums: Iterable[Museum], actor: User, now: datetime) -> Event:
    """Make a draft like an event for some museums, to be dated: its days stay with the first."""
    values = {name: getattr(event, name) for name in _COPIED}
    values["title"] = (_("%(title)s (copy)") % {"title": event.title})[:200]
    return agenda.create_event(
        values=values | {"records": list(event.records.all())},
        museums=museums,
        actor=actor,
        now=now,
    )
