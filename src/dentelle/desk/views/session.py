"""Coming in and going out."""

from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dentelle.desk.forms import SignInForm
from dentelle.desk.views.access import may_edit_pages
from dentelle.portal.limits import address_of


class SignIn(LoginView):
    """Ask for a name and a password; a person already in goes to the desk."""

    template_name = "desk/sign_in.html"
    template_engine = "jinja2"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse a person whom Wagtail sent back here: they are in, and signing in again opens nothing."""
        if (
            request.user.is_authenticated
            and self._wants_pages()
            and not may_edit_pages(request.user)
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _wants_pages(self) -> bool:
        return str(self.get_redirect_url()).startswith(reverse("wagtailadmin_home"))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget the session."""
    logout(request)
    return redirect("desk:sign-in")


def locked(
    request: HttpRequest,
    response: HttpResponse,  # noqa: ARG001 -- what django-axes hands over
    credentials: dict[str, Any],  # noqa: ARG001
) -> HttpResponse:
    """Answer 429 to one who failed too often (`AXES_LOCKOUT_CALLABLE`)."""
    return render(request, "desk/locked.html", status=429, using="jinja2")


def address(request: HttpRequest) -> str | None:
    """Return whose failures these are (`AXES_CLIENT_IP_CALLABLE`): not the front server's."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    return address_of(request.META.get("REMOTE_ADDR", ""), forwarded) or None
