"""Coming in and going out."""

from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dentelle.desk.forms import SignInForm


class SignIn(LoginView):
    """Ask for a name and a password; a person already in goes to the desk."""

    template_name = "desk/sign_in.html"
    template_engine = "jinja2"
    authentication_form = SignInForm
    redirect_authenticated_user = True


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget the session."""
    logout(request)
    return redirect("desk:sign-in")
