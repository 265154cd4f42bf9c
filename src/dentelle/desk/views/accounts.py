"""The accounts of the network: who has one, with which role and museums, and what was decided about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dentelle.accounts import actions as accounts
from dentelle.accounts.enums import Purpose
from dentelle.accounts.models import User
from dentelle.accounts.rules import can_manage, can_manage_accounts
from dentelle.desk import actions
from dentelle.desk.account_forms import PeopleForm, PersonForm
from dentelle.desk.queries import people
from dentelle.desk.queries.tables.base import each
from dentelle.desk.queries.tables.people import ACCOUNTS
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.lists import asked, file, page_of, query
from dentelle.desk.views.screens import show

_VALUES = ("email", "first_name", "last_name", "role")


@desk_page(can_manage_accounts)
def index(request: StaffRequest) -> HttpResponse:
    """List the accounts, narrowed by words, role and state."""
    form = PeopleForm(request.GET)
    page = page_of(request, people.found(asked(form)))
    context = {"form": form, "page": page, "query": query(request), "here": "accounts"}
    return show(request, "accounts", context)


@desk_page(can_manage_accounts)
def index_file(request: StaffRequest, kind: str) -> StreamingHttpResponse:
    """Send the list as a file."""
    return file(ACCOUNTS, each(people.found(asked(PeopleForm(request.GET)))), kind)


@desk_page(can_manage_accounts)
def new(request: StaffRequest) -> HttpResponse:
    """Make an account and send its invitation."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.invite(
                values=_values(form),
                museums=form.cleaned_data["museums"],
                actor=request.user,
                now=timezone.now(),
            )
        except accounts.TakenError:
            form.add_error("email", _("Another account has this e-mail address."))
        else:
            messages.success(request, _("The account is made, and the invitation is on its way to %(address)s.") % {"address": user.email})  # fmt: skip
            return redirect("desk:account-of", user.pk)
    return show(request, "account_new", {"form": form, "here": "accounts"})


def _values(form: PersonForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in _VALUES}


@desk_page(can_manage_accounts)
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Show an account, and change it."""
    user = get_object_or_404(User, pk=pk)
    mine = can_manage(request.user, user)
    initial = {name: getattr(user, name) for name in _VALUES}
    initial["museums"] = [each.museum_id for each in user.memberships.all()]
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST":
        if not mine:
            raise PermissionDenied
        if form.is_valid() and _change(request, user, form):
            return redirect("desk:account-of", pk)
    context = {
        "form": form,
        "account": people.account(user, timezone.now()),
        "may_decide": mine,
        "here": "accounts",
    }
    return show(request, "account_of", context)


def _change(request: StaffRequest, user: User, form: PersonForm) -> bool:
    try:
        changed = actions.change(
            user=user,
            values=_values(form),
            museums=form.cleaned_data["museums"],
            actor=request.user,
            now=timezone.now(),
        )
    except accounts.TakenError:
        form.add_error("email", _("Another account has this e-mail address."))
    except accounts.LastNetworkError:
        form.add_error("role", _("Nobody else holds the network role: give it to somebody first."))
    else:
        text = _("The account is changed.") if changed else _("Nothing was to change.")
        messages.success(request, text)
        return True
    return False


@require_POST
@desk_page(can_manage_accounts)
def act(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Close or open an account, end its sessions, remove its second factor, or invite again."""
    user = get_object_or_404(User, pk=pk)
    if not can_manage(request.user, user):
        raise PermissionDenied
    do, told = _verbs()[verb]
    try:
        do(user=user, actor=request.user, now=timezone.now())
    except accounts.LastNetworkError:
        messages.error(request, _("Nobody else holds the network role: give it to somebody first."))
    else:
        messages.success(request, told)
    return redirect("desk:account-of", pk)


def _verbs() -> dict[str, tuple[Callable[..., Any], str]]:
    return {
        "fermer": (accounts.close_account, _("The account is closed, and its sessions are ended.")),
        "rouvrir": (accounts.open_account, _("The account is open again.")),
        "deconnecter": (accounts.sign_out_everywhere, _("Every session of this account is ended.")),
        "second-facteur": (actions.remove_second_factor, _("The second factor is removed: the person takes another when they sign in.")),
        "inviter": (_invite, _("A new invitation is on its way; the one of before opens nothing any more.")),
    }  # fmt: skip


def _invite(*, user: User, actor: User, now: Any) -> None:
    if not user.is_active or not user.email:
        raise PermissionDenied
    actions.send_link(user=user, purpose=Purpose.INVITATION, actor=actor, now=now)
