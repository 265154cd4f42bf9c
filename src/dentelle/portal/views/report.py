"""An error reported on an object: a plain form, without cookie; other sites cannot post to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dentelle.catalogue import arks
from dentelle.catalogue.fields import public_fields
from dentelle.catalogue.models import Record
from dentelle.museums import names
from dentelle.museums.models import Museum
from dentelle.participation.actions import report_error
from dentelle.participation.forms import ReportForm
from dentelle.portal.queries import record as queries
from dentelle.portal.views import posts
from dentelle.portal.views.record import gone

COST = 24.0  # of the client's searches a minute: some ten reports


@csrf_exempt  # no session, hence nothing to forge; `posts` keeps other sites out
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, naan: str, name: str) -> HttpResponse:
    """Show the form, keep what it says, or thank."""
    found = queries.find(naan, name)
    if found is None:
        raise Http404
    if not queries.is_shown(found):
        return gone(request, found)
    if found.ark != f"{naan}/{name}":
        return redirect(arks.href(found.ark, "report"), permanent=True)
    if request.method == "POST":
        return _post(request, found)
    return _form(request, found, ReportForm(choices=_choices(found)), thanks="merci" in request.GET)


def _post(request: HttpRequest, found: Record) -> HttpResponse:
    form = ReportForm(request.POST, choices=_choices(found))
    if not posts.come_from_here(request):
        form.add_error(None, _("This form was sent from another site. Fill it in here."))
        return _form(request, found, form, status=403)
    if not form.is_valid():
        return _form(request, found, form, status=422)
    if wait := posts.wait(request, "report", COST):
        sentence = _("Too many reports came from this connection. Wait %(seconds)d seconds.")
        form.add_error(None, sentence % {"seconds": wait})
        return _form(request, found, form, status=429)
    if not request.POST.get("site"):  # people do not see this field, robots fill it in
        report_error(record=found, now=timezone.now(), **form.cleaned_data)
    return redirect(f"{arks.href(found.ark, 'report')}?merci", permanent=False)


def _form(
    request: HttpRequest,
    found: Record,
    form: ReportForm,
    *,
    status: int = 200,
    thanks: bool = False,
) -> HttpResponse:
    museum = found.museum
    context = {
        "record": found,
        "form": form,
        "thanks": thanks,
        "of_museum": _of(museum),
        "museum": museum,
    }
    return render(request, "portal/report.html", context, status=status, using="jinja2")


def _of(museum: Museum) -> str:
    """Return `du musée…` in French, `of Musée…` elsewhere."""
    if (get_language() or "fr").startswith("fr"):
        return names.of(museum.name, museum.article)
    return f"of {names.as_title(museum.name)}"


def _choices(found: Record) -> list[tuple[str, str]]:
    return [(field.tag, str(field.label)) for field, _text in public_fields(found.fields)]
