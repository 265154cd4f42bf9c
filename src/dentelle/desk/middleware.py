"""What the desk asks of a session at each screen, and how it refuses: that it is alive, and of whom it must."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers

from dentelle.accounts.models import User
from dentelle.accounts.queries import has_second_factor
from dentelle.accounts.rules import can_enter_desk, must_have_second_factor
from dentelle.desk.views.screens import show

_ALIVE = timedelta(minutes=10)
_STATUSES = {"refused": HTTPStatus.FORBIDDEN, "missing": HTTPStatus.NOT_FOUND}
_OPEN = (
    "desk:second-factor-new",
    "desk:sign-out",
)  # what brings the second factor, and the way out


class Presence:
    """Renew the session of one who works, and hold one who must take a second factor until it is there.

    It stands before Wagtail's screens too, which know nothing of a second factor. Visitors' pages
    are not looked at: they must not read the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_desk(request.path_info) and isinstance(request.user, User):
            _renew(request)
            if _lacks_second_factor(request):
                return redirect("desk:second-factor-new")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say no within the desk to who works in it, with the same words for what is not there and what is another's."""
        if not isinstance(exception, PermissionDenied | Http404):
            return None
        if not _is_desk(request.path_info) or not can_enter_desk(request.user):
            return None
        response = _refusal(
            request, "refused" if isinstance(exception, PermissionDenied) else "missing"
        )
        add_never_cache_headers(response)  # the view said it of its own answer alone
        return response


def _refusal(request: HttpRequest, template: str) -> HttpResponse:
    """Return a screen; nothing for a picture or a script, where it would use up what the next screen has to say."""
    status = _STATUSES[template]
    if request.headers.get("Sec-Fetch-Dest", "document") != "document":
        return HttpResponse(status=status)
    return show(request, template, {"here": ""}, status=status)


def _is_desk(path: str) -> bool:
    return path.startswith(("/bureau/", *(f"/{code}/bureau/" for code, _ in settings.LANGUAGES)))


def _renew(request: HttpRequest) -> None:
    """Have the session last from now on, written at most every ten minutes."""
    seen, now = request.session.get("seen"), int(timezone.now().timestamp())
    if seen is not None and now - int(seen) >= _ALIVE.total_seconds():
        request.session["seen"] = now


def _lacks_second_factor(request: HttpRequest) -> bool:
    user = request.user
    if not isinstance(user, User) or not must_have_second_factor(user, timezone.now()):
        return False
    return not _is_open(request.path_info) and not has_second_factor(user)


def _is_open(path: str) -> bool:
    """Say whether an address may be opened without it, in whatever language."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            if path in {reverse(name) for name in _OPEN}:
                return True
    return False
