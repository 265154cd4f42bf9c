"""Pages that say what was found, what was wanted and what to do."""

import logging
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dentelle.search.engine import EngineError
from dentelle.ui.views import in_json, is_for_machines

View = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger(__name__)


def while_index_answers(view: View) -> View:
    """Answer 503 in words, instead of the view, while the index cannot be read."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except EngineError:
            logger.exception("The index of the records cannot be read.")
            return unready(request)

    return answer


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer 400 without reading the request any further: its host or its form is what is wrong."""
    return render(request, "portal/errors/400.html", status=400, using="jinja2")


def unproven(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer 403 to a form that does not show that this site gave it (`CSRF_FAILURE_VIEW`)."""
    return render(request, "portal/errors/403_form.html", status=403, using="jinja2")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer 403."""
    return render(request, "portal/errors/403.html", status=403, using="jinja2")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer 404, with a search for what the address seems to name."""
    words = request.path.rstrip("/").rpartition("/")[2].replace("-", " ").replace("_", " ")
    context = {"words": words[:80], "asked": request.path[:200]}
    return render(request, "portal/errors/404.html", context, status=404, using="jinja2")


def unready(request: HttpRequest) -> HttpResponse:
    """Answer 503 while an index cannot be read."""
    if is_for_machines(request):
        said = _("The search is being put in order. Ask again in two minutes.")
        return in_json(said, status=503, wait=120)
    response = render(request, "portal/errors/503.html", status=503, using="jinja2")
    response["Retry-After"] = "120"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without the database: the page asks nothing of any room."""
    return render(request, "portal/errors/500.html", status=500, using="jinja2")
