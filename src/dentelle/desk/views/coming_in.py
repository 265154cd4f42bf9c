"""From “they proved who they are” to an open session, by way of the second factor when there is one."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from dentelle.accounts import actions, networks, sessions
from dentelle.accounts.enums import Means
from dentelle.accounts.models import User
from dentelle.accounts.queries import has_second_factor
from dentelle.accounts.rules import can_enter_desk
from dentelle.portal.limits import address_of

_HALF = "half"  # what a session keeps of somebody who proved one thing and must prove another
_HALF_LIFE = timedelta(minutes=10)
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def address(request: HttpRequest) -> str | None:
    """Return the address a request comes from, behind the operator's front server."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    return address_of(request.META.get("REMOTE_ADDR", ""), forwarded) or None


def note(request: HttpRequest, user: User | None, means: Means, *, succeeded: bool) -> None:
    """Write a line of the sign-in log."""
    actions.note_sign_in(
        user=user, means=means, succeeded=succeeded, now=timezone.now(), **_from(request)
    )


def _from(request: HttpRequest) -> dict[str, str]:
    agent = request.headers.get("User-Agent", "")
    return {"network": networks.prefix(address(request)), "device": networks.device(agent)}


def proved(request: HttpRequest, user: User, means: Means, way: str) -> HttpResponse:
    """Let somebody in, or ask for their second factor first."""
    if not has_second_factor(user):
        return come_in(request, user, means, way)
    request.session.cycle_key()
    request.session[_HALF] = {
        "user": user.pk,
        "proof": user.get_session_auth_hash(),
        "means": means.value,
        "at": timezone.now().timestamp(),
        "way": way,
    }
    return redirect("desk:sign-in-code")


def half_in(request: HttpRequest) -> tuple[User, str] | None:
    """Return who proved one thing a moment ago, and where they were going."""
    half: dict[str, Any] | None = request.session.get(_HALF)
    if half is None or timezone.now().timestamp() - half["at"] > _HALF_LIFE.total_seconds():
        return None
    user = User.objects.filter(pk=half["user"], is_active=True).first()
    if user is None or user.get_session_auth_hash() != half["proof"]:
        return None  # the account was closed, or the password changed meanwhile
    return user, str(half["way"])


def come_in(request: HttpRequest, user: User, means: Means, way: str) -> HttpResponse:
    """Open a session under a new key, write it in the log, and go where they were going."""
    request.session.pop(_HALF, None)
    login(request, user, backend=_BACKEND)
    now = timezone.now()
    request.session[sessions.OPENED] = sessions.opened(means=means.value, now=now, **_from(request))
    request.session["seen"] = int(now.timestamp())
    note(request, user, means, succeeded=True)
    return redirect(_allowed(request, user, way))


def _allowed(request: HttpRequest, user: User, way: str) -> str:
    """Return an address of this site that opens to this person."""
    hosts = {request.get_host()}
    inside = url_has_allowed_host_and_scheme(way, hosts, require_https=request.is_secure())
    home = reverse("desk:home" if can_enter_desk(user) else "desk:account")
    return home if not inside or way == reverse(settings.LOGIN_REDIRECT_URL) else way


def note_wrong_code(request: HttpRequest, user: User) -> None:
    """Count a wrong code typed inside the desk with those typed at its door."""
    note(request, user, Means.CODE, succeeded=False)
