"""The desk's door: signed in, active, and allowed; a refusal is asked before anything is read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.accounts.rules import Person, can_enter_desk, has_role


class StaffRequest(HttpRequest):
    """A request whose person is known to be one of ours."""

    user: User


def desk_page(
    rule: Callable[[Person], bool] = can_enter_desk,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Open a screen to those a rule about the person allows; others sign in, or are told no."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        @never_cache
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(_way_back(request))
            if not rule(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def may_import(user: Person) -> bool:
    """Say whether a person may open the screens of imports; the museum is asked at each run."""
    return has_role(user, Role.COLLECTIONS, Role.MUSEUM)


def may_edit_pages(user: Person) -> bool:
    """Say whether Wagtail opens its screens to a person; the website's room gives that right."""
    return isinstance(user, User) and user.has_perm("wagtailadmin.access_admin")


def _way_back(request: HttpRequest) -> str:
    """Return where signing in leads: the screen asked for, or the desk when a form was sent."""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("desk:home")
