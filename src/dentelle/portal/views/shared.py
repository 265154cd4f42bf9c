"""A list kept under a link: asked for, read, past."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dentelle.catalogue import selections
from dentelle.portal.actions.sharing import NothingToShareError, share_selection
from dentelle.portal.queries import selection as queries
from dentelle.portal.views import posts
from dentelle.portal.views.selection import page, private
from dentelle.ui.typography import NO_BREAK

COST = 24.0  # of what one client may do in a minute: some ten lists


@csrf_exempt  # no session, hence nothing to forge; `posts` keeps other sites out
@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """Keep the list the form holds and lead to its link."""
    asked = selections.read(request.POST.get("liste", ""))
    found = queries.listed(asked)
    if not posts.come_from_here(request):
        problem = _("This form was sent from another site. Ask for the link here.")
        return page(request, found, problem=problem, status=403)
    if wait := posts.wait(request, "share", COST):
        sentence = _(
            "Too many links were asked for from this connection. Wait %(seconds)d seconds."
        )
        return page(request, found, problem=sentence % {"seconds": wait}, status=429)
    if request.POST.get("site"):  # people do not see this field, robots fill it in
        return redirect(f"{reverse('portal:selection')}?{found.query}")
    return _kept(request, found)


def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show a list by its link, or say that its day has passed."""
    kept = queries.shared(token)
    if kept is None:
        raise Http404
    until = date_format(timezone.localdate(kept.expires_at), "j F Y").replace(" ", NO_BREAK)
    selection = queries.of_shared(kept, timezone.now())
    if selection is None:
        answer = render(
            request, "portal/shared_gone.html", {"until": until}, status=410, using="jinja2"
        )
        return private(answer)
    link = request.build_absolute_uri(reverse("portal:shared", args=(token,)))
    context = {
        "listed": queries.listed(selection),
        "kept": kept,
        "until": until,
        "link": link,
        "is_new": "nouveau" in request.GET,
    }
    return private(render(request, "portal/selection_sheet.html", context, using="jinja2"))


def _kept(request: HttpRequest, found: queries.Listed) -> HttpResponse:
    try:
        kept = share_selection(selection=found.selection, now=timezone.now())
    except NothingToShareError:
        problem = _("There is nothing to share: none of the objects of this list is on line.")
        return page(request, found, problem=problem, status=422)
    return redirect(f"{reverse('portal:shared', args=(kept.token,))}?nouveau")
