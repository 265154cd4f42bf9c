"""Offers in the desk: the list, on the screen and as a file."""

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from dentelle.desk.offer_forms import OfferListForm
from dentelle.desk.queries import offers
from dentelle.desk.queries.tables.base import each
from dentelle.desk.queries.tables.offers import OFFERS
from dentelle.desk.views.access import StaffRequest, desk_page
from dentelle.desk.views.lists import asked, file, page_of, query
from dentelle.desk.views.screens import show
from dentelle.jobs import rules


@require_safe
@desk_page()
def index(request: StaffRequest) -> HttpResponse:
    """List offers, narrowed by words, museum, state and kind."""
    form = OfferListForm(request.GET, user=request.user)
    context = {
        "form": form,
        "page": page_of(request, offers.narrowed(offers.visible(request.user), asked(form))),
        "query": query(request),
        "may_offer": rules.can_offer(request.user),
        "may_review": rules.can_review(request.user),
        "here": "offers",
    }
    return show(request, "offers", context)


@require_safe
@desk_page()
def index_file(request: StaffRequest, kind: str) -> StreamingHttpResponse:
    """Send the list as a file."""
    form = OfferListForm(request.GET, user=request.user)
    found = offers.narrowed(offers.visible(request.user), asked(form))
    return file(OFFERS, each(found), kind)
