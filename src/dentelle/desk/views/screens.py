"""Screens of the desk: what each of them shows around its own matter."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dentelle.accounts.rules import can_enter_desk, can_manage_accounts
from dentelle.desk.views.access import may_edit_pages, may_import
from dentelle.publishing.outbox.rules import can_follow


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a screen with the person, their menu and what the last action said."""
    around = {
        "user": request.user,
        "said": list(get_messages(request)),
        "may_import": may_import(request.user),
        "may_edit_pages": may_edit_pages(request.user),
        "may_enter": can_enter_desk(request.user),
        "may_manage_accounts": can_manage_accounts(request.user),
        "may_follow_mail": can_follow(request.user),
    }
    return render(request, f"desk/{template}.html", around | context, status=status, using="jinja2")


def door(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a screen for somebody who is not in yet: no menu, whoever asks."""
    return render(
        request, f"desk/{template}.html", outside(request) | context, status=status, using="jinja2"
    )


def outside(request: HttpRequest) -> dict[str, Any]:
    """Return what a screen before the door is shown with."""
    return {"user": AnonymousUser(), "said": list(get_messages(request)), "here": ""}
