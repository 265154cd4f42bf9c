"""Coming in without a password: a link is asked for, sent, opened, and used by pressing a button.

Opening the link alone changes nothing: the programs that look at letters before people do open links.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from dentelle.accounts import actions as accounts
from dentelle.accounts import networks, queries
from dentelle.accounts.enums import Means, Purpose
from dentelle.accounts.models import OneTimeLink
from dentelle.desk import actions, tasks
from dentelle.desk.account_forms import AddressForm, NewPasswordForm
from dentelle.desk.views import coming_in
from dentelle.desk.views.screens import door

_INTO = (Purpose.SIGN_IN, Purpose.INVITATION)


@never_cache
def ask_link(request: HttpRequest) -> HttpResponse:
    """Send a link to come in to whoever has this address."""
    return _ask(request, Purpose.SIGN_IN)


@never_cache
def ask_password(request: HttpRequest) -> HttpResponse:
    """Send a link to choose a new password to whoever has this address."""
    return _ask(request, Purpose.PASSWORD)


def _ask(request: HttpRequest, purpose: Purpose) -> HttpResponse:
    form = AddressForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return door(request, "ask_link", {"form": form, "purpose": purpose, "sent": False})
    try:
        asking = accounts.ask(
            address=form.cleaned_data["email"],
            purpose=purpose,
            network=networks.prefix(coming_in.address(request)),
            now=timezone.now(),
        )
    except accounts.TooOftenError:
        form.add_error(None, _("Links were asked too often for this address or from this network. Wait a quarter of an hour, and look among the letters already received."))  # fmt: skip
        return door(
            request, "ask_link", {"form": form, "purpose": purpose, "sent": False}, status=429
        )
    transaction.on_commit(lambda: tasks.answer_asking.enqueue(asking_id=asking.pk))
    return door(request, "ask_link", {"form": form, "purpose": purpose, "sent": True})


@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that lets in; press it to come in."""
    found = queries.link(token, _INTO, timezone.now())
    if found is None:
        return _gone(request)
    if request.method == "POST":
        return _come_in(request, token)
    context = {"invitation": found.purpose == Purpose.INVITATION, "form": Form()}
    return door(request, "link", context)


def _come_in(request: HttpRequest, token: str) -> HttpResponse:
    try:
        used = accounts.use_link(token=token, purposes=_INTO, now=timezone.now())
    except accounts.LinkGoneError:
        return _gone(request)
    means, way = _where(used)
    return coming_in.proved(request, used.user, means, way)


def _where(used: OneTimeLink) -> tuple[Means, str]:
    if used.purpose == Purpose.INVITATION:
        return Means.INVITATION, reverse("desk:welcome")
    return Means.LINK, reverse("desk:home")


@never_cache
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a new password, from the link of a letter; it lets nobody in by itself."""
    found = queries.link(token, (Purpose.PASSWORD,), timezone.now())
    if found is None:
        return _gone(request)
    form = NewPasswordForm(request.POST or None, user=found.user)
    if request.method == "POST" and form.is_valid():
        return _set(request, token, form)
    return door(request, "new_password", {"form": form})


def _set(request: HttpRequest, token: str, form: NewPasswordForm) -> HttpResponse:
    now = timezone.now()
    try:
        with transaction.atomic():
            used = accounts.use_link(token=token, purposes=(Purpose.PASSWORD,), now=now)
            actions.set_password(
                user=used.user, password=form.cleaned_data["password"], actor=used.user, now=now
            )
    except accounts.LinkGoneError:
        return _gone(request)
    except ValidationError as error:
        form.add_error("password", error)
        return door(request, "new_password", {"form": form})
    messages.success(request, _("Your new password is kept. Sign in with it."))
    return redirect("desk:sign-in")


def _gone(request: HttpRequest) -> HttpResponse:
    """Say that a link opens nothing any more, and how to get another."""
    return door(request, "link_gone", {}, status=410)
