"""Who came in, which sessions are open, and what is forgotten when its time is over."""

from datetime import datetime, timedelta

from django.db import transaction

from dentelle.accounts.actions.telling import tell
from dentelle.accounts.enums import Means
from dentelle.accounts.models import Asking, OneTimeLink, OpenSession, SignIn, User

KEPT = timedelta(days=365)  # sign-ins: twelve months
_LINKS_KEPT = timedelta(days=30)
_ASKINGS_KEPT = timedelta(days=1)


def note_sign_in(
    *,
    user: User | None,
    means: Means,
    succeeded: bool,
    network: str,
    device: str,
    now: datetime,
) -> None:
    """Write one line of the log; a name that no account has is written without the name."""
    SignIn.objects.create(
        user=user, means=means, succeeded=succeeded, network=network, device=device, at=now
    )


def end_sessions(*, user: User, but: str = "") -> int:
    """End every session of a person, but one; return how many."""
    return OpenSession.objects.filter(user=user).exclude(session_key=but).delete()[0]


@transaction.atomic
def sign_out_everywhere(*, user: User, actor: User, now: datetime) -> None:
    """End every session of a person, by their own decision or by the network's."""
    many = end_sessions(user=user)
    tell(user, "end_sessions", actor=actor, now=now, after={"sessions": many})


def end_session(*, user: User, handle: str) -> int:
    """End one session of a person, told by its handle; return how many there were."""
    keys = [each.pk for each in OpenSession.objects.filter(user=user) if each.handle == handle]
    return OpenSession.objects.filter(pk__in=keys).delete()[0]


@transaction.atomic
def forget(*, now: datetime) -> None:
    """Delete what is kept for a time only: sign-ins, links, askings, sessions that ended."""
    SignIn.objects.filter(at__lte=now - KEPT).delete()
    OneTimeLink.objects.filter(expires_at__lte=now - _LINKS_KEPT).delete()
    Asking.objects.filter(at__lte=now - _ASKINGS_KEPT).delete()
    OpenSession.objects.filter(expire_date__lte=now).delete()
