"""One's own account: password, second factor, open sessions, and who came in."""

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dentelle.accounts import actions as accounts
from dentelle.accounts import totp
from dentelle.accounts.queries import has_second_factor
from dentelle.accounts.rules import can_enter_desk, is_in, must_have_second_factor
from dentelle.desk import actions
from dentelle.desk.account_forms import ChangePasswordForm, CodeForm, NewPasswordForm
from dentelle.desk.letters import network
from dentelle.desk.queries import people
from dentelle.desk.views import coming_in
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.screens import show


@desk_page(is_in)
def home(request: StaffRequest) -> HttpResponse:
    """Show one's account."""
    return _home(request, ChangePasswordForm(user=request.user))


def _home(request: StaffRequest, form: ChangePasswordForm, status: int = 200) -> HttpResponse:
    user, now = request.user, timezone.now()
    context = {
        "form": form,
        "code_form": CodeForm(),
        "account": people.account(user, now),
        "session_key": request.session.session_key,
        "second_factor": has_second_factor(user),
        "must": must_have_second_factor(user, now),
        "here": "account",
    }
    return show(request, "account", context, status=status)


@require_POST
@desk_page(is_in)
def password(request: StaffRequest) -> HttpResponse:
    """Change one's password; every other session ends."""
    form = ChangePasswordForm(request.POST, user=request.user)
    if not form.is_valid():
        return _home(request, form, 422)
    _set_password(request, form.cleaned_data["password"])
    messages.success(request, _("Your password is changed, and your other sessions are ended."))
    return redirect("desk:account")


def _set_password(request: StaffRequest, new: str) -> None:
    request.session.get("seen")  # read before every session of this person ends
    user = request.user
    actions.set_password(user=user, password=new, actor=user, now=timezone.now())
    update_session_auth_hash(request, user)


@desk_page(is_in)
def welcome(request: StaffRequest) -> HttpResponse:
    """Ask somebody invited how they will come back: by a password, or by links."""
    if request.user.has_usable_password():
        return redirect("desk:account")
    form = NewPasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        _set_password(request, form.cleaned_data["password"])
        messages.success(request, _("Your password is kept. Welcome."))
        return redirect("desk:home" if can_enter_desk(request.user) else "desk:account")
    return show(request, "welcome", {"form": form, "here": "account"})


@require_POST
@desk_page(is_in)
def sign_out_everywhere(request: StaffRequest) -> HttpResponse:
    """End every session of this person, this one too."""
    accounts.sign_out_everywhere(user=request.user, actor=request.user, now=timezone.now())
    logout(request)
    messages.success(request, _("Every session is ended."))
    return redirect("desk:sign-in")


@require_POST
@desk_page(is_in)
def end_session(request: StaffRequest, handle: str) -> HttpResponse:
    """End one of one's sessions."""
    accounts.end_session(user=request.user, handle=handle)
    messages.success(request, _("The session is ended."))
    return redirect("desk:account")


@desk_page(is_in)
def second_factor(request: StaffRequest) -> HttpResponse:
    """Teach a telephone to make codes, and take its first one."""
    user, now = request.user, timezone.now()
    if has_second_factor(user):
        return redirect("desk:account")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = accounts.confirm_second_factor(
                user=user, code=form.cleaned_data["code"], now=now
            )
        except accounts.WrongCodeError:
            form.add_error("code", _("The telephone shows another code. Scan the picture again, and check that its clock sets itself."))  # fmt: skip
        else:
            actions.warn(user=user, what="second_factor", now=now)
            return _codes(request, codes)
    return _teach(request, form)


def _teach(request: StaffRequest, form: CodeForm) -> HttpResponse:
    secret = accounts.begin_second_factor(user=request.user, now=timezone.now())
    named = totp.address(secret, person=request.user.get_username(), issuer=network())
    context = {
        "form": form,
        "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        "picture": segno.make(named, error="m").svg_data_uri(scale=5, border=3, light="white"),
        "must": must_have_second_factor(request.user, timezone.now()),
        "here": "account",
    }
    return show(request, "second_factor", context)


def _codes(request: StaffRequest, codes: list[str]) -> HttpResponse:
    """Show recovery codes, this once."""
    return show(request, "recovery_codes", {"codes": codes, "here": "account"})


@require_POST
@desk_page(is_in)
def second_factor_change(request: StaffRequest, verb: str) -> HttpResponse:
    """Remove the second factor, or make new recovery codes: a code is asked for both."""
    user, now = request.user, timezone.now()
    form = CodeForm(request.POST)
    if not has_second_factor(user) or not form.is_valid():
        return redirect("desk:account")
    try:
        accounts.check_code(user=user, code=form.cleaned_data["code"], now=now)
    except (accounts.WrongCodeError, accounts.TooOftenError):
        coming_in.note_wrong_code(request, user)
        messages.error(request, _("This code is wrong, too old, or was used before."))
        return redirect("desk:account")
    if verb == "codes":
        return _codes(request, accounts.renew_recovery_codes(user=user, now=now))
    actions.remove_second_factor(user=user, actor=user, now=now)
    messages.success(request, _("The second factor is removed. Sign in again."))
    return redirect(reverse(settings.LOGIN_URL))
