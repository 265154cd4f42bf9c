"""Asking museums to check their pages: the letters, their reminder, and the lines of history that hold both.

The history says what was asked; a letter has a key made of its museum, its asking and its reader, so that two
clicks are one letter.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.desk import page_letters
from dentelle.desk.queries import page_asks
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox.mail import post_mail


class NotAskedError(Exception):
    """A museum is not asked now; the message says why."""


class AskedLatelyError(NotAskedError):
    """It was asked a short while ago."""


class UnreachableError(NotAskedError):
    """Nobody can be written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the button that asks all of them did: who was asked, who was lately, who has no address."""

    asked: list[Museum]
    lately: list[Museum]
    unreachable: list[Museum]


def ask_all(*, actor: User, now: datetime) -> Asked:
    """Ask every member whose page nobody checked for a year, but those asked for less than thirty days.

    Each is asked in its own transaction: cut in the middle, the button goes on where it was.
    """
    found = page_asks.unverified(now)
    done = Asked(asked=[], lately=[*found.lately], unreachable=[*found.unreachable])
    for museum in found.to_ask:
        try:
            ask(museum=museum, actor=actor, now=now, peace=page_asks.AGAIN)
        except AskedLatelyError:  # somebody else did meanwhile
            done.lately.append(museum)
        except UnreachableError:
            done.unreachable.append(museum)
        except NotAskedError:  # it answered, or left: nothing is to be done about it
            continue
        else:
            done.asked.append(museum)
    return done


@transaction.atomic
def ask(*, museum: Museum, actor: User, now: datetime, peace: timedelta = timedelta()) -> int:
    """Write to each contributor of a museum, else to its own address; return the number of letters.

    One asked for less than `peace`, or the same day, is left alone.

    Raises:
        NotAskedError: it left, it answered today or was asked already, or nobody can be written to.
    """
    row = Museum.objects.select_for_update().get(pk=museum.pk)
    _check(row, now, peace)
    readers = _readers(row)
    if not readers:
        raise UnreachableError(
            _("Nobody can be written to: this museum has no address. Telephone it.")
        )
    entry = publishing.record_history(
        subject=row, verb=page_asks.ASKED, actor=actor, now=now, note=_names(row, readers)
    )
    for reader in readers:
        letter = page_letters.of_asking(row, reader, actor)
        _post("ask", entry, row, reader, letter, now=now)
    return len(readers)


def _check(museum: Museum, now: datetime, peace: timedelta) -> None:
    if museum.left_date:
        raise NotAskedError(_("This museum left the network: it has no page any more."))
    if museum.verified_at and localdate(museum.verified_at) == localdate(now):
        raise NotAskedError(_("The page was checked today already."))
    asking = page_asks.askings([museum]).get(museum.pk)
    if asking is None:
        return
    if localdate(asking.asked_at) == localdate(now) or asking.asked_at > now - peace:
        raise AskedLatelyError(_("The museum was asked today already."))


def _readers(museum: Museum) -> list[User | None]:
    """Return who is written to; nobody in person is whoever opens the museum's own mail."""
    return [*page_asks.readers(museum)] or ([None] if museum.contact_email else [])


def _names(museum: Museum, readers: list[User | None]) -> str:
    return ", ".join(str(reader or museum.contact_email) for reader in readers)


def _post(
    what: str,
    asking: HistoryEntry,
    museum: Museum,
    reader: User | None,
    letter: tuple[str, str],
    *,
    now: datetime,
) -> None:
    """Write one letter, of no use any more once the museum may be asked again."""
    subject, text = letter
    until = asking.at + page_asks.AGAIN
    key = f"page-{museum.pk}-{what}-{localdate(asking.at)}-{reader.pk if reader else 'museum'}"
    post_mail(
        key=key, to=reader.email if reader else museum.contact_email, subject=subject, text=text,
        reply_to=page_letters.answers_to(asking.actor), actor=asking.actor, now=now, expires_at=until,
    )  # fmt: skip


def remind(*, now: datetime) -> int:
    """Remind, once, the museums that have not answered for ten days; return how many are written to."""
    return sum(_reminded(asking, now) for asking in page_asks.to_remind(now))


@transaction.atomic
def _reminded(asking: HistoryEntry, now: datetime) -> bool:
    row = Museum.objects.select_for_update().get(pk=asking.object_id)
    readers = _readers(row)
    if not readers or not page_asks.waits_for(row, asking):
        return False
    publishing.record_history(
        subject=row, verb=page_asks.REMINDED, actor=None, now=now, note=_names(row, readers)
    )
    for reader in readers:
        letter = page_letters.of_reminder(row, reader, asking.actor, asking.at)
        _post("remind", asking, row, reader, letter, now=now)
    return True
