"""Two pictures side by side, or one and what could stand beside it."""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dentelle.portal.asked import Asked
from dentelle.portal.queries import compare as reads
from dentelle.portal.queries.alike import alike
from dentelle.portal.views.search import too_many, wait_of
from dentelle.search.engine import EngineError

logger = logging.getLogger(__name__)
_NOT_FOUND = 404
_LENGTH = 300  # letters of what is looked for


def compare(request: HttpRequest) -> HttpResponse:
    """Show the two pictures of `a` and `b` (names of ARKs, `.2` for a second picture).

    With one of them alone, offer what to compare it with: what looks like it, its neighbours, or
    what `q` finds.
    """
    linked = request.GET.get("lie") != "non"
    names = {side: request.GET.get(side, "") for side in reads.SIDES}
    found = reads.sides(names, linked=linked)
    one, other = found["a"] or found["b"], found["b"] if found["a"] else None
    text = " ".join(request.GET.get("q", "").split())[:_LENGTH]
    context: dict[str, Any] = {
        "sides": [side for side in (one, other) if side],
        "missing": sum(1 for side, name in names.items() if name and not found[side]),
        "linked": linked,
        "text": text,
        "candidates": [],
    }
    if one and not other:
        if wait := wait_of(request, Asked(text=text)):
            return too_many(request, wait)
        context["candidates"] = _candidates(one, text)
    status = 200 if one or not any(names.values()) else _NOT_FOUND
    return render(request, "portal/compare.html", context, status=status, using="jinja2")


def _candidates(side: reads.Side, text: str) -> list[reads.Candidate]:
    try:
        return reads.search(side, text) if text else reads.candidates(side, alike(side.page))
    except (EngineError, KeyError):  # no index yet, or one that cannot be read
        logger.exception("What to compare with could not be asked from the index")
        return []
