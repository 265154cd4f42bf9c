"""The buttons that ask museums to check their pages: all those nobody checked for a year, or one."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dentelle.desk.actions import page_asks as decide
from dentelle.desk.queries.scope import museums_for
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.museums.rules import can_ask


@require_POST
@desk_page(can_ask)
def ask_all(request: StaffRequest) -> HttpResponse:
    """Ask every museum whose page nobody checked for a year, and say who was, who was not and why."""
    done = decide.ask_all(actor=request.user, now=timezone.now())
    for said in _said(done):
        messages.success(request, said)
    return redirect("desk:home")


def _said(done: decide.Asked) -> Iterator[str]:
    asked, lately, unreachable = map(len, (done.asked, done.lately, done.unreachable))
    if asked:
        yield ngettext(
            "%(num)s museum is asked: the letters leave. Without an answer, one reminder leaves after ten days.",
            "%(num)s museums are asked: the letters leave. Without an answer, one reminder leaves after ten days.",
            asked,
        ) % {"num": asked}
    else:
        yield _("Nobody is asked.")
    if lately:
        yield ngettext(
            "%(num)s was asked less than thirty days ago: it is left in peace.",
            "%(num)s were asked less than thirty days ago: they are left in peace.",
            lately,
        ) % {"num": lately}
    if unreachable:
        names = ", ".join(f"{museum.name} ({museum.town})" for museum in done.unreachable)
        yield ngettext(
            "%(num)s has no address and is to be telephoned: %(names)s.",
            "%(num)s have no address and are to be telephoned: %(names)s.",
            unreachable,
        ) % {"num": unreachable, "names": names}


@require_POST
@desk_page(can_ask)
def ask(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask one museum, whenever its page was checked."""
    museum = get_object_or_404(museums_for(request.user), pk=pk)
    try:
        letters = decide.ask(museum=museum, actor=request.user, now=timezone.now())
    except decide.NotAskedError as error:
        messages.error(request, str(error))
        return redirect("desk:museum", museum.pk)
    said = ngettext(
        "%(num)s letter leaves. Without an answer, one reminder leaves after ten days.",
        "%(num)s letters leave. Without an answer, one reminder leaves after ten days.",
        letters,
    )
    messages.success(request, said % {"num": letters})
    return redirect("desk:museum", museum.pk)
