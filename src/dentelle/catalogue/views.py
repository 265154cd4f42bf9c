"""What the addresses of every room ask of a client before they answer: to keep within its share (`limits`)."""

import time
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dentelle.catalogue import limits
from dentelle.ui.views import in_json, in_words, is_for_machines

COST_OF_A_FILE = 4.0  # of the client's searches a minute: a whole calendar takes as long as a few


def client_of(request: HttpRequest) -> str:
    """Return the name of whoever asks, for today."""
    return limits.client_of(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        localdate().isoformat(),
    )


def wait_of(request: HttpRequest, cost: float) -> int:
    """Take `cost` from the client's share; return how many seconds to wait when it is not there, or 0."""
    return limits.spend(client_of(request), cost, seconds=time.monotonic())


def measured(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let each client ask for its share of files a minute, and 429 beyond."""

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if wait := wait_of(request, COST_OF_A_FILE):
            said = _("This connection asks for more than its share. Wait %(seconds)d seconds.")
            refused = in_json if is_for_machines(request) else in_words
            return refused(said % {"seconds": wait}, status=429, wait=wait)
        return view(request, *args, **kwargs)

    return answer
