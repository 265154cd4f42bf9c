"""What the desk reminds people of by mail: reviews that wait, what was sent back and not taken up again.

Each letter has a key made of what it is about, so that being asked again writes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.agenda import rules as agenda
from dentelle.agenda.models import Event
from dentelle.desk.letters import language, network
from dentelle.desk.queries import events, offers
from dentelle.jobs import rules as jobs
from dentelle.jobs.models import Offer
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox.mail import post_mail
from dentelle.publishing.outbox.models import Departure

WAITED = timedelta(days=3)  # a museum that hears nothing for longer writes elsewhere
SENT_BACK = timedelta(days=4)
_MORNING, _EVENING = 8, 19  # hours of the network's time zone: nobody is written to at night
_WEEKEND = 5
_NAMED = 8


def is_time_to_write(now: datetime) -> bool:
    """Say whether a reminder may leave: on a working day, in working hours, where the network is."""
    local = localtime(now)
    return local.weekday() < _WEEKEND and _MORNING <= local.hour < _EVENING


def remind_reviewers(*, now: datetime) -> int:
    """Tell those who review what has waited for three days, and return how many are written to.

    Whoever was written to today or in the two days before is left in peace.
    """
    local = localtime(now)
    late = _late(now)
    if not late:
        return 0
    reviewers = _not_written_to_since(local.date() - WAITED)
    for reviewer in reviewers:
        _write_to_reviewer(reviewer, late, key=_key(reviewer, local.date()), now=now)
    return len(reviewers)


def _not_written_to_since(day: date) -> list[User]:
    """Return those who review and whom no such letter was written to after a day."""
    reviewers = User.objects.filter(
        is_active=True, role__in=(Role.COMMUNICATION, Role.NETWORK)
    ).exclude(email="")
    days = [day + timedelta(days=after) for after in range(1, WAITED.days + 1)]
    keys = {_key(reviewer, one): reviewer.pk for reviewer in reviewers for one in days}
    written = Departure.objects.filter(key__in=keys).values_list("key", flat=True)
    told = {keys[key] for key in written}
    return [reviewer for reviewer in reviewers if reviewer.pk not in told]


def _key(reviewer: User, day: date) -> str:
    return f"review-{reviewer.pk}-{day.isoformat()}"


def _late(now: datetime) -> list[Event | Offer]:
    """Return what has waited for a review since before `WAITED`: submitted, or changed by a proposal."""
    before = now - WAITED
    submitted = Event.objects.filter(state=State.SUBMITTED, submitted_at__lte=before)
    proposed = events.pending().filter(at__lte=before).values_list("object_id", flat=True)
    rows = submitted | events.queue().filter(pk__in=[int(number) for number in proposed])
    return [
        *rows.distinct().order_by("submitted_at", "pk"),
        *offers.queue().filter(submitted_at__lte=before),
    ]


def _write_to_reviewer(
    reviewer: User, late: Sequence[Event | Offer], *, key: str, now: datetime
) -> None:
    with language():
        count = len(late)
        subject = ngettext(
            "%(num)s announcement has waited for a review for three days",
            "%(num)s announcements have waited for a review for three days",
            count,
        ) % {"num": count}
        named = [f"– {one.title}" for one in late[:_NAMED]]
        more = count - len(named)
        if more:
            named.append(ngettext("and %(num)s other", "and %(num)s others", more) % {"num": more})
        text = "\n\n".join(
            [
                _("Hello %(name)s,") % {"name": reviewer},
                ngettext(
                    "Its museum waits to see it published:",
                    "Their museums wait to see them published:",
                    count,
                ),
                "\n".join(named),
                settings.SITE_URL + reverse("desk:home"),
                f"-- \n{network()}\n",
            ]
        )
    with transaction.atomic():
        post_mail(key=key, to=reviewer.email, subject=subject, text=text, actor=None, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A kind of thing that museums write: its page at the desk, who writes it still."""

    model: type[Event | Offer]
    page: str
    may_write: Callable[[User, Any], bool]


_KINDS = (
    _Written(
        model=Event,
        page="desk:event",
        may_write=lambda user, event: agenda.can_write(user, event.museums.values_list("pk", flat=True)),
    ),
    _Written(
        model=Offer,
        page="desk:offer",
        may_write=lambda user, offer: jobs.can_write(user, offer.museum_id),
    ),
)  # fmt: skip


def remind_writers(*, now: datetime) -> int:
    """Remind, once, whoever was sent something back four days ago and left it a draft."""
    return sum(_remind_of(kind, now) for kind in _KINDS)


def _remind_of(kind: _Written, now: datetime) -> int:
    returned = _returned(kind.model, now)
    drafts = kind.model.objects.filter(pk__in=returned, state=State.DRAFT)
    wanted = [one for one in drafts if not one.is_over(localdate(now))]
    return sum(_write_to_writer(kind, one, returned[one.pk], now) for one in wanted)


def _returned(model: type[Event | Offer], now: datetime) -> dict[int, int]:
    """Return, by the number of its thing, the last sending back of each that was four days ago and not too long."""
    kind = ContentType.objects.get_for_model(model)
    rows = HistoryEntry.objects.filter(
        content_type=kind, verb="send_back", at__gte=now - events.FORGOTTEN
    )
    last = rows.order_by().values("object_id").annotate(entry=Max("pk"), on=Max("at"))
    return {int(row["object_id"]): row["entry"] for row in last.filter(on__lte=now - SENT_BACK)}


@transaction.atomic
def _write_to_writer(kind: _Written, draft: Event | Offer, number: int, now: datetime) -> bool:
    entry = HistoryEntry.objects.get(pk=number)
    submitted = HistoryEntry.objects.filter(
        content_type=entry.content_type, object_id=entry.object_id, verb="submit", pk__lt=entry.pk
    ).order_by("-pk")
    last = submitted.select_related("actor").first()
    to = last.actor if last else None
    if to is None or not to.email or not kind.may_write(to, draft):
        return False
    title = {"title": draft.title}
    with language():
        subject = _("Still a draft: %(title)s") % title
        text = "\n\n".join(
            [
                _("Hello %(name)s,") % {"name": to},
                _("“%(title)s” was sent back to you, and nobody sees it yet. This was asked of you:") % title,
                entry.note,
                _("Correct it here, then submit it again:"),
                settings.SITE_URL + reverse(kind.page, args=[draft.pk]),
                f"-- \n{network()}\n",
            ]
        )  # fmt: skip
    key = f"{kind.model._meta.model_name}-{draft.pk}-still-draft-{entry.pk}"  # noqa: SLF001 -- Django's own door
    post_mail(key=key, to=to.email, subject=subject, text=text, actor=None, now=now)
    return True
