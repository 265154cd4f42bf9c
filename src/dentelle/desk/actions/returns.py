"""Giving a thing back to whoever wrote it, with the letter that says what is to be corrected."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.desk.letters import language, network
from dentelle.publishing.models import HistoryEntry, Scheduled
from dentelle.publishing.outbox.mail import post_mail
from dentelle.publishing.queries import history_of


def given_last(subject: Scheduled, verbs: Collection[str] = ("submit",)) -> HistoryEntry | None:
    """Return how a thing was last given to whoever reviews, or nothing."""
    return history_of(subject).filter(verb__in=verbs).first()


def post_back(  # noqa: PLR0913 -- a letter, and what it is about
    *,
    kind: str,
    subject: Scheduled,
    to: User | None,
    read: Promise,
    message: str,
    actor: User,
    now: datetime,
) -> bool:
    """Write to the writer of a thing that was sent back, unless they sent it back themselves; say whether it leaves.

    `kind` names the thing in the desk's addresses; `read` says, in the network's language, that it was
    read: it has a place for its `title`. The caller's transaction decides.
    """
    if to is None or not to.email or to.pk == actor.pk:
        return False
    title = {"title": str(subject)}
    with language():
        lines = [
            _("Hello %(name)s,") % {"name": to},
            str(read) % title,
            message,
            _("Correct it here, then submit it again:"),
            settings.SITE_URL + reverse(f"desk:{kind}", args=[subject.pk]),
            f"{actor}\n{network()}",
        ]
        post_mail(
            key=f"{kind}-back-{subject.pk}-{now.timestamp()}",
            to=to.email,
            subject=_("To be corrected: %(title)s") % title,
            text="\n\n".join(lines),
            actor=actor,
            now=now,
        )
    return True
