"""Screens of the desk: what each of them shows around its own matter."""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dentelle.desk.views.access import may_edit_pages, may_import


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a screen with the person, their menu and what the last action said."""
    around = {
        "user": request.user,
        "said": list(get_messages(request)),
        "may_import": may_import(request.user),
        "may_edit_pages": may_edit_pages(request.user),
    }
    return render(request, f"desk/{template}.html", around | context, status=status, using="jinja2")
