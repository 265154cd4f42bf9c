"""Coming in by password and code, and going out."""

from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dentelle.accounts import actions
from dentelle.accounts.enums import Means
from dentelle.accounts.models import User
from dentelle.desk.account_forms import CodeForm, SignInForm
from dentelle.desk.views import coming_in
from dentelle.desk.views.access import may_edit_pages
from dentelle.desk.views.screens import door, outside


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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | outside(self.request)

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on to the second factor, or in."""
        return coming_in.proved(
            self.request, form.get_user(), Means.PASSWORD, self.get_success_url()
        )

    def form_invalid(self, form: Any) -> HttpResponse:
        """Write the failure in the log, whether the name is known or not."""
        known = form.known if isinstance(form, SignInForm) else None
        coming_in.note(self.request, known, Means.PASSWORD, succeeded=False)
        return super().form_invalid(form)


@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the telephone, or one kept on paper."""
    half = coming_in.half_in(request)
    if half is None:
        return redirect("desk:sign-in")
    user, way = half
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _try(request, user, form, way)
    return _ask_code(request, form)


def _try(request: HttpRequest, user: User, form: CodeForm, way: str) -> HttpResponse:
    typed = form.cleaned_data["code"]
    try:
        means = actions.check_code(user=user, code=typed, now=timezone.now())
    except actions.WrongCodeError:
        coming_in.note(request, user, Means.CODE, succeeded=False)
        form.add_error(
            "code",
            _(
                "This code is wrong, too old, or was used before. Type the one your telephone shows now."
            ),
        )
        return _ask_code(request, form)
    except actions.TooOftenError:
        return door(request, "locked", {"codes": True}, status=429)
    return coming_in.come_in(request, user, means, way)


def _ask_code(request: HttpRequest, form: Form) -> HttpResponse:
    return door(request, "sign_in_code", {"form": form})


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
    return door(request, "locked", {"codes": False}, status=429)


def address(request: HttpRequest) -> str | None:
    """Return whose failures these are (`AXES_CLIENT_IP_CALLABLE`): not the front server's."""
    return coming_in.address(request)
